"""What is left out of the flow, named: one finding for all lines that differ in their numbers alone.

A person looks at “Page 1 of 90” to “Page 90 of 90” once, and not ninety times.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from converters.findings import Finding, FindingKind
from converters.readers.pdf.text.characters import one_line

FEWEST = 4  # lines that are named by the first and the last; fewer are named one by one

_WHY = {
    FindingKind.RUNNING_TEXT_LEFT_OUT: "Left out as a running head, foot or page number",
    FindingKind.ARTIFACT_LEFT_OUT: "Left out because the author marked it as decoration",
}
_NUMBER = re.compile(r"\d{1,9}")
_ROMAN = re.compile(r"[ivxlc]{1,7}", re.IGNORECASE)


def named_left_out(kind: FindingKind, lines: Iterable[tuple[int, str]]) -> tuple[Finding, ...]:
    """Return findings that name every one of ``lines``, which are left out for the reason of ``kind``.

    A line comes with its page. The finding stands on the first page of its lines.
    """
    groups: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for page, line in lines:
        if text := one_line(line):
            groups[_signature(text)].append((page, text))
    return tuple(
        Finding(kind, there[0][0], f"{_WHY[kind]}: {', '.join(_named(text for _, text in there))}.")
        for there in groups.values()
    )


def _signature(text: str) -> str:
    return "#" if _ROMAN.fullmatch(text) else _NUMBER.sub("#", text)


def _named(texts: Iterable[str]) -> Iterator[str]:
    times = Counter(texts)
    for run in _runs(times):
        if len(run) >= FEWEST:
            yield f"“{run[0]}” to “{run[-1]}” ({len(run)} times)"
        else:
            yield from (f"“{text}”" + (f" ({times[text]} times)" if times[text] > 1 else "") for text in run)


def _runs(times: Counter[str]) -> Iterator[list[str]]:
    """Yield the texts in order, together where each stands once and one number in them goes up evenly."""
    run: list[str] = []
    for text in times:
        goes_on = run and times[run[-1]] == times[text] == 1 and (step := _step(run[-1], text))
        if run and not (goes_on and (len(run) == 1 or step == _step(run[-2], run[-1]))):
            yield run
            run = []
        run.append(text)
    if run:
        yield run


def _step(before: str, after: str) -> tuple[int, int] | None:
    """Return which number alone is higher in ``after``, and by how much, None where none is."""
    pairs = zip(map(int, _NUMBER.findall(before)), map(int, _NUMBER.findall(after)), strict=False)
    changed = [(place, new - old) for place, (old, new) in enumerate(pairs) if new != old]
    return changed[0] if len(changed) == 1 and changed[0][1] > 0 else None
