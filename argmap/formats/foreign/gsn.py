"""GSN as the YAML of gsn2x: elements by name, with what supports them, their context, and what challenges them."""

import re

from argmap.errors import guess
from argmap.formats.foreign import case
from argmap.formats.foreign.case import Below
from argmap.formats.foreign.intake import Intake
from argmap.formats.foreign.parts import Part, yaml_part
from argmap.formats.foreign.table import BEGINNING
from argmap.formats.losses import Reading, Source
from argmap.formats.syntax import Mapping, Scalar, Tree
from argmap.formats.yaml_writer import block
from argmap.model import ArgumentMap

PREFIXES = {
    "CSn": "CounterSolution", "CG": "CounterGoal", "Sn": "Solution", "G": "Goal", "S": "Strategy", "C": "Context",
    "A": "Assumption", "J": "Justification",
}  # fmt: skip
"""How a name begins and what type that is, the longest first."""
TYPE_NAMES = {name.lower(): name for name in PREFIXES.values()}
_TOP = re.compile(
    r"^(module:\s*\n[ \t]+name|meta:\s*\n[ \t]+moduleName|supportedBy|inContextOf"
    r"|[ \t]+(-[ \t]+)?(supportedBy|inContextOf|undeveloped|challenges)):",
    re.MULTILINE,
)
_ELEMENT = re.compile(r"^(C?G|C?Sn|S|C|A|J)[\w.-]*:[ \t]*\n[ \t]+text:", re.MULTILINE)


def recognised(text: str) -> bool:
    """Whether a text has elements of a goal structure.

    >>> recognised("G1:\\n  text: It is safe.\\n"), recognised("claim: It is safe.")
    (True, False)
    """
    start = text[:BEGINNING]
    return _TOP.search(start) is not None or (_ELEMENT.search(start) is not None and not start.startswith("argmap:"))


def read(source: Source) -> Reading:
    """The case in a gsn2x file. Raises LoadError for an element of no known type."""
    intake = Intake(source)
    top = yaml_part(source.text, intake)
    below: dict[object, Below] = {}
    roles: dict[str, str] = {}
    module = False
    for name, value in top.items():
        if name == "module":
            module = True
            _module(top, intake)
            continue
        if name == "meta" and isinstance(value, Mapping) and "moduleName" in value.entries:
            module = True
            _module(top, intake, "meta", "moduleName")
            continue
        if (part := _part(value, intake)) is None:
            intake.problems.add(
                value, f"element {name} must be a mapping with `text`", "G1: {text: The system is safe.}"
            )
            continue
        if (kind := _type(name, part)) is None:
            continue
        counter = kind.startswith("Counter")
        roles[name] = kind.removeprefix("Counter").lower()
        case.add_element(
            intake, name, roles[name], part.text("text"), part.at, counter=counter, source=part.text("url")
        )
        given = Below(part.at, list(part.texts("supportedBy")), list(part.texts("inContextOf")))
        if part.texts("undeveloped") and given.supports:
            intake.lost("field undeveloped", name, "true", "the element has supports")
        if given.supports or given.contexts:
            below[name] = given
        _challenges(intake, name, part)
        part.leave(name)
    for given in below.values():
        for key in (*given.supports, *given.contexts):
            intake.absent(key, "it is in another module" if module else "the file uses it and does not define it")
    case.add_steps(intake, below)
    return intake.reading()


def _type(name: str, part: Part) -> str | None:
    said = part.text("nodeType", "type")
    if said:
        if said.lower() in TYPE_NAMES:
            return TYPE_NAMES[said.lower()]
        part.intake.problems.add(part.at, f"{said!r} is not a type of element", guess(said, list(TYPE_NAMES.values())))
        return None
    for prefix, kind in PREFIXES.items():
        if name.startswith(prefix):
            return kind
    hint = f"begin the name with one of {', '.join(PREFIXES)}, or give `nodeType`"
    part.intake.problems.add(part.at, f"{name!r} does not say what type of element it is", hint)
    return None


