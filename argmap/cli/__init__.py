"""The command line: `main` reads the first word, a verb or an option of argmap itself, and imports only what it needs.

`VERBS` and `OPTIONS` name functions as text; help is made from the tables, so that listing a verb does not import it.
"""

import gc
import os
import sys
from collections.abc import Mapping
from typing import NamedTuple

from argmap.late import late_value

ABOUT = "Write an argument as a text file, see how strong its conclusion is and why, check it, draw it."
EPILOG = (
    "Start with `argmap demo`. Exit codes: 0 fine; 1 something was found; 2 a file does not load, or wrong usage; "
    "3 a picture cannot be drawn here; 130 Ctrl-C."
)


INTERRUPTED = 130
"""The exit code after Ctrl-C: 128 and the number of its signal."""
MANY = 100_000
"""So many new values, less those that are gone, make Python look for cycles of garbage; a verb makes much that it keeps to its end."""
DOCS = "https://github.com/argmap/argmap/blob/main/docs"


class CommandEntry(NamedTuple):
    """A verb or an option of argmap: the function that does it, as `module:name`, and what its help says."""

    path: str
    says: str
    more: str = ""


VERBS: Mapping[str, Mapping[str, CommandEntry]] = {
    "A map": {
        "check": CommandEntry(
            "argmap.cli.verbs.checks:check_maps",
            "Check maps: report files that do not load, broken rules and unmet expectations, each with file and line.",
        ),
        "eval": CommandEntry(
            "argmap.cli.verbs.evaluation:eval_map",
            "Evaluate the map: print the verdict, how strong the conclusion is, and which steps carry it.",
            f"What a strength means: {DOCS}/meaning.md",
        ),
        "render": CommandEntry(
            "argmap.cli.verbs.maps:render_map",
            "Draw the map. The suffix of PATH decides the kind of picture; -o may be repeated.",
        ),
        "serve": CommandEntry(
            "argmap.cli.verbs.serving:serve_map",
            "Show the map as a page in the browser, where you can explore it and try changes; it reloads when the file is saved. "
            "Only this machine can open it.",
        ),
        "report": CommandEntry(
            "argmap.cli.verbs.maps:report_map",
            "Write a Markdown report: the verdict, what it rests on, which counterevidence nothing attacks, and the whole argument.",
        ),
        "diff": CommandEntry(
            "argmap.cli.verbs.differences:diff_maps",
            "Compare two maps: list the edits, how they change the strengths, and which edit moves the conclusion most.",
        ),
        "merge": CommandEntry(
            "argmap.cli.verbs.merges:merge_maps",
            "Join two maps into one, and list what both have and where they differ.",
        ),
        "impact": CommandEntry(
            "argmap.cli.verbs.impacts:show_impacts",
            "Say what changed in maps since a git revision: which statements and which evidence, and what that "
            "does to the verdict.",
        ),
        "new": CommandEntry("argmap.cli.verbs.authoring:new_map", "Write a commented map to start from."),
        "fmt": CommandEntry(
            "argmap.cli.verbs.authoring:format_maps",
            "Format maps in place, keeping comments and meaning. With --check, only report which files would change.",
        ),
        "edit": CommandEntry(
            "argmap.cli.verbs.edits:edit_map",
            "Apply operations to a map, by id: add, reword, rate, link, undercut, move, remove, rename. Either all are applied or "
            "none. The rest of the file, with its comments, is unchanged.",
            f"The operations: {DOCS}/agents.md",
        ),
        "convert": CommandEntry(
            "argmap.cli.verbs.maps:convert_map",
            "Write a map in another format: argmap's own, or one of other tools. What a format cannot hold is listed.",
            f"The formats: {DOCS}/formats.md",
        ),
        "demo": CommandEntry(
            "argmap.cli.verbs.maps:demo",
            "Check, evaluate and draw the example that ships with argmap, and write the results to a folder.",
        ),
    },
    "For other programs": {
        "mcp": CommandEntry(
            "argmap.cli.verbs.servers:serve_tools",
            "Serve tools for language models over the Model Context Protocol: validate, evaluate, explain, overturn, whatif, "
            "diff, render, convert, edit. Needs argmap[mcp].",
            f"How to register it: {DOCS}/agents.md",
        ),
        "lsp": CommandEntry(
            "argmap.cli.verbs.servers:serve_editor",
            "Serve an editor over the Language Server Protocol: findings as you type, strengths on hover, rename, completion. "
            "Needs argmap[lsp].",
            f"How to set up an editor: {DOCS}/editors.md",
        ),
    },
    "Why, and what if": {
        "explain": CommandEntry(
            "argmap.cli.verbs.analyses:explain_map",
            "Show the arithmetic behind a strength, so that you can redo it by hand. With -a, show also what each statement "
            "contributes.",
        ),
        "whatif": CommandEntry(
            "argmap.cli.verbs.analyses:what_if_map",
            "Show what changes when you set strengths, or when you reject, grant or remove statements.",
        ),
        "overturn": CommandEntry(
            "argmap.cli.verbs.analyses:overturn_map",
            "Find what would change the verdict: which statements to reject, which single strength to change, or the smallest "
            "change of all strengths together.",
        ),
        "robust": CommandEntry(
            "argmap.cli.verbs.analyses:robust_map",
            "Test whether the verdict holds if the numbers are uncertain: guaranteed bounds, many random scenarios, a histogram.",
        ),
        "compare": CommandEntry(
            "argmap.cli.verbs.analyses:compare_map",
            "Evaluate the map under every semantics, and say whether the verdict depends on the choice.",
        ),
    },
    "Many maps": {
        "corpus eval": CommandEntry(
            "argmap.cli.verbs.corpora:eval_corpus",
            "Evaluate every map of a folder, a glob, JSON Lines or Parquet, on all cores, and write a row for each to a "
            "Parquet file. If the run is stopped, the same command continues it.",
            f"What the columns hold: {DOCS}/scale.md",
        ),
        "corpus check": CommandEntry(
            "argmap.cli.verbs.corpora:check_maps_of_corpus",
            "Check every map of a corpus, and write a row for each finding to a Parquet file.",
        ),
        "corpus report": CommandEntry(
            "argmap.cli.verbs.corpora:report_corpus",
            "Summarise what eval and check found in a corpus, as Markdown with pictures: verdicts, strengths, the most "
            "common findings, the slowest maps.",
        ),
    },
    "Lists and reference": {
        "rule": CommandEntry(
            "argmap.cli.verbs.checks:explain_rule",
            "Explain a rule of `argmap check`: why it matters, and an example that breaks it. Without a code, list all "
            "rules.",
        ),
        "semantics": CommandEntry(
            "argmap.cli.verbs.listings:list_semantics",
            "List the semantics (ways to define strength), with the formula, the source and the principles of each.",
        ),
        "principles": CommandEntry(
            "argmap.cli.verbs.listings:list_principles",
            "Show which principles each semantics keeps. For a semantics that you name, explain each principle.",
        ),
        "schema": CommandEntry(
            "argmap.cli.verbs.listings:print_schema",
            "Print the JSON Schema of a notation, for editors and programs.",
        ),
        "doctor": CommandEntry(
            "argmap.cli.verbs.listings:doctor",
            "List the layout engines, which of them work on this machine, and which one is used.",
        ),
    },
}
"""Group → verb; a verb of two words stands under its first."""

