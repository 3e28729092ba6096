"""Work done in processes of their own, so that one that dies takes nothing else with it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Worker(Generic[Task]):
    """A process with the task it was given."""

    process: SpawnProcess
    pipe: Connection
    task: Task


def run_apart(
    work: Callable[[Task], Result], tasks: Sequence[Task], processes: int
) -> Iterator[tuple[Task, Result | None]]:
    """Yield each of ``tasks`` with what ``work`` made of it, as they end, from so many ``processes``.

    None stands where the process died over its task; another takes its place.
    ``work``, tasks and results are pickled; ``work`` must not raise.
    """
    waiting = deque(tasks)
    busy: dict[Connection, _Worker[Task]] = {}
    try:
        while waiting or busy:
            while waiting and len(busy) < processes:
                worker = _started(work, waiting.popleft())
                busy[worker.pipe] = worker
            for pipe in [pipe for pipe in wait(list(busy)) if isinstance(pipe, Connection)]:
                worker = busy.pop(pipe)
                alive, result = _received(worker)
                yield worker.task, result
                if alive and waiting:
                    busy[pipe] = _given(worker, waiting.popleft())
                else:
                    pipe.close()
    finally:
        for worker in busy.values():
            worker.process.terminate()


def _started(work: Callable[[Task], Result], task: Task) -> _Worker[Task]:
    context = get_context("spawn")  # a fork would copy the locks of native libraries as they stand
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, work), daemon=True)
    process.start()
    theirs.close()  # so that the worker's death is the end of the pipe
    return _given(_Worker(process, ours, task), task)


def _given(worker: _Worker[Task], task: Task) -> _Worker[Task]:
    with suppress(OSError):  # it has died since: receiving from it will say so
        worker.pipe.send(task)
    return _Worker(worker.process, worker.pipe, task)


def _received(worker: _Worker[Task]) -> tuple[bool, Result | None]:
    """Return whether the worker lives, and its result."""
    try:
        return True, worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join()
        return False, None


def _work(pipe: Connection, work: Callable[[Task], Result]) -> None:
    """Run tasks from ``pipe`` until it closes: the whole life of a worker process."""
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        pipe.send(work(task))
