"""Valid files of every format, changed a little: what a hurried person, a broken program and an attacker would hand in."""

from functools import cache
from random import Random

from argmap import ArgmapError, formats, load
from argmap.formats.formatter import laid_out
from argmap.resources import folder

HOSTILE = [
    "\x00", "\x1b[31m", "\x1b]0;x\x07", "\n::error::x", "\ufeff", "\u202e", "\u2028", "\x85", "\r", "\t", "\ud7ff", "\U0010ffff", "é", "字", "٣",
    "#", " #", ":", ": ", "- ", "? ", "&a ", "*a", "!!python/object:os.system ", "!x ", "<<: ", "%YAML 1.1\n", "---\n", "...\n", "|", ">-", "@", "`",
    "{", "}", "[", "]", "'", '"', "\\", "\\u0000", "\\ud800", "null", "~", "true", "no", ".nan", ".inf", "-.inf", "1e999", "-0", "1_0", "0x10",
    "99999999999999999999", "0.30000000000000004", "-1", "1.5", "80%", "</script>", "<!--", "&#0;", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "$$", "because:",
    "but:", "unless:", "all:", "also:", "ref:", "claim:", "premise:", "id:", "strength:", "source: '“'", "expect:", "argmap: 2", "conclusion",
]  # fmt: skip
"""Pieces that mean something to a parser, a terminal or a browser."""


RICH = """\
argmap: 1
title: It is "so"
document: {title: A text, url: "https://example.org/a?b=1&c=2", sha256: 9f2c}
scale: {weak: 0.3, strong: 0.8}
claim: It is cheaper.
id: cheaper
source: ¶1 "costs fell"
because:
- all:
  - premise: Costs fell.
    id: fell
    strength: strong
    source: [¶2 „ein Drittel“, {at: ¶3, quote: 'the "third"'}]
  - claim: They stay low.
    id: low
    strength: [weak, 0.9]
    voice: reported
    source: Author's note
  weight: 0.75
  unless:
  - counterevidence: Wages rise.
    id: wages
but:
- ref: wages
expect:
- {of: cheaper, verdict: undecided}
"""
"""A small map with most of what the notation can say."""


@cache
def seeds(format: str) -> tuple[bytes, ...]:
    """Maps as files of this format; of a format of several files, each of them."""
    found: list[bytes] = []
    maps = [load(folder("arguments") / f"{name}.argmap.yaml") for name in ("harry", "semmelweis")]
    for m in (formats.loads(RICH), *maps):
        content, _ = formats.written_as(m, format)
        found += formats.files_of("x", content).values()
    return tuple(found)


def mutated(random: Random, format: str) -> bytes:
    """A seed of this format after one to six changes."""
    data = random.choice(seeds(format))
    for _ in range(random.randint(1, 6)):
        data = random.choice(CHANGES)(random, data)
    return data


def _span(random: Random, data: bytes) -> tuple[int, int]:
    begin = random.randrange(len(data) + 1)
    return begin, min(len(data), begin + random.choice((1, 1, 2, 8, 64)))


def _cut(random: Random, data: bytes) -> bytes:
    begin, end = _span(random, data)
    return data[:begin] + data[end:]


def _put(random: Random, data: bytes) -> bytes:
    begin, end = _span(random, data)
    piece = random.choice(HOSTILE).encode("utf-8", "surrogatepass")
    return data[:begin] + piece + data[random.choice((begin, end)) :]


def _put_byte(random: Random, data: bytes) -> bytes:
    begin, _ = _span(random, data)
    return data[:begin] + bytes([random.randrange(256)]) + data[begin + 1 :]


def _repeated(random: Random, data: bytes) -> bytes:
    begin, end = _span(random, data)
    return data[:end] + data[begin:end] * random.choice((1, 2, 50)) + data[end:]


def _nested(random: Random, data: bytes) -> bytes:
    begin, _ = _span(random, data)
    return (
        data[:begin]
        + random.choice((b"[", b"{a: ", b"- ", b"(", b"<a>", b"> ")) * random.choice((3, 190, 250, 5000))
        + data[begin:]
    )


def _lines(random: Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    change = random.randrange(5)
    if change == 0:
        lines[one], lines[other] = lines[other], lines[one]
    elif change == 1:
        lines.insert(one, lines[other])
    elif change == 2:
        del lines[one]
    elif change == 3:
        lines[one] = b" " * random.randrange(5) + lines[one].lstrip()
    else:
        lines[one] += b"  # \xe2\x80\x94 a comment"
    return b"\n".join(lines)


def _cut_short(random: Random, data: bytes) -> bytes:
    return data[: _span(random, data)[0]]


CHANGES = (_cut, _put, _put, _put_byte, _repeated, _nested, _lines, _lines, _lines, _cut_short)


def hold(data: bytes, format: str) -> bool:
    """Whether the bytes are a map. Raises whatever is not an error that argmap means, and AssertionError where a law is broken.

    A map is written in both notations and read back the same; `fmt` keeps it, and changes nothing the second time.
    """
    try:
        m = formats.read(data, format, file="fuzzed").map
    except ArgmapError as error:
        if not str(error).strip():
            raise AssertionError("an error that says nothing") from error
        return False
    for notation in ("outline", "json"):
        again = formats.loads(formats.dumps(m, notation), notation)
        assert again == m, f"{notation} does not give the map back"
    if format in formats.NATIVE:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        once = laid_out(text, "fuzzed" + formats.FORMATS[format].suffixes[0])
        assert formats.loads(once, format) == m, "fmt changes the map"
        assert laid_out(once, "fuzzed" + formats.FORMATS[format].suffixes[0]) == once, "fmt changes its own text"
    return True
