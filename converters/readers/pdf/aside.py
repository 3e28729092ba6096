"""Work done aside, by one thread that is kept: native code that leaves Python alone, or work for waits."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from typing import ParamSpec, TypeVar

_Asked = ParamSpec("_Asked")
_Found = TypeVar("_Found")


def begin(work: Callable[_Asked, _Found], *arguments: _Asked.args, **named: _Asked.kwargs) -> Future[_Found]:
    """Do ``work`` after what was begun before; its result, or what it raises, is asked of the future."""
    return _thread_of(os.getpid()).submit(work, *arguments, **named)


@lru_cache(1)
def _thread_of(process: int) -> ThreadPoolExecutor:
    """Return the thread of ``process``, kept: starting one for each file would cost as much as it saves.

    A process that was forked off has not got the thread of its parent, and would wait for it for ever.
    """
    return ThreadPoolExecutor(1)
