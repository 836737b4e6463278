"""The numeric passes over a graph, written once for plain lists, for arrays of scenarios and for the compiler.

A graph is compressed rows: the edges to vertex v are start[v] … start[v + 1] − 1, each with a source, a kind
and a weight. Vertices below `nodes` are statements, with a base score as their `own`; the rest are steps that need a
vertex, with their weight as `own`. The definitions below are placeholders for those of a semantics; `backend` binds them.
"""

from typing import Any

from argmap.semantics import CONJUNCTIONS, DEFAULT, SEMANTICS

SUPPORT, ATTACK, UNDERCUT, MEMBER = 1, -1, 0, 2
"""What an edge is to the vertex that it ends on."""

Column = Any
"""A list, or an array: of numbers, or of positions."""

_default, _linked = SEMANTICS[DEFAULT], CONJUNCTIONS["min"]
add: Any = _default.aggregation.add
add_slopes: Any = _default.aggregation.slopes
spread: Any = _default.aggregation.spread
strength: Any = _default.strength
strength_slopes: Any = _default.slopes
steepest: Any = _default.influence.steepest
steepest_alone: Any = _default.influence.steepest_alone
join: Any = _linked.join
join_slopes: Any = _linked.slopes


def forward(
    order: Column,
    start: Column,
    source: Column,
    kind: Column,
    weight: Column,
    own: Column,
    nodes: int,
    value: Column,
    out: Column,
    zero: Any,
) -> None:
    """Computes each vertex of `order` from the vertices that lead to it, read from `value`: statements go to `out`, steps to `value`.

    With `out` the same as `value` and an order without cycles, that is the final strength of every statement.
    """
    one = 1 + zero
    for v in order:
        attack = zero
        support = zero
        joined = one
        uncut = one
        for e in range(start[v], start[v + 1]):
            s = weight[e] * value[source[e]]
            side = kind[e]
            if side == SUPPORT:
                support = add(support, s)
            elif side == ATTACK:
                attack = add(attack, s)
            elif side == MEMBER:
                joined = join(joined, s)
            else:
                uncut = uncut * (1 - s)
        if v < nodes:
            out[v] = strength(own[v], attack, support)
        else:
            value[v] = own[v] * uncut * joined


def forward_plain(
    order: Column,
    start: Column,
    source: Column,
    kind: Column,
    weight: Column,
    own: Column,
    _nodes: int,
    value: Column,
    out: Column,
    _zero: Any,
) -> None:
    """`forward` where all vertices of `order` are statements; without a branch that a processor could guess wrong."""
    for v in order:
        attack = 0.0
        support = 0.0
        for e in range(start[v], start[v + 1]):
            s = weight[e] * value[source[e]]
            up = s if kind[e] == SUPPORT else 0.0
            support = add(support, up)
            attack = add(attack, s - up)
        out[v] = strength(own[v], attack, support)


def relaxed(
    order: Column,
    start: Column,
    source: Column,
    kind: Column,
    weight: Column,
    own: Column,
    nodes: int,
    value: Column,
) -> float:
    """The largest move of a statement; computes each vertex of `order` as `forward` does, into `value`."""
    moved = 0.0
    for v in order:
        attack = 0.0
        support = 0.0
        joined = 1.0
        uncut = 1.0
        for e in range(start[v], start[v + 1]):
            s = weight[e] * value[source[e]]
            if kind[e] == SUPPORT:
                support = add(support, s)
            elif kind[e] == ATTACK:
                attack = add(attack, s)
            elif kind[e] == MEMBER:
                joined = join(joined, s)
            else:
                uncut = uncut * (1 - s)
        if v < nodes:
            new = strength(own[v], attack, support)
            moved = max(moved, abs(new - value[v]))
            value[v] = new
        else:
            value[v] = own[v] * uncut * joined
    return moved


