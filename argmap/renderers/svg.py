"""An engine's SVG made to stand alone: fonts for every script, dashes that read as dashes, a title, no outside reference."""

import re
import unicodedata
from xml.etree import ElementTree as ET

from argmap.model import ArgumentMap
from argmap.renderers.style import FONT
from argmap.renderers.text import clean, width

STACK = (
    "Arial,'Helvetica Neue','Liberation Sans',Arimo,'Noto Sans','Noto Sans CJK SC','Source Han Sans SC','PingFang SC',"
    "'Microsoft YaHei',sans-serif"
)
_SVG = "http://www.w3.org/2000/svg"
_DASHES = {"5,2": "7,5", "1,5": "0,6"}


def finish(svg: str, m: ArgumentMap) -> str:
    """The SVG with title and description, the font stack, one text per script, and readable dashes."""
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = ET.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", svg))  # noqa: S314 - written by the layout engine, entities off
    root.set("role", "img")
    for element in list(root.iter()):
        if element.get("font-family") == FONT:
            element.set("font-family", STACK)
        if (dashes := element.get("stroke-dasharray")) in _DASHES:
            element.set("stroke-dasharray", _DASHES[dashes])
            if dashes == "1,5":
                element.set("stroke-linecap", "round")
    for parent in list(root.iter()):
        _split_scripts(parent)
    conclusion = m.node(m.conclusion).text
    for at, (tag, said) in enumerate(
        (("title", m.title or conclusion), ("desc", f"An argument map. Conclusion: {conclusion}"))
    ):
        element = ET.Element(f"{{{_SVG}}}{tag}")
        element.text = clean(said)
        root.insert(at, element)
    return '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _split_scripts(parent: ET.Element) -> None:
    """Each line in several scripts as several texts, placed by our widths, so that no font pulls the others along."""
    for child in list(parent):
        if child.tag != f"{{{_SVG}}}text" or not child.text or child.text.isascii():
            continue
        runs = [(bool(run[0][0]), "".join(letter for _, letter in run)) for run in _runs(child.text)]
        if len(runs) < 2:
            continue
        size, bold = float(child.get("font-size", "11")), child.get("font-weight") == "bold"
        x = float(child.get("x", "0"))
        shift = {"middle": 0.5, "end": 1.0}.get(child.get("text-anchor", "start"), 0.0)
        x -= shift * width(child.text, size, bold=bold)
        at = list(parent).index(child)
        parent.remove(child)
        for number, (_, text) in enumerate(runs):
            part = ET.Element(child.tag, dict(child.attrib))
            part.tail = child.tail
            part.text = text
            part.set("text-anchor", "start")
            part.set("x", f"{x:.2f}")
            part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            part.attrib.pop("textLength", None)
            parent.insert(at + number, part)
            x += width(text, size, bold=bold)


def _runs(text: str) -> list[list[tuple[bool, str]]]:
    runs: list[list[tuple[bool, str]]] = []
    for letter in text:
        wide = unicodedata.east_asian_width(letter) in "WF"
        if runs and (runs[-1][-1][0] == wide or unicodedata.combining(letter)):
            runs[-1].append((wide, letter))
        else:
            runs.append([(wide, letter)])
    return runs
