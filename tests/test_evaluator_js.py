"""The scripts of the page that evaluate: the strengths of `argmap.evaluate`, for every semantics and both κ.

Hundreds of drawn maps, with and without cycles, and a few extreme ones go through one `node`; what comes back is held
against Python: to 1e-12 without cycles and 1e-9 with them, wherever Python says that they settle. Under possible worlds,
drawn maps are asked about under many settings, and the bits are those of Python.
"""

import json
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import given as given_drawn

from argmap import ArgumentMap, evaluate
from argmap.evaluation import applicable, how, network
from argmap.model import Attack, Claim, Support, Undercut
from argmap.model.standpoint import STANDPOINTS, heard
from argmap.renderers.page_data import heard_places, packed, ways
from argmap.resources import folder
from argmap.semantics import CONJUNCTIONS, SEMANTICS
from argmap.solver.worlds import solution
from argmap.testing.strategies import argument_maps

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="there is no node (Debian's package is called nodejs)")

SCRIPTS = ("worlds.js", "drawn.js", "evaluator.js", "verdicts.js")
DRIVER = """
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
const inWorlds = ({ data, settings, way }) => {
  const graph = Evaluator.prepare(data);
  return settings.map(({ base, weights, heard, ends }) => {
    const found = Worlds.evaluate(graph, base, weights, heard, ends);
    const said = base.map((_, at) => Verdicts.of(way, found, at));
    const names = ["strengths", "defeated", "open", "carried", ...(ends ? ["low", "high", "lowDefeated"] : [])];
    return { said, status: found.status, ...Object.fromEntries(names.map((name) => [name, [...found[name]]])) };
  });
};
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
const answers = asked.map((one) => (one.settings ? inWorlds(one) : answered(one)));
console.log(JSON.stringify({ semantics: Evaluator.SEMANTICS, answers }));
"""

GRADUAL = [name for name, row in SEMANTICS.items() if not row.worlds]
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


def data_of(m):
    """A map as the page prepares it."""
    node = {node.id: at for at, node in enumerate(m.statements)}
    step = {relation.id: at for at, relation in enumerate(m.steps)}
    steps = [
        {
            "kind": relation.kind,
            "sources": [node[source] for source in relation.sources],
            "target": (step if relation.kind == "undercut" else node)[relation.target],
        }
        for relation in m.steps
    ]
    return {"nodes": len(node), "steps": steps}


@dataclass(frozen=True)
class Case:
    """A map, and what it is asked: every semantics that applies to it, with κ."""

    m: ArgumentMap
    linked: tuple[str, ...] = tuple(CONJUNCTIONS)

    @property
    def runs(self):
        gradual = [name for name in applicable(self.m) if not SEMANTICS[name].worlds]
        return [(semantics, linked) for semantics in gradual for linked in self.linked]

    @property
    def asked(self):
        return {
            "data": data_of(self.m),
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
    "no guesswork; there are possible-worlds, quadratic-energy": given("attack", 0, ("guesswork", "min")),
    "no max; there are min, product": given("attack", 0, ("quad", "max")),
    "a chain of undercuts must end at a support or attack": given("undercut", 0, ("quad", "min")),
}


