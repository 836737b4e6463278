"""Rings: circles in which each vertex has one input from the circle. Their chances have a closed form, so that they need no diagram.

Each vertex of a ring is in, is out, or passes on what the next one is, perhaps turned round by an attack. So a stretch of
the ring is two chances: that its first vertex is in if what follows is in, and if it is not. If every vertex passes on,
the ring rests on itself alone: it is open if an attack is in it, and out if not (Van Gelder, Ross, Schlipf 1991).
"""

from collections.abc import Sequence
from itertools import accumulate
from operator import mul
from typing import NamedTuple

from argmap.solver.passes import ATTACK, MEMBER, SUPPORT
from argmap.solver.worlds.circuit import Tape
from argmap.solver.worlds.structure import Input


class Link(NamedTuple):
    """A vertex of a ring, the kind of its input from the ring, and slots: what is for it and against it outside, the step's weight."""

    kind: int
    helps: int
    hurts: int
    weight: int

    @property
    def sign(self) -> int:
        """+1 if the vertex passes on what the next one is, −1 if it turns it round."""
        return 1 if self.kind in (SUPPORT, MEMBER) else -1

    def given(self, tape: Tape, following: int) -> int:
        """The slot of the chance that the vertex is in, if the next one is in with the chance in the slot `following`."""
        brought = tape.both(self.weight, following)
        if self.sign < 0:
            return tape.without(self.helps, tape.either(brought, self.hurts))
        joined = tape.either if self.kind == SUPPORT else tape.both
        return tape.without(joined(brought, self.helps), self.hurts)


class Found(NamedTuple):
    """The slots of a vertex of a ring: that it is in, not out, attacked by what is in; and that the step to it from the ring is in."""

    stands: int
    possible: int
    defeated: int
    carried: int


def ring_of(inputs: Sequence[Sequence[Input]], members: Sequence[int]) -> list[tuple[int, Input]] | None:
    """The vertices of a circle with their inputs from the circle, each before the source of its input; None if it is no ring."""
    inside = set(members)
    inner = {vertex: [one for one in inputs[vertex] if one.source in inside] for vertex in members}
    if any(len(found) != 1 for found in inner.values()):
        return None
    ring = [(members[0], inner[members[0]][0])]
    while len(ring) < len(members):
        vertex = ring[-1][1].source
        ring.append((vertex, inner[vertex][0]))
    return ring


def ring_chances(tape: Tape, links: Sequence[Link]) -> list[Found]:
    """The slots of each vertex; `links` are those of the ring, each before the one that it depends on, the last on the first.

    What follows a vertex is the rest of the list, then its beginning, up to the vertex itself.
    """
    signs = [link.sign for link in links]
    turned = -1 in signs
    rest_in, rest_out, rest_sign = [1], [0], [*accumulate(reversed(signs), mul, initial=1)][::-1]
    for link in reversed(links):
        rest_in.append(link.given(tape, rest_in[-1]))
        rest_out.append(link.given(tape, rest_out[-1]))
    rest_in, rest_out = rest_in[::-1], rest_out[::-1]
    found = []
    first_in, first_out, first_sign = 1, 0, 1
    for at, link in enumerate(links):
        first = (first_out, first_in if turned else first_out)[::first_sign]
        stands, possible = (tape.choice(one, rest_in[at], rest_out[at]) for one in first[:: rest_sign[at]])
        others_in, others_out = (tape.choice(one, rest_in[at + 1], rest_out[at + 1]) for one in (first_in, first_out))
        others_sign = first_sign * rest_sign[at + 1]
        found.append(Found(stands, possible, *_attacked(tape, link, others_in, others_out, others_sign, turned=turned)))
        ends = [link.given(tape, end) for end in (1, 0)]
        first_in, first_out = (tape.choice(end, first_in, first_out) for end in ends)
        first_sign *= link.sign
    return found


def _attacked(
    tape: Tape, link: Link, others_in: int, others_out: int, others_sign: int, *, turned: bool
) -> tuple[int, int]:
    """The slots that a vertex is attacked by what is in, and that the step to it from the ring is in.

    The next vertex rests on this one only if all others pass on. So it is asked what this one is where that step works:
    in, or not out; and, for the attack, where nothing outside attacks it.
    """
    unhurt = tape.without(link.helps, link.hurts)
    supported = unhurt, tape.without(1, link.hurts) if turned else unhurt
    here = supported if link.sign > 0 else (0, unhurt)
    carried = tape.both(link.weight, tape.choice(here[others_sign < 0], others_in, others_out))
    if link.kind != ATTACK:
        return link.hurts, carried
    attacker = tape.choice((0, link.helps)[others_sign < 0], others_in, others_out)
    return tape.either(tape.both(link.weight, attacker), link.hurts), carried