def _part(value: Tree, intake: Intake) -> Part | None:
    """An element, which is a mapping, or in the first versions a list of a text and mappings."""
    if isinstance(value, Mapping):
        return Part(value, intake)
    whole = Mapping(value.line, value.column)
    if isinstance(value, Scalar):
        return Part(whole, intake) if value.text in ("", "~", "null") else None
    for item in value.items:
        entries = (
            item.entries if isinstance(item, Mapping) else {"text": (item, item)} if isinstance(item, Scalar) else None
        )
        if entries is None or entries.keys() & whole.entries.keys():
            return None
        whole.entries |= entries
    return Part(whole, intake)


def _module(top: Part, intake: Intake, key: str = "module", name: str = "name") -> None:
    module = top.part(key)
    if module is not None:
        intake.title(module.text(name))
        module.leave("module")
        if len(top.tree.entries) == 1 and (parts := [*module.texts("uses"), *module.texts("requires")]):
            intake.problems.add(module.at, "this module has no elements of its own", f"it names {', '.join(parts)}")


def _challenges(intake: Intake, name: str, part: Part) -> None:
    """The attacks and undercuts of an element: on elements, and on relations, which are written [from, to] or {from: to}."""
    value = part.get("challenges")
    if isinstance(value, Mapping):
        for upper, member in Part(value, intake).items():
            if isinstance(member, Scalar):
                _undercut(intake, name, upper, part)
        return
    for target in part.texts("challenges"):
        upper, arrow, _member = (word.strip() for word in target.partition("->"))
        if arrow:
            _undercut(intake, name, upper, part)
        else:
            intake.step("attack", [name], target, part.at)


def _undercut(intake: Intake, name: str, upper: str, part: Part) -> None:
    """Against the one step to `upper`, of which what the relation leads to is a member."""
    intake.step("undercut", [name], ("step", upper), part.at)


def write(m: ArgumentMap) -> str:
    """The map as a gsn2x file.

    >>> from argmap.model import ArgumentMap, Claim, Premise, Support
    >>> nodes = [Claim(text="It is safe.", id="G1"), Premise(text="Test report", id="Sn1")]
    >>> print(write(ArgumentMap(conclusion="G1", statements=nodes, steps=[Support(sources=["Sn1"], target="G1")])))
    G1:
      text: It is safe.
      supportedBy: [Sn1]
    Sn1:
      text: Test report
    <BLANKLINE>
    """
    top: dict[str, object] = {}
    if m.title:
        top["module"] = {"name": m.title}
    for one in m.statements:
        role = case.role_of(m, one)
        kind = role.capitalize()
        entry: dict[str, object] = {}
        targets = _attacked(m).get(one.id, ())
        counter = one.kind == "counterevidence" or (targets and role in ("goal", "solution"))
        if counter and role in ("goal", "solution"):
            kind = f"Counter{kind}"
        if _implied(one.id) != kind:
            entry["nodeType"] = kind
        if one.text != one.id:
            entry["text"] = one.text
        given = list(case.below_of(m, one.id))
        supports = [id for id, role_below in given if role_below not in case.CONTEXTUAL]
        contexts = [id for id, role_below in given if role_below in case.CONTEXTUAL]
        if supports:
            entry["supportedBy"] = tuple(supports)
        elif role in ("goal", "strategy"):
            entry["undeveloped"] = True
        if contexts:
            entry["inContextOf"] = tuple(contexts)
        if targets:
            entry["challenges"] = tuple(targets) if len(targets) > 1 else targets[0]
        if source := case.said_at(one):
            entry["url"] = source
        top[one.id] = entry
    return block(top)


def _implied(name: str) -> str:
    return next((kind for prefix, kind in PREFIXES.items() if name.startswith(prefix)), "")


def _attacked(m: ArgumentMap) -> dict[str, tuple[str, ...]]:
    """What each statement challenges: statements, and relations as `upper -> lower`."""
    return m.once(_attacks)


def _attacks(m: ArgumentMap) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for step in m.steps:
        if step.kind == "attack":
            target = step.target
        elif step.kind == "undercut" and m.step(step.target).kind == "support":
            under = m.step(step.target)
            target = f"{under.target} -> {under.sources[0]}"
        else:
            continue
        for source in step.sources:
            found.setdefault(source, {})[target] = None
    return {source: tuple(targets) for source, targets in found.items()}
