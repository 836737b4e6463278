"""Strategies of files that are nearly maps: a valid file of each format, changed where its structure is.

A change drops, repeats, moves or exchanges a part (an entry, an element, a row, a line), points a reference elsewhere, or puts
a value, key, quote or indentation there that means something to a parser. Hypothesis draws each change and takes back
those that do not matter to a failure.
"""

import csv
import io
import json
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import yaml
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent / "fuzz"))
from mutation import HOSTILE, seeds

from argmap import formats

VALUES = (
    None,
    True,
    0,
    -1,
    0.5,
    1.5,
    10**400,
    float("inf"),
    "",
    " ",
    "0,7",
    "80%",
    [],
    {},
    [[]],
    {"": ""},
    [None],
    "\ud800",
)
"""What stands where something else is expected."""
Draw = Callable[[st.SearchStrategy[Any]], Any]
HAZARDS = st.sampled_from(HOSTILE)


@st.composite
def changed_files(draw: Draw, format: str) -> bytes:
    """A file of this format after one to four changes of its structure, and perhaps of its lines and letters."""
    data = draw(st.sampled_from(sorted(seeds(format), key=len)[:2]))
    kind = _kind(format, data)
    parts = PARSED[kind][0](data)
    for _ in range(draw(st.integers(1, 4))):
        parts = PARSED[kind][2](draw, parts)
    data = PARSED[kind][1](parts)
    if draw(st.integers(0, 3)) == 0 and kind != "table":
        lines = data.decode("utf-8", "surrogatepass").split("\n")
        data = "\n".join(changed_lines(draw, lines)).encode("utf-8", "surrogatepass")
    return data


def _kind(format: str, data: bytes) -> str:
    """What the structure of a file is written in."""
    if format in ("outline", "gsn"):
        return "yaml"
    if format == "parquet":
        return "table"
    if format == "csv":
        return "csv"
    head = data.lstrip()[:1]
    return {b"{": "json", b"[": "json", b"<": "xml"}.get(head, "lines")


