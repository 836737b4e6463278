"""The engines that run many tasks at once: processes, threads or Dask, all by one loop over `concurrent.futures.Executor`.

Nothing here knows an argument. `ENGINES` is the table of engines, `run` the loop.
"""

from argmap.engine.loop import Task, run
from argmap.engine.table import ENGINES, Engine, Pool, engine_of

__all__ = ["ENGINES", "Engine", "Pool", "Task", "engine_of", "run"]