PARSED = "argmap.cli.parser:run_verb"
"""Reads a verb and what follows it."""

OPTIONS: Mapping[str, CommandEntry] = {
    "--version": CommandEntry("argmap.cli.root:print_version", "Print the version."),
    "--help": CommandEntry(
        "argmap.cli.root:print_help", "Print this message. After a verb: print the help of the verb."
    ),
    "--show-completion": CommandEntry(
        "argmap.cli.completion:print_script",
        "Print the script by which bash, zsh or fish completes verbs, options, names and ids. For bash, put the line "
        '`eval "$(argmap --show-completion bash)"` into ~/.bashrc. For zsh, write zsh in place of bash, and use ~/.zshrc.',
    ),
}
"""What argmap understands in place of a verb."""
COMPLETING = "_ARGMAP_COMPLETE"
"""The environment variable by which a shell asks what a line may go on with; click answers."""
SHORT = {"-h": "--help"}
"""Short names of options."""


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line; a user's mistake ends in a message and an exit code, never in a traceback."""
    words = sys.argv[1:] if arguments is None else arguments
    first = SHORT.get(words[0], words[0]) if words else ""
    asked_by_shell = COMPLETING in os.environ
    path = PARSED if first or asked_by_shell else "argmap.cli.root:lack_verb"
    if first in OPTIONS and not asked_by_shell:
        path = OPTIONS[first].path
    gc.set_threshold(MANY)
    try:
        _open_streams()
        code = late_value(path)(words)
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = interrupted()
    except OSError as error:
        code = late_value("argmap.cli.printing.screen:tell")(error)
    sys.exit(code)


def _open_streams() -> None:
    """Opens what was closed, so that no file takes its number, and lets no letter fail that an encoding lacks."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - open as long as argmap runs
        elif mode == "w" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def interrupted() -> int:
    """Prints one line about Ctrl-C; returns its exit code."""
    print("\ninterrupted", file=sys.stderr)
    return INTERRUPTED
