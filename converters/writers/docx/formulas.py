"""Formulas as Word's own, which can be read part by part and changed (ECMA-376, part 1, 22.1)."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from converters.document import Math
from converters.writers.docx.xml import Element, w
from converters.writers.text import legal

FONT = "Cambria Math"

_SCRIPTS = {
    "msub": ("sSub", ("e", "sub")),
    "msup": ("sSup", ("e", "sup")),
    "msubsup": ("sSubSup", ("e", "sub", "sup")),
    "munder": ("limLow", ("e", "lim")),
    "mover": ("limUpp", ("e", "lim")),
    "mfrac": ("f", ("num", "den")),
}
_LARGE = frozenset("∑∏∐∫∬∭∮∯∰⋀⋁⋂⋃⨀⨁⨂")
_LIMITED = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
_ACCENTS = {"^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "¯": "\u0304", "‾": "\u0305"} | {
    "→": "\u20d7",
    "⃗": "\u20d7",
    "˙": "\u0307",
    "¨": "\u0308",
    "ˇ": "\u030c",
}
_PAIRS = {"(": ")", "[": "]", "{": "}", "|": "|", "‖": "‖", "⟨": "⟩", "⌈": "⌉", "⌊": "⌋"}
_CLOSING = frozenset(_PAIRS.values())


def formula(math: Math) -> Element:
    """Return ``math`` as a formula on lines of its own, for a paragraph."""
    return _m("oMathPara", _m("oMath", *_row(math.children)))


def _m(name: str, /, *children: Element, **attributes: str) -> Element:
    made = OxmlElement(f"m:{name}")
    for key, value in attributes.items():
        made.set(qn(f"m:{key}"), value)
    made.extend(children)
    return made


def _run(text: str, *, upright: bool) -> Element:
    looks = _m("rPr", _m("sty", val="p")) if upright else _m("rPr")
    said = _m("t")
    said.text = legal(text)
    said.set(qn("xml:space"), "preserve")
    fonts = w("rPr", w("rFonts", ascii=FONT, hAnsi=FONT))
    return _m("r", *([looks] if len(looks) else []), fonts, said)


def _row(inner: Sequence[Math]) -> list[Element]:
    """Return what stands side by side: brackets hold what is between them, large signs what follows."""
    made: list[Element] = []
    at = 0
    while at < len(inner):
        one = inner[at]
        if (end := _closing(inner, at)) is not None:
            made.append(_brackets(one.text, inner[at + 1 : end], inner[end].text))
            at = end + 1
        elif _is_large(one):
            made.append(_large(one, inner[at + 1 : at + 2]))
            at += 2
        else:
            made += _element(one)
            at += 1
    return made


def _closing(inner: Sequence[Math], at: int) -> int | None:
    """Return where the bracket at ``at`` is closed, None where none opens there or it stays open."""
    opening = inner[at].text if inner[at].name == "mo" else ""
    if opening not in _PAIRS:
        return None
    if opening in _CLOSING:  # a bar opens and closes: the next one does
        return next((n for n in range(at + 1, len(inner)) if _is_sign(inner[n], opening)), None)
    depth = 0
    for place in range(at, len(inner)):
        text = inner[place].text if inner[place].name == "mo" else ""
        depth += (text in _PAIRS and text not in _CLOSING) - (text in _CLOSING and text not in _PAIRS)
        if not depth:
            return place
    return None


def _is_sign(math: Math, text: str) -> bool:
    return math.name == "mo" and math.text == text


def _brackets(opening: str, inside: Sequence[Math], closing: str) -> Element:
    looks = _m("dPr", _m("begChr", val=legal(opening)), _m("endChr", val=legal(closing)))
    return _m("d", looks, _m("e", *_row(inside)))


def _is_large(math: Math) -> bool:
    return math.name in _LIMITED and math.children[0].text in _LARGE


def _large(math: Math, operand: Sequence[Math]) -> Element:
    """Return a sum or its like with its limits and ``operand``; limits stand as the author set them."""
    sign, *limits = math.children
    lower = limits[0] if "sub" in math.name or "under" in math.name else None
    upper = limits[-1] if "sup" in math.name or "over" in math.name else None
    parts = [_m("chr", val=sign.text), _m("limLoc", val="undOvr" if "er" in math.name else "subSup")]
    parts += [] if lower else [_m("subHide", val="1")]
    parts += [] if upper else [_m("supHide", val="1")]
    sub, sup = (_m(name, *(_element(one) if one else [])) for name, one in (("sub", lower), ("sup", upper)))
    return _m("nary", _m("naryPr", *parts), sub, sup, _m("e", *_row(operand)))


def _element(math: Math) -> list[Element]:
    inner = math.children
    match math.name:
        case "mi" | "mn" | "mo" | "mtext" | "ms":
            is_letter = math.name == "mi" and len(math.text) == 1
            return [_run(math.text, upright=not is_letter or ("mathvariant", "normal") in math.attributes)]
        case "mspace":
            return [_run(" ", upright=True)]
        case "msqrt":
            return [_root((), inner)]
        case "mroot":
            return [_root(inner[1:], inner[:1])]
        case "mover" if inner[1].text in _ACCENTS:
            return [_m("acc", _m("accPr", _m("chr", val=_ACCENTS[inner[1].text])), _m("e", *_row(inner[:1])))]
        case "munderover":
            under = _m("limLow", _m("e", *_row(inner[:1])), _m("lim", *_row(inner[1:2])))
            return [_m("limUpp", _m("e", under), _m("lim", *_row(inner[2:])))]
        case name if name in _SCRIPTS:
            return [_scripts(math)]
        case "mmultiscripts":
            return _multiscripts(inner)
        case "mtable":
            return [_matrix(math)]
        case _:
            return _row(inner)


def _scripts(math: Math) -> Element:
    name, parts = _SCRIPTS[math.name]
    looks = []
    if name == "f" and ("linethickness", "0") in math.attributes:
        looks = [_m("fPr", _m("type", val="noBar"))]
    return _m(
        name, *looks, *(_m(part, *_row((one,))) for part, one in zip(parts, math.children, strict=True))
    )


def _root(degree: Sequence[Math], inside: Sequence[Math]) -> Element:
    looks = [] if degree else [_m("radPr", _m("degHide", val="1"))]
    return _m("rad", *looks, _m("deg", *_row(degree)), _m("e", *_row(inside)))


def _multiscripts(inner: Sequence[Math]) -> list[Element]:
    """Return a base with its first pair of scripts after it and its first before it."""
    names = [one.name for one in inner]
    split = names.index("mprescripts") if "mprescripts" in names else len(inner)
    base = _row(inner[:1])
    for pair, name in ((inner[1:split], "sSubSup"), (inner[split + 1 :], "sPre")):
        for at in range(0, len(pair), 2):
            scripts = [_m(part, *_row(pair[n : n + 1])) for n, part in ((at, "sub"), (at + 1, "sup"))]
            held = _m("e", *base)
            base = [_m(name, *((held, *scripts) if name == "sSubSup" else (*scripts, held)))]
    return base


def _matrix(table: Math) -> Element:
    columns = max((len(row.children) for row in table.children), default=1)
    count = _m("mcs", _m("mc", _m("mcPr", _m("count", val=str(columns)), _m("mcJc", val="center"))))
    rows = []
    for row in table.children:
        cells = [_m("e", *_row(cell.children)) for cell in row.children]
        rows.append(_m("mr", *cells, *(_m("e") for _ in range(columns - len(cells)))))
    return _m("m", _m("mPr", count), *rows)
