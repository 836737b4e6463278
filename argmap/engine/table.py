"""The table of engines: each opens a pool of workers, an executor of `concurrent.futures`, and closes it again."""

import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.connection import wait
from typing import Any

from argmap.errors import EngineError, MissingPackage, UnknownName


@dataclass(frozen=True)
class Pool:
    """Workers that are ready: their executor, how many they are, and the errors by which it says that a worker died."""

    executor: Executor
    workers: int
    deaths: tuple[type[BaseException], ...] = ()


@dataclass(frozen=True)
class Engine:
    """One engine: `open` takes the number of workers, None for one per core, and the address of a scheduler, or None."""

    name: str
    about: str
    open: Callable[[int | None, str | None], AbstractContextManager[Pool]]
    takes_scheduler: bool = False

    def opened(self, workers: int | None = None, scheduler: str | None = None) -> AbstractContextManager[Pool]:
        """A pool of workers, closed at the end of `with`. Raises EngineError, and MissingPackage if the engine is not installed."""
        if workers is not None and workers < 1:
            raise EngineError(f"workers must be at least 1, got {workers}")
        if scheduler is not None and not self.takes_scheduler:
            raise EngineError(f"the engine {self.name} has no scheduler, got {scheduler!r}", 'use the engine "dask"')
        return self.open(workers, scheduler)


def cores() -> int:
    """The number of processor cores that this process may use.

    >>> cores() >= 1
    True
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _processes(workers: int | None, _scheduler: str | None) -> Iterator[Pool]:
    """Processes of this machine. They are never forked from this one, which may hold locks in other threads."""
    count = workers or cores()
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    executor = ProcessPoolExecutor(count, mp_context=get_context(method), initializer=_begin)
    try:
        try:
            executor.submit(_ready).result()
        except BrokenProcessPool:
            hint = 'in a script, put the call under `if __name__ == "__main__":`, or use the engine "threads"'
            raise EngineError("the worker processes do not start", hint) from None
        yield Pool(executor, count, (BrokenProcessPool,))
    finally:
        executor.shutdown(cancel_futures=True)


def _begin() -> None:
    """What a worker process does first: it leaves Ctrl-C to its parent, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if (parent := parent_process()) is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _ready() -> bool:
    return True


@contextmanager
def _threads(workers: int | None, _scheduler: str | None) -> Iterator[Pool]:
    count = workers or cores()
    executor = ThreadPoolExecutor(count)
    try:
        yield Pool(executor, count)
    finally:
        executor.shutdown(cancel_futures=True)


@contextmanager
def _dask(workers: int | None, scheduler: str | None) -> Iterator[Pool]:
    """The workers of a Dask scheduler, or a cluster on this machine if no scheduler is named."""
    try:
        dask, distributed = map(import_module, ("dask", "distributed"))
    except ImportError:
        raise MissingPackage("the engine dask needs Dask", 'pip install "argmap[dask]"') from None
    count = workers or cores()
    with ExitStack() as stack:
        target: Any = scheduler
        if scheduler is None:
            stack.enter_context(dask.config.set({"distributed.scheduler.allowed-failures": 0}))
            cluster = distributed.LocalCluster(n_workers=count, threads_per_worker=1, dashboard_address=None)
            target = stack.enter_context(cluster)
        try:
            client = stack.enter_context(distributed.Client(target))
        except (OSError, ValueError) as error:
            raise EngineError(
                f"no Dask scheduler answers at {scheduler!r}: {error}", "dask scheduler starts one"
            ) from None
        threads = sum(client.nthreads().values()) if scheduler else count
        executor = client.get_executor(pure=False)
        try:
            yield Pool(executor, max(1, threads), (distributed.KilledWorker,))
        finally:
            executor.shutdown(wait=False)


ENGINES: Mapping[str, Engine] = {
    engine.name: engine
    for engine in (
        Engine("local", "processes of this machine, one per core unless --workers is given", _processes),
        Engine("threads", "threads of this process, for a Python without a global lock", _threads),
        Engine(
            "dask", "the workers of a Dask scheduler, or a Dask cluster on this machine", _dask, takes_scheduler=True
        ),
    )
}
"""The engines by their names."""
DEFAULT_ENGINE = "local"


def engine_of(name: str) -> Engine:
    """The engine of this name. Raises UnknownName.

    >>> engine_of("local").about
    'processes of this machine, one per core unless --workers is given'
    """
    if name not in ENGINES:
        raise UnknownName("engine", name, ENGINES)
    return ENGINES[name]
