"""A press costs little, however busy the machine of the test is. `benchmarks/people.py` measures the rest."""

from __future__ import annotations

from pathlib import Path

import psutil

from tests.benchmarks.session import Session
from tests.journeys.stage import staged

PRESSES = 30
MOST = (
    0.025  # seconds of processor for a press; 0.007 measured, 0.042 when all memory is searched for garbage
)


def test_a_press_is_answered_at_little_cost(tmp_path: Path) -> None:
    with staged(tmp_path / "data") as stage:
        session = Session(stage.address)
        session.press("ask", "continue", {})
        portal = psutil.Process(stage.process)
        before = portal.cpu_times()
        for _ in range(PRESSES):
            session.press("ask", "continue", {})
        after = portal.cpu_times()
        session.close()
    assert (after.user + after.system - before.user - before.system) / PRESSES < MOST
