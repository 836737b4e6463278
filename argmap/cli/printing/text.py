"""Text of the command line: verdicts, problems with their lines, tables; colours only on a terminal."""

from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap

from argmap.cli.printing.console import Console, StyledText
from argmap.errors import Place
from argmap.lint.excerpt import cells, excerpt, text_line
from argmap.renderers.quoting import in_terminal
from argmap.renderers.scene.clusters import clusters

VERDICT_STYLES = {"accepted": "bold cyan", "undecided": "bold yellow", "rejected": "bold red"}
SEVERITY_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold blue"}
RELATION_COLOURS = {"pro": "cyan", "con": "red", "undercut": "magenta"}

NARROWEST, WIDEST = 60, 120
"""Sentences are broken at the width of the terminal, but no narrower and no wider."""


def consoles() -> tuple[Console, Console]:
    """The consoles for results and for everything else; both obey NO_COLOR and stay plain when not on a terminal."""
    return Console(), Console(stderr=True)


def one_line(text: str, most: int) -> str:
    """A text cut to so many cells, between words where it has any, on one line, without control characters.

    >>> one_line("a long text", 8)
    'a long …'
    """
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    if cells(plain) <= most:
        return plain
    letters = clusters(plain[: 8 * most])
    while letters and cells("".join(letters)) > most - 1:
        letters.pop()
    plain = "".join(letters)
    if " " in plain[len(plain) // 2 :] and not plain.endswith(" "):
        plain = plain[: plain.rindex(" ") + 1]
    return plain + "…"


def say(out: Console, text: str, style: str = "", *, width: int = 0, indent: int = 0, hang: int | None = None) -> None:
    """A sentence, broken between words; the lines after the first are indented by `hang`, or as the first is."""
    pad, more = " " * indent, " " * (indent if hang is None else hang)
    room = width or max(NARROWEST, min(out.width, WIDEST))
    lines = wrap(
        in_terminal(text),
        room,
        initial_indent=pad,
        subsequent_indent=more,
        break_on_hyphens=False,
        break_long_words=False,
    )
    out.print_lines(StyledText(line, style) for line in lines)


def counted(count: int, one: str, many: str = "") -> str:
    """A number of things in words.

    >>> counted(1, "step"), counted(2, "step")
    ('1 step', '2 steps')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def show_problem(
    console: Console, label: str, severity: str, message: str, hint: str, place: Place | None, texts: Mapping[str, str]
) -> None:
    """One problem: what is wrong, the line with a caret, and the fix; each on one line, whatever the file and its name hold."""
    lines = [StyledText(label, SEVERITY_STYLES[severity]).append(in_terminal(f": {message}"))]
    if place is not None:
        written = text_line(place, texts)
        if written is None:
            lines.append(StyledText(in_terminal(f"  --> {place}"), "dim"))
        else:
            styles = "dim", "dim", "", SEVERITY_STYLES[severity]
            shown = map(in_terminal, excerpt(place, written))
            lines += [StyledText(line, style) for line, style in zip(shown, styles, strict=True)]
    if hint:
        lines.append(StyledText.assemble(("   = help: ", "bold"), in_terminal(hint)))
    console.print_lines(lines)


def hint(console: Console, text: str) -> None:
    """A last dim line that says what to try next."""
    console.print(StyledText(in_terminal(text), "dim"))


def table(out: Console, rows: Iterable[Sequence[str]], head: Sequence[str]) -> None:
    """Columns under a dim head, the last one free to be long."""
    listed = [list(map(str, row)) for row in rows]
    widths = [max(cells(row[at]) for row in [list(head), *listed]) for at in range(len(head))]
    out.print(
        StyledText("  ".join(f"{name:<{width}}" for name, width in zip(head, widths, strict=True)).rstrip(), "dim")
    )
    for row in listed:
        padded = [text + " " * (width - cells(text)) for text, width in zip(row, widths, strict=True)]
        out.print("  ".join(padded).rstrip())
