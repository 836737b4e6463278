"""Engines: the same results on each, bounded queues, and nothing lost when a worker dies."""

import os
import subprocess
import sys
from pathlib import Path

import deadly
import pytest

import argmap
from argmap.engine import ENGINES, Task, engine_of, run
from argmap.engine.loop import AHEAD
from argmap.engine.table import cores
from argmap.errors import EngineError, MissingPackage, UnknownName

TASKS = [Task(at, list(range(3 * at, 3 * at + 3))) for at in range(12)]
WHOLE = [one * one for one in range(36)]


def ran(name, work, tasks=TASKS, scheduler=None):
    found = dict(run(lambda: engine_of(name).opened(2, scheduler), work, tasks, lambda item: f"lost {item}"))
    return [one for number in sorted(found) for one in found[number]]


@pytest.fixture(scope="module")
def address():
    """The address of a Dask scheduler with two workers; a task whose worker dies is not tried again by itself."""
    dask = pytest.importorskip("dask", reason="Dask is not installed (argmap[dask])")
    distributed = pytest.importorskip("distributed", reason="Dask is not installed (argmap[dask])")
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
    ):
        yield cluster.scheduler_address


@pytest.fixture(params=["local", pytest.param("dask", marks=pytest.mark.slow)])
def mortal(request):
    """The name of an engine whose workers are processes, and the scheduler that it is to use."""
    return request.param, request.getfixturevalue("address") if request.param == "dask" else None


@pytest.mark.parametrize("name", [pytest.param(name, marks=[pytest.mark.slow] * (name == "dask")) for name in ENGINES])
def test_every_engine_gives_the_same_results(name):
    if name == "dask":
        pytest.importorskip("distributed", reason="Dask is not installed (argmap[dask])")
    assert ran(name, deadly.squares) == WHOLE


def test_an_item_that_kills_its_worker_is_found_and_the_others_are_done(mortal):
    name, scheduler = mortal
    found = ran(name, deadly.squares_but_7, scheduler=scheduler)
    assert found == [f"lost {at}" if at == 7 else one for at, one in enumerate(WHOLE)]


def test_nothing_is_lost_when_a_worker_is_killed_once(mortal, tmp_path):
    name, scheduler = mortal
    work = deadly.Once(deadly.squares, str(tmp_path / "killed"))
    assert ran(name, work, scheduler=scheduler) == WHOLE
    assert (tmp_path / "killed").exists()


@pytest.mark.parametrize("name", ["local", "threads"])
def test_an_exception_of_the_work_is_raised(name):
    with pytest.raises(ValueError, match="0, 1, 2"):
        ran(name, deadly.failing)


@pytest.mark.parametrize("workers", [1, 3])
def test_few_tasks_are_taken_ahead_of_their_results(workers):
    taken = []

    def tasks():
        for task in TASKS:
            taken.append(task.number)
            yield task

    for done, _ in enumerate(run(lambda: engine_of("threads").opened(workers), deadly.squares, tasks(), repr)):
        assert len(taken) <= done + AHEAD * workers + workers


def test_no_tasks_are_no_results():
    assert ran("threads", deadly.squares, []) == []


def test_wrong_requests_say_what_is_wrong():
    with pytest.raises(UnknownName, match="did you mean 'local'"):
        engine_of("locl")
    with pytest.raises(EngineError, match="at least 1, got 0"), engine_of("threads").opened(0):
        pass
    with pytest.raises(EngineError, match="has no scheduler"), engine_of("local").opened(1, "tcp://x:1"):
        pass


def test_without_dask_the_hint_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingPackage, match=r"argmap\[dask\]"), engine_of("dask").opened(1):
        pass


def test_there_are_as_many_workers_as_cores():
    assert 1 <= cores() <= os.cpu_count()


SCRIPT = """
from argmap.engine import Task, engine_of, run
list(run(lambda: engine_of("local").opened(1), len, [Task(0, [1])], repr))
"""


def test_a_script_without_a_guard_is_told_what_to_do(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(Path(argmap.__file__).parents[1])}
    done = subprocess.run([sys.executable, script], env=env, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert '`if __name__ == "__main__":`' in done.stderr.splitlines()[-1]
