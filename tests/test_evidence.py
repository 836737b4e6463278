"""Evidence: what changed, failed or expired is found, the verdict without it is said, and nothing else is looked at."""

import os
import subprocess
import sys
from contextlib import suppress
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import check, evaluate, load, loads
from argmap.analysis.held_evidence import Circumstances, unheld
from argmap.analysis.junit import report_of
from argmap.errors import LoadError

TODAY = date(2026, 5, 1)
MAP = """\
claim: It is fast.
id: fast
because:
- premise: Answers take 40 ms.
  id: latency
  strength: 0.9
  evidence: {evidence}
- premise: People say so.
  id: people
  strength: 0.5
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def states(evidence, **given):
    m = loads(MAP.replace("{evidence}", evidence), file="case.argmap.yaml")
    return [one.state for one in unheld(m, Circumstances(TODAY, given))]


def digest(text, length=64):
    return sha256(text.encode()).hexdigest()[:length]


@pytest.mark.parametrize("length", [8, 16, 64])
def test_a_file_holds_while_its_hash_is_the_one_written(folder, length):
    written = f"{{file: a.csv, sha256: '{digest('40', length)}'}}"
    assert states(written) == ["missing"]
    (folder / "a.csv").write_text("40")
    assert states(written) == []
    (folder / "a.csv").write_text("60")
    assert states(written) == ["changed"]
    assert states("{file: a.csv}") == ["not pinned"]


def test_the_hint_of_a_changed_file_is_what_to_write(folder):
    (folder / "a.csv").write_text("60")
    m = loads(MAP.replace("{evidence}", "{file: a.csv, sha256: '00000000'}"), file="case.argmap.yaml")
    (found,) = [one for one in check(m, circumstances=Circumstances(TODAY)) if one.code == "AM702"]
    assert found.hint.endswith(f"sha256: {digest('60', 16)}")
    mended = found.hint.rpartition(" ")[2]
    assert states(f"{{file: a.csv, sha256: {mended}}}") == []


def test_the_last_day_still_holds():
    assert states("{expires: 2026-05-01}") == []
    assert states("{expires: 2026-04-30}") == ["expired"]


@given(st.dates(), st.dates())
def test_evidence_expires_on_the_day_after_its_last(last, today):
    m = loads(MAP.replace("{evidence}", f"{{expires: {last.isoformat()}}}"))
    assert bool(unheld(m, Circumstances(today))) == (today > last)


def test_what_the_command_line_says():
    assert states("{given: signed-off}") == ["not given"]
    assert states("{given: signed-off}", **{"signed-off": True}) == []
    assert states("{given: signed-off}", **{"signed-off": False}) == ["failed"]


REPORT = """<?xml version="1.0"?>
<testsuites><testsuite name="all">
  <testcase classname="api" name="test_ok"/>
  <testcase classname="api" name="test_bad"><failure message="no">trace</failure></testcase>
  <testcase classname="api" name="test_broken"><error/></testcase>
  <testcase classname="api" name="test_left"><skipped/></testcase>
  <testcase classname="api" name="test_many[1]"/>
  <testcase classname="api" name="test_many[2]"><failure/></testcase>
  <testcase classname="web" name="test_ok"><failure/></testcase>
