"""The server of an editor: the documents that are open, the files around them, and the checks that wait for a pause."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from argmap import __version__, files
from argmap.errors import ArgmapError
from argmap.formats import OWN_SUFFIXES
from argmap.lint.settings import ProjectSettings, project
from argmap.servers.document import OpenDocument
from argmap.servers.marks import Mark, finding_marks, problem_marks
from argmap.servers.positions import Places, path_of, uri_of
from argmap.servers.protocol import LanguageServer, lsp, uris

TYPING_PAUSE_S: Final = 0.15
"""How long typing must pause before the text is checked."""
LONGER_PAUSE_S: Final = 0.6
"""How long until the rules are asked that evaluate the map under every semantics."""


class EditorServer(LanguageServer):
    """The documents that are open, and the checks that wait for a pause."""

    def __init__(self) -> None:
        super().__init__("argmap", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Incremental)
        self.documents: dict[str, OpenDocument] = {}
        self.loaded: dict[str, OpenDocument] = {}
        """The last text of each document that was a map."""
        self.reads: dict[str, set[Path]] = {}
        """The files that each document includes."""
        self.marks: dict[str, tuple[Mark, ...]] = {}
        self.waiting: dict[str, asyncio.Task[None]] = {}
        self.settings = ProjectSettings()
        self.checker = ThreadPoolExecutor(1)

    def read_settings(self) -> None:
        """Takes the settings of the project in; a mistake in them is told, and there are none then."""
        try:
            self.settings = project()
        except ArgmapError as error:
            self.settings = ProjectSettings()
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, str(error)))
        self.documents.clear()

    def document(self, uri: str) -> OpenDocument:
        """The document with this address, as the editor has it now."""
        text = self.workspace.get_text_document(uri).source
        if uri not in self.documents or self.documents[uri].text != text:
            self.documents[uri] = document = OpenDocument(text, file_of(uri), self.settings, self.read)
            self.reads[uri] = document.reads
            if document.m is not None:
                self.loaded[uri] = document
        return self.documents[uri]

    def read(self, path: Path) -> bytes | None:
        """What a file holds: as the editor has it if it is open there."""
        for uri in self.workspace.text_documents:
            if path_of(uri) == path:
                return str(self.workspace.get_text_document(uri).source).encode("utf-8", "replace")
        return files.read(path)

    def address(self, path: Path) -> str:
        """The address of a file: that under which it is open, if it is."""
        opened = {path_of(uri): uri for uri in self.workspace.text_documents}
        return opened.get(path) or uri_of(path)

    def changed(self, uri: str, pause: float) -> None:
        """Checks a document after a pause, and the open documents that include it."""
        self.wait(uri, pause)
        for one, reads in self.reads.items():
            if path_of(uri) in reads:
                self.documents.pop(one, None)
                self.wait(one, pause)

    def closed(self, uri: str) -> None:
        """Forgets a document, and checks those that include it with what the disk holds."""
        for kept in (self.documents, self.loaded, self.reads, self.marks):
            kept.pop(uri, None)
        self.changed(uri, 0)
        self.waiting.pop(uri).cancel()
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    def around(self, document: OpenDocument) -> dict[Path, OpenDocument]:
        """The files that may include one: the open ones, those in its folder and above, and what they include."""
        here, root = Path(document.file).resolve(), Path(self.workspace.root_path or Path.cwd()).resolve()
        folders = [folder for folder in here.parents if folder == here.parent or folder.is_relative_to(root)]
        waiting = [path_of(uri) for uri in self.workspace.text_documents]
        waiting += [
            path
            for folder in folders
            if folder.is_dir()
            for path in folder.iterdir()
            if path.name.lower().endswith(OWN_SUFFIXES)
        ]
        including: dict[Path, OpenDocument] = {}
        while waiting:
            path = waiting.pop()
            if path in including or path == here:
                continue
            try:
                text = files.text(self.read(path) or b"", str(path))
            except (ArgmapError, OSError):
                continue
            if "include" in text:
                including[path] = OpenDocument(text, str(path), self.settings, self.read)
                waiting += including[path].reads
        return including

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
        found = await self.aside(lambda: tuple(finding_marks(document, quick=True)))
        self.publish(uri, document, found)
        await asyncio.sleep(LONGER_PAUSE_S if pause else 0)
        self.publish(uri, document, await self.aside(lambda: tuple(finding_marks(document))))
        if self.client_capabilities.workspace and self.client_capabilities.workspace.inlay_hint:
            await self.workspace_inlay_hint_refresh_async(None)

    async def aside(self, work: Callable[[], tuple[Mark, ...]]) -> tuple[Mark, ...]:
        """What a check finds, one check at a time: one that waits, and whose text has changed meanwhile, is never begun."""
        return await asyncio.get_running_loop().run_in_executor(self.checker, work)

    @property
    def linked(self) -> bool:
        """Whether the editor shows places in other files beside a diagnostic."""
        text = self.client_capabilities.text_document
        return bool(text and text.publish_diagnostics and text.publish_diagnostics.related_information)

    def publish(self, uri: str, document: OpenDocument, marks: tuple[Mark, ...]) -> None:
        """Sends marks to the editor, if the text is still the one that they are about."""
        open_one = self.workspace.get_text_document(uri)
        if open_one.source != document.text:
            return
        self.marks[uri] = marks
        places = Places(open_one)
        told = [places.diagnostic(mark, linked=self.linked) for mark in marks]
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, told, open_one.version))


def file_of(uri: str) -> str:
    """The path of a document as `argmap check` would be given it: from the current folder on, if it stands there."""
    path = Path(uris.to_fs_path(uri) or uri)
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
