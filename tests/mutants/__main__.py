"""`make mutants`: small mistakes put into the code one at a time; what no near test notices is printed, and each room's rate."""

import ast
import json
import os
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random, SystemRandom

from alike import ALIKE
from mistakes import Mutant, mutants, mutated
from near import OUT, ROOMS
from trial import ROOT, learned, survives

KEPT = ROOT / "build" / "mutants"
LONGEST_S = 20
"""The tests that meet one mutant take so long together: the quickest first."""


@dataclass(frozen=True)
class Place:
    """A mutant of a module, by its number."""

    room: str
    path: Path
    number: int
    mutant: Mutant

    def __str__(self) -> str:
        line = self.path.read_text(encoding="utf-8").splitlines()[self.mutant.line - 1].strip()
        return f"{self.path.relative_to(ROOT)}:{self.mutant.line}: {self.mutant.change}    {line}"

    @property
    def alike(self) -> bool:
        """Whether somebody has looked at this mutant and found that nobody can tell it from the module."""
        line = self.path.read_text(encoding="utf-8").splitlines()[self.mutant.line - 1].strip()
        return (line, self.mutant.change) in ALIKE


def main() -> int:
    """Tries the mutants that were asked for; gives 1 if the near tests fail without any."""
    count, rooms = os.environ.get("MUTANTS", "60"), os.environ.get("MUTANTS_IN", "").split() or list(ROOMS)
    seed = int(os.environ.get("MUTANTS_SEED", SystemRandom().randrange(2**32)))
    end = time.monotonic() + float(os.environ.get("MUTANTS_SECONDS", "inf"))
    _warm()
    found = [place for room in rooms for place in places(room)]
    chosen = found if count == "all" else Random(seed).sample(found, min(int(count), len(found)))
    print(f"seed {seed}, {len(chosen)} of {len(found):,} mutants in {', '.join(rooms)}", flush=True)
    tried: dict[str, list[bool]] = {}
    tests: dict[str, dict] = {}
    for place in sorted(chosen, key=lambda place: (place.room, place.path, place.number)):
        if time.monotonic() > end:
            print("the time is over; the rest were not tried")
            break
        own = str(place.path.relative_to(ROOT))
        for file in (own, *(f"tests/{name}.py" for name in ROOMS[place.room])):
            if file not in tests:
                tests[file] = known(file)
                if not tests[file]:
                    print(f"{file} fails without any mutant")
                    return 1
        near = meeting(
            place, {file: tests[file] for file in (own, *(f"tests/{name}.py" for name in ROOMS[place.room]))}
        )
        lives = not near or survives(place.path, mutated(place.path.read_text(encoding="utf-8"), place.number), near)
        tried.setdefault(place.room, []).append(not lives)
        if lives:
            print(f"survives {len(near):>3} tests: {place}", flush=True)
    for room, killed in tried.items():
        print(f"{room:<10} {sum(killed):>4} of {len(killed):>4} noticed: {sum(killed) / len(killed):.0%}")
    return 0


def places(room: str) -> Iterator[Place]:
    """All mutants of a room, or of a module of it, but those that were found alike."""
    name, _, module = room.partition("/")
    for path in sorted((ROOT / "argmap" / name).rglob(f"{module or '*'}.py")):
        if str(path.relative_to(ROOT / "argmap")) not in OUT:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for number, mutant in enumerate(mutants(tree)):
                place = Place(name, path, number, mutant)
                if not place.alike:
                    yield place


def known(file: str) -> dict[str, list] | None:
    """What the tests of a file take and call, learnt once for each state of the code; None if they fail without any mutant."""
    code = [*sorted((ROOT / "argmap").rglob("*.py")), ROOT / file, ROOT / "tests" / "conftest.py"]
    state = sha256(b"".join(path.read_bytes() for path in code)).hexdigest()[:16]
    kept = KEPT / f"{re.sub(r'[^a-z_]', '-', file)}{state}.json"
    if kept.is_file():
        return json.loads(kept.read_text(encoding="utf-8"))
    if found := learned(file):
        KEPT.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(found), encoding="utf-8")
    return found


def meeting(place: Place, near: dict[str, dict]) -> dict[str, float]:
    """The tests that call the function of a mutant, the quickest first, and what each takes in seconds; all, if it is in none."""
    file, within = str(place.path.relative_to(ROOT)), place.mutant.within

    def met(calls: list) -> bool:
        return any(name == file and (within is None or within[0] <= line <= within[1]) for name, line in calls)

    found = {
        test: seconds
        for tests in near.values()
        for test, (seconds, calls) in tests.items()
        if test and (met(calls) or met(tests[""][1]))
    }
    chosen, spent = {}, 0.0
    for test, seconds in sorted(found.items(), key=lambda pair: pair[1]):
        spent += seconds
        if spent > LONGEST_S and chosen:
            break
        chosen[test] = seconds
    return chosen


def _warm() -> None:
    """Imports what every run of tests imports, once: argmap itself is imported by each run."""
    sys.path.insert(0, str(ROOT))
    import _pytest.doctest  # noqa: F401
    import click  # noqa: F401
    import hypothesis.strategies  # noqa: F401
    import jinja2  # noqa: F401
    import numpy as np  # noqa: F401
    import pytest  # noqa: F401
    import yaml  # noqa: F401


if __name__ == "__main__":
    sys.exit(main())
