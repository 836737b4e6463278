"""The language server (`argmap[lsp]`): answers an editor's requests about an open map with the values of `OpenDocument`."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from argmap.editing.refusal import EditRefused
from argmap.errors import ArgmapError
from argmap.lint import RULES
from argmap.servers.across import renamed_across
from argmap.servers.completing import completions
from argmap.servers.document import OpenDocument, Symbol
from argmap.servers.marks import fixes
from argmap.servers.positions import Places, location_of
from argmap.servers.protocol import JsonRpcInvalidParams, lsp
from argmap.servers.workspace import TYPING_PAUSE_S, EditorServer

SYMBOLS = {
    "claim": lsp.SymbolKind.Class,
    "premise": lsp.SymbolKind.Constant,
    "counterevidence": lsp.SymbolKind.Event,
}
ITEMS = {
    "key": lsp.CompletionItemKind.Property,
    "id": lsp.CompletionItemKind.Reference,
    "word": lsp.CompletionItemKind.EnumMember,
}
HELP = "argmap.help"
"""The command that shows why a rule matters."""


def serve() -> None:
    """Serves an editor over standard input and output."""
    made().start_io()


def made() -> EditorServer:
    """A server with everything that it answers."""
    server = EditorServer()

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        server.read_settings()
        server.changed(params.text_document.uri, 0)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        server.changed(params.text_document.uri, TYPING_PAUSE_S)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        server.read_settings()
        server.changed(params.text_document.uri, 0)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        server.closed(params.text_document.uri)

    _answer_places(server)
    _answer_changes(server)
    _answer_structure(server)
    return server


def _asked(server: EditorServer, params: Any) -> tuple[OpenDocument, Places, int]:
    """The document, its places, and the character that a request is about."""
    uri = params.text_document.uri
    open_one = server.workspace.get_text_document(uri)
    position = getattr(params, "position", None)
    return server.document(uri), Places(open_one), 0 if position is None else open_one.offset_at_position(position)


def _answer_places(server: EditorServer) -> None:
    """Hover, definition, references, and completion."""

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        document, places, offset = _asked(server, params)
        sentence = await asyncio.to_thread(document.hover, offset)
        if sentence is None:
            return None
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, sentence[0]), places.range(sentence[1]))

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def definition(params: lsp.DefinitionParams) -> lsp.Location | None:
        document, places, offset = _asked(server, params)
        id = document.id_at(offset)
        if id is not None and (place := document.elsewhere(id)) is not None:
            return location_of(place)
        span = None if id is None else document.definition(id)
        return None if span is None else lsp.Location(params.text_document.uri, places.range(span))

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    def references(params: lsp.ReferenceParams) -> list[lsp.Location]:
        document, places, offset = _asked(server, params)
        if (id := document.id_at(offset)) is None:
            return []
        first = document.definition(id) if params.context.include_declaration else None
        spans = [*([first] if first else []), *document.references(id)]
        return [lsp.Location(params.text_document.uri, places.range(span)) for span in spans]

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[" ", "[", "-"]))
    def complete(params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        document, places, offset = _asked(server, params)
        last = server.loaded.get(params.text_document.uri)
        offered = completions(document, offset, last.m if last else None)
        return [
            lsp.CompletionItem(
                completion.text.strip(),
                kind=ITEMS[completion.kind],
                detail=completion.about or None,
                sort_text=f"{number:04}",
                filter_text=completion.text,
                text_edit=lsp.TextEdit(places.range((completion.start, offset)), completion.text),
            )
            for number, completion in enumerate(offered)
        ]


def _answer_changes(server: EditorServer) -> None:
    """Rename, formatting, and code actions."""

    @server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepared(params: lsp.PrepareRenameParams) -> lsp.Range | None:
        document, places, offset = _asked(server, params)
        span = document.name_at(offset)
        return None if span is None else places.range(span)

    @server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
    def rename(params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        document, places, offset = _asked(server, params)
        if (id := document.id_at(offset)) is None:
            return None
        try:
            texts = renamed_across(document, id, params.new_name, server.around(document), server.read)
        except EditRefused as error:
            raise JsonRpcInvalidParams(str(error)) from None
        here = Path(document.file).resolve()
        changes = {params.text_document.uri: places.edits(texts.pop(here))}
        for path, new in texts.items():
            uri = server.address(path)
            changes[uri] = Places(server.workspace.get_text_document(uri)).edits(new)
        return lsp.WorkspaceEdit(changes)

    @server.feature(lsp.TEXT_DOCUMENT_FORMATTING)
    def formatting(params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit]:
        document, places, _ = _asked(server, params)
        return places.edits(document.formatted())

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]),
    )
    def actions(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        document, places, _ = _asked(server, params)
        uri = params.text_document.uri
        selection, code_actions = params.range, []
        for mark in server.marks.get(uri, ()):
            marked = places.range(mark.span)
            if marked.end < selection.start or selection.end < marked.start:
                continue
            diagnostics = [places.diagnostic(mark)]
            for fix in fixes(document, mark):
                change = lsp.WorkspaceEdit({uri: places.edits(fix.text)})
                code_actions.append(
                    lsp.CodeAction(fix.title, lsp.CodeActionKind.QuickFix, diagnostics, is_preferred=True, edit=change)
                )
            if mark.code in RULES:
                command = lsp.Command(f"Why {mark.code}?", HELP, arguments=[mark.code])
                code_actions.append(
                    lsp.CodeAction(
                        f"{mark.code}: why it matters", lsp.CodeActionKind.QuickFix, diagnostics, command=command
                    )
                )
        return code_actions

    @server.command(HELP)
    def help_on(code: str) -> None:
        rule = RULES.get(code)
        if rule is not None:
            reason = f"{rule.code} {rule.name}: {rule.why}"
            server.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Info, reason))


def _answer_structure(server: EditorServer) -> None:
    """Symbols, folding, and inlay hints."""

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        document, places, _ = _asked(server, params)
        return [_symbol(symbol, places) for symbol in document.symbols]

    @server.feature(lsp.TEXT_DOCUMENT_FOLDING_RANGE)
    def folding(params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange]:
        document, places, _ = _asked(server, params)
        lines = {(places.position(start).line, places.position(end).line) for start, end in document.folds}
        return [lsp.FoldingRange(first, last) for first, last in sorted(lines) if last > first]

    @server.feature(lsp.TEXT_DOCUMENT_INLAY_HINT)
    async def hints(params: lsp.InlayHintParams) -> list[lsp.InlayHint]:
        document, places, _ = _asked(server, params)
        try:
            all_hints = await asyncio.to_thread(lambda: document.hints)
        except ArgmapError:
            return []
        shown = ((places.position(offset), text) for offset, text in all_hints)
        first, last = params.range.start, params.range.end
        return [lsp.InlayHint(at, text, padding_left=True) for at, text in shown if first <= at <= last]


def _symbol(one: Symbol, places: Places) -> lsp.DocumentSymbol:
    inner: Iterator[lsp.DocumentSymbol] = (_symbol(part, places) for part in one.inner)
    name, whole = places.range(one.name), places.range(one.span)
    return lsp.DocumentSymbol(one.id, SYMBOLS[one.kind], whole, name, detail=one.text, children=list(inner))
