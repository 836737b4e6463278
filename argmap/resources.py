"""The folders that come with argmap, `templates/` and `arguments/`: inside the package, or beside it in a checkout."""

from pathlib import Path

from argmap.errors import ArgmapError

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The shipped folder with this name. Raises ArgmapError if the installation lacks it.

    >>> (folder("templates") / "report.md.j2").is_file()
    True
    """
    for place in (_PACKAGE / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise ArgmapError(f"the folder {name!r} that ships with argmap is missing from {_PACKAGE}", "install argmap again")
