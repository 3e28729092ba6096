"""Words for model documents: sentences, titles and names, the same for the same dice."""

from __future__ import annotations

import random

NOUNS = (
    *(
        "harbour",
        "ferry service",
        "sea wall",
        "lamp",
        "pilot station",
        "tide gauge",
        "survey",
        "barge",
        "budget",
    ),
    *(
        "signal",
        "report",
        "crane",
        "quay",
        "cargo shed",
        "storm warning",
        "channel",
        "inspection",
        "repair yard",
    ),
    *("licence", "committee", "coast path", "winter timetable", "safety plan", "fishing fleet", "register"),
)
ADJECTIVES = (
    *("annual", "northern", "new", "local", "regional", "public", "temporary", "older", "joint", "first"),
    *("independent", "revised", "full", "national", "shared"),
)
VERBS = (
    *("supports", "replaces", "describes", "covers", "needs", "follows", "improves", "limits", "protects"),
    *("includes", "funds", "reviews"),
)
PLACES = ("Hull", "Goole", "Leith", "Whitby", "Dover", "North Shields", "Poole", "Fowey", "Larne", "Grimsby")
PEOPLE = ("A. Marsh", "J. Okoro", "Lena Fischer", "Tom Whitaker", "Priya Nair", "Owen Price", "Ruth Adler")
TIMES = (
    "since 2019",
    "in spring",
    "every year",
    "by March 2024",
    "for two years",
    "before winter",
    "this week",
)
LINKS = ("because", "although", "where", "while", "so that", "when")


def noun(dice: random.Random) -> str:
    return f"{dice.choice(ADJECTIVES)} {dice.choice(NOUNS)}"


def clause(dice: random.Random) -> str:
    return f"the {noun(dice)} {dice.choice(VERBS)} the {dice.choice(NOUNS)}"


def sentence(dice: random.Random) -> str:
    when = dice.choice(TIMES)
    said = dice.choice(
        (
            f"{clause(dice)} near {dice.choice(PLACES)} {when}",
            f"{clause(dice)} {dice.choice(LINKS)} {clause(dice)}",
            f"in {dice.choice(PLACES)}, {clause(dice)}, {dice.choice(LINKS)} {clause(dice)} {when}",
            f"about {dice.randint(3, 90)} per cent of the {dice.choice(NOUNS)}s were checked {when}",
            f"{dice.choice(PEOPLE)} told the {dice.choice(NOUNS)} board that {clause(dice)}",
            f"it is not clear whether {clause(dice)}",
        )
    )
    return f"{said[0].upper()}{said[1:]}."


def paragraph(dice: random.Random, least: int = 3, most: int = 6) -> str:
    return " ".join(sentence(dice) for _ in range(dice.randint(least, most)))


def title(dice: random.Random) -> str:
    """Return what a heading says: a few words, some of them a question or a name."""
    said = dice.choice(
        (
            f"the {noun(dice)}",
            f"{dice.choice(NOUNS)} and {dice.choice(NOUNS)}",
            f"how the {dice.choice(NOUNS)} works",
            f"{dice.choice(NOUNS)}s in {dice.choice(PLACES)}",
            f"what we found at the {noun(dice)}",
            f"{dice.choice(ADJECTIVES)} {dice.choice(NOUNS)}s and the {noun(dice)}",
            f"why is the {dice.choice(NOUNS)} {dice.choice(ADJECTIVES)}?",
            dice.choice(("background", "summary", "method", "next steps", "costs", "scope", "findings")),
        )
    )
    return said[0].upper() + said[1:]


def item(dice: random.Random) -> str:
    """Return what an item of a list says: words, a clause, or a sentence or two."""
    short = noun(dice)
    long = f"{clause(dice)} {dice.choice(TIMES)}"
    return dice.choice((short, f"{short[0].upper()}{short[1:]}", long, sentence(dice), paragraph(dice, 2, 2)))
