"""The language server (`argmap[lsp]`): what an editor asks of an open map, answered by `Document`, over the protocol."""

import asyncio
from bisect import bisect_right
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

from argmap import __version__
from argmap.editing.refusal import EditRefused
from argmap.errors import ArgmapError, MissingPackage
from argmap.lint import RULES
from argmap.lint.output import DOCUMENTATION
from argmap.lint.settings import Settings, project
from argmap.servers.completing import completions
from argmap.servers.document import Document, Span, Symbol
from argmap.servers.marks import Mark, finding_marks, fixes, problem_marks

try:
    from lsprotocol import types as lsp
    from pygls import uris
    from pygls.exceptions import JsonRpcInvalidParams
    from pygls.lsp.server import LanguageServer
    from pygls.workspace import TextDocument
except ImportError:
    raise MissingPackage("argmap lsp needs the package pygls", "pip install 'argmap[lsp]'") from None

PAUSE_S: Final = 0.15
"""How long typing must pause before the text is checked."""
LONGER_PAUSE_S: Final = 0.6
"""How long until the rules are asked that evaluate the map under every semantics."""
SEVERITIES = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "note": lsp.DiagnosticSeverity.Information,
}
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


class Server(LanguageServer):
    """The documents that are open, and the checks that wait for a pause."""

    def __init__(self) -> None:
        super().__init__("argmap", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Incremental)
        self.documents: dict[str, Document] = {}
        self.loaded: dict[str, Document] = {}
        """The last text of each document that was a map."""
        self.marks: dict[str, tuple[Mark, ...]] = {}
        self.waiting: dict[str, asyncio.Task[None]] = {}
        self.settings = Settings()

    def read_settings(self) -> None:
        """Takes the settings of the project in; a mistake in them is told, and there are none then."""
        try:
            self.settings = project()
        except ArgmapError as error:
            self.settings = Settings()
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, str(error)))
        self.documents.clear()

    def document(self, uri: str) -> Document:
        """The document with this address, as the editor has it now."""
        text = self.workspace.get_text_document(uri).source
        if uri not in self.documents or self.documents[uri].text != text:
            self.documents[uri] = document = Document(text, _file(uri), self.settings)
            if document.m is not None:
                self.loaded[uri] = document
        return self.documents[uri]

    def wait(self, uri: str, pause: float) -> None:
        """Checks a document after a pause, unless it changes before."""
        if uri in self.waiting:
            self.waiting[uri].cancel()
        self.waiting[uri] = asyncio.get_running_loop().create_task(self.checked(uri, pause))

    async def checked(self, uri: str, pause: float) -> None:
        """Publishes what is wrong: first what needs no long computation, then everything."""
        await asyncio.sleep(pause)
        document = self.document(uri)
        problems = tuple(problem_marks(document))
        if document.m is None:
            self.publish(uri, document, problems)
            return
        self.publish(uri, document, tuple(await asyncio.to_thread(lambda: [*finding_marks(document, quick=True)])))
        await asyncio.sleep(LONGER_PAUSE_S if pause else 0)
        self.publish(uri, document, tuple(await asyncio.to_thread(lambda: [*finding_marks(document)])))
        if self.client_capabilities.workspace and self.client_capabilities.workspace.inlay_hint:
            await self.workspace_inlay_hint_refresh_async(None)

    def publish(self, uri: str, document: Document, marks: tuple[Mark, ...]) -> None:
        """Sends marks to the editor, if the text is still the one that they are about."""
        open_one = self.workspace.get_text_document(uri)
        if open_one.source != document.text:
            return
        self.marks[uri] = marks
        places = Places(open_one)
        told = [places.diagnostic(mark) for mark in marks]
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, told, open_one.version))


class Places:
    """Numbers of characters as the positions of the protocol, in the units that the editor counts in."""

    def __init__(self, document: TextDocument) -> None:
        self.document, self.lines = document, document.lines
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))

    def position(self, offset: int) -> lsp.Position:
        """The position of a character."""
        line = max(bisect_right(self.starts, offset) - 1, 0)
        if line >= len(self.lines):
            ended = not self.lines or self.lines[-1].endswith(("\n", "\r"))
            line = len(self.lines) if ended else len(self.lines) - 1
        text = self.lines[line] if line < len(self.lines) else ""
        before = text[: offset - self.starts[line]]
        return lsp.Position(line, self.document.position_codec.client_num_units(before))

    def range(self, span: Span) -> lsp.Range:
        """The range of characters from one up to another."""
        return lsp.Range(self.position(span[0]), self.position(span[1]))

    def diagnostic(self, mark: Mark) -> lsp.Diagnostic:
        """A mark as the editor shows it, with a link to the page of its rule."""
        link = None
        if mark.code in RULES:
            link = lsp.CodeDescription(f"{DOCUMENTATION}#{mark.code.lower()}-{RULES[mark.code].name}")
        message = f"{mark.message}\n{mark.hint}" if mark.hint else mark.message
        return lsp.Diagnostic(self.range(mark.span), message, SEVERITIES[mark.severity], mark.code, link, "argmap")

    def edits(self, new: str) -> list[lsp.TextEdit]:
        """The edits of whole lines that make one text of another."""
        old, lines = list(self.lines), new.splitlines(keepends=True)
        found = []
        for what, i1, i2, j1, j2 in SequenceMatcher(None, old, lines, autojunk=False).get_opcodes():
            if what != "equal":
                span = self.starts[i1], self.starts[i2]
                found.append(lsp.TextEdit(self.range(span), "".join(lines[j1:j2])))
        return found


