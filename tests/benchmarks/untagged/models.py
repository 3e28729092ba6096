"""Model documents: what public bodies, journals, clubs and shops print, each as the HTML of its <body>."""

from __future__ import annotations

import random
from collections.abc import Callable
from html import escape
from typing import TypeAlias

from tests.benchmarks.untagged.drafting import Draft
from tests.benchmarks.untagged.prose import NOUNS, PEOPLE, PLACES, clause, noun, paragraph, sentence, title

Model: TypeAlias = Callable[[random.Random, bool], str]


def report(dice: random.Random, numbered: bool) -> str:
    """Chapters, sections and parts of sections; lists, tables, figures, notes and a box."""
    draft = Draft(dice, numbered)
    parts = [draft.heading(1), f"<p class='date'>March {dice.randint(2015, 2025)}</p>"]
    for _ in range(3):
        parts += [draft.heading(2), draft.text()]
        for _ in range(dice.randint(1, 2)):
            parts += [draft.heading(3), draft.text(), draft.bullets(nested=dice.random() < 0.4)]
            if dice.random() < 0.6:
                parts += [draft.heading(4), draft.text(1, 2)]
        parts += [dice.choice((draft.table, draft.figure, draft.counted, draft.box))(), draft.text()]
        parts += [draft.table(caption=dice.choice(("top", "bottom", "")))]
    return "".join(parts)


def paper(dice: random.Random, numbered: bool) -> str:
    """A journal's article: people, an abstract, sections, formulas with numbers, references."""
    draft = Draft(dice, numbered)
    names = ", ".join(dice.sample(PEOPLE, 3))
    parts = [draft.heading(1), f"<p class='people'>{names}<br>University of {dice.choice(PLACES)}</p>"]
    parts += [draft.heading(2, "Abstract", numbered=False), draft.text(1, 1)]
    for part in ("Introduction", "Methods", "Results", "Discussion"):
        parts += [draft.heading(2, part), draft.text(2, 4)]
        if part in ("Methods", "Results"):
            for _ in range(2):
                parts += [draft.heading(3), draft.text(1, 2)]
            parts += [
                draft.figure(),
                draft.text(1, 2),
                draft.table("booktabs", widest=2),
                _formula(dice),
                draft.text(1, 1),
            ]
    references = "".join(f"<p class='reference'>[{at}] {_reference(dice)}</p>" for at in range(1, 9))
    return "".join([*parts, draft.heading(2, "References", numbered=False), references])


def _formula(dice: random.Random) -> str:
    one, two = dice.sample("abcdkmnpqxyz", 2)
    said = f"<i>{one}</i> = 2<i>{two}</i> + {dice.randint(2, 9)}"
    return f"<p class='formula'>{said}<span>({dice.randint(1, 9)})</span></p>"


def _reference(dice: random.Random) -> str:
    return escape(
        f"{dice.choice(PEOPLE)}, {title(dice)}, Journal of {dice.choice(PLACES)}, {dice.randint(1990, 2024)}."
    )


def minutes(dice: random.Random, numbered: bool) -> str:
    """Minutes of a meeting: who was there, and numbered paragraphs under each heading."""
    draft = Draft(dice, numbered)
    parts = [draft.heading(1, f"Minutes of the {noun(dice)} committee")]
    parts += [f"<p>Held at {dice.choice(PLACES)} Town Hall on Monday 3 March 2025 at 7.30 pm</p>"]
    present = "".join(f"<p class='present'>{escape(name)}</p>" for name in dice.sample(PEOPLE, 5))
    parts += [draft.heading(2, "Present", numbered=False), present]
    for number in range(1, 8):
        parts += [draft.heading(2)]
        for at in range(1, dice.randint(2, 4)):
            parts += [f"<p class='clause'>{number}.{at} {escape(paragraph(dice, 2, 4))}</p>"]
        if dice.random() < 0.4:
            parts += [f"<p class='resolved'><b>RESOLVED:</b> that {escape(clause(dice))}.</p>"]
    return "".join(
        [*parts, f"<p>Signed ................................</p><p>{dice.choice(PEOPLE)}, Chair</p>"]
    )


def consultation(dice: random.Random, numbered: bool) -> str:
    """A form to answer: how to reply, questions with choices, a box to write in."""
    draft = Draft(dice, numbered)
    parts = [draft.heading(1), draft.heading(2, "How to respond"), draft.text(1, 2), draft.bullets()]
    parts += ["<p>Email: harbour.views@example.org<br>Post: 12 Quay Street, Whitby YO21 1AA</p>"]
    for number in range(1, 6):
        parts += [draft.heading(2), draft.text(1, 2)]
        parts += [
            f"<p class='question'><b>Question {number}:</b> Do you agree that {escape(clause(dice))}?</p>"
        ]
        parts += ["<p>Yes ☐ &nbsp; No ☐ &nbsp; Not sure ☐</p><div class='write'></div>"]
    return "".join([*parts, draft.heading(2, "Your data"), draft.text(1, 2), draft.table(caption="")])