def _spots(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Each list or mapping in a tree, with each index or key in it."""
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, (dict, list)):
            for key in list(one) if isinstance(one, dict) else range(len(one)):
                yield one, key
                waiting.append(one[key])


def changed_tree(draw: Draw, tree: Any) -> Any:
    """A tree of lists and mappings in which one thing is changed."""
    spots = list(_spots(tree))
    if not spots:
        return deepcopy(draw(st.sampled_from(VALUES)))
    holder, key = draw(st.sampled_from(spots))
    other, elsewhere = draw(st.sampled_from(spots))
    texts = sorted({str(one[at]) for one, at in spots if isinstance(one[at], str)})
    match draw(st.integers(0, 8)):
        case 0:
            del holder[key]
        case 1:
            holder[key] = deepcopy(draw(st.sampled_from(VALUES)))
        case 2:
            holder[key] = deepcopy(other[elsewhere])
        case 3 if texts:
            holder[key] = draw(st.sampled_from(texts))
        case 4 if isinstance(holder[key], str):
            at = draw(st.integers(0, len(holder[key])))
            holder[key] = holder[key][:at] + draw(HAZARDS) + holder[key][at:]
        case 5 if isinstance(holder, dict):
            holder[draw(st.sampled_from([*map(str, other), *HOSTILE]) if isinstance(other, dict) else HAZARDS)] = (
                holder.pop(key)
            )
        case 6 if isinstance(holder, list):
            holder.insert(draw(st.integers(0, len(holder))), deepcopy(holder[key]))
        case 7:
            holder[key] = [deepcopy(holder[key]) for _ in range(draw(st.sampled_from((1, 2))))]
        case 8:
            for _ in range(draw(st.sampled_from((3, 250)))):
                holder[key] = {draw(st.just("a")): holder[key]} if draw(st.booleans()) else [holder[key]]
    return tree


def changed_lines(draw: Draw, lines: list[str]) -> list[str]:
    """Lines of which one is dropped, repeated, exchanged, indented otherwise, or has a word changed."""
    lines = list(lines)
    one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    match draw(st.integers(0, 6)):
        case 0 if len(lines) > 1:
            del lines[one]
        case 1:
            lines.insert(one, lines[other])
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case 3:
            lines[one] = draw(st.sampled_from(("", " ", "   ", "\t", " " * 300, "- ", "> "))) + lines[one].lstrip()
        case 4:
            at = draw(st.integers(0, len(lines[one])))
            lines[one] = lines[one][:at] + draw(HAZARDS) + lines[one][at + draw(st.integers(0, 2)) :]
        case 5 if (words := lines[one].split(" ")) and (theirs := lines[other].split(" ")):
            words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(theirs))
            lines[one] = " ".join(words)
        case 6:
            mark = draw(st.sampled_from("\"'“„«`()[]<>.,:;#"))
            lines[one] = lines[one].replace(mark, draw(st.sampled_from(("", mark * 2, "\\" + mark))))
    return lines


def changed_element(draw: Draw, root: ET.Element) -> ET.Element:
    """An XML tree in which one element or attribute is changed."""
    elements = list(root.iter())
    parents = [one for one in elements if len(one)]
    one, other = draw(st.sampled_from(elements)), draw(st.sampled_from(elements))
    marks = sorted({value for element in elements for value in element.attrib.values()})
    match draw(st.integers(0, 6)):
        case 0 if parents:
            parent = draw(st.sampled_from(parents))
            parent.remove(draw(st.sampled_from(list(parent))))
        case 1 if parents:
            parent = draw(st.sampled_from(parents))
            parent.insert(0, deepcopy(draw(st.sampled_from(list(parent)))))
        case 2 if one.attrib and marks:
            one.set(draw(st.sampled_from(sorted(one.attrib))), draw(st.sampled_from(marks)))
        case 3 if one.attrib:
            del one.attrib[draw(st.sampled_from(sorted(one.attrib)))]
        case 4:
            one.text = draw(HAZARDS)
        case 5:
            one.tag = other.tag
        case 6:
            one.append(deepcopy(other))
    return root


def changed_rows(draw: Draw, rows: list[list[Any]]) -> list[list[Any]]:
    """Rows of cells of which a row, a cell or a column is changed."""
    rows = [list(row) for row in rows] or [[""]]
    row, other = draw(st.sampled_from(rows)), draw(st.sampled_from(rows))
    match draw(st.integers(0, 4)):
        case 0 if len(rows) > 1:
            rows.remove(row)
        case 1:
            rows.append(list(row))
        case 2 if row:
            row[draw(st.integers(0, len(row) - 1))] = draw(st.one_of(HAZARDS, st.sampled_from([*other, ""])))
        case 3 if row:
            row.pop()
        case 4:
            row.insert(0, draw(HAZARDS))
    return rows


def _read_csv(data: bytes) -> list[list[Any]]:
    return list(csv.reader(io.StringIO(data.decode())))


def _write_csv(rows: list[list[Any]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, escapechar="\\").writerows([["" if cell is None else cell for cell in row] for row in rows])
    return out.getvalue().encode("utf-8", "surrogatepass")


def _read_table(data: bytes) -> list[list[Any]]:
    from pyarrow import parquet

    table = parquet.read_table(io.BytesIO(data))
    return [table.column_names, *([row[name] for name in table.column_names] for row in table.to_pylist())]


def _write_table(rows: list[list[Any]]) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    names, *cells = [[str(cell).encode("utf-8", "replace").decode() for cell in row] for row in rows]
    columns = [[row[at] if at < len(row) else None for row in cells] for at in range(len(names))]
    out = io.BytesIO()
    parquet.write_table(pa.table([pa.array(column, pa.string()) for column in columns], names=names), out)
    return out.getvalue()


def _dumped(tree: Any) -> bytes:
    return json.dumps(tree, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")


def _as_yaml(tree: Any) -> bytes:
    return yaml.dump(tree, sort_keys=False, allow_unicode=True).encode("utf-8", "surrogatepass")


PARSED: dict[str, tuple[Callable[[bytes], Any], Callable[[Any], bytes], Callable[[Draw, Any], Any]]] = {
    "json": (json.loads, _dumped, changed_tree),
    "yaml": (yaml.safe_load, _as_yaml, changed_tree),
    "xml": (ET.fromstring, lambda root: ET.tostring(root, "utf-8"), changed_element),
    "csv": (_read_csv, _write_csv, changed_rows),
    "table": (_read_table, _write_table, changed_rows),
    "lines": (
        lambda data: data.decode().split("\n"),
        lambda lines: "\n".join(lines).encode("utf-8", "surrogatepass"),
        changed_lines,
    ),
}
"""What a structure is written in → how it is read, written and changed."""
FORMATS = tuple(formats.FORMATS)
