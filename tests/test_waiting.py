"""The line that says that a verb is at work: there after a moment, on a terminal only, gone before anything is printed."""

import io
import sys
from threading import Event

import click
import pytest

from argmap.cli import parser
from argmap.cli.printing import waiting as line
from argmap.cli.printing.console import Console


class Terminal(io.StringIO):
    """Standard error as a terminal, which says when the line has been written."""

    def __init__(self):
        super().__init__()
        self.written = Event()

    def isatty(self):
        return True

    def write(self, text):
        if text.endswith(" s"):
            self.written.set()
        return super().write(text)


def terminal(monkeypatch, after=0.0):
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setattr(line, "AFTER_S", after)
    return sys.stderr


def test_the_line_is_gone_before_anything_is_printed(monkeypatch):
    err = terminal(monkeypatch)
    with line.waiting("argmap eval"):
        assert err.written.wait(60)
        Console(stderr=True).print("accepted")
        before = err.getvalue()
    assert err.getvalue() == before
    assert before.startswith("\r\x1b[Kargmap eval: 0 s")
    assert before.endswith("\r\x1b[Kaccepted\n")


def test_work_that_is_interrupted_leaves_nothing_on_the_line(monkeypatch):
    err = terminal(monkeypatch)

    def work():
        with line.waiting("argmap eval"):
            assert err.written.wait(60)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert err.getvalue().endswith("\r\x1b[K")


def test_short_work_and_other_streams_have_no_line(monkeypatch):
    err = terminal(monkeypatch, after=1_000.0)
    with line.waiting("argmap eval"):
        pass
    assert err.getvalue() == ""
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with line.waiting("argmap eval"):
        assert not line._threads


@pytest.mark.parametrize(("name", "words", "lines"), [("eval", [], 1), ("eval", ["--watch"], 0), ("serve", [], 0)])
def test_a_verb_has_the_line_and_one_that_waits_for_others_has_not(name, words, lines, monkeypatch):
    terminal(monkeypatch)
    found = []

    @click.command(name, cls=parser.Verb)
    @click.option("--watch", is_flag=True)
    def verb(**_):
        found.append(len(line._threads))

    verb.main(words, standalone_mode=False)
    assert found == [lines]
