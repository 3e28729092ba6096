"""Slowing down whoever guesses passwords. In memory, bounded; forgets when the portal is started again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

FAILURES: Final = 10
WINDOW: Final = timedelta(minutes=15)
REMEMBERED: Final = 10_000  # names and addresses; the one not heard of longest is forgotten first


class Throttle:
    """Counts attempts for each key (a name, an address). Safe between threads; the clock is a parameter."""

    def __init__(
        self, failures: int = FAILURES, window: timedelta = WINDOW, remembered: int = REMEMBERED
    ) -> None:
        self._failures: Final = failures
        self._window: Final = window
        self._remembered: Final = remembered
        self._attempts: Final[OrderedDict[str, tuple[datetime, ...]]] = OrderedDict()
        self._lock: Final = Lock()

    def attempt(self, keys: Iterable[str], now: datetime) -> datetime | None:
        """Count an attempt under every key, or return the moment from which one is allowed again.

        An attempt counts when it begins, so that many at once are no way round;
        one that succeeds is taken back with ``forgive``.
        """
        with self._lock:
            recent = {key: self._recent(key, now) for key in keys}
            full = [attempts for attempts in recent.values() if len(attempts) >= self._failures]
            if full:
                return max(attempts[-self._failures] for attempts in full) + self._window
            for key, attempts in recent.items():
                self._remember(key, (*attempts, now))
        return None

    def forgive(self, keys: Iterable[str]) -> None:
        """Take back the last attempt under every key."""
        with self._lock:
            for key in keys:
                remaining = self._attempts.pop(key, ())[:-1]
                if remaining:
                    self._remember(key, remaining)

    def _recent(self, key: str, now: datetime) -> tuple[datetime, ...]:
        return tuple(at for at in self._attempts.get(key, ()) if now - at < self._window)

    def _remember(self, key: str, attempts: tuple[datetime, ...]) -> None:
        self._attempts[key] = attempts
        self._attempts.move_to_end(key)
        while len(self._attempts) > self._remembered:
            self._attempts.popitem(last=False)
