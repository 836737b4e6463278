"""The loops that evaluate a graph with cycles on which F is a contraction, for plain lists and for the compiler.

`contraction` and `contracted` take the rows of a graph and the vertices of one cycle, steps first; inputs from outside the
cycle do not change. `contracting` takes all segments of a graph.
"""

from math import inf

from argmap.solver.passes import Column, forward, relaxed, stretch

POWERS, IDLE_POWERS = 40, 6
"""The largest number of powers of the bounding matrix tried for a norm in which it contracts, and of those without progress."""

REST, MOST_SWEEPS = 1e-13, 200
"""A cycle is at rest where |F(s) − s| is at most the first number; it is given so many rounds before others are tried."""


def contraction(
    order: Column,
    start: Column,
    source: Column,
    kind: Column,
    weight: Column,
    own: Column,
    nodes: int,
    steepest: Column,
    move: Column,
    image: Column,
) -> float:
    """A Lipschitz constant of F in the maximum norm, or in one with weights where those bring it below 1.

    max (Bx)ᵢ/xᵢ bounds the spectral radius of B ≥ 0 for every x > 0 (Collatz 1942), and that is the constant of the
    norm max |sᵢ|/xᵢ. Powers of B + 1 give better and better x; min (Bx)ᵢ/xᵢ ≥ 1 tells that none will do. `steepest` holds how
    steep the influence of each statement is; `move` is scratch, all 0 before and after, and `image` is scratch.
    """
    for v in order:
        move[v] = 1.0
    least = inf
    power = 0
    hopeful = POWERS
    while True:
        stretch(order, start, source, kind, weight, own, nodes, steepest, move, image)
        most = 0.0
        fewest = inf
        for v in order:
            if v < nodes:
                ratio = image[v] / move[v]
                most = max(most, ratio)
                fewest = min(fewest, ratio)
        if most < 0.99 * least:
            hopeful = power + IDLE_POWERS
        least = min(least, most)
        power += 1
        if not 1 <= least < inf or fewest >= 1 or power > hopeful or power == POWERS:
            break
        largest = 0.0
        for v in order:
            if v < nodes:
                largest = max(largest, image[v] + move[v])
        for v in order:
            if v < nodes:
                move[v] = max((image[v] + move[v]) / largest, 1e-9)
    for v in order:
        move[v] = 0.0
    return least


def contracted(
    order: Column,
    start: Column,
    source: Column,
    kind: Column,
    weight: Column,
    own: Column,
    nodes: int,
    value: Column,
    image: Column,
    most: int,
) -> tuple[int, float]:
    """The rounds and the residual max |F(s) − s|; moves `value` to a point where it is at most `REST`.

    Each round takes the new strengths at once (Gauss–Seidel), and rounds go on while they move less and less, to the last
    bits. The residual is infinite if `most` rounds were not enough. `image` is scratch.
    """
    rounds = 0
    before = inf
    while rounds < most:
        moved = relaxed(order, start, source, kind, weight, own, nodes, value)
        rounds += 1
        shrinks = 0 < moved < before
        before = moved
        if moved > REST or shrinks:
            continue
        forward(order, start, source, kind, weight, own, nodes, value, image, 0.0)
        rounds += 1
        residual = distance(order, nodes, value, image)
        if residual <= REST:
            return rounds, residual
    return rounds, inf


def distance(order: Column, nodes: int, first: Column, second: Column) -> float:
    """How far the two values of a statement of `order` are apart at most."""
    most = 0.0
    for v in order:
        if v < nodes:
            most = max(most, abs(first[v] - second[v]))
    return most


def contracting(
    order: Column,
    ends: Column,
    cyclic: Column,
    start: Column,
    source: Column,
    kind: Column,
    weight: Column,
    own: Column,
    nodes: int,
    value: Column,
    steepest: Column,
    move: Column,
    image: Column,
    bounds: Column,
    rounds: Column,
    residuals: Column,
    segment: int,
) -> int:
    """The first segment from `segment` on that is a cycle and does not settle in this way; the number of segments if all do.

    Sets `value` for all before it, and for each cycle up to it the Lipschitz bound, the rounds and the residual.
    """
    while segment < len(ends):
        members = order[ends[segment - 1] if segment else 0 : ends[segment]]
        if cyclic[segment]:
            bounds[segment] = contraction(members, start, source, kind, weight, own, nodes, steepest, move, image)
            if bounds[segment] >= 1:
                return segment
            rounds[segment], residuals[segment] = contracted(
                members, start, source, kind, weight, own, nodes, value, image, MOST_SWEEPS
            )
            if residuals[segment] > REST:
                return segment
        else:
            forward(members, start, source, kind, weight, own, nodes, value, value, 0.0)
        segment += 1
    return segment
