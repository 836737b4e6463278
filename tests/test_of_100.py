"""The numbers of 100 worlds: what Python says, what the page says, and that they add up."""

import json
import shutil
import subprocess
from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argmap.analysis.rounding import parts_of_100, strength
from argmap.evaluation import ROUNDING
from argmap.how import how_of
from argmap.resources import folder

USUAL = how_of({})
DRIVER = """
const { way, all } = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(all.map(([stands, lost]) => Verdicts.ofHundred(way, stands, lost))));
"""
shares = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(lambda two: (two[0], (1 - two[0]) * two[1]))


@given(shares)
@example((0.535, 0.225))
@example((0.5969, 0.1))
@example((0.25, 0.5999999))
@example((0.1 + 0.2, 0.7))
def test_they_add_up_and_are_near_and_reach_no_cut_off(two):
    stands, lost = two
    said = parts_of_100(USUAL, stands, lost)
    numbers = [Fraction(one) for one in said]
    assert sum(numbers) == 100
    assert min(numbers) >= 0
    places = {max(len(one.partition(".")[2]) for one in said)}
    for number, share in zip(numbers, (stands, lost, 1 - stands - lost), strict=True):
        assert abs(float(number) - 100 * share) <= 1.01 * 10.0 ** -places.copy().pop()
    assert Fraction(strength(USUAL, stands)) * 100 == numbers[0] or places != {0}
    for number, share, cut in ((numbers[0], stands, USUAL.accepted), (numbers[1], lost, USUAL.defeated)):
        if abs(share - cut) > 2e-6:
            assert (float(number) / 100 >= cut - ROUNDING) == (share >= cut - ROUNDING)


@pytest.mark.parametrize(
    ("stands", "lost", "said"),
    [
        (0.3567, 0.2267, ("36", "23", "41")),  # 35.67 and 22.67 and 41.66
        (0.535, 0.225, ("54", "22", "24")),  # as the number beside it; the rest is 22.5 and 24, and 46 worlds
        (0.5949, 0.2, ("59", "20", "21")),
        (0.5951, 0.2, ("59.5", "20", "20.5")),
        (1.0, 0.0, ("100", "0", "0")),
        (0.004, 0.0, ("0", "0", "100")),
    ],
)
def test_some_worked_by_hand(stands, lost, said):
    assert parts_of_100(USUAL, stands, lost) == said


def test_the_page_says_the_same():
    """Over thousands of shares: drawn, near every cut-off, and all pairs of thousandths at which halves are rounded."""
    if (node := shutil.which("node")) is None:
        pytest.skip("there is no node (Debian's package is called nodejs)")
    random = Random(20)  # noqa: S311
    drawn = [(s, (1 - s) * random.random()) for s in (random.random() for _ in range(6000))]
    halves = [at / 200 for at in range(0, 201, 3)]
    near = [cut + off for cut in (0.6, 0.5, 0.4) for off in (-1e-3, -1e-5, -1e-10, 0.0, 1e-10, 1e-5)]
    pairs = [two for two in product([*halves, *near], repeat=2) if sum(two) <= 1]
    ways = [USUAL, how_of({"accepted": 0.5, "defeated": 0.75})]
    script = (folder("templates") / "explorer/verdicts.js").read_text(encoding="utf-8")
    for way in ways:
        told = {"worlds": True, "accepted": way.accepted, "defeated": way.defeated, "rounding": ROUNDING}
        done = subprocess.run(
            [node, "-e", script + DRIVER],
            input=json.dumps({"way": told, "all": [*drawn, *pairs]}),
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        for (stands, lost), said in zip([*drawn, *pairs], json.loads(done.stdout), strict=True):
            assert tuple(said) == parts_of_100(way, stands, lost), (stands, lost)
