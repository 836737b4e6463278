"""The limits on what is read: each is kept by every way in, its error says how it is raised, and raised it reads more."""

import json
import sys
import threading

import pytest

from argmap import LoadError, UnknownName, dumps, formats, limited, loads
from argmap.cli import main
from argmap.errors import SettingError
from argmap.limits import LIMITS, limits


def nested(levels):
    """An outline that nests about twice as many lists and mappings."""
    lines = ["claim: C.", "id: c"]
    for level in range(levels):
        pad = "  " * level
        lines += [f"{pad}because:", f"{pad}- claim: P{level}.", f"{pad}  id: p{level}"]
    return "\n".join(lines) + "\n"


def flat(nodes):
    said = [{"kind": "claim", "id": "c", "text": "C."}]
    said += [{"kind": "premise", "id": f"p{at}", "text": f"P{at}."} for at in range(nodes - 1)]
    return json.dumps({"argmap": 1, "conclusion": "c", "nodes": said, "relations": []})


def argmap(*words):
    with pytest.raises(SystemExit) as done:
        main([*map(str, words)])
    return done.value.code


CASES = {
    "bytes": ("claim: It holds.\n" + "# and so on\n" * 100, "outline", {"bytes": 1000}, {"bytes": 2000}),
    "depth": (nested(120), "outline", {}, {"depth": 400}),
    "statements": (flat(20), "json", {"statements": 19}, {"statements": 20}),
}


def test_every_limit_has_a_case():
    assert list(CASES) == list(LIMITS) == list(vars(limits()))


@pytest.mark.parametrize("name", CASES)
def test_past_a_limit_an_error_says_how_to_raise_it(name):
    text, format, low, high = CASES[name]
    with limited(**low), pytest.raises(LoadError) as told:
        loads(text, format)
    assert f"--limit {name}=N" in str(told.value)
    with limited(**high):
        m = loads(text, format)
        assert loads(dumps(m, "outline")) == m
    assert limits() == type(limits())()


@pytest.mark.parametrize("name", CASES)
def test_the_command_line_and_the_project_raise_a_limit(name, tmp_path, monkeypatch, capsys):
    text, format, low, high = CASES[name]
    monkeypatch.chdir(tmp_path)
    path = tmp_path / f"a{formats.FORMATS[format].suffixes[0]}"
    path.write_text(text, encoding="utf-8")
    options = [word for key, value in low.items() for word in ("--limit", f"{key}={value}")]
    for verb in ("eval", "check", "fmt", "convert"):
        assert argmap(verb, path, *options) == 2
        assert f"--limit {name}=N" in capsys.readouterr().err
        assert argmap(verb, path, *options, "--limit", f"{name}={high[name]}") != 2
        capsys.readouterr()
        path.write_text(text, encoding="utf-8")
    settings = ", ".join(f"{key} = {value}" for key, value in {**low, **high}.items())
    (tmp_path / "pyproject.toml").write_text(f"[tool.argmap]\nlimits = {{{settings}}}\n", encoding="utf-8")
    assert argmap("eval", path) != 2
    assert argmap("eval", path, *options) == (2 if low else 0)
    assert limits() == type(limits())()


def test_other_threads_have_the_same_limits():
    with limited(depth=300):
        seen = []
        thread = threading.Thread(target=lambda: seen.append(limits().depth))
        thread.start()
        thread.join()
    assert seen == [300]


def test_the_deepest_limit_ends_in_no_traceback():
    before = sys.getrecursionlimit()
    with limited(depth=1000):
        m = loads(nested(490))
        assert len(m.statements) == 491
        assert loads(dumps(m)) == m
        for text in (nested(520), "{a: " * 3000, "[" * 3000):
            with pytest.raises(LoadError):
                loads(text)
        with pytest.raises(LoadError):
            loads("[" * 100_000, "json")
    assert sys.getrecursionlimit() == before


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"nodes": 3}, UnknownName),
        ({"depth": 0}, SettingError),
        ({"depth": 1001}, SettingError),
        ({"bytes": 1.5}, SettingError),
        ({"bytes": True}, SettingError),
        ({"statements": "many"}, SettingError),
    ],
)
def test_what_is_no_limit_is_refused(given, error):
    with pytest.raises(error), limited(**given):
        pass


@pytest.mark.parametrize(
    "said", ["depth", "depth=", "depth=x", "depth=-1", "=3", "width=3", "depth=9" + "9" * 5000, "depth=٣"]
)
def test_what_is_no_limit_on_the_command_line_is_told(said, tmp_path, capsys):
    (tmp_path / "a.argmap.yaml").write_text("claim: It holds.\n", encoding="utf-8")
    assert argmap("eval", tmp_path / "a.argmap.yaml", "--limit", said) == 2
    assert "limit" in capsys.readouterr().err
