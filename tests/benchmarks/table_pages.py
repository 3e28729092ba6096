"""Untagged pages with tables whose truth is known, set as reports, papers and accounts set them.

Every page is printed from HTML, so its table's rows, spans and words are exactly
known; nothing of the HTML's structure is left in the PDF. The same seed gives the
same pages.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from weasyprint import HTML  # type: ignore[import-untyped]

WORDS = (
    *("harbour", "ferry", "wall", "lamp", "keeper", "tide", "winter", "stone", "barge", "rope", "signal"),
    *("crane", "quay", "pilot", "cargo", "storm", "channel", "anchor", "buoy", "deck", "fleet", "engine"),
    *("survey", "repair", "station", "office", "record", "annual", "service", "public", "regional"),
)
PLACES = (
    *("Hull", "Goole", "Leith", "Whitby", "Dover", "North Shields", "Isle of Wight"),
    *("Grimsby", "Poole", "Port Talbot", "Fowey", "Larne"),
)
FONTS = ("Liberation Sans", "Nimbus Roman", "DejaVu Serif", "P052", "Liberation Sans Narrow", "URW Gothic")


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    columns: int = 1
    rows: int = 1
    look: str = ""

    def html(self, plain: bool) -> str:
        spans = "".join(
            f' {name}="{count}"'
            for name, count in (("colspan", self.columns), ("rowspan", self.rows))
            if count > 1
        )
        look = "" if plain else f' class="{self.look}"'
        return f"<td{spans}{look}>{escape(self.text)}</td>"


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A table with its first ``heads`` rows as the head, which every page repeats."""

    rows: tuple[Row, ...]
    heads: int

    def html(self, style: str) -> str:
        head, body = self.rows[: self.heads], self.rows[self.heads :]
        return f'<table class="{style}"><thead>{_html(head)}</thead><tbody>{_html(body)}</tbody></table>'

    def truth(self) -> str:
        return f"<table>{_html(self.rows, plain=True)}</table>"


@dataclass(frozen=True, slots=True)
class Sample:
    name: str
    pdf: bytes
    truth: tuple[str, ...]


def _html(rows: tuple[Row, ...], plain: bool = False) -> str:
    return "".join(f"<tr>{''.join(cell.html(plain) for cell in row)}</tr>" for row in rows)


# --- what stands in them --------------------------------------------------------------------


def words(dice: random.Random, least: int, most: int) -> str:
    said = " ".join(dice.choice(WORDS) for _ in range(dice.randint(least, most)))
    return said[:1].upper() + said[1:]


def accounts(dice: random.Random) -> Printed:
    """A statement: groups, indented labels, amounts with their currency, losses in brackets, a total."""
    years = dice.randint(2, 3)
    head = (Cell(""), *(Cell(str(2025 - n), look="right") for n in range(years)))
    rows: list[Row] = [head]
    for _ in range(dice.randint(2, 3)):
        rows.append((Cell(f"{words(dice, 1, 3)}:"), *(Cell("") for _ in range(years))))
        for n in range(dice.randint(2, 4)):
            rows.append(_amounts(dice, words(dice, 1, 4), years, "£" if not n else "", "indented"))
    rows.append(_amounts(dice, "Total", years, "£", "total"))
    return Printed(tuple(rows), 1)


def _amounts(dice: random.Random, label: str, years: int, sign: str, look: str) -> Row:
    return (Cell(label, look=look), *(Cell(_amount(dice, sign), look=f"right {look}") for _ in range(years)))


def _amount(dice: random.Random, sign: str) -> str:
    number = f"{dice.randint(10, 99_999):,}"
    return dice.choice([f"{sign}{number}", f"{sign}{number}", f"({sign}{number})", "–"])


def statistics(dice: random.Random) -> Printed:
    """Counts by place under two levels of heads."""
    groups, under = dice.randint(2, 3), dice.randint(2, 3)
    names = dice.sample(["Arrivals", "Departures", "Repairs", "Incidents"], groups)
    below = dice.sample(["Total", "Change", "Share", "Large"], under)
    top = (Cell("Port", rows=2), *(Cell(name, columns=under, look="over") for name in names))
    second = tuple(Cell(name, look="right") for _ in names for name in below)
    body = [
        (Cell(place), *(Cell(_figure(dice), look="right") for _ in range(groups * under)))
        for place in dice.sample(PLACES, dice.randint(5, 11))
    ]
    return Printed((top, second, *body), 2)


