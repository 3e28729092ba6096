"""MathML that an author gave for a formula, as a tree of our own: only what shows, nothing that acts.

It is attached to the formula as a file (ISO 32000-2, 14.13; LaTeX does so), stands in an attribute of
Word's (MSFT_MathML), or is said by tags of its own, which ``math_tags`` reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html.entities import html5
from typing import Any

from converters.document import Math
from converters.readers.pdf.text.characters import one_line

MAX_BYTES = 1 << 20
MAX_DEPTH = 50  # a real formula is some 10 deep
MAX_ELEMENTS = 5_000

TOKENS = frozenset({"mi", "mn", "mo", "mtext", "ms"})
ARITY = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
_WITH_ANY = frozenset({"math", "mrow", "msqrt", "mmultiscripts", "mtable", "mtr", "mtd"})
_EMPTY = frozenset({"mspace", "mprescripts", "none"})
_LEFT_OUT = frozenset({"annotation", "annotation-xml", "mphantom", "maligngroup", "malignmark"})
_FIRST_ONLY = frozenset({"semantics", "maction"})
_KEPT = frozenset(
    {"mathvariant", "stretchy", "accent", "accentunder", "linethickness", "columnspan", "rowspan"}
)
_VALUE = re.compile(r"[A-Za-z0-9.-]{1,20}")
_ENTITY = re.compile(r"&(\w+;)")
_OF_XML = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_MATHML = "application/mathml+xml"


def given_with(formula: Mapping[str, Any]) -> Math | None:
    """Return the MathML that stands with a structure element, ``formula`` as pypdf gives it."""
    for source in _sources(formula):
        if found := read(source):
            return found
    return None


def read(source: bytes | str) -> Math | None:
    """Return the first formula in ``source``, None where there is none that can be read."""
    from lxml import etree  # slow to load, and few documents have a formula

    text = source.decode("utf-8-sig", "replace") if isinstance(source, bytes) else source
    named = _ENTITY.sub(lambda found: found[0] if found[1] in _OF_XML else html5.get(found[1], ""), text)
    without_encoding = re.sub(r"^\s*<\?xml[^>]*\?>", "", named)
    try:
        root = etree.fromstring(without_encoding, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return None
    formula = next(root.iter("{*}math"), None)
    if formula is None or sum(1 for _ in formula.iter()) > MAX_ELEMENTS:
        return None
    return that_says_something(_from_xml(formula, MAX_DEPTH))


def _sources(formula: Mapping[str, Any]) -> Iterator[bytes | str]:
    for attached in _listed(formula.get("/AF")):
        files = _mapping(_mapping(attached).get("/EF"))
        stream = _got(files.get("/UF") or files.get("/F"))
        if str(_got(_mapping(stream).get("/Subtype"))).lstrip("/") == _MATHML:
            yield _data_of(stream)
    for attributes in _listed(formula.get("/A")):
        written = _got(_mapping(attributes).get("/MSFT_MathML"))
        if isinstance(written, str | bytes) and len(written) <= MAX_BYTES:
            yield written


def _data_of(stream: Any) -> bytes:
    try:
        data: bytes = stream.get_data()
    except Exception:  # one damaged file must not cost the tags of all pages: pypdf raises what it likes
        return b""
    return data if len(data) <= MAX_BYTES else b""


# --- one element ----------------------------------------------------------------------------


def _from_xml(element: Any, depth: int) -> list[Math]:
    if not depth or not isinstance(element.tag, str):
        return []
    name = element.tag.rpartition("}")[2]
    kids = [] if name in TOKENS else [one for kid in element for one in _from_xml(kid, depth - 1)]
    text = "".join(map(str, element.itertext())) if name in TOKENS else ""
    return made(name, {str(key): str(value) for key, value in element.attrib.items()}, text, kids)


def made(name: str, attributes: Mapping[str, str], text: str, kids: list[Math]) -> list[Math]:
    """Return what stands for an element: itself, a row where it is not as MathML wants it, or nothing."""
    if name in _LEFT_OUT:
        return []
    if name in _FIRST_ONLY:
        return kids[:1]
    if name in TOKENS:
        return [Math(name, text=one_line(text), attributes=_kept(attributes))]
    if name == "mfenced":
        return [_fenced(attributes, kids)]
    if name == "mtable":
        return [Math(name, tuple(_as(kid, "mtr") for kid in kids), attributes=_kept(attributes))]
    if name in {"mtr", "mlabeledtr"}:  # the label is the number of the formula, which stands beside it
        cells = kids[1:] if name == "mlabeledtr" else kids
        return [Math("mtr", tuple(_as(kid, "mtd") for kid in cells))]
    if name in _EMPTY:
        return [Math(name)]
    if not kids and name not in _WITH_ANY:
        return []
    known = name in _WITH_ANY or ARITY.get(name) == len(kids)
    return [Math(name if known else "mrow", tuple(kids), attributes=_kept(attributes) if known else ())]


def _as(kid: Math, name: str) -> Math:
    """Return ``kid`` as, or inside, an element called ``name``; a row wants cells."""
    if kid.name == name:
        return kid
    return Math(name, (kid,) if name == "mtd" else (_as(kid, "mtd"),))


def _fenced(attributes: Mapping[str, str], kids: Sequence[Math]) -> Math:
    """Return brackets as signs of their own: browsers know no other (MathML Core)."""
    marks = [one_line(attributes.get(key, usual)) for key, usual in (("open", "("), ("close", ")"))]
    separators = "".join(attributes.get("separators", ",").split())
    inside: list[Math] = []
    for at, kid in enumerate(kids):
        if at and separators:
            inside.append(Math("mo", text=separators[min(at, len(separators)) - 1]))
        inside.append(kid)
    opening, closing = ([Math("mo", text=mark)] if mark else [] for mark in marks)
    return Math("mrow", (*opening, *inside, *closing))


def _kept(attributes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    said = ((name, value.lstrip("/")) for name, value in sorted(attributes.items()) if name in _KEPT)
    return tuple((name, value) for name, value in said if _VALUE.fullmatch(value))


def that_says_something(found: list[Math]) -> Math | None:
    """Return the first of ``found``, None where there is none or nothing in it."""
    return found[0] if found and _says_something(found[0]) else None


def _says_something(math: Math) -> bool:
    return bool(math.text) or any(map(_says_something, math.children))


def _listed(value: Any) -> list[Any]:
    value = _got(value)
    return list(value) if isinstance(value, list) else [] if value is None else [value]


def _mapping(value: Any) -> Mapping[str, Any]:
    value = _got(value)
    return value if isinstance(value, Mapping) else {}


def _got(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value
