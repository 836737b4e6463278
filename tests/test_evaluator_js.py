"""The evaluator of the explorer, in JavaScript: the strengths of `argmap.evaluate`, for every semantics and both κ.

Hundreds of drawn maps, with and without cycles, and a few extreme ones go through one `node`; what comes back is held
against Python: to 1e-12 without cycles and 1e-9 with them, wherever Python says that they settle.
"""

import json
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from random import Random

import pytest

from argmap import ArgumentMap, evaluate
from argmap.evaluation import applicable
from argmap.model import Attack, Claim, Support, Undercut
from argmap.resources import folder
from argmap.semantics import CONJUNCTIONS, SEMANTICS

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="there is no node (Debian's package is called nodejs)")

DRIVER = """
const Evaluator = require(process.argv[1]);
const tried = (one) => { try { return one(); } catch (error) { return { error: `${error.name}: ${error.message}` }; } };
const answered = ({ data, base, weights, runs }) => tried(() => {
  const graph = Evaluator.prepare(data);
  const applicable = Evaluator.SEMANTICS.filter((name) => Evaluator.applies(graph, name));
  const results = runs.map((run) => tried(() => {
    const { strengths, carried, status } = Evaluator.evaluate(graph, base, weights, ...run);
    return { strengths: [...strengths], carried: [...carried], status };
  }));
  return { applicable, results };
});
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify({ semantics: Evaluator.SEMANTICS, answers: asked.map(answered) }));
"""

STEPS = {"support": Support, "attack": Attack, "undercut": Undercut}
DRAWN = [(sort, seed) for sort in ("acyclic", "cyclic") for seed in range(240)]
"""Maps that are drawn, by sort and seed."""
VALUES = (
    lambda random: random.random(),
    lambda random: random.choice([0.0, 0.5, 1.0]),
    lambda random: random.choice([0.0, 1.0, random.random(), 0.01, 0.99]),
    lambda random: round(random.random(), 1),
)


def map_of(base, steps):
    """The map of statements with these base scores and of steps (kind, sources, target, weight), by position."""
    return ArgumentMap(
        conclusion="n0",
        nodes=[Claim(id=f"n{at}", text="x", strength=strength) for at, strength in enumerate(base)],
        relations=[
            STEPS[kind](
                id=f"s{at}",
                sources=[f"n{source}" for source in sources],
                target=f"{'s' if kind == 'undercut' else 'n'}{target}",
                weight=weight,
            )
            for at, (kind, sources, target, weight) in enumerate(steps)
        ],
    )


def drawn_map(random, *, cyclic):
    """Up to twelve statements; linked steps, undercuts of undercuts and, where nothing is circular, sources below."""
    size, number = random.randint(1, 12), random.choice(VALUES)
    kinds = ["attack"] + ["support"] * random.choice([0, 1, 2])
    steps, rank = [], []
    for _ in range(random.randint(0, 3 * size)):
        kind = random.choice([*kinds, "undercut"] if steps else kinds)
        target = random.randrange(len(steps) if kind == "undercut" else size)
        at = rank[target] if kind == "undercut" else target
        sources = range(size) if cyclic else range(at + 1, size)
        if sources:
            members = random.sample(sources, min(len(sources), random.choice([1, 1, 1, 2, 3])))
            steps.append((kind, members, target, number(random) if random.random() < 0.5 else 1.0))
            rank.append(at)
    return map_of([number(random) for _ in range(size)], steps)


def fan(base, kind, *, width=3000):
    """A statement with so many steps of strength 1 that e^α has no room among the numbers."""
    return map_of([base, *[1.0] * width], [(kind, [at + 1], 0, 1.0) for at in range(width)])


def chain(kind, *, length=20_000):
    return map_of([0.7] * length, [(kind, [at + 1], at, 1.0) for at in range(length - 1)])


def undercuts(*, length=2000):
    """An attack, its undercut, the undercut of that, and so on."""
    return map_of([0.5, 0.9], [("attack", [1], 0, 1.0), *[("undercut", [1], at, 0.8) for at in range(length)]])


