"""`make mutants`: small mistakes put into the code one at a time; what no near test notices is printed, and each room's rate."""

import json
import os
import re
import signal
import sys
import time
from ast import parse
from collections import Counter
from hashlib import sha256
from random import SystemRandom

from mistakes import mutated
from near import ROOMS
from place import Place, chosen, is_alike, places
from trial import ROOT, learned, survives

KEPT = ROOT / "build" / "mutants"
LONGEST_S = 20
"""The tests that meet one mutant take so long together: the quickest first."""


def main() -> int:
    """Tries the mutants that were asked for; gives 1 if near tests fail without any."""
    count, asked = os.environ.get("MUTANTS", "10"), os.environ.get("MUTANTS_IN", "").split() or list(ROOMS)
    seed = int(os.environ.get("MUTANTS_SEED", SystemRandom().randrange(2**32)))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is ended
    end = time.monotonic() + float(os.environ.get("MUTANTS_SECONDS", "inf"))
    _warm()
    rates = {}
    for name in asked:
        found = list(places(name))
        taken = chosen(found, len(found) if count == "all" else int(count), seed)
        print(f"{name}: {len(taken)} of {len(found):,} mutants, seed {seed}", flush=True)
        tests = near(taken[0].room) if taken else {}
        if tests is None or (taken and not _passes(taken[0], tests)):
            return 1
        rates[name] = Counter()
        for place in sorted(taken, key=lambda place: (place.path, place.number)):
            if time.monotonic() > end:
                print("the time is over; the rest were not tried")
                break
            rates[name][_tried(place, tests)] += 1
    for name, rate in rates.items():
        tried = rate["noticed"] + rate["survives"]
        share = f"{rate['noticed'] / tried:.0%}" if tried else "none"
        print(f"{name:<16} {rate['noticed']:>4} of {tried:>4} noticed: {share}; {rate['alike']} alike")
    return 0


def _tried(place: Place, tests: dict[str, dict]) -> str:
    """Whether a mutant is noticed, survives or is known to be alike; one that survives is printed."""
    if is_alike(place):
        return "alike"
    met = meeting(place, tests)
    if met and not survives(place.path, mutated(place.path.read_text(encoding="utf-8"), place.number), met):
        return "noticed"
    print(f"survives {len(met):>3} tests: {place}", flush=True)
    return "survives"


def _passes(place: Place, tests: dict[str, dict]) -> bool:
    """Whether the near tests pass in the order and the way in which mutants meet them, when the module is as it stands."""
    passes = survives(place.path, parse(place.path.read_text(encoding="utf-8")), meeting(place, tests))
    if not passes:
        print(f"the tests near {place.path.relative_to(ROOT)} fail without any mutant if the quickest come first")
    return passes


def near(room: str) -> dict[str, dict] | None:
    """What the doctests of a room and the tests near it take and call; None if a file of them fails without any mutant."""
    files = (f"argmap/{room}", *(f"tests/{name}.py" for name in ROOMS[room]))
    tests = {file: known(file) for file in files}
    for file in (failing := [file for file, found in tests.items() if not found]):
        print(f"{file} fails without any mutant")
    return None if failing else tests


def known(file: str) -> dict[str, list] | None:
    """What the tests of a file take and call, learnt once for each state of the code; None if they fail without any mutant."""
    helpers = (path for path in (ROOT / "tests").glob("*.py") if not path.name.startswith("test_"))
    code = [*sorted((ROOT / "argmap").rglob("*.py")), *sorted(helpers), *filter(os.path.isfile, [ROOT / file])]
    state = sha256(b"".join(path.read_bytes() for path in code)).hexdigest()[:16]
    kept = KEPT / f"{re.sub(r'[^a-z_]', '-', file)}{state}.json"
    if kept.is_file():
        return json.loads(kept.read_text(encoding="utf-8"))
    if found := learned(file):
        KEPT.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(found), encoding="utf-8")
    return found


def meeting(place: Place, tests: dict[str, dict]) -> dict[str, float]:
    """The tests that call the function of a mutant, the quickest first, and what each takes in seconds.

    A mutant that stands in no function meets the tests that call anything of its module.
    """
    file, within = str(place.path.relative_to(ROOT)), place.mutant.within

    def met(calls: list) -> bool:
        return any(name == file and (within is None or within[0] <= line <= within[1]) for name, line in calls)

    found = {
        test: seconds
        for of_file in tests.values()
        for test, (seconds, calls) in of_file.items()
        if test and (met(calls) or met(of_file[""][1]))
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
