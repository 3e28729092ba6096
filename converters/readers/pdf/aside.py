"""Work done aside, by one thread that is kept: native code that leaves Python alone, or work for waits."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

_Asked = ParamSpec("_Asked")
_Found = TypeVar("_Found")

_ASIDE = ThreadPoolExecutor(1)  # starting a thread for each file would cost as much as it saves


def begin(work: Callable[_Asked, _Found], *arguments: _Asked.args, **named: _Asked.kwargs) -> Future[_Found]:
    """Do ``work`` after what was begun before; its result, or what it raises, is asked of the future."""
    return _ASIDE.submit(work, *arguments, **named)