def bounds(
    order: Column,
    start: Column,
    source: Column,
    kind: Column,
    least_weight: Column,
    most_weight: Column,
    least_own: Column,
    most_own: Column,
    nodes: int,
    low: Column,
    high: Column,
) -> float:
    """The largest move of a bound; sets `low` and `high` of each vertex of `order` from those of the vertices that lead to it.

    A vertex is taken at those ends of its parents that lower it, and at those that raise it.
    """
    moved = 0.0
    for v in order:
        least_attack = 0.0
        most_attack = 0.0
        least_support = 0.0
        most_support = 0.0
        least_joined = 1.0
        most_joined = 1.0
        least_left = 1.0
        most_left = 1.0
        for e in range(start[v], start[v + 1]):
            least = least_weight[e] * low[source[e]]
            most = most_weight[e] * high[source[e]]
            if kind[e] == SUPPORT:
                least_support = add(least_support, least)
                most_support = add(most_support, most)
            elif kind[e] == ATTACK:
                least_attack = add(least_attack, least)
                most_attack = add(most_attack, most)
            elif kind[e] == MEMBER:
                least_joined = join(least_joined, least)
                most_joined = join(most_joined, most)
            else:
                least_left = least_left * (1 - most)
                most_left = most_left * (1 - least)
        if v < nodes:
            least = strength(least_own[v], most_attack, least_support)
            most = strength(most_own[v], least_attack, most_support)
        else:
            least = least_own[v] * least_left * least_joined
            most = most_own[v] * most_left * most_joined
        if most < least:  # by rounding
            least, most = most, least
        moved = max(moved, abs(least - low[v]), abs(most - high[v]))
        low[v] = least
        high[v] = most
    return moved


def backward(
    order: Column,
    start: Column,
    source: Column,
    kind: Column,
    weight: Column,
    own: Column,
    nodes: int,
    value: Column,
    given: Column,
    into: Column,
    own_slope: Column,
    weight_slope: Column,
) -> None:
    """One reverse pass: from the slope by each vertex of `order`, adds to the slopes by the vertices that lead to it.

    A statement's slope is read from `given`, a step's from `into`, to which the slopes by their sources are added; with
    `given` the same as `into` and an order without cycles, that is the gradient. Until it is known, `weight_slope` holds
    what had been gathered before each edge.
    """
    for at in range(len(order) - 1, -1, -1):
        v = order[at]
        slope = given[v] if v < nodes else into[v]
        if slope == 0:
            continue
        attack = 0.0
        support = 0.0
        joined = 1.0
        uncut = 1.0
        for e in range(start[v], start[v + 1]):
            s = weight[e] * value[source[e]]
            if kind[e] == SUPPORT:
                weight_slope[e] = support
                support = add(support, s)
            elif kind[e] == ATTACK:
                weight_slope[e] = attack
                attack = add(attack, s)
            elif kind[e] == MEMBER:
                weight_slope[e] = joined
                joined = join(joined, s)
            else:
                weight_slope[e] = uncut
                uncut = uncut * (1 - s)
        if v < nodes:
            by_own, by_attack, by_support = strength_slopes(own[v], attack, support)
            by_joined = 0.0
            by_uncut = 0.0
        else:
            by_own, by_attack, by_support = uncut * joined, 0.0, 0.0
            by_joined = own[v] * uncut
            by_uncut = own[v] * joined
        own_slope[v] += slope * by_own
        for e in range(start[v + 1] - 1, start[v] - 1, -1):
            x = weight_slope[e]
            brought = value[source[e]]
            s = weight[e] * brought
            if kind[e] == SUPPORT:
                by_x, by_s = add_slopes(x, s)
                passed = by_support * by_s
                by_support = by_support * by_x
            elif kind[e] == ATTACK:
                by_x, by_s = add_slopes(x, s)
                passed = by_attack * by_s
                by_attack = by_attack * by_x
            elif kind[e] == MEMBER:
                by_x, by_s = join_slopes(x, s)
                passed = by_joined * by_s
                by_joined = by_joined * by_x
            else:
                passed = -by_uncut * x
                by_uncut = by_uncut * (1 - s)
            weight_slope[e] = slope * passed * brought
            into[source[e]] += slope * passed * weight[e]


