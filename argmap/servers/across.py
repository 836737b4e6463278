"""Renames an id across files: also in the files that include the statement, directly or through others."""

from collections.abc import Mapping
from pathlib import Path

from argmap import formats
from argmap.editing.refusal import EditRefused, Refusal
from argmap.editing.renaming import renamed
from argmap.editing.splices import Splices
from argmap.errors import ArgmapError
from argmap.formats.home import Fetch
from argmap.servers.document import OpenDocument


def renamed_across(
    document: OpenDocument, id: str, new: str, others: Mapping[Path, OpenDocument], fetch: Fetch
) -> dict[Path, str]:
    """The new text of every file that names a statement or step which a document writes out; `others` are the files around it.

    Each text is read again, with what it includes, and must be its map with the other id. Raises EditRefused.
    """
    here = Path(document.file).resolve()
    texts = {here: document.renamed(id, new)}
    naming = {
        path: naming_document
        for path, naming_document in others.items()
        if path != here and _names(naming_document, id, here)
    }
    for path, naming_document in naming.items():
        if naming_document.m is None:
            raise _refused(naming_document, id, "is not a valid map at present", "correct it first")
        if new in naming_document.m.statements_by_id or new in naming_document.m.steps_by_id:
            raise _refused(naming_document, id, f"has another {new!r}", "choose another id")
        texts[path] = _renamed(naming_document, id, new)

    def after(path: Path) -> bytes | None:
        return texts[path].encode() if path in texts else fetch(path)

    for path, naming_document in naming.items():
        assert naming_document.m is not None
        try:
            same = formats.in_file(texts[path], naming_document.file, after) == renamed(naming_document.m, id, new)[0]
        except ArgmapError:
            same = False
        if not same:
            raise _refused(naming_document, id, "cannot be changed with it", "rename it there by hand")
    return texts


def _names(other: OpenDocument, id: str, here: Path) -> bool:
    """Whether another file has the statement from here, or seems to, where it is no map."""
    if other.m is None:
        return here in other.reads and f"#{id}" in other.text
    place = other.m.place(id)
    return place is not None and Path(place.file).resolve() == here


def _renamed(other: OpenDocument, id: str, new: str) -> str:
    """The text of a file that includes a statement, with another id for it, and for the steps that are named after it."""
    assert other.m is not None
    layout = other.layout
    if layout is None:
        return other.text
    names, splices = renamed(other.m, id, new)[1], Splices(layout.source)
    for used, leaf in layout.uses:
        if used in names:
            splices.name(leaf, names[used])
    for used, leaf in layout.includes:
        if used == id:
            splices.name(leaf, f"{leaf.text.rpartition('#')[0]}#{new}")
    return splices.result()


def _refused(other: OpenDocument, id: str, why: str, hint: str) -> EditRefused:
    return EditRefused(Refusal("elsewhere", "ops[0].id", f"{other.file} includes {id!r}, and {why}", id, hint))