def prices(dice: random.Random, numbered: bool) -> str:
    """A price list: a long table under each heading, what each price is for, and terms."""
    draft = Draft(dice, numbered)
    parts = [draft.heading(1, f"Price list {dice.randint(2018, 2026)}"), draft.text(1, 1)]
    look = dice.choice(("bare", "lines", "striped"))
    for _ in range(3):
        parts += [draft.heading(2), draft.table(look, dice.randint(8, 16), "")]
    return "".join([*parts, draft.heading(2, "Terms"), draft.counted(), draft.table(look, 45, "top")])


def newsletter(dice: random.Random, numbered: bool) -> str:
    """Stories in columns, with words drawn out of them, pictures, and a box of dates."""
    draft = Draft(dice, numbered)
    parts = [draft.heading(1, f"{dice.choice(PLACES)} {dice.choice(NOUNS)} news")]
    stories = []
    for at in range(6):
        stories += [draft.heading(2), f"<p class='by'>By {dice.choice(PEOPLE)}</p>", draft.text(2, 3)]
        stories += [draft.figure() if at % 2 else f"<p class='pull'>“{escape(sentence(dice))}”</p>"]
        stories += [draft.heading(3), draft.text(1, 2)] if dice.random() < 0.5 else []
    return "".join([*parts, "<div class='columns'>", *stories, draft.box("Dates for your diary"), "</div>"])


def slides(dice: random.Random, numbered: bool) -> str:
    """A sheet for each heading, with bullets in few words."""
    draft = Draft(dice, numbered)
    first = f"<section>{draft.heading(1)}<p>{dice.choice(PEOPLE)}, {dice.choice(PLACES)}</p></section>"
    sheets = []
    for at in range(8):
        inner = (draft.bullets(nested=True), draft.figure(), draft.table("lines", 4, ""), draft.counted())[
            at % 4
        ]
        sheets.append(f"<section>{draft.heading(2)}{inner}</section>")
    return "".join([first, *sheets])


def letter(dice: random.Random, numbered: bool) -> str:
    """A letter: nothing in it is a heading but the line that says what it is about."""
    draft = Draft(dice, False)
    address = f"<p>{dice.choice(PEOPLE)}<br>12 Quay Street<br>{dice.choice(PLACES)}<br>YO21 1AA</p>"
    parts = [f"<p class='sender'>Harbour Office<br>{dice.choice(PLACES)}</p>", address, "<p>3 March 2025</p>"]
    parts += [
        "<p>Dear Ms Adler</p>",
        draft.heading(1, f"Your {noun(dice)}"),
        draft.text(3, 5),
        draft.bullets(),
    ]
    parts += [
        draft.text(1, 2),
        "<p>Yours sincerely</p>",
        f"<p>{dice.choice(PEOPLE)}<br><b>Harbour master</b></p>",
    ]
    return "".join(parts)


def handbook(dice: random.Random, numbered: bool) -> str:
    """A chapter of a book: sections of text, terms with what they mean, notes at its end, an index."""
    draft = Draft(dice, numbered)
    parts = [draft.heading(1, f"Chapter {dice.randint(2, 9)}: {title(dice)}")]
    for _ in range(4):
        parts += [draft.heading(2), draft.text(2, 4), draft.counted(nested=True)]
        parts += [draft.heading(3), draft.text(2, 3)]
    terms = "".join(
        f"<p class='term'><b>{escape(noun(dice))}</b> {escape(sentence(dice))}</p>" for _ in range(6)
    )
    parts += [
        draft.heading(2, "Words used", numbered=False),
        terms,
        draft.heading(2, "Index", numbered=False),
    ]
    entries = sorted(f"{noun(dice)}, {dice.randint(1, 90)}, {dice.randint(91, 200)}" for _ in range(60))
    return "".join([*parts, "<div class='index'>", *(f"<p>{entry}</p>" for entry in entries), "</div>"])


MODELS: dict[str, Model] = {
    each.__name__: each
    for each in (report, paper, minutes, consultation, prices, newsletter, slides, letter, handbook)
}
# what their truth does not settle: clauses and references may be read as items or as text
UNSETTLED = {
    "minutes": {"list item"},
    "paper": {"list item"},
    "handbook": set[str](),
    "consultation": {"figure"},
}
