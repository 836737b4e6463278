"""JSON as a stream of events with places. The standard library rejects what is not JSON; a scan then finds the places."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NoReturn

from argmap.errors import Place, Problem
from argmap.formats.syntax import Close, Event, Open, Problems, Scalar, Tree, compose

_TOKEN = re.compile(r'[{}\[\]]|"[^"\\]*(?:\\.[^"\\]*)*"|[^\s,:{}\[\]"]+')


def tree(text: str, problems: Problems, *, strict: bool = True) -> Tree | None:
    """The tree of a JSON text. Raises LoadError if the text is not JSON or has `NaN` or `Infinity`.

    Where it need not be `strict`, texts may hold line breaks and tabs as they are, as some programs write them.
    """
    try:
        json.loads(text, parse_constant=_no_constant, parse_int=str, strict=strict)
    except json.JSONDecodeError as error:
        at = Place(problems.file, error.lineno, error.colno)
        problems.found.append(Problem("", f"not readable as JSON: {error.msg}", "", at))
    except _ConstantError as error:
        where = re.search(rf"(?<![\w\"]){re.escape(str(error))}", text)
        before = text[: where.start()] if where else ""
        at = Place(problems.file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        problems.found.append(Problem("", f"a number must be finite, got {error}", "write a number in [0, 1]", at))
    except RecursionError:
        pass
    problems.stop()
    return compose(_events(text), problems)


class _ConstantError(ValueError):
    """A constant that Python's reader takes and JSON does not have."""


def _no_constant(name: str) -> NoReturn:
    raise _ConstantError(name)


def _events(text: str) -> Iterator[Event]:
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for token in _TOKEN.finditer(text):
        line = bisect_right(starts, token.start())
        column = token.start() - starts[line - 1] + 1
        match written := token.group():
            case "{" | "[":
                yield Open("mapping" if written == "{" else "sequence", line, column)
            case "}" | "]":
                yield Close()
            case _ if written[0] == '"':
                yield Scalar(
                    json.loads(written, strict=False) if "\\" in written else written[1:-1], line, column, plain=False
                )
            case _:
                yield Scalar(written, line, column)