def _figure(dice: random.Random) -> str:
    return dice.choice(
        [
            str(dice.randint(1, 999)),
            f"{dice.uniform(0, 99):.1f}",
            f"{dice.randint(0, 99)}%",
            f"-{dice.uniform(0, 9):.2f}",
        ]
    )


def models(dice: random.Random) -> Printed:
    """Results as a paper sets them: centred figures with errors, a head over some columns only."""
    columns = dice.randint(3, 5)
    top = (
        Cell("Method", rows=2),
        Cell("Year", rows=2, look="centre"),
        Cell("Accuracy", columns=columns, look="over"),
    )
    second = tuple(
        Cell(name, look="centre") for name in dice.sample(["Fog", "Night", "Rain", "Calm", "Gale"], columns)
    )
    body = [
        (
            Cell(f"{words(dice, 1, 1)}Net-{dice.choice('SMLX')}"),
            Cell(str(dice.randint(2015, 2024)), look="centre"),
            *(
                Cell(
                    dice.choice([f"{dice.uniform(50, 99):.1f} ± {dice.uniform(0, 1):.1f}", "–"]),
                    look="centre",
                )
                for _ in range(columns)
            ),
        )
        for _ in range(dice.randint(4, 8))
    ]
    return Printed((top, second, *body), 2)


def prose(dice: random.Random) -> Printed:
    """Words in cells of several lines."""
    columns = dice.randint(3, 4)
    head = tuple(Cell(words(dice, 1, 2)) for _ in range(columns))
    body = [
        (Cell(words(dice, 1, 2)), *(Cell(words(dice, 3, 16)) for _ in range(columns - 1)))
        for _ in range(dice.randint(4, 6))
    ]
    return Printed((head, *body), 1)


def register(dice: random.Random) -> Printed:
    """A list of things of several kinds, some cells empty, heads of two lines."""
    head = ("No.", "Name of vessel", "Date of last survey", "Length overall in metres", "Remarks")
    body = [
        (
            Cell(str(n)),
            Cell(words(dice, 1, 3)),
            Cell(f"{dice.randint(1, 28)}/{dice.randint(1, 12)}/2024"),
            Cell(f"{dice.uniform(5, 90):.2f}", look="right"),
            Cell(words(dice, 1, 4) if dice.random() < 0.6 else ""),
        )
        for n in range(1, dice.randint(7, 13))
    ]
    return Printed((tuple(Cell(each) for each in head), *body), 1)


def plain_counts(dice: random.Random) -> Printed:
    """Two or three columns, no more."""
    columns = dice.randint(1, 2)
    head = (Cell("Port"), *(Cell(name, look="right") for name in ("Ships", "Boats")[:columns]))
    body = [
        (Cell(place), *(Cell(f"{dice.randint(0, 9999):,}", look="right") for _ in range(columns)))
        for place in dice.sample(PLACES, dice.randint(5, 9))
    ]
    return Printed((head, *body), 1)


CONTENTS: tuple[Callable[[random.Random], Printed], ...] = (
    accounts,
    statistics,
    models,
    prose,
    register,
    plain_counts,
)

# --- how they are set -----------------------------------------------------------------------

PAPER = """
@page { size: A4; margin: 22mm } * { bookmark-level: none } body { margin: 0 }
table { border-collapse: collapse; margin: 4mm auto } td { padding: 0.6mm 2.2mm; vertical-align: top }
.right { text-align: right } .centre, .over { text-align: center } .indented:first-child { padding-left: 5mm }
.ruled td { border: 0.5pt solid #444 }
.booktabs thead tr:first-child td { border-top: 1pt solid } .booktabs thead tr:last-child td,
.booktabs thead td[rowspan] { border-bottom: 0.5pt solid } .booktabs .over { border-bottom: 0.4pt solid }
.booktabs tbody tr:last-child td { border-bottom: 1pt solid }
.rows tr td { border-bottom: 0.4pt solid #888 } .rows thead td { font-weight: bold }
.striped tbody tr:nth-child(even) td { background: #e8eef4 }
.striped thead td { background: #204060; color: white }
.bare .total { font-weight: bold } .bare thead td { font-weight: bold } .wide { width: 100% }
.entry { display: flex } .leader { flex: 1; overflow: hidden; white-space: nowrap }
.chart { position: relative; height: 60mm } .chart * { position: absolute } .chart i { background: #357 }
.beside { display: flex; gap: 12mm } .columns table { break-inside: avoid }
.columns { columns: 2; column-gap: 8mm; text-align: justify }
"""
STYLES = ("ruled", "booktabs", "bare", "striped", "rows")


