"""Work that ends its process, for tests of engines; a module of its own, so that workers can import it."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Any


def end():
    """Ends this process by its own pid, as the system would for want of memory."""
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Once:
    """The job, but for the first call, which ends its process."""

    job: Any
    mark: str

    def __call__(self, items):
        try:
            Path(self.mark).touch(exist_ok=False)
        except FileExistsError:
            return self.job(items)
        return end()

    def __getattr__(self, name):
        if name in ("job", "mark"):
            raise AttributeError(name)
        return getattr(self.job, name)


@dataclass(frozen=True)
class On:
    """The job, but an entry of one of these names ends the process."""

    job: Any
    names: tuple

    def __call__(self, items):
        if any(item.name in self.names for item in items):
            end()
        return self.job(items)

    def __getattr__(self, name):
        if name in ("job", "names"):
            raise AttributeError(name)
        return getattr(self.job, name)


def squares(items):
    return [item * item for item in items]


def squares_but_7(items):
    if 7 in items:
        end()
    return squares(items)


def failing(items):
    raise ValueError(items)
