"""Writes maps as JSON Lines, the form of a corpus that other programs read and write most easily."""

import gzip
import json
from collections.abc import Iterable
from os import PathLike, fspath

from argmap import formats
from argmap.model import ArgumentMap


def save_corpus(maps: Iterable[ArgumentMap], path: str | PathLike[str]) -> int:
    """Writes maps to a file of JSON Lines, one flat map a line, compressed if the name ends in `.gz`; gives how many.

    Raises OSError.

    >>> import tempfile
    >>> from argmap.model import Claim
    >>> m = ArgumentMap(conclusion="c", statements=[Claim(text="It pays.", id="c")])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_corpus([m, m], f"{folder}/maps.jsonl"), Path(f"{folder}/maps.jsonl").read_text().count("It pays.")
    (2, 2)
    """
    name, count = fspath(path), 0
    opened = gzip.open if name.endswith(".gz") else open
    with opened(name, "wt", encoding="utf-8", newline="\n") as file:
        for m in maps:
            json.dump(json.loads(formats.dumps(m, "json")), file, ensure_ascii=False)
            file.write("\n")
            count += 1
    return count
