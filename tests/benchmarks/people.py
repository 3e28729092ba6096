"""What the portal costs: until the form can be used, until a press is answered, with many people at once.

    python -m tests.benchmarks.people [--people 1 10 50] [--seconds 10]

Everything goes through real sockets to the real service (`python -m portal`, with its worker), on the
same machine as the people. Measured, in this order:

* In Chromium, a browser that has nothing kept each time: from opening the address until the form can be
  used, until a press with a mistake is answered on the screen, and until "Send your request" is.
* Memory of the portal for each open session: so many sessions, each with its own socket and the form shown.
* Screens: as many people as asked, each a session of Streamlit's own protocol, fill in the form and press
  as soon as the last press is answered, with no pause for thought. Then all press "Send" at one moment.
* The plain pages: the same over HTTP, a connection for each press.

Many browsers would only measure themselves on two cores; so the people of the last two are sockets.
Asked for: the form within 2 s on an idle machine, a submit within 1 s with 10 people at once.
"""

from __future__ import annotations

import argparse
import http.client
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from threading import Barrier
from urllib.parse import urlsplit

import psutil
from playwright.sync_api import Browser, Page, expect, sync_playwright
from urllib3 import encode_multipart_formdata

from tests.benchmarks.session import FILLED, Session
from tests.journeys.requester import choose, give_email
from tests.journeys.service import Service, chromium, started
from tests.journeys.visits import visiting

TIMES = 5
MEGABYTE = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, nargs="+", default=[1, 10, 50])
    parser.add_argument("--seconds", type=float, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, started(Path(folder) / "data", {}) as service:
        print(f"load of the machine before: {psutil.getloadavg()[0]:.1f} on {psutil.cpu_count()} cores")
        in_a_browser(service)
        memory_of_sessions(service, max(options.people))
        for people in options.people:
            on_screens(service, people, options.seconds)
        for people in options.people:
            on_plain_pages(service, people, options.seconds)


def in_a_browser(service: Service) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        rounds = [_visit(browser, service.address) for _ in range(TIMES + 1)][1:]  # the first one warms up
        browser.close()
    for at, name in enumerate(("form can be used", "mistake answered", "request sent")):
        print(f"browser: {name} after {_told(one[at] for one in rounds)}")


def _visit(browser: Browser, address: str) -> tuple[float, float, float]:
    """Open the form in a fresh browser, make a mistake, put it right and send; return the seconds of each."""
    context = visiting(browser)
    page = context.new_page()
    usable = _timed(lambda: _open(page, address))
    expect_summary = page.locator(".error-summary")
    mistake = _timed(lambda: _press(page, "Continue", expect_summary.wait_for))
    page.get_by_label("I have neither: I will describe it").check()
    page.get_by_label("What is the document about").fill("The plan for lifts")
    choose(page, ("Audio",))
    give_email(page, "ann@example.org")
    _press(page, "Continue", page.get_by_role("button", name="Send your request").wait_for)
    sent = _timed(lambda: _press(page, "Send your request", page.locator(".reference").wait_for))
    context.close()
    return usable, mistake, sent


def _open(page: Page, address: str) -> None:
    page.goto(address, wait_until="commit")
    expect(page.get_by_role("button", name="Continue")).to_be_enabled(timeout=60_000)


def _press(page: Page, name: str, answered: Callable[[], None]) -> None:
    page.get_by_role("button", name=name).click()
    answered()


def memory_of_sessions(service: Service, people: int) -> None:
    portal = _portal(service)
    before = portal.memory_info().rss
    sessions = [Session(service.address) for _ in range(people)]
    each = (portal.memory_info().rss - before) / people / MEGABYTE
    print(f"memory: {before / MEGABYTE:.0f} MB before, {each:.2f} MB for each of {people} open sessions")
    for session in sessions:
        session.close()


def on_screens(service: Service, people: int, seconds: float) -> None:
    sessions = [Session(service.address) for _ in range(people)]
    print(
        f"screens, {people} at once: {_pressing(service, people, lambda n: sessions[n].fill_in_for(seconds))}"
    )
    sent = _together(people, lambda number: [sessions[number].send()])
    print(f"screens, {people} at once: request sent after {_told(taken for [taken] in sent)}")
    for session in sessions:
        session.close()


def on_plain_pages(service: Service, people: int, seconds: float) -> None:
    print(
        f"plain, {people} at once: {_pressing(service, people, lambda _: _plainly(service.address, seconds))}"
    )


def _pressing(service: Service, people: int, press: Callable[[int], Sequence[float]]) -> str:
    """Let everybody press until their time is over; return what it came to, in words."""
    portal = _portal(service)
    began, used = time.monotonic(), _processor(portal)
    answers = [answer for one in _together(people, press) for answer in one]
    took, used = time.monotonic() - began, _processor(portal) - used
    each = 1000 * used / len(answers)
    return (
        f"{len(answers) / took:.1f} answers a second, {each:.0f} ms of processor each, after {_told(answers)}"
    )


def _processor(portal: psutil.Process) -> float:
    """Return the seconds of processor used so far: what does not depend on who else is at work."""
    times = portal.cpu_times()
    return float(times.user + times.system)


def _plainly(address: str, seconds: float) -> list[float]:
    """Send the filled form to the plain page again and again; return how long each answer took."""
    body, kind = encode_multipart_formdata(
        [("step", "FORM"), ("press", "continue"), *((name, value) for name, [value] in FILLED.items())]
    )
    until, answers = time.monotonic() + seconds, []
    while time.monotonic() < until:
        answers.append(_timed(lambda: _post(address, body, kind)))
    return answers


def _post(address: str, body: bytes, kind: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=120)
    connection.request("POST", "/plain/ask", body, {"Content-Type": kind})
    answer = connection.getresponse()
    assert answer.status == 200 and b"Check your answers" in answer.read()
    connection.close()


def _together(people: int, act: Callable[[int], Sequence[float]]) -> list[Sequence[float]]:
    """Let every person act in a thread of their own, all from the same moment."""
    ready = Barrier(people)

    def acting(number: int) -> Sequence[float]:
        ready.wait()
        return act(number)

    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(acting, range(people)))


def _portal(service: Service) -> psutil.Process:
    parts = psutil.Process(service.process.pid).children()
    return next(part for part in parts if part.cmdline()[-1] == "portal.app")


def _timed(act: Callable[[], None]) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began


def _told(seconds: Iterable[float]) -> str:
    known = sorted(seconds)
    most = known[min(len(known) - 1, int(len(known) * 0.95))]
    return f"{median(known):.3f} s (middle), {most:.3f} s (95 of 100), {known[-1]:.3f} s (slowest)"


if __name__ == "__main__":
    main()
