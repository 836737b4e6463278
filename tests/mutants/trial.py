"""Trials: a run of near tests in a process of its own, to learn what each test calls, or against a mutant."""

import json
import os
import resource
import signal
import sys
import tempfile
import threading
import time
from ast import Module
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib.machinery import SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path

from near import OUT

ROOT = Path(__file__).parent.parent.parent
QUIET = (
    "-q",
    "-x",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:xdist",
    "-p",
    "no:randomly",
    "--disable-warnings",
    "--tb=no",
    "--assert=plain",
    *(f"--ignore=argmap/{path}" for path in OUT),
)
MEMORY = 6 << 30
EXAMPLES = 12
NOTED_S = 3
"""How long it is noted what a test calls."""
LEAST_S = 5
"""How long any test may take with a mutant, however quick it is without."""
BROKEN = 70
"""The exit code of a trial that could not even begin."""


class Mutated(SourceFileLoader):
    """Loads a module from a changed tree, and leaves no trace on disk."""

    def __init__(self, name: str, path: str, tree: Module) -> None:
        super().__init__(name, path)
        self.tree = tree

    def get_code(self, fullname: str):
        return compile(self.tree, self.get_filename(fullname), "exec")


class Finder:
    """Finds one module, the mutated one."""

    def __init__(self, path: Path, tree: Module) -> None:
        parts = path.relative_to(ROOT).with_suffix("").parts
        self.name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        self.path, self.tree = path, tree

    def find_spec(self, fullname, _path=None, _target=None):
        if fullname != self.name:
            return None
        loader = Mutated(fullname, str(self.path), self.tree)
        return spec_from_file_location(fullname, self.path, loader=loader)


class Listener:
    """Notes what each test takes, and the functions of argmap that it calls, as {test: [seconds, [[file, first line]]]}.

    What is called before the first test, while the file is imported, is noted under ""; what a test calls after it has worked
    for `NOTED_S` is not noted, because noting takes longer than most of what is noted.
    """

    def __init__(self) -> None:
        self.found: dict[str, list] = {"": [0.0, []]}
        self.seen: set = set()
        self.at = ""

    def trace(self, frame, event, _arg):
        code = frame.f_code
        if event == "call" and code not in self.seen:
            self.seen.add(code)
            if code.co_filename.startswith(f"{ROOT}/argmap/"):
                self.found[self.at][1].append([code.co_filename[len(f"{ROOT}/") :], code.co_firstlineno])

    def start(self):
        signal.signal(signal.SIGPROF, lambda *_: sys.settrace(None))
        sys.settrace(self.trace)
        threading.settrace(self.trace)

    def pytest_sessionstart(self):
        _quick()

    def pytest_collection_modifyitems(self, items):
        _fewer(items)

    def pytest_runtest_logstart(self, nodeid):
        self.at, self.seen = nodeid, set()
        self.found[nodeid] = [time.process_time(), []]
        signal.setitimer(signal.ITIMER_PROF, NOTED_S)
        sys.settrace(self.trace)

    def pytest_runtest_logfinish(self, nodeid):
        signal.setitimer(signal.ITIMER_PROF, 0)
        self.found[nodeid][0] = time.process_time() - self.found[nodeid][0]


class Chooser:
    """Keeps these tests only, in this order, and ends the process where one takes far longer than it did without a mutant."""

    def __init__(self, tests: Mapping[str, float]) -> None:
        self.tests = tests
        self.rank = {test: at for at, test in enumerate(tests)}

    def start(self):
        _limit(60)

    def pytest_sessionstart(self):
        _quick()

    def pytest_collection_modifyitems(self, items):
        items[:] = sorted((item for item in items if item.nodeid in self.rank), key=lambda item: self.rank[item.nodeid])
        _fewer(items)

    def pytest_runtest_logstart(self, nodeid):
        _limit(self.tests[nodeid])

    def pytest_runtest_logfinish(self):
        _limit(60)


def _limit(seconds: float) -> None:
    """Ends the process once it has worked five times so many seconds, and some; and much later if it only waits."""
    for timer, longest in ((signal.ITIMER_PROF, LEAST_S + 5 * seconds), (signal.ITIMER_REAL, 60 + 60 * seconds)):
        signal.setitimer(timer, longest)


def _quick() -> None:
    """Hypothesis finds counterexamples and does not shrink them: nobody reads them here."""
    from hypothesis import Phase, settings

    settings.register_profile("mutants", settings(), phases=[Phase.explicit, Phase.generate], derandomize=True)
    settings.load_profile("mutants")


def _fewer(items) -> None:
    """A property is tried on few examples: a mutant that only a hundred of them would notice needs a sharper test."""
    from hypothesis import is_hypothesis_test, settings

    for item in items:
        test = getattr(item, "obj", None)
        if test is not None and is_hypothesis_test(test):
            asked = test._hypothesis_internal_use_settings
            test._hypothesis_internal_use_settings = settings(asked, max_examples=min(EXAMPLES, asked.max_examples))


def learned(tests: str) -> dict[str, list] | None:
    """What the tests of a file or folder take and call; None if one fails without any mutant."""
    listener = Listener()
    with tempfile.NamedTemporaryFile("w+", suffix=".json") as kept:

        def told() -> None:
            Path(kept.name).write_text(json.dumps(listener.found), encoding="utf-8")

        passed = _forked([tests], listener, listener.start, told)
        return json.loads(Path(kept.name).read_text(encoding="utf-8")) if passed else None


def survives(path: Path, tree: Module, tests: Mapping[str, float]) -> bool:
    """Whether these tests (with the seconds that each takes) all pass with a mutant in the place of a module."""
    files = list(dict.fromkeys(test.partition("::")[0] for test in tests))
    chooser = Chooser(tests)

    def start() -> None:
        sys.meta_path.insert(0, Finder(path, tree))
        chooser.start()

    return _forked(files, chooser, start)


def _forked(
    files: Sequence[str], plugin: object, before: Callable[[], None], after: Callable[[], None] = lambda: None
) -> bool:
    """Whether pytest passes in a forked process, in which nothing of argmap is imported yet.

    The process, and all that it starts, has ended afterwards, also if this one is interrupted.
    """
    child = os.fork()
    if not child:
        code = BROKEN
        try:
            os.setsid()
            code = _run(files, plugin, before, after)
        finally:
            os._exit(code)
    try:
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
    if code == BROKEN:
        raise RuntimeError(f"pytest could not run {', '.join(files)}")
    return code == 0


def _run(files: Sequence[str], plugin: object, before: Callable[[], None], after: Callable[[], None]) -> int:
    """Runs pytest here, as if numba were not installed: what it keeps of a mutant on disk would be taken for the module's own."""
    import pytest

    os.chdir(ROOT)
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(quiet, stream)
    sys.modules["numba"] = None  # type: ignore[assignment]
    for sign in (signal.SIGINT, signal.SIGALRM, signal.SIGPROF):
        signal.signal(sign, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    before()
    code = int(pytest.main([*QUIET, *files], plugins=[plugin]))
    sys.settrace(None)
    if code in (0, 5):
        after()
        return 0
    return BROKEN if code == pytest.ExitCode.USAGE_ERROR else code
