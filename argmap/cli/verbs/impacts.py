"""The verb `impact`."""

from datetime import date

import click

from argmap.analysis.held_evidence import Circumstances, today_here
from argmap.analysis.impact import impact
from argmap.cli import options
from argmap.cli.options import FINE, FOUND
from argmap.cli.printing import screen
from argmap.cli.printing.impact import impact_comment, impact_data, show_impact
from argmap.cli.printing.json import print_json
from argmap.cli.printing.waiting import end as end_waiting
from argmap.errors import UsageError
from argmap.evaluation import Said
from argmap.formats.folder import maps_at
from argmap.lint.settings import as_project


@options.map_files
@click.option(
    "--since", metavar="REV", required=True, help="The git revision to compare with: a branch, a tag or a commit."
)
@click.option("--markdown", is_flag=True, help="Print Markdown, for a comment on a pull request.")
@options.as_json
@options.today
@options.given
@options.evaluating
def show_impacts(
    files: tuple[str, ...],
    since: str,
    markdown: bool,
    as_json: bool,
    today: date | None,
    given: dict[str, bool],
    *,
    how: Said,
) -> None:
    """Prints what happened to each map; exit code 1 when a verdict turned, or would without evidence that does not hold."""
    if "-" in files:
        raise UsageError("impact needs files of a git repository, got -", "argmap impact FILE --since REV")
    circumstances = Circumstances(today or today_here(), given)
    impacts = [(file, impact(file, since, circumstances, as_project, **how)) for file in maps_at(files)]
    if as_json:
        print_json([impact_data(file, impact_on) for file, impact_on in impacts])
    elif markdown:
        end_waiting()
        print(impact_comment(since, impacts))
    else:
        for file, impact_on in impacts:
            show_impact(screen.out, file, since, impact_on)
    raise click.exceptions.Exit(FOUND if any(impact_on.turned for _, impact_on in impacts) else FINE)
