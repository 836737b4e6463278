"""Mutants of a module: each is the module with one small change, the kind of slip that a person makes."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

COMPARED = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}  # fmt: skip
COMPUTED = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
    ast.Pow: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
JOINED = {ast.And: ast.Or, ast.Or: ast.And}
SIGNS = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=", ast.Is: "is", ast.IsNot: "is not", ast.In: "in",
    ast.NotIn: "not in", ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.BitAnd: "&", ast.BitOr: "|", ast.LShift: "<<", ast.RShift: ">>", ast.And: "and", ast.Or: "or",
}  # fmt: skip

WORDING = (ast.JoinedStr, ast.Import, ast.ImportFrom, ast.Assert)
"""Left alone: how something is worded, what is imported, and what is said to the type checker; see also `_is_typing` and `_is_compiled`."""
UNTESTED = ("__repr__", "__str__")


@dataclass(frozen=True)
class Mutant:
    """One change of a module: the line, what it was and becomes, and the lines of the function that holds it, if any."""

    line: int
    change: str
    within: tuple[int, int] | None
    apply: Callable[[], None]


def mutants(tree: ast.Module) -> Iterator[Mutant]:
    """All mutants of a module in the order of its tree; `apply` changes this very tree."""
    yield from _below(tree, None)


def mutated(source: str, at: int) -> ast.Module:
    """The tree of a module with its mutant number `at`."""
    tree = ast.parse(source)
    for number, mutant in enumerate(mutants(tree)):
        if number == at:
            mutant.apply()
            return ast.fix_missing_locations(tree)
    raise IndexError(at)


def _below(node: ast.AST, within: tuple[int, int] | None) -> Iterator[Mutant]:
    if (
        isinstance(node, WORDING)
        or (isinstance(node, ast.Constant) and isinstance(node.value, str))
        or _is_typing(node)
    ):
        return
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        if node.name in UNTESTED or _is_compiled(node):
            return
        within = within or (node.decorator_list[0].lineno if node.decorator_list else node.lineno, node.end_lineno or 0)
    for change, apply in _changes(node):
        yield Mutant(node.target.lineno if isinstance(node, ast.comprehension) else node.lineno, change, within, apply)
    for name, value in ast.iter_fields(node):
        if name == "keywords" and isinstance(node, ast.Call) and ast.unparse(node.func) == "zip":
            continue  # `strict` asserts what is so
        if name in ("annotation", "returns", "decorator_list", "type_params", "bases", "keywords") and not isinstance(
            node, ast.Call
        ):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _below(child, within)


def _changes(node: ast.AST) -> Iterator[tuple[str, Callable[[], None]]]:
    """What can be changed at a node itself: how it is told, and the function that does it."""
    if isinstance(node, ast.Compare):
        for at, old in enumerate(node.ops):
            for new in COMPARED[type(old)]:
                yield _sign(old, new), lambda at=at, new=new: node.ops.__setitem__(at, new())
    elif isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in COMPUTED:
        yield _put(node, "op", COMPUTED[type(node.op)])
    elif isinstance(node, ast.BoolOp):
        yield _put(node, "op", JOINED[type(node.op)])
    elif isinstance(node, ast.Constant) and isinstance(node.value, (bool, int, float)):
        new = not node.value if isinstance(node.value, bool) else node.value + 1
        yield f"{node.value!r} → {new!r}", lambda: setattr(node, "value", new)
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield "return … → return None", lambda: setattr(node, "value", ast.Constant(None))
    if isinstance(node, (ast.If, ast.IfExp, ast.While)) and not isinstance(node.test, (ast.Compare, ast.BoolOp)):
        yield "if … → if not …", lambda: setattr(node, "test", ast.UnaryOp(ast.Not(), node.test))
    if isinstance(node, ast.comprehension):
        for at in range(len(node.ifs)):
            yield "for … if … → for …", lambda at=at: node.ifs.__setitem__(at, ast.Constant(value=True))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield "-… → +…", lambda: setattr(node, "op", ast.UAdd())
    for body in ("body", "orelse", "finalbody"):
        for at, statement in enumerate(getattr(node, body, None) or [] if isinstance(node, ast.stmt) else []):
            if _can_go(statement):
                told = ast.unparse(statement).splitlines()[0][:60]
                yield f"without `{told}`", lambda body=body, at=at: getattr(node, body).__setitem__(at, ast.Pass())


def _can_go(statement: ast.stmt) -> bool:
    """Whether a statement can be left out without a name being missing: a call, a raise, a jump, a change in place."""
    if isinstance(statement, ast.Expr):
        return not isinstance(statement.value, ast.Constant)
    if isinstance(statement, ast.Assign):
        return all(isinstance(one, (ast.Subscript, ast.Attribute)) for one in statement.targets)
    return isinstance(statement, (ast.Raise, ast.Continue, ast.Break, ast.AugAssign, ast.Delete))


def _is_typing(node: ast.AST) -> bool:
    """Whether a node is an import for the type checker only, or a union of types."""
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)):
        return False
    name = node.right.id.strip("_") if isinstance(node.right, ast.Name) else ""
    return _is_none(node.right) or (name[:1].isupper() and not name.isupper())


def _is_compiled(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function imports numba: the trials have none."""
    return any(isinstance(one, ast.Import) and one.names[0].name == "numba" for one in ast.walk(node))


def _put(node: ast.AST, name: str, new: type[ast.AST]) -> tuple[str, Callable[[], None]]:
    return _sign(getattr(node, name), new), lambda: setattr(node, name, new())


def _sign(old: ast.AST, new: type[ast.AST]) -> str:
    return f"{SIGNS[type(old)]} → {SIGNS[new]}"


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None
