"""The command line: one short function per verb; what it does stands in the library, what it prints in `terminal`."""

import sys
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer

from argmap import __version__
from argmap.cli.printing import screen
from argmap.cli.verbs import analyses, authoring, checks, differences, listings, maps, serving

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Arguments as code: write an argument as a text file, see how strong its conclusion is and why, draw it.",
    epilog="Start with: argmap demo. Exit codes: 0 fine, 1 something was found, 2 unreadable or misused, 3 cannot draw.",
)

VERBS: Mapping[str, Mapping[str, tuple[Callable[..., Any], str]]] = {
    "A map": {
        "check": (
            checks.check_maps,
            "Say what is wrong with maps, with places: what does not load, what the rules find, what was expected.",
        ),
        "eval": (maps.eval_map, "Say how strong the conclusion is, and what carries it."),
        "render": (maps.render_map, "Draw the map: one -o for each picture, its suffix says which kind."),
        "serve": (
            serving.serve_map,
            "Show the map as a page to explore, on this machine; it follows the file.",
        ),
        "report": (
            maps.report_map,
            "Write the Markdown report: the verdict, what carries it, what is unanswered, the whole argument.",
        ),
        "diff": (
            differences.diff_maps,
            "Say what is different between two maps, what that does to the strengths, and which edit moved them most.",
        ),
        "new": (authoring.new_map, "Write a commented map to start from."),
        "fmt": (
            authoring.format_maps,
            "Lay maps out anew, keeping comments and meaning; --check only says which would change.",
        ),
        "convert": (maps.convert_map, "Write the map in another notation, without loss."),
        "demo": (
            maps.demo,
            "Check, evaluate and draw the flagship argument that ships with argmap, into a folder.",
        ),
    },
    "Why, and what if": {
        "explain": (
            analyses.explain_map,
            "Show the arithmetic of a strength, so that it can be done again by hand, and what each statement contributes.",
        ),
        "whatif": (analyses.what_if_map, "Say what changes with other strengths, or without some statements."),
        "overturn": (
            analyses.overturn_map,
            "Say what would turn the verdict: which rejections, which base score, what change of all together.",
        ),
        "robust": (
            analyses.robust_map,
            "Say how the verdict stands up to doubt about the numbers: bounds, scenarios, a histogram.",
        ),
        "compare": (
            analyses.compare_map,
            "Say what every semantics makes of the map, and whether the verdict depends on it.",
        ),
    },
    "What there is": {
        "rule": (checks.explain_rule, "Explain a rule of argmap check: why it matters, and an example that breaks it."),
        "semantics": (
            listings.list_semantics,
            "List what strength can mean: each semantics with its formula, source and principles.",
        ),
        "principles": (
            listings.list_principles,
            "Show which principles each semantics keeps, or what each asks of one of them.",
        ),
        "schema": (listings.print_schema, "Print the JSON Schema of a notation, for editors and programs."),
        "doctor": (
            listings.doctor,
            "Say what argmap finds on this machine: versions, the layout engine and why it is used.",
        ),
    },
}
"""Group → verb → what it does and says of itself."""

for panel, verbs in VERBS.items():
    for name, (verb, says) in verbs.items():
        app.command(name, help=says, rich_help_panel=panel)(verb)


@app.callback(invoke_without_command=True)
def _argmap(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        print(__version__)
        raise typer.Exit


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line; a user's mistake ends in a message and an exit code, never in a traceback."""
    screen.renew()
    with screen.mistakes_told() as code:
        app(arguments, prog_name="argmap")
    sys.exit(code[0])
