"""Removes comments, indentation and unneeded blanks from scripts and style sheets."""

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
    position = begin = 0
    while position < len(text):
        if text.startswith("//", position) or text.startswith("/*", position):
            yield text[begin:position], False
            end = text.find("\n", position) if text[position + 1] == "/" else text.find("*/", position) + 2
            position = begin = len(text) if end < 0 else end
        elif text[position] in _QUOTES or (
            text[position] == "/" and _BEFORE_REGEX.search(text[max(0, position - 40) : position])
        ):
            yield text[begin:position], False
            begin, position = position, _end(text, position)
            yield text[begin:position], True
            begin = position
        else:
            position += 1
    yield text[begin:], False


def _end(text: str, position: int) -> int:
    """Where the string, template or regular expression that begins here ends."""
    quote, position, in_class = text[position], position + 1, False
    while text[position] != quote or in_class:
        if text[position] == "\\":
            position += 1
        elif quote == "/":
            in_class = text[position] == "[" or (in_class and text[position] != "]")
        elif quote == "`" and text.startswith("${", position):
            position = _closed(text, position + 2)
        position += 1
    return position + 1


def _closed(text: str, position: int) -> int:
    """Where the brace is closed that was opened before this place."""
    depth = 1
    while depth:
        if text[position] in _QUOTES:
            position = _end(text, position)
            continue
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        position += 1
    return position - 1
