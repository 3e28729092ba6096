"""A formula in a line of text: "x = (−b ± √(b^2 − 4ac))/(2a)".

Source of the signs: Unicode Technical Note 28, the nearly plain-text encoding of mathematics.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from converters.document import Math

_APPLIED = "\u2061"  # of a function to what follows
_UNSEEN = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064"))  # that, "times" and the like
_LIMITED = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
_BRACKETS = frozenset("()[]{}|‖⟨⟩⌈⌉⌊⌋/!′″,;")
_AFTER = frozenset(",;")
_OPENING = frozenset("([{|‖⟨⌈⌊")
_PRIMES = frozenset("′″‴*†°")
_ACCENTS = {"¯": "\u0304", "‾": "\u0305", "^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303"} | {
    "→": "\u20d7",
    "˙": "\u0307",
    "¨": "\u0308",
    "ˇ": "\u030c",
}


def in_line(math: Math) -> str:
    """Return what ``math`` says as a line of text."""
    return re.sub(r"\s+", " ", _said(math)).strip()


def _said(math: Math) -> str:
    inner = math.children
    match math.name:
        case "mi" | "mn" | "mo" | "mtext" | "ms":
            return math.text.translate(_UNSEEN)
        case "mspace":
            return " "
        case "mfrac":
            bar = "¦" if ("linethickness", "0") in math.attributes else "/"
            return f"{_grouped(inner[0])}{bar}{_grouped(inner[1])}"
        case "msqrt":
            return f"√{_grouped(Math('mrow', inner))}"
        case "mroot":
            return f"√({_said(inner[1])}&{_said(inner[0])})"
        case "msub" | "munder":
            return f"{_base(inner[0])}_{_grouped(inner[1])}"
        case "msup" | "mover":
            return _raised(_base(inner[0]), inner[1], is_over=math.name == "mover")
        case "msubsup" | "munderover":
            return f"{_base(inner[0])}_{_grouped(inner[1])}^{_grouped(inner[2])}"
        case "mmultiscripts":
            return _with_scripts(inner)
        case "mtable":
            return _rows(math, " ")
        case _:
            return _row(inner)


def _base(math: Math) -> str:
    """Return what carries an index; words of more than one part stand in brackets."""
    return _said(math) if len(math.children) < 2 or math.name != "mrow" else _grouped(math)


def _grouped(math: Math) -> str:
    said = _said(math).strip()
    one = re.fullmatch(r"[^\W_]+(?:\.\d+)?|.", said) or re.fullmatch(r"\([^()]*\)", said)
    return said if one or not said else f"({said})"


def _raised(base: str, script: Math, *, is_over: bool) -> str:
    above = _said(script).strip()
    if is_over and above in _ACCENTS and len(base) == 1:
        return base + _ACCENTS[above]
    return base + (above if above and set(above) <= _PRIMES else f"^{_grouped(script)}")


def _with_scripts(inner: Sequence[Math]) -> str:
    """Return a base with its scripts: pairs after it, and after ``mprescripts`` pairs before it."""
    names = [one.name for one in inner]
    split = names.index("mprescripts") if "mprescripts" in names else len(inner)
    after, before = _pairs(inner[1:split]), _pairs(inner[split + 1 :])
    return f"{before}{_base(inner[0]) if inner else ''}{after}"


def _pairs(scripts: Sequence[Math]) -> str:
    marks = ("_", "^")
    return "".join(
        f"{marks[at % 2]}{_grouped(one)}"
        for at, one in enumerate(scripts)
        if one.name != "none" and _said(one)
    )


def _row(inner: Sequence[Math]) -> str:
    said = ""
    for at, one in enumerate(inner):
        if one.name == "mtable" and said[-1:] in _OPENING and said:
            said += _rows(one, ", ")
        elif one.name == "mo":
            said += _operator(
                one, is_first=at == 0 or inner[at - 1].name == "mo", is_last=at + 1 == len(inner)
            )
        else:
            said += f"{_said(one)} " if _is_large(one) else _said(one)
    return said


def _is_large(one: Math) -> bool:
    """Tell whether ``one`` is a sign with its limits, such as a sum, which what follows belongs to."""
    return one.name in _LIMITED and one.children[0].name == "mo"


def _operator(sign: Math, *, is_first: bool, is_last: bool) -> str:
    if sign.text == _APPLIED:
        return " "
    text = _said(sign)
    if text in _AFTER:
        return f"{text} "
    if not text or text in _BRACKETS or is_first or (is_last and text not in "=<>≤≥"):
        return text
    return f" {text} "


def _rows(table: Math, between: str) -> str:
    return "; ".join(between.join(_said(cell) for cell in row.children) for row in table.children)