</testsuite></testsuites>
"""


@pytest.mark.parametrize(
    ("test", "state"),
    [
        ("api::test_ok", []),
        ("test_ok", ["failed"]),
        ("api::test_bad", ["failed"]),
        ("api::test_broken", ["failed"]),
        ("api::test_left", ["missing"]),
        ("api::test_many", ["failed"]),
        ("api::test_many[1]", []),
        ("api::test_none", ["missing"]),
    ],
)
def test_a_test_holds_when_it_passed_everywhere(folder, test, state):
    (folder / "junit.xml").write_text(REPORT)
    assert states(f"{{junit: junit.xml, test: '{test}'}}") == state


def test_the_report_that_pytest_writes_is_read(folder):
    (folder / "test_it.py").write_text("def test_a(): pass\ndef test_b(): assert False\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--junitxml=junit.xml", "test_it.py"]
    subprocess.run(command, cwd=folder, capture_output=True, check=False)
    report = report_of((folder / "junit.xml").read_bytes(), "junit.xml")
    assert [report.outcome(test) for test in ("test_it::test_a", "test_b", "test_c")] == ["passed", "failed", None]


@pytest.mark.parametrize(
    "text",
    [
        "no xml",
        "<map/>",
        '<!DOCTYPE a [<!ENTITY b "c">]><testsuite/>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><testsuite>&x;</testsuite>',
        "<a>" * 300,
        "",
    ],
)
def test_what_is_no_report_is_told_and_never_passes(folder, text):
    (folder / "junit.xml").write_text(text)
    assert states("{junit: junit.xml, test: test_ok}") == ["missing"]
    with pytest.raises(LoadError):
        report_of(text.encode(), "junit.xml")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"<testsuite>{text}</testsuite>".encode()))
def test_any_bytes_are_a_report_or_a_load_error(data):
    with suppress(LoadError):
        assert report_of(data, "junit.xml").outcome("test_ok") is None


@pytest.mark.parametrize(
    "path", ["../secret", "/etc/passwd", "link", "below/../../secret", "fifo", "below", '"a\\0b"', "'~'"]
)
def test_nothing_outside_the_folder_and_nothing_but_a_file_is_evidence(tmp_path, monkeypatch, path):
    inside = tmp_path / "inside"
    (inside / "below").mkdir(parents=True)
    (tmp_path / "secret").write_text("x")
    (inside / "link").symlink_to(tmp_path / "secret")
    os.mkfifo(inside / "fifo")
    monkeypatch.chdir(inside)
    assert states(f"{{file: {path}, sha256: '{digest('x')}'}}") == ["missing"]
    assert states(f"{{junit: {path}, test: a}}") == ["missing"]


def test_paths_start_at_the_folder_of_the_map_and_may_lead_through_the_working_folder(folder):
    (folder / "maps").mkdir()
    (folder / "a.csv").write_text("40")
    text = MAP.replace("{evidence}", f"{{file: ../a.csv, sha256: '{digest('40')}'}}")
    (folder / "maps" / "case.argmap.yaml").write_text(text)
    assert unheld(load("maps/case.argmap.yaml")) == ()
    (folder / "maps" / "sub").mkdir()
    os.chdir(folder / "maps" / "sub")
    assert [one.state for one in unheld(load("../case.argmap.yaml"))] == ["missing"]


def test_the_verdict_without_what_fell_is_the_one_of_the_rejected_map():
    m = loads(MAP.replace("{evidence}", "{expires: 2026-01-01}"))
    found = {one.code: one for one in check(m, circumstances=Circumstances(TODAY), select=["AM7"])}
    assert set(found) == {"AM704", "AM707"}
    # 1 − 0.1 · 0.5 = 0.95 with both, 0.5 with the second alone
    assert "without latency the verdict is undecided (0.50, with it 0.95)" in found["AM704"].message
    assert evaluate(m)["fast"] == pytest.approx(0.95)
    assert evaluate(m.rejecting("latency"))["fast"] == pytest.approx(0.5)


def test_a_verdict_that_stays_is_said_to_stay():
    m = loads(MAP.replace("{evidence}", "{expires: 2026-01-01}").replace("0.5", "0.8"))
    (found,) = check(m, circumstances=Circumstances(TODAY), select=["AM7"])
    assert found.code == "AM704"
    assert "the verdict is still accepted (0.80" in found.message


def test_several_statements_fall_together():
    text = MAP.replace("{evidence}", "{expires: 2026-01-01}").replace("0.5", "0.9\n  evidence: {expires: 2026-01-01}")
    found = check(loads(text), circumstances=Circumstances(TODAY), select=["AM7"])
    assert [one.code for one in found] == ["AM704", "AM704", "AM707"]
    assert all("still accepted" in one.message for one in found[:2])
    assert "latency, people; without them the verdict is undecided (0.00, with them 0.99)" in found[2].message


def argmap(*words, cwd):
    return subprocess.run(
        [sys.executable, "-m", "argmap", *words], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_the_options_of_check(folder):
    (folder / "case.argmap.yaml").write_text(MAP.replace("{evidence}", "[{expires: 2026-04-30}, {given: ok}]"))

    def codes(*words):
        done = argmap("check", "case.argmap.yaml", "--select", "AM7", "--output-format", "concise", *words, cwd=folder)
        return done.returncode, [line.partition("[")[2][:5] for line in done.stdout.splitlines()]

    assert codes("--today", "2026-04-30", "--given", "ok=yes") == (0, [])
    assert codes("--today", "2026-04-30") == (0, ["AM705"])
    assert codes("--today", "2026-04-30", "--strict") == (1, ["AM705"])
    assert codes("--today", "2026-05-01", "--given", "ok=no") == (1, ["AM703", "AM704", "AM707"])
    for wrong in (("--today", "soon"), ("--given", "ok"), ("--given", "ok=maybe"), ("--given", "=yes")):
        done = argmap("check", "case.argmap.yaml", *wrong, cwd=folder)
        assert done.returncode == 2
        assert f"{wrong[0]} must be" in done.stderr
