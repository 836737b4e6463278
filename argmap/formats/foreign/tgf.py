"""TGF, the Trivial Graph Format: nodes with texts, a `#`, edges with labels; without a label an edge is an attack."""

import re

from argmap.formats.foreign.intake import Intake
from argmap.formats.foreign.relations import relation_of
from argmap.formats.losses import Reading, Source
from argmap.model import ArgumentMap

_SEPARATOR = re.compile(r"^[ \t]*#[ \t]*$", re.MULTILINE)


def recognised(text: str) -> bool:
    """Whether a text has the line between nodes and edges, and nodes before it.

    >>> recognised("1 Gold\\n2 Dear\\n#\\n2 1\\n"), recognised("# Gold\\n")
    (True, False)
    """
    parts = _SEPARATOR.split(text)
    if len(parts) != 2 or not parts[0].strip():
        return False
    return all(re.fullmatch(r"\S+\s+\S+(\s+\S+){0,2}", line.strip()) for line in parts[1].strip().splitlines()[:50])


def read(source: Source) -> Reading:
    """The graph in a file. Raises LoadError for an edge whose label names no relation."""
    intake = Intake(source)
    edges = False
    for number, line in enumerate(source.text.splitlines(), 1):
        words = line.strip()
        if words == "#":
            edges = True
        elif words and not edges:
            name, _, text = words.partition(" ")
            intake.statement(name, text, (number, 1))
        elif words:
            start, end, label = [*words.split(maxsplit=2), "", ""][:3]
            label, weight = _weight(label)
            if not end:
                intake.problems.add((number, 1), f"an edge must have two ends, got {words!r}", "1 2 support")
            elif (kind := relation_of(label or "attack", intake, (number, 1))) is not None:
                intake.step(kind, [start], end, (number, 1), weight=weight)
    return intake.reading()


def _weight(label: str) -> tuple[str, float | None]:
    """What a label says, and the number at its end, if that can be a weight."""
    word, _, last = label.rpartition(" ")
    try:
        weight = float(last)
    except ValueError:
        return label, None
    return (word.strip(), weight) if 0 <= weight <= 1 else (label, None)


def write(m: ArgumentMap) -> str:
    """The map as a graph; steps from one statement to another are edges.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="Gold is better.", id="gold"), Premise(text="It shines.", id="shines")]
    >>> print(write(ArgumentMap(conclusion="gold", statements=nodes, steps=[Support(sources=["shines"], target="gold")])))
    gold Gold is better.
    shines It shines.
    #
    shines gold support
    <BLANKLINE>
    """
    nodes = [one.id if one.text == one.id else f"{one.id} {' '.join(one.text.split())}" for one in m.statements]
    plain = [step for step in m.steps if step.kind != "undercut" and not step.linked]
    edges = [
        f"{step.sources[0]} {step.target} {step.kind}{f' {step.weight}' if isinstance(step.weight, float) else ''}"
        for step in plain
    ]
    return "".join(f"{line}\n" for line in (*nodes, "#", *edges))
