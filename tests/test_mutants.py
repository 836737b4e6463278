"""The mistakes that `make mutants` makes: each kind of them, one at a time, and none in what is only worded or typed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "mutants"))
from alike import ALIKE
from mistakes import mutants, mutated
from near import OUT, ROOMS
from place import chosen, modules, places

ROOT = Path(__file__).parent.parent

SOURCE = '''\
"""A module."""
import math
if TYPE_CHECKING:
    from far import Near
Both = Near | Far | None
LIMIT: "int | None" = 3
def far(x: float, y: float = 0.5) -> bool:
    """Whether it is far."""
    total = x + y
    total *= 2
    if not total:
        raise ValueError(f"{x + 1}")
    for one in [z for z in range(LIMIT) if z]:
        if one > 1 and x == y or one in (1,):
            continue
        print(-one)
    strictly = list(zip([x], [y], strict=True))
    return total >= LIMIT if x else None
class Named:
    def __repr__(self):
        return "a" + "b"
def fast():
    import numba
    return numba.njit(lambda x: x + 1)
'''
EXPECTED = [
    "3 → 4", "0.5 → 1.5", "without `total *= 2`", "without `raise ValueError(f'{x + 1}')`", "without `continue`", "without `print(-one)`",
    "+ → -", "* → /", "2 → 3", "if … → if not …", "for … if … → for …", "or → and", "and → or", "> → >=", "> → <=", "1 → 2", "== → !=", "in → not in",
    "1 → 2", "-… → +…", "return … → return None", "if … → if not …", ">= → >", ">= → <",
]  # fmt: skip


def test_every_kind_of_mistake_is_made_and_nothing_else():
    assert sorted(one.change for one in mutants(ast.parse(SOURCE))) == sorted(EXPECTED)


def test_each_is_one_change_of_a_module_that_compiles():
    trees = [mutated(SOURCE, at) for at in range(len(EXPECTED))]
    for tree in trees:
        compile(tree, "far.py", "exec")
    written = {ast.unparse(tree) for tree in trees}
    assert len(written) == len(EXPECTED)
    assert ast.unparse(ast.parse(SOURCE)) not in written


def test_a_mistake_knows_the_function_that_it_is_in():
    found = {(one.line, one.change): one.within for one in mutants(ast.parse(SOURCE))}
    assert found[6, "3 → 4"] is None
    assert found[9, "+ → -"] == (7, 18)


def test_the_tests_of_each_room_are_there():
    for room, names in ROOMS.items():
        assert (ROOT / "argmap" / room).is_dir()
        assert all((ROOT / "tests" / f"{name}.py").is_file() for name in names), names
    assert all((ROOT / "argmap" / path).is_file() for path in OUT)


def test_each_module_of_a_room_is_in_one_room():
    found = [str(path.relative_to(ROOT / "argmap")) for room in ROOMS for path in modules(room)]
    folders = {room.partition("/")[0] for room in ROOMS}
    every = {
        str(path.relative_to(ROOT / "argmap")) for one in folders for path in (ROOT / "argmap" / one).rglob("*.py")
    }
    assert len(found) == len(set(found))
    assert set(found) == every - set(OUT)
    assert [path.name for path in modules("solver/cycle")] == ["cycle.py"]
    with pytest.raises(SystemExit, match="no room"):
        modules("renderers")


def test_a_seed_chooses_the_same_mistakes_whatever_else_there_is():
    found = list(places("semantics/figures"))
    some = chosen(found, 5, seed=1)
    assert len(some) == 5 < len(found)
    assert chosen(found[::-1], 5, seed=1) == some
    assert chosen(found, 5, seed=2) != some
    without = [one for one in found if one != some[2]]
    assert [one for one in some if one in chosen(without, 5, seed=1)] == [*some[:2], *some[3:]]


def test_what_nobody_can_tell_from_the_module_is_still_in_it():
    found = {one.key for module in {module for module, _, _ in ALIKE} for one in places(module.removesuffix(".py"))}
    assert set(ALIKE) <= found
    assert all(ALIKE.values())


TRIAL = """
import ast, sys
sys.path[:0] = [sys.argv[1]]
import trial
from mistakes import mutants, mutated
trial.LEAST_S = 1
path = trial.ROOT / "argmap" / "semantics" / "figures.py"
before = path.read_bytes()
source = before.decode()
doctest = {"argmap/semantics/figures.py::argmap.semantics.figures.figure": 0.01}
changes = [one.change for one in mutants(ast.parse(source))]
trees = [ast.parse(source), *(mutated(source, changes.index(one)) for one in ("without `digits += 1`", "4 → 5"))]
print([trial.survives(path, tree, doctest) for tree in trees], path.read_bytes() == before)
"""


@pytest.mark.slow
def test_a_mistake_is_noticed_if_a_test_fails_or_never_ends_and_the_file_stays_as_it_is():
    command = [sys.executable, "-c", TRIAL, str(ROOT / "tests" / "mutants")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout, done.stderr) == ("[True, False, False] True\n", "")
