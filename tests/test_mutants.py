"""The mistakes that `make mutants` makes: each kind of them, one at a time, and none in what is only worded or typed."""

import ast
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "mutants"))
from mistakes import mutants, mutated
from near import OUT, ROOMS

ROOT = Path(__file__).parent.parent

SOURCE = '''\
"""A module."""
import math
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
    return total >= LIMIT if x else None
class Named:
    def __repr__(self):
        return "a" + "b"
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
    assert found[3, "3 → 4"] is None
    assert found[6, "+ → -"] == (4, 14)


def test_the_tests_of_each_room_are_there():
    for room, names in ROOMS.items():
        assert (ROOT / "argmap" / room).is_dir()
        assert all((ROOT / "tests" / f"{name}.py").is_file() for name in names), names
    assert all((ROOT / "argmap" / path).is_file() for path in OUT)