def layers(count, width=10):
    """Layers of statements, each attacking all of the next one and the last all of the first."""
    size = count * width
    ends = [(at, (at // width + 1) % count * width + to) for at in range(size) for to in range(width)]
    base = [0.3 + 0.6 * at / size for at in range(size)]
    return map_of(base, [("attack", [source], target, 1.0) for source, target in ends])


def creep(base):
    """Two statements that support each other and start low: near rest the flow takes 1/base times as long as elsewhere."""
    return map_of([base, base], [("support", [0], 1, 1.0), ("support", [1], 0, 1.0)])


@dataclass(frozen=True)
class Case:
    """A map, and what it is asked: every semantics that applies to it, with κ."""

    m: ArgumentMap
    linked: tuple[str, ...] = tuple(CONJUNCTIONS)

    @property
    def runs(self):
        return [(semantics, linked) for semantics in applicable(self.m) for linked in self.linked]

    @property
    def asked(self):
        node = {node.id: at for at, node in enumerate(self.m.statements)}
        step = {relation.id: at for at, relation in enumerate(self.m.steps)}
        steps = [
            {
                "kind": relation.kind,
                "sources": [node[source] for source in relation.sources],
                "target": (step if relation.kind == "undercut" else node)[relation.target],
            }
            for relation in self.m.steps
        ]
        return {
            "data": {"nodes": len(node), "steps": steps},
            "base": [node.strength for node in self.m.statements],
            "weights": [relation.weight for relation in self.m.steps],
            "runs": self.runs,
        }


@cache
def cases():
    """Every map that is asked about, by name."""
    made = {f"{sort} {seed}": Case(drawn_map(Random(seed), cyclic=sort == "cyclic")) for sort, seed in DRAWN}  # noqa: S311
    for kind in ("support", "attack"):
        made |= {f"fan {kind} {base}": Case(fan(base, kind), ("min",)) for base in (0.0, 0.5, 1.0)}
        made[f"chain {kind}"] = Case(chain(kind), ("min",))
    made |= {f"creep {base}": Case(creep(base)) for base in (1e-2, 1e-3, 1e-4)}
    made["chain undercut"] = Case(undercuts())
    return made | {f"layers {count}": Case(layers(count), ("min",)) for count in (2, 3, 4, 5)}


def of_sort(sort):
    return [name for name in cases() if name.split()[0] == sort]


@cache
def expected(name, semantics, linked):
    return evaluate(cases()[name].m, semantics, linked=linked)


def given(kind, target, *runs):
    """A question about two statements and one step."""
    steps = [{"kind": kind, "sources": [1], "target": target}]
    return {"data": {"nodes": 2, "steps": steps}, "base": [0.5, 0.5], "weights": [1], "runs": runs}


REFUSED = {
    "max-based is for attacks only, and there are supports": given("support", 0, ("max-based", "min")),
    "no guesswork; there are quadratic-energy, df-quad": given("attack", 0, ("guesswork", "min")),
    "no max; there are min, product": given("attack", 0, ("quad", "max")),
    "a chain of undercuts must end at a support or attack": given("undercut", 0, ("quad", "min")),
}


@pytest.fixture(scope="module")
def said():
    """What the evaluator says to all of it, in one process: the names of its semantics, answers by case or refusal."""
    asked = {name: case.asked for name, case in cases().items()} | REFUSED
    run = subprocess.run(
        [NODE, "-e", DRIVER, str(folder("templates") / "explorer" / "evaluator.js")],
        input=json.dumps(list(asked.values())),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    return told["semantics"], dict(zip(asked, told["answers"], strict=True))


@pytest.fixture(scope="module")
def compared(said):
    """A function that holds an answer against Python, and says how many runs there were to hold."""

    def compare(name, semantics):
        held = 0
        for run, result in zip(cases()[name].runs, said[1][name]["results"], strict=True):
            e = expected(name, *run)
            if run[0] == semantics and e.converged:
                where, within = (name, *run), 1e-12 if e.status == "exact" else 1e-9
                assert result["status"] == ("exact" if e.status == "exact" else "converged"), where
                assert result["strengths"] == pytest.approx(list(e.strengths.values()), rel=0, abs=within), where
                assert result["carried"] == pytest.approx(list(e.steps.values()), rel=0, abs=within), where
                held += 1
        return held

    return compare


def test_the_semantics_are_those_of_python_in_their_order(said):
    assert said[0] == list(SEMANTICS)


def test_it_knows_which_semantics_apply(said):
    for name, case in cases().items():
        assert said[1][name]["applicable"] == list(applicable(case.m)), name


@pytest.mark.parametrize("semantics", SEMANTICS)
@pytest.mark.parametrize("sort", ["acyclic", "cyclic"])
def test_drawn_maps_come_to_the_same(sort, semantics, compared):
    assert sum(compared(name, semantics) for name in of_sort(sort)) >= 100


@pytest.mark.parametrize("semantics", SEMANTICS)
def test_a_wide_fan_neither_overflows_nor_vanishes(semantics, compared):
    assert sum(compared(name, semantics) for name in of_sort("fan")) >= 3


@pytest.mark.parametrize("semantics", SEMANTICS)
def test_a_long_chain_needs_no_stack(semantics, compared):
    assert sum(compared(name, semantics) for name in of_sort("chain")) >= 3


@pytest.mark.parametrize("semantics", SEMANTICS)
def test_layers_settle_where_the_flow_does(semantics, compared):
    assert sum(compared(name, semantics) for name in of_sort("layers")) >= 3


def test_what_creeps_gets_there(compared):
    assert all(compared(name, "df-quad") == 2 for name in of_sort("creep"))


def test_what_goes_round_is_not_said_to_settle(said):
    case, answer = cases()["layers 5"], said[1]["layers 5"]
    result = answer["results"][case.runs.index(("quadratic-energy", "min"))]
    assert not expected("layers 5", "quadratic-energy", "min").converged
    assert result["status"] == "not settled"
    assert all(0 <= strength <= 1 for strength in result["strengths"])


@pytest.mark.parametrize("refusal", REFUSED)
def test_what_has_no_meaning_is_refused(refusal, said):
    answer = said[1][refusal]
    error = answer.get("error") or answer["results"][0]["error"]
    assert error.startswith(f"RangeError: {refusal}")
