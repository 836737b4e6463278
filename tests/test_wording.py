"""What verbs say, as it is read in a terminal: grouped, counted, broken between words, rounded to the right side."""

import json

import click
import pytest

from argmap.cli import VERBS
from argmap.cli.parser import Context, command
from argmap.cli.printing.analysis import _percent, _signed
from argmap.formats.formatter import laid_out
from argmap.resources import folder
from tests.test_cli import argmap

FLAGSHIP = str(folder("arguments") / "china-llm.argmap.yaml")
ONE = "claim: It pays.\nid: pays\nbecause:\n- premise: It is cheaper.\n  id: cheaper\n  strength: [0.6, 0.8]\n"


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "case.argmap.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_notes_of_a_rule_are_told_together_and_each_when_asked_for():
    short = argmap("check", FLAGSHIP)
    long = argmap("check", FLAGSHIP, "--verbose")
    findings = json.loads(argmap("check", FLAGSHIP, "--json").stdout)
    many = [one for one in findings if one["code"] == "AM301"]
    assert len(many) > 5
    assert short.stdout.count("note[AM301]") == 1
    assert f"{len(many)} times" in short.stdout
    assert "argmap check --verbose" in short.stderr
    assert long.stdout.count("note[") == len(findings)
    for one in many:
        assert one["subject"] in short.stdout
        assert f":{one['line']}:" in long.stdout
    assert short.stderr.splitlines()[-1] == long.stderr.splitlines()[-1]


def test_a_line_for_a_program_keeps_the_fix():
    done = argmap("check", "-", "--output-format", "concise", text="claim: A.\nstrenght: 1\n")
    assert done.stdout.endswith("Hint: did you mean 'strength'?\n")
    assert done.stdout.count("\n") == 1


def test_one_thing_is_told_as_one(file):
    assert "1 step," in argmap("eval", file(ONE)).stderr
    assert "2 statements, 1 step, 0 expectations" in argmap("check", file(ONE)).stderr


@pytest.mark.parametrize(
    "words",
    [["explain"], ["explain", "-a", "all"], ["overturn"], ["robust", "--samples", "50"], ["compare"], ["check"]],
)
def test_no_analysis_is_wider_than_a_terminal_nor_a_word_broken(words):
    done = argmap(words[0], FLAGSHIP, *words[1:])
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "unlisted-\n" not in done.stdout


def test_a_semantics_that_there_is_not_is_guessed_once(file):
    path = file("claim: A.\nid: a\nexpect:\n- {of: a, verdict: undecided, under: dfquad}\n")
    (found,) = json.loads(argmap("check", path, "--select", "AM401", "--json").stdout)
    assert (found["message"], found["hint"]) == ("semantics 'dfquad' is not known", "did you mean 'df-quad'?")


@pytest.mark.parametrize("words", [["semantics"], ["principles", "-s", "quad"], ["principles", "duality"], ["rule"]])
def test_no_list_is_wider_than_a_terminal(words):
    assert max(map(len, argmap(*words).stdout.splitlines())) <= 80


@pytest.mark.parametrize("verb", [verb for verbs in VERBS.values() for verb in verbs])
def test_help_breaks_no_name(verb):
    with click.Context(click.Command("argmap"), terminal_width=80, max_content_width=80) as parent:
        lines = command(verb).get_help(Context(command(verb), parent=parent, info_name=verb)).splitlines()
    assert [line for line in lines if line.endswith("-") and not line.endswith(" -")] == []
    assert max(map(len, lines)) <= 80
    assert "\N{NON-BREAKING HYPHEN}" not in "".join(lines)


def test_contributions_stand_alone_and_all_are_shown_when_asked_for():
    few = argmap("explain", FLAGSHIP, "-a", "gradient")
    every = argmap("explain", FLAGSHIP, "-a", "gradient", "--verbose")
    assert "carries" not in "\n".join(few.stdout.splitlines()[8:])
    assert "--verbose shows them" in few.stdout
    assert len(every.stdout.splitlines()) > 70


def test_robust_says_what_is_not_doubted(file):
    text = ONE + "- premise: It is faster.\n  strength: 0.5\n"
    assert "The other base score stays" not in argmap("robust", file(ONE), "--samples", "50").stdout
    mixed = argmap("robust", file(text), "--samples", "50").stdout
    assert "The other 1 base score stays as it is; --spread 0.1 varies all." in mixed
    assert "varies all" not in argmap("robust", file(text), "--samples", "50", "--spread", "0.1").stdout


def test_numbers_are_not_rounded_to_all_or_nothing():
    assert [_percent(share) for share in (0.0, 0.00001, 0.5, 0.99999, 1.0)] == [
        "0.0%",
        "0.001%",
        "50.0%",
        "99.999%",
        "100.0%",
    ]
    assert [_signed(change) for change in (0.25, -0.004, 0.0)] == ["+0.25", "−0.004", "+0.00"]


@pytest.mark.parametrize("blank", ["", "\n"])
def test_a_heading_is_parted_from_the_claim_as_it_was(blank):
    text = f"# Storage\n# in two lines\n{blank}claim: It pays.\nid: pays\n"
    new = laid_out(text)
    assert new == f"# Storage\n# in two lines\n{blank}argmap: 1\nclaim: It pays.\nid: pays\n"
    assert laid_out(new) == new
