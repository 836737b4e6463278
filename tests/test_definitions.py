"""Laws of the tables of definitions: slopes are limits of differences, also at ties and ends; bounds hold and are met; figures are true."""

from fractions import Fraction
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argmap.semantics import AGGREGATIONS, CONJUNCTIONS, INFLUENCES, SEMANTICS, linear, p_max
from argmap.semantics.figures import NOISE, added, figure

H = 1e-7
GRID = (0.0, 0.25, 0.5, 0.75, 1.0)
BASES = (0.125, 0.25, 0.5, 0.75)

MOVERS = [*INFLUENCES.values(), linear(2), p_max(3), p_max(2, k=2), p_max(1, k=3)]
DIFFERENCES = [one for one in MOVERS if not one.apart]


def slope(of, at, along, way=1):
    """The one-sided difference quotient of a function in a direction, forward or backward."""
    there = [x + way * H * part for x, part in zip(at, along, strict=True)]
    return way * (of(*there) - of(*at)) / H


def named(rows):
    return {"argvalues": rows, "ids": [one.name for one in rows]}


FOLDS = [(one.name, one.add, one.slopes) for one in AGGREGATIONS.values()]
FOLDS += [(one.name, one.join, one.slopes) for one in CONJUNCTIONS.values()]


@pytest.mark.parametrize(("name", "of", "slopes"), FOLDS, ids=[name for name, *_ in FOLDS])
def test_slopes_of_a_fold_are_limits_of_differences(name, of, slopes):
    """By each argument alone where they differ; for both moved alike where they are equal."""
    for x, s in product(GRID, GRID):
        by_x, by_s = slopes(x, s)
        if x != s:
            assert by_x == pytest.approx(slope(of, (x, s), (1, 0)), abs=1e-6), (x, s)
            assert by_s == pytest.approx(slope(of, (x, s), (0, 1)), abs=1e-6), (x, s)
        elif x > 0 or name != "top":
            assert by_x + by_s == pytest.approx(slope(of, (x, s), (1, 1)), abs=1e-6), (x, s)
            assert by_x == by_s


def test_what_is_added_to_nothing_has_the_whole_slope():
    """A side starts from 0, so a step that carries 0 moves the strongest of its side as the first one does."""
    for row in AGGREGATIONS.values():
        assert row.slopes(0.0, 0.0)[1] == pytest.approx(slope(row.add, (0.0, 0.0), (0, 1)), abs=1e-6)


@pytest.mark.parametrize("row", **named(DIFFERENCES))
def test_slopes_of_an_influence_are_limits_of_differences(row):
    """Where there is a kink, at α = 0, the slope lies between that of the one side and that of the other."""
    for base, aggregate in product(BASES, (-0.75, -0.25, 0.0, 0.25, 0.75)):
        if row.name == "reciprocal" and aggregate > 0:
            continue
        by_base, by_aggregate = row.slopes(base, aggregate)
        assert by_base == pytest.approx(slope(row.of, (base, aggregate), (1, 0)), abs=1e-5)
        sides = sorted(slope(row.of, (base, aggregate), (0, 1), way) for way in (1, -1))
        assert sides[0] - 1e-5 <= by_aggregate <= sides[1] + 1e-5, (base, aggregate)


@pytest.mark.parametrize("row", **named([one for one in MOVERS if one.apart]))
def test_slopes_of_sides_apart_are_limits_of_differences(row):
    for at in product(BASES, GRID[:-1], GRID[:-1]):
        for place, found in enumerate(row.slopes(*at)):
            if at[place] or row.name == "noisy-or":
                along = [int(one == place) for one in range(3)]
                assert found == pytest.approx(slope(row.of, at, along), abs=1e-5), (at, place)


