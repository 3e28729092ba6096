"""What is done aside while a PDF is read is done in every process, and never waited for in vain."""

from __future__ import annotations

import multiprocessing
import warnings
from concurrent.futures import ProcessPoolExecutor

from converters import read
from tests import pdfs


def test_a_process_that_was_forked_off_after_a_reading_reads_too() -> None:
    here = title()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # newer Pythons warn of any fork beside threads
        with ProcessPoolExecutor(1, multiprocessing.get_context("fork")) as pool:
            assert pool.submit(title).result(60) == here


def title() -> str:
    return str(read(pdfs.report())[0].title)
