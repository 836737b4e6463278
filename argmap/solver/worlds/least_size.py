"""How large the decision diagrams of a graph are at least, whatever the order of their variables."""

from argmap.solver.passes import MEMBER, SUPPORT
from argmap.solver.worlds.modular import Modular
from argmap.solver.worlds.variables import with_diagrams


def least_nodes(modular: Modular) -> int:
    """A number of nodes that the diagrams of a graph have at least; 0 if it has a circle.

    It counts functions of which no two are equal, since each depends on a variable of its own: those that the label of a vertex
    is made of step by step, and what is left of a function of two supports or more, or of an attacked one, after its first test.
    """
    if any(modular.circular):
        return 0
    s, found, modules = modular.structure, 2, set()
    for vertex in with_diagrams(modular):
        supports, attacks = 0, 0
        for one in s.inputs[vertex]:
            if modular.private(one):
                continue
            if modular.module[one.source]:
                modules.add(one.source)
            if one.step is not None:
                found += 2
            supports += one.kind == SUPPORT
            attacks += one.kind not in (SUPPORT, MEMBER)
        label = 1 + supports + attacks
        tested = 0 if vertex >= s.nodes else (supports > 1) + (attacks > 0)
        found += label + tested
    return found + len(modules)
