"""A graph in which nothing is used twice: its passes have the bits of its circuit, and nothing else is taken for one."""

from itertools import permutations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from argmap import ArgumentMap, Claim, Premise, Support, evaluate
from argmap.solver.graph import of_single_steps, of_steps
from argmap.solver.network import Network
from argmap.solver.worlds import forest, plain_tree, solution
from argmap.testing import argument_maps


def network(m):
    return Network.of(m, 0.0, 0.0)


@settings(max_examples=40)
@given(argument_maps(most=9) | argument_maps(most=6, cyclic=True))
def test_one_pass_has_the_bits_of_the_circuit(m):
    n = network(m)
    assume(forest.is_forest(n.graph))
    whole = solution.plan(n.graph)
    values = whole.circuit.values([*n.base, *n.weights])
    slots = whole.stands, whole.defeated, whole.steps
    assert list(forest.chances(n.graph, n.base, n.weights)) == [[values[slot] for slot in part] for part in slots]


@settings(max_examples=40)
@given(argument_maps(most=6, cyclic=True))
def test_what_is_used_twice_or_is_a_cycle_is_no_forest(m):
    used = [source for step in m.steps for source in step.sources]
    graph = network(m).graph
    if graph.circular or len(set(used)) < len(used):
        assert not forest.is_forest(graph)
    elif not graph.circular:
        assert forest.is_forest(graph)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_by_hand(base, support, attack, weight):
    # c ← p for it with a weight, c ← q against it: σ = (1 − q)·(u·p + (1 − u·p)·τ), and defeated with the chance of q.
    n = Network.from_edges([base, support, attack], [1, 2], [0, 0], [1, -1], [weight, 1.0])
    assert forest.is_forest(n.graph)
    stands, defeated, steps = forest.chances(n.graph, n.base, n.weights)
    brought = weight * support
    assert stands == [(1 - attack) * (brought + (1 - brought) * base), support, attack]
    assert defeated == [attack, 0.0, 0.0]
    assert steps == [brought, attack]


@settings(max_examples=60)
@given(argument_maps(most=9) | argument_maps(most=4) | argument_maps(most=6, cyclic=True))
def test_a_tree_read_off_the_map_has_the_bits_of_its_network(m):
    found = plain_tree.chances(m)
    n = network(m)
    if found is None:
        assert not (m.is_plain and all(len(step.sources) == 1 for step in m.steps) and forest.is_forest(n.graph))
        return
    assert forest.is_forest(n.graph)
    whole = n.chances()
    assert list(found.stands.items()) == list(zip(m.statements_by_id, whole.stands, strict=True))
    assert list(found.defeated.items()) == list(zip(m.statements_by_id, whole.defeated, strict=True))
    assert list(found.steps.items()) == list(zip(m.steps_by_id, whole.steps, strict=True))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from([0, 1])), max_size=9), st.randoms())
def test_a_graph_of_single_steps_is_that_of_all_kinds(edges, chance):
    ranked = list(range(len(edges)))
    chance.shuffle(ranked)
    sources, targets, kinds = map(list, zip(*edges, strict=True)) if edges else ([], [], [])
    one = of_single_steps(6, sources, targets, kinds, ranked)
    other = of_steps(6, [([source], target, kind) for source, target, kind in edges], ranked)
    assert {**vars(one), "machine": None} == {**vars(other), "machine": None}
    assert one.machine.compiled == other.machine.compiled


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from([1, -1])), max_size=9))
def test_a_graph_has_an_order_unless_it_has_a_cycle(edges):
    sources, targets, signs = map(list, zip(*edges, strict=True)) if edges else ([], [], [])
    graph = of_single_steps(6, sources, targets, signs, range(len(edges)))
    assert graph.descends == all(source > target for source, target, _ in edges)
    assert (graph.straight is None) == graph.circular
    if graph.straight is not None:
        place = {vertex: at for at, vertex in enumerate(v for part in graph.straight for v in part)}
        assert sorted(place) == list(range(6))
        assert all(place[source] < place[target] for source, target, _ in edges)


@settings(max_examples=40)
@given(argument_maps(most=9), st.randoms(), st.sampled_from(["df-quad", "quadratic-energy", "mlp", "euler"]))
def test_a_map_in_any_order_has_the_same_strengths(m, chance, semantics):
    order = list(m.statements)
    chance.shuffle(order)
    assert dict(evaluate(m.replace(statements=order), semantics)) == dict(evaluate(m, semantics))


def test_steps_count_in_the_order_of_their_ids_wherever_they_stand():
    nodes = [
        Claim(text="C.", id="c", strength=0.3),
        *(Premise(text=f"{n}.", id=f"p{n}", strength=n / 7) for n in range(1, 6)),
    ]
    steps = [Support(sources=[f"p{n}"], target="c", id=f"s{n}", weight=n / 9) for n in range(1, 6)]
    found = {
        plain_tree.chances(ArgumentMap(conclusion="c", statements=nodes, steps=order)).stands["c"]
        for order in permutations(steps)
    }
    assert found == {network(ArgumentMap(conclusion="c", statements=nodes, steps=steps)).chances().stands[0]}


def test_a_statement_that_supports_itself_and_another_is_no_tree():
    """What is used twice is looked for before the walk down the tree, which would go round for ever."""
    nodes = [Claim(text="C.", id="c"), Claim(text="D.", id="d")]
    steps = [Support(sources=["d"], target="c", id="a"), Support(sources=["d"], target="d", id="b")]
    m = ArgumentMap(conclusion="c", statements=nodes, steps=steps)
    assert plain_tree.chances(m) is None
    assert evaluate(m).strengths == {"c": 0.0, "d": 0.0}
