"""From "Send" to automatic files on the private link, through a real browser.

    python -m tests.benchmarks.first_minute [--pages 10] [--times 3]

Prints when each file was there and what the screen said meanwhile, and the most memory that
the portal and the worker used (each with the processes it started). Asked for: under 20 s, 400 MB and 600 MB.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from playwright.sync_api import Page, sync_playwright

from tests import pdfs
from tests.journeys.requester import ask_for
from tests.journeys.service import Service, chromium, started
from tests.journeys.visits import visiting

SAMPLING_SECONDS = 0.05
FORMATS = ("Web page", "Word document", "Large print")


class Memory:
    """The most resident memory of each part of a running service, in megabytes."""

    def __init__(self, service: Service) -> None:
        self.most: dict[str, float] = {}
        self._service = psutil.Process(service.process.pid)
        self._stop = threading.Event()

    @contextmanager
    def watched(self) -> Iterator[Memory]:
        thread = threading.Thread(target=self._watch)
        thread.start()
        try:
            yield self
        finally:
            self._stop.set()
            thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(SAMPLING_SECONDS):
            for part in self._service.children():
                name = part.cmdline()[-1]
                self.most[name] = max(self.most.get(name, 0), _megabytes(part))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, started(Path(folder) / "data", {}) as service:
        document = Path(folder) / "report.pdf"
        document.write_bytes(pdfs.long_report(options.pages))
        with Memory(service).watched() as memory, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            for _ in range(options.times):
                seconds = _seconds(visiting(browser).new_page(), service, document)
                print(f"{seconds:.1f} s, {options.pages} pages")
            browser.close()
        for name, most in sorted(memory.most.items()):
            print(f"{name}: {most:.0f} MB at most")


def _seconds(page: Page, service: Service, document: Path) -> float:
    send = ask_for(page, service.address, document, FORMATS)
    begun = time.monotonic()
    page.goto(send())
    said, there = page.locator("h2:text('Being made now') + p"), page.locator("ul.files > li > a")
    shown: list[str] = []
    while there.count() < len(FORMATS):
        for words in (*there.all_inner_texts(), *said.all_inner_texts()):
            if _kind(words) not in shown:
                shown.append(_kind(words))
                print(f"  {time.monotonic() - begun:.1f} s: {words}")
        page.wait_for_timeout(200)
    return time.monotonic() - begun


def _kind(words: str) -> str:
    """Return ``words`` without the page that they are about."""
    return re.sub(r"page \d+", "page", words)


def _megabytes(process: psutil.Process) -> float:
    total = 0
    for each in (process, *process.children(recursive=True)):
        try:
            total += each.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total / 1e6


if __name__ == "__main__":
    main()
