"""The verbs that list things: semantics, principles, schema, doctor."""

from typing import Any

import click

from argmap.analysis.laws import LAWS, obeyed
from argmap.analysis.principles import PRINCIPLES, kept
from argmap.cli import options
from argmap.cli.options import CANNOT_DRAW
from argmap.cli.printing import screen
from argmap.cli.printing.doctor import show_doctor
from argmap.cli.printing.json import print_json
from argmap.cli.printing.semantics import show_principle, show_principles, show_principles_of, show_semantics
from argmap.cli.printing.text import hint
from argmap.errors import UnknownName
from argmap.formats.schema import SCHEMAS
from argmap.renderers.places import engines
from argmap.semantics import SEMANTICS, Semantics, semantics_of


@options.as_json
def list_semantics(as_json: bool) -> None:
    """Prints the table of semantics."""
    if as_json:
        print_json([_semantics(one) for one in SEMANTICS.values()])
    else:
        show_semantics(screen.out)
        hint(screen.err, "next: argmap principles --semantics NAME says what each principle asks")


@click.argument("name", required=False, metavar="[NAME]", help="Show only this principle or law, and explain it.")
@click.option("--semantics", "-s", metavar="NAME", help="Show only this semantics, and explain each principle.")
@options.as_json
def list_principles(name: str | None, semantics: str | None, as_json: bool) -> None:
    """Prints the tables of principles and laws."""
    if name is not None and name not in PRINCIPLES and name not in LAWS:
        raise UnknownName("principle or law", name, [*PRINCIPLES, *LAWS])
    rows_asked = [semantics_of(semantics)] if semantics else list(SEMANTICS.values())
    if as_json:
        rows = [
            {
                "name": principle.name,
                "says": principle.says,
                "source": principle.source,
                "kept": {by.name: kept(principle, by) for by in rows_asked},
            }
            for principle in PRINCIPLES.values()
        ]
        rows += [
            {
                "name": principle.name,
                "says": principle.says,
                "source": "law",
                "kept": {by.name: obeyed(principle, by) for by in rows_asked},
            }
            for principle in LAWS.values()
        ]
        print_json([row for row in rows if name in (None, row["name"])])
    elif name is not None:
        show_principle(screen.out, PRINCIPLES.get(name) or LAWS[name])
    elif semantics:
        show_principles_of(screen.out, rows_asked[0])
    else:
        show_principles(screen.out)
        hint(screen.err, "next: argmap principles NAME says what a principle or law asks")


@click.argument("name", default="outline", metavar="[NAME]", help=f"The notation: {', '.join(SCHEMAS)}.")
def print_schema(name: str) -> None:
    """Prints a schema."""
    if name not in SCHEMAS:
        raise UnknownName("schema", name, SCHEMAS)
    print_json(SCHEMAS[name]())


@options.as_json
def doctor(as_json: bool) -> None:
    """Prints the engines that were considered."""
    rows = engines.considered()
    if as_json:
        print_json([vars(row) for row in rows])
    else:
        show_doctor(screen.out, rows)
    if not any(row.used for row in rows):
        raise click.exceptions.Exit(CANNOT_DRAW)


def _semantics(row: Semantics) -> dict[str, Any]:
    return {
        "name": row.name,
        "formula": row.formula,
        "aggregation": row.aggregation.name,
        "influence": row.influence.name,
        "attack-only": row.attack_only,
        "source": row.source,
        "remarks": row.remarks,
        "principles": {principle: kept(principle, row) for principle in PRINCIPLES},
        "laws": {law: obeyed(law, row) for law in LAWS},
    }
