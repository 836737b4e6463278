"""Scripts and style sheets without what only their readers need: comments, indentation, and blanks beside signs."""

import re
from collections.abc import Iterator

_BLANKS = re.compile(r"[ \t]+")
_BESIDE = re.compile(r" ?([{}()\[\];:,=<>?&|!*%^~]) ?")
_BEFORE_REGEX = re.compile(r"(?:^|[(,=:\[!&|?{};\n]|\breturn)\s*$")
_QUOTES = "\"'`"


def squeezed_script(text: str) -> str:
    """A script that does the same; strings, templates and regular expressions stay as they are, and so does every line's end.

    >>> squeezed_script('// Adds.\\nconst sum = (a, b) => {\\n  return a + b; // so\\n};\\nsay("a  =  b");\\n')
    'const sum=(a,b)=>{\\nreturn a + b;\\n};\\nsay("a  =  b");\\n'
    """
    parts = "".join(part if kept else _blanks_gone(part) for part, kept in _parts(text))
    lines = (line.strip(" ") for line in parts.split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


def squeezed_style(text: str) -> str:
    """A style sheet that looks the same.

    >>> squeezed_style("a { color: red; }\\n/* no */\\n@media (max-width: 9px) { b > i { top: calc(1px + 2px); } }")
    'a{color:red;}@media (max-width:9px){b > i{top:calc(1px + 2px);}}'
    """
    text = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    return re.sub(r" ?([{};,]) ?|(?<=[a-z]): ", lambda found: found[1] or ":", text).strip()


def _blanks_gone(code: str) -> str:
    return _BESIDE.sub(r"\1", _BLANKS.sub(" ", code))


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The script in parts: code, to be squeezed, and strings and regular expressions, to be kept; comments are left out."""
    at = begin = 0
    while at < len(text):
        if text.startswith("//", at) or text.startswith("/*", at):
            yield text[begin:at], False
            end = text.find("\n", at) if text[at + 1] == "/" else text.find("*/", at) + 2
            at = begin = len(text) if end < 0 else end
        elif text[at] in _QUOTES or (text[at] == "/" and _BEFORE_REGEX.search(text[max(0, at - 40) : at])):
            yield text[begin:at], False
            begin, at = at, _end(text, at)
            yield text[begin:at], True
            begin = at
        else:
            at += 1
    yield text[begin:], False


def _end(text: str, at: int) -> int:
    """Where the string, template or regular expression that begins here ends."""
    quote, at, in_class = text[at], at + 1, False
    while text[at] != quote or in_class:
        if text[at] == "\\":
            at += 1
        elif quote == "/":
            in_class = text[at] == "[" or (in_class and text[at] != "]")
        elif quote == "`" and text.startswith("${", at):
            at = _closed(text, at + 2)
        at += 1
    return at + 1


def _closed(text: str, at: int) -> int:
    """Where the brace is closed that was opened before this place."""
    depth = 1
    while depth:
        if text[at] in _QUOTES:
            at = _end(text, at)
            continue
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
    return at - 1
