"""Characters of a text and places in files, as the positions and addresses of the protocol."""

from bisect import bisect_right
from difflib import SequenceMatcher
from pathlib import Path

from argmap.errors import Place
from argmap.lint import RULES
from argmap.lint.output import DOCUMENTATION
from argmap.servers.document import Span
from argmap.servers.marks import Mark
from argmap.servers.protocol import TextDocument, lsp, uris

LSP_SEVERITIES = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "note": lsp.DiagnosticSeverity.Information,
}


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

    def diagnostic(self, mark: Mark, *, linked: bool = False) -> lsp.Diagnostic:
        """A mark as the editor shows it, with a link to the page of its rule, and one to its place in a file that is included."""
        link = None
        if mark.code in RULES:
            link = lsp.CodeDescription(f"{DOCUMENTATION}#{mark.code.lower()}-{RULES[mark.code].name}")
        message = f"{mark.message}\n{mark.hint}" if mark.hint else mark.message
        there = []
        if linked and mark.place is not None:
            there = [lsp.DiagnosticRelatedInformation(location_of(mark.place), mark.message)]
        return lsp.Diagnostic(
            self.range(mark.span),
            message,
            LSP_SEVERITIES[mark.severity],
            mark.code,
            link,
            "argmap",
            related_information=there or None,
        )

    def edits(self, new: str) -> list[lsp.TextEdit]:
        """The edits of whole lines that make one text of another."""
        old, lines = list(self.lines), new.splitlines(keepends=True)
        found = []
        for what, i1, i2, j1, j2 in SequenceMatcher(None, old, lines, autojunk=False).get_opcodes():
            if what != "equal":
                span = self.starts[i1], self.starts[i2]
                found.append(lsp.TextEdit(self.range(span), "".join(lines[j1:j2])))
        return found


def location_of(place: Place) -> lsp.Location:
    """A place in a file as the protocol has it."""
    start = lsp.Position(place.line - 1, place.column - 1)
    return lsp.Location(uri_of(Path(place.file).absolute()), lsp.Range(start, start))


def path_of(uri: str) -> Path:
    """The file at an address."""
    return Path(uris.to_fs_path(uri) or uri).resolve()


def uri_of(path: Path) -> str:
    """The address of a file."""
    return uris.from_fs_path(str(path)) or ""
