"""The promise, kept or not, in a period a manager chooses, with the requests behind each figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

import streamlit as st

from portal import words
from portal.answers import Problem
from portal.choices import format_choice
from portal.parts import screen
from portal.parts.pressed import Pressed
from portal.periods import BEGINNING, OWN, PRESETS, preset_period, read_period, typed_of
from portal.screens.case import clear_the_desk
from portal.screens.places import go_on, leads_away
from portal.screens.visitor import admitted, may
from portal.services import Office, clock, current_office, evidence
from requests_log import (
    COUNTING_RULE,
    REOPENED_RULE,
    Account,
    Case,
    Compliance,
    Period,
    Role,
    Status,
    WorkingCalendar,
    london_date,
    result_again,
    result_of,
    status_of,
    working_days_taken,
)

CHOSEN: Final = "promise.chosen"
LISTED: Final = 200  # rows a list shows; the CSV has them all


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a manager chose: a preset or own dates, the list that is open, what is to be put right."""

    code: str
    period: Period
    typed: Mapping[str, str]
    open: str | None = None
    problems: tuple[Problem, ...] = ()
    announce: str | None = None
    focus: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure and the cases behind it; ``of`` says what is listed."""

    code: str
    name: str
    of: str
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One request behind a figure, in words."""

    reference: str
    received: date
    due: date
    replied: date | None
    working_days: int | None
    result: str
    again: str | None
    formats: tuple[str, ...]


def promise() -> None:
    go_on()
    account = admitted(Role.MANAGER)
    if account is None:
        return
    clear_the_desk()
    office, now = current_office(), clock.now()
    chosen = _chosen()
    screen.show(
        "promise.html",
        title="Error: Our promise" if chosen.problems else "Our promise",
        on_press=_pressed,
        focus=chosen.focus,
        announce=chosen.announce,
        **values(office, account, chosen, now),
    )


def values(office: Office, account: Account, chosen: Chosen, now: datetime) -> dict[str, Any]:
    """Return what the template shows."""
    found = evidence.figures(office, chosen.period)
    every = (*figures(found), *figures_again(found))
    listed = next((figure for figure in every if figure.code == chosen.open), None)
    return {
        "account": account,
        "working_days": office.settings.working_days,
        "chosen": chosen,
        "presets": PRESETS,
        "period": period_words(chosen.period, clock.today()),
        "figures": figures(found),
        "figures_again": figures_again(found),
        "rule_again": REOPENED_RULE,
        "percentage": found.percentage_text,
        "rule": COUNTING_RULE,
        "at_once": evidence.answered_at_once(office, chosen.period),
        "median": median_words(found.median_working_days),
        "listed": listed,
        "rows": rows(listed, office.calendar, now) if listed else (),
        "problems": chosen.problems,
    }


def figures(found: Compliance) -> tuple[Figure, ...]:
    """Return the figures in the order of the table. All after the first add up to it."""
    first = found.first
    return (
        Figure("received", "Received", "received", found.received),
        Figure("in-time", "Replied in time", "replied to in time", first.in_time),
        Figure("late", "Replied late", "replied to late", first.late),
        Figure("open", "Open, not yet due", "open and not yet due", first.open),
        Figure("waiting", "Waiting for their answer", "waiting for an answer", first.waiting),
        Figure("overdue", "Overdue, no reply yet", "overdue", first.overdue),
        Figure("withdrawn", "Withdrawn by the person", "withdrawn", first.withdrawn),
    )


def figures_again(found: Compliance) -> tuple[Figure, ...]:
    """Return the figures of files that did not work. Those after the second add up to it."""
    again = found.again
    return (
        Figure("did-not-work", "A file did not work", "where a file did not work", found.did_not_work),
        Figure("reopened", "Opened again after our reply", "opened again", found.reopened),
        Figure("again-in-time", "Replied again in time", "replied to again in time", again.in_time),
        Figure("again-late", "Replied again late", "replied to again late", again.late),
        Figure("again-open", "Open again, not yet due", "open again and not yet due", again.open),
        Figure("again-waiting", "Open again, waiting", "open again and waiting", again.waiting),
        Figure("again-overdue", "Open again, overdue", "open again and overdue", again.overdue),
        Figure("again-withdrawn", "Withdrawn after that", "withdrawn after that", again.withdrawn),
    )


def rows(figure: Figure, calendar: WorkingCalendar, now: datetime) -> tuple[Row, ...]:
    """Return the newest requests behind a figure, LISTED of them at most."""
    newest = sorted(figure.cases, key=lambda case: case.request.received_at, reverse=True)[:LISTED]
    return tuple(_row(case, calendar, now) for case in newest)


def period_words(period: Period, today: date) -> str:
    """Return "from Sunday 1 November 2026 to …"; a period that is not over says so."""
    to = "today" if period.last == today else words.day(period.last)
    if period.first == BEGINNING:
        return f"up to {to}"
    if period.first == period.last:
        return f"on {words.day(period.first)}"
    so_far = ", so far" if period.last > today else ""
    return f"from {words.day(period.first)} to {to}{so_far}"


def median_words(median: float | None) -> str | None:
    """Return "3 working days" or "2.5 working days"."""
    if median is None:
        return None
    return f"{median:g} working {'day' if median == 1 else 'days'}"


def _row(case: Case, calendar: WorkingCalendar, now: datetime) -> Row:
    status = status_of(case.history, now)
    first = status.rounds[0]
    return Row(
        reference=case.request.reference,
        received=london_date(status.received_at),
        due=first.promise.due,
        replied=london_date(first.reply.at) if first.reply else None,
        working_days=working_days_taken(status, calendar),
        result=result_of(status).value,
        again=_again(status),
        formats=tuple(format_choice(code).name for code in case.request.formats),
    )


def _again(status: Status) -> str | None:
    """Return how a request stands that was opened again, None where none was."""
    if status.reopened_by is None:
        return None
    return f"opened again, {result_again(status).value}, due {words.short_day(status.promise.due)}"


def _chosen() -> Chosen:
    chosen: Chosen | None = st.session_state.get(CHOSEN)
    if chosen is None:
        period = preset_period("this-month", clock.today())
        chosen = st.session_state[CHOSEN] = Chosen("this-month", period, typed_of(period))
    return chosen


def _pressed(pressed: Pressed) -> None:
    """Do what the button says, for whoever is still a manager."""
    chosen = replace(_chosen(), announce=None, focus=None, problems=())
    if not leads_away(pressed) and may(Role.MANAGER) is not None:
        chosen = _choose(chosen, pressed) if pressed.form == "period" else _list(chosen, pressed.action)
    st.session_state[CHOSEN] = chosen


def _choose(chosen: Chosen, pressed: Pressed) -> Chosen:
    code = pressed.one("period")
    typed = {name: pressed.one(name) for name in chosen.typed}
    try:
        period = read_period(typed, clock.today()) if code == OWN else preset_period(code, clock.today())
    except KeyError:
        problem = Problem("period-this-month", "Choose a period")
        return replace(chosen, problems=(problem,), focus=".error-summary")
    if isinstance(period, tuple):
        return replace(chosen, code=code, typed=typed, problems=period, focus=".error-summary")
    said = f"Showing the requests received {period_words(period, clock.today())}."
    return Chosen(
        code, period, typed_of(period) | (typed if code == OWN else {}), announce=said, focus="#figures"
    )


def _list(chosen: Chosen, action: str) -> Chosen:
    code = action.removeprefix("list:")
    if code == action:
        return replace(chosen, open=None, focus="#figures")
    return replace(chosen, open=code, focus="#list")