def _file(uri: str) -> str:
    """The path of a document as `argmap check` would be given it: from the current folder on, if it stands there."""
    path = Path(uris.to_fs_path(uri) or uri)
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def serve() -> None:
    """Serves an editor over standard input and output."""
    made().start_io()


def made() -> Server:
    """A server with everything that it answers."""
    server = Server()

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        server.read_settings()
        server.wait(params.text_document.uri, 0)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        server.wait(params.text_document.uri, PAUSE_S)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        server.read_settings()
        server.wait(params.text_document.uri, 0)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        for kept in (server.documents, server.loaded, server.marks):
            kept.pop(uri, None)
        if uri in server.waiting:
            server.waiting.pop(uri).cancel()
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    _answer_places(server)
    _answer_changes(server)
    _answer_structure(server)
    return server


def _asked(server: Server, params: Any) -> tuple[Document, Places, int]:
    """The document, its places, and the character that a request is about."""
    uri = params.text_document.uri
    open_one = server.workspace.get_text_document(uri)
    position = getattr(params, "position", None)
    return server.document(uri), Places(open_one), 0 if position is None else open_one.offset_at_position(position)


def _answer_places(server: Server) -> None:
    """Hover, definition, references, and completion."""

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        document, places, offset = _asked(server, params)
        told = await asyncio.to_thread(document.hover, offset)
        if told is None:
            return None
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, told[0]), places.range(told[1]))

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def definition(params: lsp.DefinitionParams) -> lsp.Location | None:
        document, places, offset = _asked(server, params)
        id = document.id_at(offset)
        if id is not None and (place := document.elsewhere(id)) is not None:
            start = lsp.Position(place.line - 1, place.column - 1)
            return lsp.Location(uris.from_fs_path(str(Path(place.file).absolute())) or "", lsp.Range(start, start))
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
        found = completions(document, offset, last.m if last else None)
        return [
            lsp.CompletionItem(
                one.text.strip(),
                kind=ITEMS[one.kind],
                detail=one.about or None,
                sort_text=f"{at:04}",
                filter_text=one.text,
                text_edit=lsp.TextEdit(places.range((one.start, offset)), one.text),
            )
            for at, one in enumerate(found)
        ]


def _answer_changes(server: Server) -> None:
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
            new = document.renamed(id, params.new_name)
        except EditRefused as error:
            raise JsonRpcInvalidParams(str(error)) from None
        return lsp.WorkspaceEdit({params.text_document.uri: places.edits(new)})

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
        asked, found = params.range, []
        for mark in server.marks.get(uri, ()):
            there = places.range(mark.span)
            if there.end < asked.start or asked.end < there.start:
                continue
            told = [places.diagnostic(mark)]
            for fix in fixes(document, mark):
                change = lsp.WorkspaceEdit({uri: places.edits(fix.text)})
                found.append(
                    lsp.CodeAction(fix.title, lsp.CodeActionKind.QuickFix, told, is_preferred=True, edit=change)
                )
            if mark.code in RULES:
                command = lsp.Command(f"Why {mark.code}?", HELP, arguments=[mark.code])
                found.append(
                    lsp.CodeAction(f"{mark.code}: why it matters", lsp.CodeActionKind.QuickFix, told, command=command)
                )
        return found

    @server.command(HELP)
    def help_on(code: str) -> None:
        rule = RULES.get(code)
        if rule is not None:
            said = f"{rule.code} {rule.name}: {rule.why}"
            server.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Info, said))


def _answer_structure(server: Server) -> None:
    """Symbols, folding, and inlay hints."""

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        document, places, _ = _asked(server, params)
        return [_symbol(one, places) for one in document.symbols]

    @server.feature(lsp.TEXT_DOCUMENT_FOLDING_RANGE)
    def folding(params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange]:
        document, places, _ = _asked(server, params)
        lines = {(places.position(start).line, places.position(end).line) for start, end in document.folds}
        return [lsp.FoldingRange(first, last) for first, last in sorted(lines) if last > first]

    @server.feature(lsp.TEXT_DOCUMENT_INLAY_HINT)
    async def hints(params: lsp.InlayHintParams) -> list[lsp.InlayHint]:
        document, places, _ = _asked(server, params)
        try:
            found = await asyncio.to_thread(lambda: document.hints)
        except ArgmapError:
            return []
        shown = ((places.position(offset), text) for offset, text in found)
        first, last = params.range.start, params.range.end
        return [lsp.InlayHint(at, text, padding_left=True) for at, text in shown if first <= at <= last]


def _symbol(one: Symbol, places: Places) -> lsp.DocumentSymbol:
    inner: Iterator[lsp.DocumentSymbol] = (_symbol(part, places) for part in one.inner)
    name, whole = places.range(one.name), places.range(one.span)
    return lsp.DocumentSymbol(one.id, SYMBOLS[one.kind], whole, name, detail=one.text, children=list(inner))