def backward_plain(
    order: Column,
    start: Column,
    source: Column,
    kind: Column,
    weight: Column,
    own: Column,
    _nodes: int,
    value: Column,
    given: Column,
    into: Column,
    own_slope: Column,
    weight_slope: Column,
) -> None:
    """`backward` where all vertices of `order` are statements; without a branch that a processor could guess wrong."""
    for at in range(len(order) - 1, -1, -1):
        v = order[at]
        slope = given[v]
        if slope == 0:
            continue
        attack = 0.0
        support = 0.0
        begin, end = start[v], start[v + 1]
        for e in range(begin, end):
            s = weight[e] * value[source[e]]
            weight_slope[e] = support if kind[e] == SUPPORT else attack
            up = s if kind[e] == SUPPORT else 0.0
            support = add(support, up)
            attack = add(attack, s - up)
        by_own, by_attack, by_support = strength_slopes(own[v], attack, support)
        own_slope[v] += slope * by_own
        for back in range(end - begin):
            e = end + ~back  # end − 1 − back, without leaving the whole numbers that have no sign
            brought = value[source[e]]
            by_x, by_s = add_slopes(weight_slope[e], weight[e] * brought)
            passed = slope * by_s * (by_support if kind[e] == SUPPORT else by_attack)
            by_support = by_support * (by_x if kind[e] == SUPPORT else 1.0)
            by_attack = by_attack * (1.0 if kind[e] == SUPPORT else by_x)
            weight_slope[e] = passed * brought
            into[source[e]] += passed * weight[e]


def stretch(
    order: Column,
    start: Column,
    source: Column,
    kind: Column,
    weight: Column,
    own: Column,
    nodes: int,
    steepest: Column,
    move: Column,
    out: Column,
) -> None:
    """The most that each vertex of `order` can move when each vertex moves by at most its `move`.

    Statements go to `out`, steps to `move`. Every way a strength enters counts: edges, members, undercuts.
    """
    for v in order:
        attack = 0.0
        support = 0.0
        other = 0.0
        for e in range(start[v], start[v + 1]):
            s = weight[e] * move[source[e]]
            if kind[e] == SUPPORT:
                support = spread(support, s)
            elif kind[e] == ATTACK:
                attack = spread(attack, s)
            else:
                other = other + s
        if v < nodes:
            out[v] = steepest[v] * (attack + support)
        else:
            move[v] = own[v] * other


def average(
    start: Column,
    source: Column,
    kind: Column,
    nodes: int,
    base: Column,
    own: Column,
    weight: Column,
    out_own: Column,
    out_weight: Column,
) -> None:
    """Scales base scores and weights so that w/(1 + Σ) of the scaled is w/(1 + n + Σ/n) of the given.

    n counts the attackers of a statement that have a base score above 0 (for a linked step, every member), by a step of
    a weight above 0.
    """
    for v in range(nodes):
        n = 0 * own[v]
        for e in range(start[v], start[v + 1]):
            a = source[e]
            if kind[e] == ATTACK and a < nodes:
                n = n + (base[a] > 0) * (weight[e] > 0)
            elif kind[e] == ATTACK:
                every = 1 * (base[a] > 0)
                for f in range(start[a], start[a + 1]):
                    if kind[f] == MEMBER:
                        every = every * (base[source[f]] > 0)
                n = n + every
        out_own[v] = own[v] / (1 + n)
        for e in range(start[v], start[v + 1]):
            out_weight[e] = weight[e] / ((1 + n) * (n + (n == 0)))


def steepest_of(start: Column, kind: Column, own: Column, nodes: int, out: Column) -> None:
    """The steepest influence of each statement at any aggregate of its sides: sup |∂ι/∂α|."""
    for v in range(nodes):
        supports = 0
        attacks = 0
        for e in range(start[v], start[v + 1]):
            if kind[e] == SUPPORT:
                supports += 1
            else:
                attacks += 1
        out[v] = steepest(own[v]) if supports > 0 and attacks > 0 else steepest_alone(own[v])


def steepness(
    order: Column,
    start: Column,
    source: Column,
    kind: Column,
    weight: Column,
    own: Column,
    nodes: int,
    value: Column,
    out: Column,
) -> None:
    """The steepness of the influence of each statement of `order` at these strengths: the largest |∂ι/∂side|."""
    one = 1.0
    for v in order:
        attack = 0.0
        support = 0.0
        joined = one
        uncut = one
        for e in range(start[v], start[v + 1]):
            s = weight[e] * value[source[e]]
            if kind[e] == SUPPORT:
                support = add(support, s)
            elif kind[e] == ATTACK:
                attack = add(attack, s)
            elif kind[e] == MEMBER:
                joined = join(joined, s)
            else:
                uncut = uncut * (1 - s)
        if v < nodes:
            _, by_attack, by_support = strength_slopes(own[v], attack, support)
            out[v] = max(abs(by_attack), abs(by_support))
        else:
            value[v] = own[v] * uncut * joined
