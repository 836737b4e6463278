"""Fonts: which letters they can draw, and the paths of the fonts of `argmap[cjk]`."""

import shutil
import subprocess
from collections.abc import Iterable
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from struct import unpack_from

PACKAGES = ("cvttf-NotoSansCJK-Regular", "cvttf-NotoSansCJK-Bold")
"""The packages of `argmap[cjk]` that hold Noto Sans CJK: Chinese, Japanese, Korean, Latin, Greek, Cyrillic."""


@lru_cache
def packaged() -> tuple[str, ...]:
    """The paths of the installed font files of `argmap[cjk]`."""
    listed = []
    for package in PACKAGES:
        try:
            files = metadata.distribution(package).files or []
        except metadata.PackageNotFoundError:
            continue
        paths = [Path(str(file.locate())) for file in files if file.suffix in (".otf", ".ttf")]
        listed += [str(path.resolve()) for path in paths if path.is_file()][:1]
    return tuple(listed)


@lru_cache
def letters_of(path: str) -> frozenset[int]:
    """The code points that a TrueType or OpenType font has shapes for (its `cmap`, formats 4 and 12)."""
    data = Path(path).read_bytes()
    tables = (unpack_from(">4sLLL", data, 12 + 16 * number) for number in range(unpack_from(">H", data, 4)[0]))
    start = next((offset for tag, _, offset, _ in tables if tag == b"cmap"), None)
    letters: set[int] = set()
    if start is None:
        return frozenset()
    for number in range(unpack_from(">H", data, start + 2)[0]):
        begin = start + unpack_from(">L", data, start + 8 + 8 * number)[0]
        kind = unpack_from(">H", data, begin)[0]
        if kind == 12:
            for group in range(unpack_from(">L", data, begin + 12)[0]):
                first, last, _ = unpack_from(">LLL", data, begin + 16 + 12 * group)
                letters.update(range(first, last + 1))
        elif kind == 4:
            count = unpack_from(">H", data, begin + 6)[0] // 2
            ends = unpack_from(f">{count}H", data, begin + 14)
            starts = unpack_from(f">{count}H", data, begin + 16 + 2 * count)
            for first, last in zip(starts, ends, strict=True):
                letters.update(range(first, last + 1))
    return frozenset(letters - {0xFFFF})


def installed(letters: Iterable[str]) -> frozenset[str]:
    """Those of the given letters that a font of the system has, by fontconfig; none if fontconfig is not installed."""
    wanted = sorted(set(letters))
    if not wanted or (program := shutil.which("fc-list")) is None:
        return frozenset()
    if _has(program, wanted):
        return frozenset(wanted)
    return frozenset(letter for letter in wanted[:500] if _has(program, [letter]))


@lru_cache(maxsize=4096)
def _listed(program: str, charset: str) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 - fontconfig's own program
            [program, f":charset={charset}", "file"], capture_output=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and bool(done.stdout.strip())


def _has(program: str, letters: Iterable[str]) -> bool:
    return _listed(program, " ".join(f"{ord(letter):x}" for letter in letters))
