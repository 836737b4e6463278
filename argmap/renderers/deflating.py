"""Compresses data of the page: deflated and written in base 64; the script `inflating.js` inflates it."""

import struct
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

RAW = -15
"""Deflate without a header, as browsers call it."""


def deflated(data: bytes) -> str:
    """The bytes as text.

    >>> from base64 import b64decode
    >>> len(zlib.decompress(b64decode(deflated(b"a" * 1000)), RAW))
    1000
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, RAW)
    return b64encode(packer.compress(data) + packer.flush()).decode()


def deflated_circuit(circuit: Mapping[str, Sequence[int]]) -> str:
    """A circuit as text: how many choices and statements, then columns of numbers, which deflate better than rows.

    The columns are the chances, high and low slots of the choices, then the slots of the statements and of the steps.
    Chances and slots are said by how far each is from the one before. Of all numbers the lowest bytes stand first, then
    the next ones, and so on, four for each number.

    >>> from base64 import b64decode
    >>> text = deflated_circuit({"choices": [2, 3, 0], "stands": [3, 5], "defeated": [0, 0], "steps": [4]})
    >>> list(zlib.decompress(b64decode(text), RAW)[:10])
    [1, 2, 2, 3, 0, 3, 2, 0, 0, 4]
    """
    choices = circuit["choices"]
    columns = [_steps(choices[0::3]), choices[1::3], choices[2::3]]
    columns += [_steps(circuit[name]) for name in ("stands", "defeated", "steps")]
    numbers = [len(choices) // 3, len(circuit["stands"]), *chain.from_iterable(columns)]
    data = struct.pack(f"<{len(numbers)}i", *numbers)
    return deflated(b"".join(data[place::4] for place in range(4)))


def _steps(numbers: Iterable[int]) -> Iterator[int]:
    """How far each number is from the one before."""
    before = 0
    for number in numbers:
        yield number - before
        before = number
