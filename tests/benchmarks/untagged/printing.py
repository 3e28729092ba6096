"""The generated half of the benchmark: model documents in each style, untagged, with what is true of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from weasyprint import HTML  # type: ignore[import-untyped]

from tests.benchmarks.untagged.marks import ROLES
from tests.benchmarks.untagged.models import MODELS, UNSETTLED
from tests.benchmarks.untagged.office import office, printed_by_office, without_charts
from tests.benchmarks.untagged.structure import Structure, folded, structure_of
from tests.benchmarks.untagged.styles import EVERY, STYLES, Style

HALVES = ("development", "checking")


@dataclass(frozen=True, slots=True)
class Sample:
    """A file as nobody tagged it, and what it is; only ``asked`` roles are settled by ``truth``."""

    name: str
    group: str
    pdf: bytes
    truth: Structure
    asked: frozenset[str] = frozenset(ROLES)


def generated(half: str, seed: int = 1) -> Iterator[Sample]:
    """Yield the samples of ``half``: every other style is for looking at, the others for totals alone."""
    for style in STYLES[HALVES.index(half) :: 2]:
        for model in style.models:
            dice = random.Random(f"{seed} {style.name} {model}")
            body = MODELS[model](dice, style.numbered)
            if style.tagger == "office":
                yield from _by_office(style, model, body)
            else:
                truth = structure_of(f"<body>{body}</body>", tuple(map(folded, style.running)))
                made = HTML(string=f"<style>{EVERY}{style.css}</style><body>{body}</body>").write_pdf()
                yield _sample(style, model, made, truth)


def _by_office(style: Style, model: str, body: str) -> Iterator[Sample]:
    if program := office():
        body = without_charts(body)
        truth = structure_of(f"<body>{body}</body>", ("harbour board",))
        yield _sample(style, model, printed_by_office(body, program), truth)


def _sample(style: Style, model: str, pdf: bytes, truth: Structure) -> Sample:
    asked = frozenset(ROLES) - UNSETTLED.get(model, set())
    return Sample(f"{style.name}: {model}", style.name, pdf, truth, asked)