def samples(seed: int = 1) -> Iterator[Sample]:
    """Yield pages with one table in each style, then the awkward ones, then those without a table."""
    for content in CONTENTS:
        for style in STYLES:
            dice = random.Random(f"{seed} {content.__name__} {style}")
            yield _one(f"{style} {content.__name__}", content(dice), style, dice)
    yield from _awkward(seed)
    yield from _without(seed)


def _one(name: str, table: Printed, style: str, dice: random.Random) -> Sample:
    caption = f"<p>Table {dice.randint(1, 9)}. {words(dice, 3, 8)}</p>"
    wide = " wide" if dice.random() < 0.4 else ""
    body = f"{_paragraph(dice)}{caption}{table.html(style + wide)}{_paragraph(dice)}"
    return Sample(name, _pdf(body, dice), (table.truth(),))


def _awkward(seed: int) -> Iterator[Sample]:
    for style in STYLES[:3]:
        dice = random.Random(f"{seed} awkward {style}")
        both = plain_counts(dice), plain_counts(dice)
        beside = "".join(each.html(style) for each in both)
        truth = tuple(each.truth() for each in both)
        body = f'{_paragraph(dice)}<div class="beside">{beside}</div>{_paragraph(dice)}'
        yield Sample(f"{style} side by side", _pdf(body, dice), truth)
        table = plain_counts(dice)
        flow = _paragraph(dice) * 3 + table.html(style) + _paragraph(dice) * 4
        yield Sample(
            f"{style} in a column", _pdf(f'<div class="columns">{flow}</div>', dice), (table.truth(),)
        )
        table = _long(dice)
        yield Sample(
            f"{style} over pages", _pdf(f"{_paragraph(dice)}{table.html(style)}", dice), (table.truth(),)
        )


def _long(dice: random.Random) -> Printed:
    body = [
        (Cell(f"{place} {number}"), *(Cell(f"{dice.randint(0, 9999):,}", look="right") for _ in range(3)))
        for number in range(1, 11)
        for place in PLACES
    ]
    head = (
        Cell("Berth"),
        Cell("Ships", look="right"),
        Cell("Boats", look="right"),
        Cell("Barges", look="right"),
    )
    return Printed((head, *body), 1)


def _without(seed: int) -> Iterator[Sample]:
    dice = random.Random(f"{seed} without")
    entries = "".join(
        f'<div class="entry"><span>{n}. {words(dice, 2, 5)}</span>'
        f'<span class="leader">{" ." * 30}</span><span>{n * 7}</span></div>'
        for n in range(1, 15)
    )
    answers = "".join(f"<p><b>{words(dice, 1, 2)}:</b> {words(dice, 1, 4)}</p>" for _ in range(8))
    books = "".join(f"<li>{words(dice, 12, 30)}, {dice.randint(1990, 2024)}.</li>" for _ in range(14))
    pages = {
        "two columns": f'<div class="columns">{"".join(_paragraph(dice) for _ in range(9))}</div>',
        "contents": f"<h1>Contents</h1>{entries}",
        "answers": f"{_paragraph(dice)}{answers}{_paragraph(dice)}",
        "references": f'<h2>References</h2><ol class="columns">{books}</ol>',
        "chart": f"{_paragraph(dice)}{_chart(dice)}{_paragraph(dice)}",
    }
    for name, body in pages.items():
        yield Sample(f"no table: {name}", _pdf(body, dice), ())


def _chart(dice: random.Random) -> str:
    """Return bars over their years, and a scale beside them."""
    bars = "".join(
        f'<i style="left:{left}mm;bottom:8mm;width:10mm;height:{dice.randint(5, 40)}mm"></i>'
        f'<span style="left:{left}mm;bottom:1mm">{2014 + left // 18}</span>'
        for left in range(20, 146, 18)
    )
    scale = "".join(f'<span style="left:6mm;bottom:{7 + 10 * n}mm">{n * 20}</span>' for n in range(5))
    return f'<div class="chart">{bars}{scale}</div><p>Figure 1. {words(dice, 3, 6)}</p>'


def _paragraph(dice: random.Random) -> str:
    return f"<p>{' '.join(words(dice, 8, 18) + '.' for _ in range(dice.randint(3, 6)))}</p>"


def _pdf(body: str, dice: random.Random) -> bytes:
    size = dice.choice((8.5, 9.5, 10.5, 11.5))
    leading = dice.choice((1.15, 1.25, 1.4))
    style = f'{PAPER} body {{ font: {size}pt/{leading} "{dice.choice(FONTS)}" }}'
    made: bytes = HTML(string=f"<style>{style}</style><body>{body}</body>").write_pdf()
    return made
