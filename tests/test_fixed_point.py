"""How a cycle is settled, on fields whose limits, eigenvalues and flows are known; every evaluation is counted."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from argmap.solver.fixed_point import KRYLOV, REST, WINDOW, WINDOWS, Flow, accelerated, leads_to, outermost, settle


class Counted:
    """A field that counts how often it is evaluated."""

    def __init__(self, field):
        self.field, self.calls = field, 0

    def __call__(self, s):
        self.calls += 1
        return self.field(s)


def affine(matrix, point):
    """The field with this derivative everywhere and this fixed point."""
    return Counted(lambda s: point + matrix @ (s - point))


def matrices(size, most):
    return arrays.arrays(float, (size, size), elements=st.floats(-most, most))


@settings(max_examples=30)
@given(matrix=matrices(4, 0.2), point=arrays.arrays(float, 4, elements=st.floats(0.25, 0.75)))
def test_a_contraction_has_one_fixed_point_and_it_is_certified(matrix, point):
    f = affine(matrix, point)
    found = settle(f, np.full(4, 0.5), 0.8, lambda _: 0.8)
    assert found.status == "certified"
    assert found.values == pytest.approx(point, abs=1e-11)
    assert (found.bound, found.rounds) == (0.8, f.calls)
    assert found.residual <= REST
    assert np.isnan(found.eigenvalue)


@settings(max_examples=30)
@given(matrix=matrices(5, 2), start=arrays.arrays(float, 5, elements=st.floats(0, 1)), most=st.integers(1, 12))
def test_acceleration_gives_the_best_point_that_it_saw(matrix, start, most):
    f = affine(matrix, np.full(5, 0.5))
    seen = []
    point, rounds, residual = accelerated(lambda s: seen.append(s) or f(s), start, most=most)
    residuals = [np.max(np.abs(f.field(s) - s)) for s in seen]
    assert rounds == len(seen) <= most
    assert residual == pytest.approx(min(residuals))
    assert np.max(np.abs(f.field(point) - point)) == pytest.approx(residual)
    assert all(((s >= 0) & (s <= 1)).all() for s in seen)


def test_acceleration_needs_few_rounds_and_may_leave_the_unit_interval():
    matrix = np.diag([0.9, 0.5, -0.5, -0.9])
    point, rounds, residual = accelerated(affine(matrix, np.full(4, 0.5)), np.zeros(4), most=200)
    assert point == pytest.approx(np.full(4, 0.5), abs=1e-11)
    assert rounds <= 12  # by steps of f alone, about 280
    assert residual <= REST
    outside, *_ = accelerated(affine(matrix, np.full(4, 3.0)), np.zeros(4), most=200, within=None)
    assert outside == pytest.approx(np.full(4, 3.0), abs=1e-10)
    assert accelerated(affine(matrix, np.full(4, 0.5)), np.full(4, 0.5), most=200)[1:] == (1, 0)
    loose = accelerated(affine(matrix, np.full(4, 0.5)), np.zeros(4), most=200, rest=1e-2)
    assert loose[1] < rounds
    assert loose[2] <= 1e-2


@settings(max_examples=40)
@given(matrix=matrices(4, 2), point=arrays.arrays(float, 4, elements=st.floats(0, 1)))
def test_the_outermost_eigenvalue_of_few_strengths_is_exact_and_each_evaluation_is_counted(matrix, point):
    symmetric = matrix + matrix.T
    f = affine(symmetric, point)
    found, rounds = outermost(f, point, lambda _: 9.0)
    largest = np.linalg.eigvalsh(symmetric).max()
    assert rounds == f.calls
    assert found <= largest + 1e-5
    # a direction that is orthogonal to the first one is not seen; what is not seen is far from 1, or almost degenerate
    if np.diff(np.sort(np.linalg.eigvalsh(symmetric))).min() > 0.05:
        assert found == pytest.approx(largest, abs=1e-4)


def test_a_contraction_is_believed_without_a_look():
    f = affine(np.eye(3), np.zeros(3))
    assert outermost(f, np.zeros(3), lambda _: 0.75) == (0.75, 0)
    assert f.calls == 0
    assert outermost(f, np.zeros(3), lambda _: 1.0)[0] == pytest.approx(1)


@pytest.mark.parametrize("outer", [3.0, -3.0])
def test_it_is_soon_seen_on_which_side_of_1_the_outermost_eigenvalue_lies(outer):
    """One direction stands out, or none does: a fraction of the directions is enough to tell."""
    random = np.random.default_rng(1)
    turn, _ = np.linalg.qr(random.normal(size=(60, 60)))
    matrix = turn @ np.diag([outer, *np.linspace(-0.3, 0.3, 59)]) @ turn.T
    f = affine(matrix, np.full(60, 0.5))
    found, rounds = outermost(f, np.full(60, 0.5), lambda _: 9.0)
    assert (found > 1) == (outer > 1)
    assert found == pytest.approx(max(outer, 0.3), abs=0.15)
    assert rounds == f.calls < KRYLOV / 2


def test_a_flow_follows_the_solution():
    """ds/dt = A(s − c): by the exponential of a symmetric A."""
    spins = np.array([[-0.75, 0.25], [0.25, -0.5]])
    centre, start = np.array([0.5, 0.4]), np.array([0.9, 0.1])
    f = affine(np.eye(2) + spins, centre)
    flow = Flow(f, start)
    values, vectors = np.linalg.eigh(spins)
    lows, highs = [start], [start]
    while flow.residual > 1e-6:
        flow.step()
        exact = centre + vectors @ (np.exp(values * flow.time) * (vectors.T @ (start - centre)))
        assert flow.state == pytest.approx(exact, abs=2e-3)
        assert flow.residual == pytest.approx(np.max(np.abs(f.field(flow.state) - flow.state)))
        lows.append(flow.state)
        highs.append(flow.state)
        if flow.time < WINDOW:
            assert flow.swing[0] == pytest.approx(np.min(lows, axis=0))
            assert flow.swing[1] == pytest.approx(np.max(highs, axis=0))
        assert flow.rounds == f.calls
    assert not flow.restless


def test_a_flow_that_goes_round_does_not_settle_and_its_swing_is_the_circle():
    centre, radius = np.array([0.5, 0.5]), 0.3

    def around(s):
        """Rotation about the centre, drawn to a circle."""
        out = s - centre
        far = np.linalg.norm(out)
        return s + np.array([-out[1], out[0]]) + out * (radius - far)

    f = Counted(around)
    found = settle(f, np.array([0.6, 0.5]), 9.0, lambda _: 9.0)
    assert (found.status, found.oscillates) == ("not settled", True)
    assert found.low == pytest.approx(centre - radius, abs=0.02)
    assert found.high == pytest.approx(centre + radius, abs=0.02)
    assert found.rounds == f.calls
    flow = Flow(Counted(around), np.array([0.6, 0.5]))
    while not flow.restless:
        flow.step()
    assert (WINDOWS + 1) * WINDOW <= flow.time <= (WINDOWS + 2) * WINDOW  # the first window has none before it
    assert flow.turned.all()


def test_a_flow_that_comes_nearer_slowly_is_not_given_up():
    """The residual falls by 2.5 of 100 in each window."""
    flow = Flow(lambda s: s - 0.001 * (s - 0.5), np.array([0.9]))
    while flow.time < 2 * WINDOWS * WINDOW:
        assert not flow.restless
        flow.step()


def test_between_rivals_that_are_alike_the_flow_rests_where_any_change_leads_away():
    def rivals(s):
        """Each is high where the other is low; three fixed points, of which the middle one is a saddle."""
        return 1 / (1 + np.exp(8 * (s[::-1] - 0.5)))

    alike = settle(rivals, np.array([0.3, 0.3]), 2.0, lambda _: 2.0)
    assert (alike.status, alike.values.tolist()) == ("unstable", pytest.approx([0.5, 0.5]))
    assert alike.eigenvalue == pytest.approx(2, abs=1e-4)
    ahead = settle(rivals, np.array([0.31, 0.3]), 2.0, lambda _: 2.0)
    assert ahead.status == "converged"
    assert ahead.values[0] > 0.9
    assert ahead.values[1] < 0.1
    assert ahead.values == pytest.approx(rivals(ahead.values), abs=REST)
    assert ahead.eigenvalue < 1


def test_a_flow_leads_to_a_point_if_it_does_all_the_way():
    def field(s):
        """To 0 from below 0.5 and to 1 from above it."""
        return s + (s - 0.5) * (1 - s) * s

    assert leads_to(field, np.array([0.6]), np.array([1.0]))
    assert leads_to(field, np.array([0.4]), np.array([0.0]))
    assert not leads_to(field, np.array([0.4]), np.array([1.0]))
    assert not leads_to(field, np.array([0.5]), np.array([1.0]))