@pytest.mark.parametrize("row", **named(DIFFERENCES))
def test_nothing_is_steeper_than_the_steepest_and_something_is_as_steep(row):
    aggregates = np.arange(-800, 801) / 200
    aggregates = aggregates[(abs(aggregates) <= row.reach) & ((aggregates <= 0) | (row.name != "reciprocal"))]
    for base in BASES:
        found = max(
            row.slopes(base, float(aggregate))[1] for aggregate in [*aggregates, 1e-9 * (row.name != "reciprocal")]
        )
        assert found == pytest.approx(row.steepest(base), rel=1e-3)
    for base in (0.0, 1.0):
        assert max(row.slopes(base, float(aggregate))[1] for aggregate in aggregates) <= row.steepest(base) + 1e-12


@pytest.mark.parametrize("row", **named([one for one in MOVERS if one.steepest_alone]))
def test_with_one_side_alone_nothing_is_steeper_and_something_is_as_steep(row):
    for base in (0.0, *BASES, 1.0):
        alone = [(row.slopes(base, side, 0.0)[1], row.slopes(base, 0.0, side)[2]) for side in GRID]
        assert max(abs(slope) for pair in alone for slope in pair) == pytest.approx(row.steepest_alone(base))


@pytest.mark.parametrize("row", **named(MOVERS))
def test_an_influence_starts_at_the_base_score_rises_and_stays_within_0_and_1(row):
    for base in (0.0, *BASES, 1.0):
        if row.apart:
            assert row.of(base, 0.0, 0.0) == base
            rising = [row.of(base, a, 0.0) for a in GRID[::-1]] + [row.of(base, 0.0, s) for s in GRID]
        else:
            assert row.of(base, 0.0) == pytest.approx(base, abs=1e-15)
            most = 0 if row.name == "reciprocal" else min(row.reach, 9)
            rising = [row.of(base, a) for a in np.linspace(-min(row.reach, 9), most, 41)]
        assert all(low <= high + 1e-15 for low, high in pairwise(rising))
        assert min(rising) >= 0
        assert max(rising) <= 1


@pytest.mark.parametrize("row", **named(MOVERS))
def test_an_influence_gives_the_same_for_fractions_and_columns(row):
    sides = (0.5, 0.25) if row.apart else (-0.5,)
    numbers = (0.25, *sides)
    expected = row.of(*numbers)
    assert row.of(*(np.array([x, x]) for x in numbers)).tolist() == [expected, expected]
    exact = row.of(*map(Fraction, numbers))
    assert isinstance(exact, Fraction) == row.rational
    assert float(exact) == pytest.approx(expected, abs=1e-15)


@given(value=st.floats(-3, 3) | st.floats(-1e-6, 1e-6) | st.sampled_from([1 - 2**-40, 1 + 2**-30, 1e-11, -0.0]))
@example(value=0.99999)
@example(value=1 - 1e-13)
def test_a_figure_is_true_and_looks_whole_only_if_it_is(value):
    text = figure(value).replace("−", "-")
    whole, _, digits = text.partition(".")
    assert abs(float(text) - value) <= 0.5e-4 * (1 + 1e-9)
    assert 2 <= len(digits) <= 12
    assert len(digits) == 2 or not digits.endswith("0")
    if not int(digits):
        assert abs(value - round(value)) <= 1e-12
    assert not (text.startswith("-") and not float(text))
    assert whole.lstrip("-").isdigit()


def test_figures_of_a_side_are_added():
    assert added([0.5, 0.25, 1]) == "0.50 + 0.25 + 1.00"


def test_a_whole_number_may_be_off_by_the_noise_and_no_more():
    assert (figure(NOISE), figure(2 * NOISE)) == ("0.00", "0.000000000002")


@pytest.mark.parametrize("row", **named(SEMANTICS.values()))
def test_the_formula_of_a_row_is_of_the_sides_that_it_hears(row):
    assert ("supporters" in row.formula) is not row.attack_only
    assert "attackers" in row.formula
    assert ("mean of F" in row.formula) is row.averaged
    assert row.averaged or row.formula.startswith(row.influence.formula)
    assert ("; α = " in row.formula) is not (row.averaged or row.influence.apart)