def told(asked):
    """What the scripts of the page say to all that is asked, in one process."""
    scripts = [(folder("templates") / "explorer" / name).read_text(encoding="utf-8") for name in SCRIPTS]
    run = subprocess.run(
        [NODE, "-e", "".join([*scripts, DRIVER])],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def said():
    """What the evaluator says: the names of its semantics, answers by case or refusal."""
    asked = {name: case.asked for name, case in cases().items()} | REFUSED
    found = told(list(asked.values()))
    return found["semantics"], dict(zip(asked, found["answers"], strict=True))


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


@pytest.mark.parametrize("semantics", GRADUAL)
@pytest.mark.parametrize("sort", ["acyclic", "cyclic"])
def test_drawn_maps_come_to_the_same(sort, semantics, compared):
    assert sum(compared(name, semantics) for name in of_sort(sort)) >= 100


@pytest.mark.parametrize("semantics", GRADUAL)
def test_a_wide_fan_neither_overflows_nor_vanishes(semantics, compared):
    assert sum(compared(name, semantics) for name in of_sort("fan")) >= 3


@pytest.mark.parametrize("semantics", GRADUAL)
def test_a_long_chain_needs_no_stack(semantics, compared):
    assert sum(compared(name, semantics) for name in of_sort("chain")) >= 3


@pytest.mark.parametrize("semantics", GRADUAL)
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


@dataclass(frozen=True)
class Setting:
    """A map with base scores, weights, rejections and grants of its own, seen from a standpoint."""

    m: ArgumentMap
    standpoint: str

    @property
    def asked(self):
        heard = heard_places(self.m, self.standpoint)
        n = network(self.m, how(self.m))
        base, weights = [*map(float, n.settled.base)], [*map(float, n.settled.weights)]
        if heard:
            base = [score if at in heard["statements"] else 0.0 for at, score in enumerate(base)]
            weights = [weight if at in heard["steps"] else 0.0 for at, weight in enumerate(weights)]
        ends = n.least and n.most and [[*map(float, (*low, *high))] for low, high in (n.least, n.most)]
        return {"base": base, "weights": weights, "heard": heard, "ends": ends}


def drawn_maps(count, cyclic):
    """So many drawn maps, the same every time."""
    maps = []

    @settings(
        max_examples=count,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given_drawn(argument_maps(cyclic=cyclic))
    def take(m):
        maps.append(m)

    take()
    return maps


def drawn_settings(count, cyclic):
    """Drawn maps, each with eight settings: as drawn, other numbers, rejections and grants, from every standpoint."""
    random = Random(count)  # noqa: S311
    maps = map(without_intervals, drawn_maps(count, cyclic))
    return [(m, [Setting(m, "examined"), *(altered(m, random) for _ in range(7))]) for m in maps]


def without_intervals(m):
    """The map with mid-points, so that verdicts are those on numbers."""
    nodes = [node.replace(strength=m.scale.number(node.strength)) for node in m.statements if node.strength is not None]
    steps = [step.replace(weight=m.weighing.weight(step.weight)) for step in m.steps if step.weight is not None]
    return m.replace(*nodes, *steps)


def altered(m, random):
    """The map with some numbers changed and some statements rejected or granted, from some standpoint."""
    nodes = [node.replace(strength=random.choice(VALUES)(random)) for node in m.statements if random.random() < 0.4]
    steps = [step.replace(weight=random.choice(VALUES)(random)) for step in m.steps if random.random() < 0.4]
    told = [(random.choice(["rejecting", "granting"]), node.id) for node in m.statements if random.random() < 0.15]
    m = m.replace(*nodes, *steps)
    for verb, id in told:
        m = getattr(m, verb)(id)
    return Setting(m, random.choice(list(STANDPOINTS)))


def in_worlds(m, cases, circuit):
    return {
        "data": {**data_of(m), "circuit": circuit},
        "settings": [case.asked for case in cases],
        "way": ways(m, how(m))["worlds"],
    }


@pytest.mark.parametrize("cyclic", [False, True])
def test_possible_worlds_come_to_the_same(cyclic):
    drawn = drawn_settings(300, cyclic)
    answers = told([in_worlds(m, cases, packed(m)) for m, cases in drawn])["answers"]
    for (_, cases), results in zip(drawn, answers, strict=True):
        for case, result in zip(cases, results, strict=True):
            part = heard(case.m, case.standpoint)
            e = evaluate(part)
            at = [place for place, node in enumerate(case.m.statements) if node.id in part.statements_by_id]
            j = [place for place, step in enumerate(case.m.steps) if step.id in part.steps_by_id]
            same = list.__eq__ if part is case.m else (lambda one, other: one == pytest.approx(other, rel=0, abs=1e-12))
            assert result["status"] == "exact"
            for name, values in (("strengths", e.strengths), ("defeated", e.defeated), ("open", e.open)):
                assert same([result[name][place] for place in at], list(values.values())), name
            assert same([result["carried"][place] for place in j], list(e.steps.values()))
            if part is case.m:
                words = [{"word": e.verdict_of(id), "reason": e.reason_of(id)} for id in e]
                assert [result["said"][place] for place in at] == words


def test_intervals_come_to_the_same():
    drawn = [(m, [Setting(m, "examined")]) for m in drawn_maps(200, cyclic=True) if network(m, how(m)).least]
    assert len(drawn) > 50
    answers = told([in_worlds(m, cases, packed(m)) for m, cases in drawn])["answers"]
    for (m, _), [result] in zip(drawn, answers, strict=True):
        e = evaluate(m)
        assert list(zip(result["low"], result["high"], strict=True)) == list(e.intervals.values())
        assert result["lowDefeated"] == [low for low, _ in e.defeated_intervals.values()]
        assert result["said"] == [{"word": e.verdict_of(id), "reason": e.reason_of(id)} for id in e]


@pytest.mark.parametrize("cyclic", [False, True])
def test_drawn_worlds_are_the_same_worlds(cyclic, monkeypatch):
    monkeypatch.setattr(solution, "plan", lambda _: None)
    monkeypatch.setattr(solution.forest, "is_forest", lambda _: False)
    monkeypatch.setattr("argmap.solver.worlds.plain_tree.chances", lambda _: None)
    drawn = drawn_settings(40, cyclic)
    answers = told([in_worlds(m, cases, None) for m, cases in drawn])["answers"]
    for (_, cases), results in zip(drawn, answers, strict=True):
        for case, result in zip(cases, results, strict=True):
            part = heard(case.m, case.standpoint)
            e = evaluate(part)
            at = [place for place, node in enumerate(case.m.statements) if node.id in part.statements_by_id]
            j = [place for place, step in enumerate(case.m.steps) if step.id in part.steps_by_id]
            assert (result["status"], e.status) == ("sampled", "sampled")
            assert [result["strengths"][place] for place in at] == list(e.strengths.values())
            assert [result["defeated"][place] for place in at] == list(e.defeated.values())
            assert [result["carried"][place] for place in j] == list(e.steps.values())
            words = [{"word": e.verdict_of(id), "reason": e.reason_of(id)} for id in e]
            assert [result["said"][place] for place in at] == words
