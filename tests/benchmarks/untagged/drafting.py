"""Parts of model documents as HTML: sections, lists, tables, figures, boxes and notes."""

from __future__ import annotations

import random
from base64 import b64encode
from html import escape
from io import BytesIO

from PIL import Image, ImageDraw

from tests.benchmarks.untagged.prose import ADJECTIVES, NOUNS, PLACES, item, noun, paragraph, sentence, title

MARKS = ("disc", "circle", "square", '"–  "', '"•  "', '"➢  "')
COUNTS = ("decimal", "lower-alpha", "lower-roman", "upper-alpha")
LOOKS = ("ruled", "lines", "booktabs", "bare", "striped")


class Draft:
    """A document as it is written: ``dice`` choose the words, headings, tables and figures are counted."""

    def __init__(self, dice: random.Random, numbered: bool = False) -> None:
        self.dice = dice
        self._numbered = numbered
        self._numbers = [0] * 7
        self._tables = 0
        self._figures = 0
        self._words = dice.choice(
            (("Table", "Figure"), ("Table", "Fig."), ("TABLE", "FIGURE"), ("Table", "Chart"))
        )
        self._stop = dice.choice((". ", ": ", " – ", " "))

    def heading(self, level: int, said: str | None = None, numbered: bool | None = None) -> str:
        """Return a heading of ``level``; those under the title are numbered where the document is."""
        said = said or title(self.dice)
        if level > 1 and (self._numbered if numbered is None else numbered):
            self._numbers[level] += 1
            self._numbers[level + 1 :] = [0] * (6 - level)
            number = ".".join(str(each) for each in self._numbers[2 : level + 1])
            said = f"{number}{'.' if level == 2 else ''} {said}"
        return f"<h{level}>{escape(said)}</h{level}>"

    def text(self, least: int = 1, most: int = 3) -> str:
        return "".join(f"<p>{self._paragraph()}</p>" for _ in range(self.dice.randint(least, most)))

    def _paragraph(self) -> str:
        """Return sentences; some begin with bold words, and some carry a note."""
        said = escape(paragraph(self.dice))
        chance = self.dice.random()
        if chance < 0.12:
            return f"<b>{escape(noun(self.dice).capitalize())}.</b> {said}"
        if chance < 0.2:
            return f"{said}<span class='note'>{escape(sentence(self.dice))}</span>"
        return f"{said} <b>{escape(sentence(self.dice))}</b>" if chance < 0.28 else said

    def bullets(self, nested: bool = False) -> str:
        inner = f"<ul class='inner'>{self._items(2, 3)}</ul>" if nested else ""
        mark = self.dice.choice(MARKS)
        style = f"list-style-type: {escape(mark, quote=True)}"
        return (
            f'<p>{escape(sentence(self.dice))[:-1]}:</p><ul style="{style}">{self._items(3, 6, inner)}</ul>'
        )

    def counted(self, nested: bool = False) -> str:
        inner = f'<ol style="list-style-type: lower-alpha">{self._items(2, 3)}</ol>' if nested else ""
        return f'<ol style="list-style-type: {self.dice.choice(COUNTS)}">{self._items(3, 5, inner)}</ol>'

    def _items(self, least: int, most: int, inner: str = "") -> str:
        items = [escape(item(self.dice)) for _ in range(self.dice.randint(least, most))]
        with_inner = self.dice.randrange(len(items))
        return "".join(f"<li>{said}{inner if at == with_inner else ''}</li>" for at, said in enumerate(items))

    def table(self, look: str | None = None, rows: int = 0, caption: str = "top", widest: int = 5) -> str:
        """Return a table of figures by place, its caption at "top", "bottom" or, with "", left out."""
        dice = self.dice
        columns = dice.randint(2, widest)
        names = [
            noun(dice).capitalize() if dice.random() < 0.5 else dice.choice(NOUNS).capitalize()
            for _ in range(columns)
        ]
        first = dice.choice(("Place", "Port", "Item"))
        head = f"<tr><th>{first}</th>{''.join(f'<th>{escape(name)}</th>' for name in names)}</tr>"
        many = rows or dice.randint(4, 9)
        labels = [f"{dice.choice(PLACES)} {dice.choice(ADJECTIVES)}" for _ in range(many)]
        kinds = [dice.choice(("count", "money", "share", "words")) for _ in range(columns)]
        cells = ("".join(f"<td>{escape(self._cell(kind, columns))}</td>" for kind in kinds) for _ in labels)
        body = "".join(
            f"<tr><th scope='row'>{label}</th>{rest}</tr>" for label, rest in zip(labels, cells, strict=True)
        )
        said = self._caption("table") if caption else ""
        above = f'<caption style="caption-side: {caption}">{said}</caption>' if said else ""
        inner = f"{above}<thead>{head}</thead><tbody>{body}</tbody>"
        return f"<table class='{look or dice.choice(LOOKS)}'>{inner}</table>"

    def _cell(self, kind: str, columns: int) -> str:
        dice = self.dice
        match kind:
            case "count":
                return f"{dice.randint(1, 20000):,}"
            case "money":
                return f"£{dice.randint(1, 900)}.{dice.randint(10, 99)}"
            case "share":
                return f"{dice.randint(1, 99)}%"
            case _:
                return noun(dice) if columns > 3 or dice.random() < 0.7 else sentence(dice)

    def _caption(self, kind: str) -> str:
        if kind == "table":
            self._tables += 1
            label, number = self._words[0], self._tables
        else:
            self._figures += 1
            label, number = self._words[1], self._figures
        said = title(self.dice) if self.dice.random() < 0.6 else sentence(self.dice)
        return escape(f"{label} {number}{self._stop}{said}")

    def figure(self) -> str:
        """Return a picture or a drawn chart with its caption, which stands below more often than above."""
        drawn = self._chart() if self.dice.random() < 0.5 else self._photo()
        caption = f"<figcaption>{self._caption('figure')}</figcaption>"
        return (
            f"<figure>{caption}{drawn}</figure>"
            if self.dice.random() < 0.2
            else f"<figure>{drawn}{caption}</figure>"
        )

    def _photo(self) -> str:
        picture = Image.new("RGB", (320, 200), self._colour())
        pen = ImageDraw.Draw(picture)
        for _ in range(30):
            x, y = self.dice.randrange(300), self.dice.randrange(180)
            pen.ellipse(
                (x, y, x + self.dice.randrange(10, 90), y + self.dice.randrange(10, 60)), self._colour()
            )
        kept = BytesIO()
        picture.save(kept, "PNG")
        return f'<img src="data:image/png;base64,{b64encode(kept.getvalue()).decode()}" style="width: 60%">'

    def _colour(self) -> tuple[int, int, int]:
        return self.dice.randrange(256), self.dice.randrange(256), self.dice.randrange(256)

    def _chart(self) -> str:
        bars = "".join(
            f'<rect x="{30 + 36 * at}" y="{106 - height}" width="22" height="{height}" fill="#35607a"/>'
            f'<text x="{30 + 36 * at}" y="118" font-size="8" font-family="Liberation Sans">{2016 + at}</text>'
            for at, height in enumerate(self.dice.randint(10, 85) for _ in range(7))
        )
        scale = "".join(
            f'<text x="4" y="{108 - 25 * step}" font-size="8" font-family="Liberation Sans">'
            f'{25 * step}</text><path d="M 24 {106 - 25 * step} H 290" stroke="#bbb" stroke-width="0.5"/>'
            for step in range(5)
        )
        return f'<svg width="290" height="122" viewBox="0 0 290 122">{scale}{bars}</svg>'

    def box(self, said: str | None = None) -> str:
        return (
            f"<div class='box'>{self.heading(4, said, numbered=False)}{self.text(1, 1)}{self.bullets()}</div>"
        )
