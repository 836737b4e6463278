"""The loop that every engine runs: tasks go in, results come out as they are done, and what ends its worker is found."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from itertools import islice
from types import TracebackType
from typing import Generic, Self, TypeVar

from argmap.engine.table import Pool

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True)
class Task(Generic[T]):
    """A task: its number, and its items. Dask would look through a bare list for futures."""

    number: int
    items: Sequence[T]


Work = Callable[[Sequence[T]], Sequence[R]]
"""Does a task: one result for each item, in the same order."""

AHEAD = 3
"""So many tasks for each worker are handed over: one is done, the others wait, and memory stays bounded."""


def run(
    opened: Callable[[], AbstractContextManager[Pool]],
    work: Work[T, R],
    tasks: Iterable[Task[T]],
    lost: Callable[[T], R],
) -> Iterator[tuple[int, Sequence[R]]]:
    """The results of each task with its number, in the order in which they are done.

    A worker may die. Every task that may have been the reason is done again, alone; if its worker dies again, its halves are
    done, until single items are left, and `lost` gives the result of an item whose worker died even then. So nothing is
    lost if a worker is killed from outside, and an item that kills its worker costs the others nothing but time. An
    exception that `work` raises is raised here.

    >>> from argmap.engine import engine_of
    >>> tasks = [Task(0, [1, 2]), Task(1, [3])]
    >>> sorted(run(lambda: engine_of("threads").opened(2), lambda items: [one * one for one in items], tasks, repr))
    [(0, [1, 4]), (1, [9])]
    """
    queue, waiting = iter(tasks), dict[Future[Sequence[R]], Task[T]]()
    suspects: list[Task[T]] = []
    with _Pools(opened) as pools:
        while True:
            for task in islice(queue, 0 if suspects else AHEAD * pools.pool.workers - len(waiting)):
                try:
                    waiting[pools.pool.executor.submit(_done, work, task)] = task
                except BrokenExecutor:
                    suspects.append(task)
            if not waiting and not suspects:
                return
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                task = waiting.pop(future)
                try:
                    results = future.result()
                except pools.pool.deaths:
                    suspects.append(task)
                else:
                    yield task.number, results
            if suspects and not waiting:
                pools.renew()
                for task in suspects:
                    yield task.number, _alone(pools, work, task, lost)
                suspects = []


class _Pools:
    """One pool after another: a pool of processes is broken as a whole when a process of it dies."""

    def __init__(self, opened: Callable[[], AbstractContextManager[Pool]]) -> None:
        self._opened, self._stack = opened, ExitStack()

    def __enter__(self) -> Self:
        self.pool = self._stack.enter_context(self._opened())
        return self

    def renew(self) -> None:
        """Opens another pool in place of one that breaks when a worker dies."""
        if any(issubclass(death, BrokenExecutor) for death in self.pool.deaths):
            self._stack.close()
            self.pool = self._stack.enter_context(self._opened())

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)


def _done(work: Work[T, R], task: Task[T]) -> Sequence[R]:
    return work(task.items)


def _alone(pools: _Pools, work: Work[T, R], task: Task[T], lost: Callable[[T], R]) -> list[R]:
    """The results of a task while nothing else is done, so that a death has its reason in it."""
    results: list[R] = []
    queue = [task.items]
    while queue:
        items = queue.pop()
        try:
            results += pools.pool.executor.submit(_done, work, Task(task.number, items)).result()
        except pools.pool.deaths:
            pools.renew()
            if len(items) == 1:
                results.append(lost(items[0]))
            else:
                half = len(items) // 2
                queue += [items[half:], items[:half]]
    return results
