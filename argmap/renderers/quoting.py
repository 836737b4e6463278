"""Quotes text of a map for other languages: one function for each, after which the text is shown exactly, not as markup.

Every renderer quotes text with this module. All functions remove control characters.
"""

import json
import re
from typing import Any

from argmap.renderers.scene.metrics import clean


class Markdown(str):
    """Text that is Markdown already and is printed as it is."""

    __slots__ = ()


def in_svg(text: str) -> str:
    """The text inside an element or an attribute of an SVG; line breaks stay.

    >>> in_svg('a <b> "c"')
    'a &lt;b&gt; &quot;c&quot;'
    """
    from html import escape

    return "\n".join(escape(clean(line)) for line in text.split("\n"))


def in_dot(text: str) -> str:
    """The text as a DOT string; no escapes and entities are left in it, line breaks stay.

    >>> in_dot("a\\\\N & b")
    'a\\\\\\\\N &amp; b'
    """
    import graphviz

    escaped: str = graphviz.escape("&#10;".join(clean(line).replace("&", "&amp;") for line in text.split("\n")))
    return escaped


def in_dot_label(text: str) -> str:
    """The text inside an HTML-like label of DOT, on one line.

    A backslash is doubled: in these labels too, Graphviz takes one before an N for the name of the node.

    >>> in_dot_label("a <b> & \\x07"), in_dot_label(chr(92) + "N") == 2 * chr(92) + "N"
    ('a &lt;b&gt; &amp;', True)
    """
    from html import escape

    return escape(clean(text), quote=True).replace("\\", "\\\\")


def in_mermaid(text: str) -> str:
    """The text inside a label of Mermaid, with nothing in it that Mermaid takes for a formula, a line break or an icon.

    It looks for these once the entities are letters again; an empty element inside each of them leaves the words.

    >>> in_mermaid("So: it is."), in_mermaid("$$"), in_mermaid("fa:fa-car")
    ('So#58; it is#46;', '#36;<b></b>#36;', 'fa#58;<b></b>fa#45;car')
    """
    return "<b></b>".join(map(mermaid_entities, _MERMAID_MEANS.split(text)))


def mermaid_entities(text: str) -> str:
    """The text with everything but letters, digits and spaces as numeric entities of Mermaid.

    >>> mermaid_entities('a"b] 具身')
    'a#34;b#93; 具身'
    """
    return "".join(letter if letter.isalnum() or letter == " " else f"#{ord(letter)};" for letter in text)


def in_markdown(text: str) -> Markdown:
    r"""The text in Markdown, on one line.

    A comment that nobody sees stands in what GitHub would take for a mention, an issue or an emoji.

    >>> print(in_markdown("*a* <b> [c](d)"), in_markdown("1. no list"), in_markdown("@me"))
    \*a\* \<b\> \[c\](d) 1\. no list @<!-- -->me
    """
    line = _MARKDOWN_SPECIAL.sub(r"\\\1", _one_line(text))
    line = _MARKDOWN_MENTION.sub(lambda match: f"{match[0]}{UNSEEN}", line)
    line = _MARKDOWN_LINK.sub(lambda match: f"\\{match[0]}", line)
    start = _MARKDOWN_START.match(line)
    if start:
        line = f"{start[1]}\\{line[start.end() :]}" if start[1][0].isdigit() else f"\\{line}"
    return Markdown(line)


def in_markdown_code(value: object) -> Markdown:
    """The text as a code span of Markdown, whatever backticks it has.

    >>> print(in_markdown_code("a`b"))
    ``a`b``
    """
    line = _one_line(str(value)).replace("|", "¦")
    longest = max((len(run) for run in re.findall(r"`+", line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return Markdown(f"{fence}{pad}{line}{pad}{fence}" if line else "")


def in_script(data: Any) -> str:
    """The data as JSON on one line that cannot end a script element or open a comment.

    >>> in_script({"a": "</script>"})
    '{"a":"\\\\u003c/script\\\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def in_terminal(text: str) -> str:
    """The text for a terminal, its spaces kept.

    >>> in_terminal("  a\x1b[31m b")
    '  a [31m b'
    """
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() or letter in _JOINERS else " " for letter in text)


_JOINERS = "\u200c\u200d"
"""Invisible letters that words of Persian and Hindi, and some emoji, are written with."""
_MERMAID_MEANS = re.compile(r"(?<=\$)(?=\$)|(?<=\\)(?=n)|(?<=:)(?=fa-)|(?<=ﬂ)(?=°)|(?<=¶)(?=ß)")
_MARKDOWN_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~$#&])")
_MARKDOWN_MENTION = re.compile(r"@(?=\w)|(?<!\w)GH(?=-\d)|#(?=\d)|:(?=[\w+-]+:)", re.ASCII | re.IGNORECASE)
UNSEEN = "<!-- -->"
_MARKDOWN_LINK = re.compile(r"(?<=[a-z]):(?=//)|(?<=www)\.|(?<=\w)@(?=\w)|(?<=mailto):", re.IGNORECASE)
_MARKDOWN_START = re.compile(r"^([-+=]|\d+(?=[.)](?:\s|$)))")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def _one_line(text: str) -> str:
    return " ".join(_CONTROL.sub("", text).split())
