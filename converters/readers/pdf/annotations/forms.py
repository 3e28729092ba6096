"""Form fields as labelled text: what is asked, and what has been filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from converters.readers.pdf.text.characters import one_line

MOST_PARENTS = 20
PUSH_BUTTON = 1 << 16  # field flags, ISO 32000-2 table 229
HIDDEN = 1 << 1 | 1 << 5  # annotation flags: hidden, and not to be viewed


_NUMBERED = re.compile(r"(?:[A-Za-z]{0,12}\s?\d+\s?[A-Za-z]?|undefined|untitled\s?\d*)", re.IGNORECASE)
_HUMP = re.compile(r"(?<=[a-z])([A-Z])")


class FieldKind(StrEnum):
    TEXT = "text"
    CHOICE = "choice"
    TICK = "tick"
    BUTTON = "button"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class FormField:
    """``label`` is what the author wrote for a voice to say; ``value`` "" where nothing is filled in."""

    kind: FieldKind
    label: str
    value: str = ""
    choices: tuple[str, ...] = ()
    ticked: bool = False


def field_of(widget: Mapping[str, Any]) -> FormField | None:
    """Return the field that ``widget``, an annotation's dictionary, shows; None where nobody sees it."""
    flags = _inherited(widget, "/F")
    if isinstance(flags, int) and flags & HIDDEN:
        return None
    kind = _kind(widget)
    if kind is None:
        return None
    label = _text(_inherited(widget, "/TU")) or _readable(_text(_inherited(widget, "/T")))
    if kind is FieldKind.BUTTON:
        label = _text(_dictionary(widget.get("/MK")).get("/CA")) or label
    state = str(_got(widget.get("/AS")) or "/Off")
    value = _inherited(widget, "/V")
    return FormField(
        kind,
        label,
        value=_value(value) if kind in {FieldKind.TEXT, FieldKind.CHOICE} else "",
        choices=tuple(_choices(_inherited(widget, "/Opt"))) if kind is FieldKind.CHOICE else (),
        ticked=kind is FieldKind.TICK and state != "/Off",
    )


def words_of(field: FormField) -> str:
    """Return what a field holds, in words for a person who reads it without a form."""
    match field.kind:
        case FieldKind.TEXT:
            return field.value or "(to fill in)"
        case FieldKind.CHOICE:
            offered = f"(choose: {', '.join(field.choices)})" if field.choices else "(to choose)"
            return field.value or offered
        case FieldKind.TICK:
            return "(ticked)" if field.ticked else "(not ticked)"
        case FieldKind.BUTTON:
            return "(button)"
        case FieldKind.SIGNATURE:
            return "(to sign)"


def _kind(widget: Mapping[str, Any]) -> FieldKind | None:
    flags = _inherited(widget, "/Ff")
    match _inherited(widget, "/FT"):
        case "/Tx":
            return FieldKind.TEXT
        case "/Ch":
            return FieldKind.CHOICE
        case "/Btn":
            return FieldKind.BUTTON if isinstance(flags, int) and flags & PUSH_BUTTON else FieldKind.TICK
        case "/Sig":
            return FieldKind.SIGNATURE
    return None


def _inherited(widget: Mapping[str, Any], key: str) -> Any:
    """Return what ``widget`` or the nearest field above it says for ``key``."""
    node: Any = widget
    for _ in range(MOST_PARENTS):
        if not isinstance(node, Mapping):
            return None
        if (value := _got(node.get(key))) is not None:
            return value
        node = _got(node.get("/Parent"))
    return None


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, (_text(_got(each)) for each in value)))
    return _text(value)


def _choices(options: Any) -> Iterator[str]:
    for option in map(_got, options if isinstance(options, list) else []):
        shown = _got(option[-1]) if isinstance(option, list) and option else option
        if text := _text(shown):
            yield text


def _text(value: Any) -> str:
    value = _got(value)
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    return one_line(str(value).removeprefix("/")) if isinstance(value, str) else ""


def _readable(name: str) -> str:
    """Return a field's name as words, "" where only a program could have given it ("Text12", "CB1a")."""
    last = name.rsplit(".", 1)[-1].split("[", 1)[0].replace("_", " ").strip()
    return "" if _NUMBERED.fullmatch(last) else _HUMP.sub(r" \1", last)


def _dictionary(value: Any) -> Mapping[str, Any]:
    value = _got(value)
    return value if isinstance(value, Mapping) else {}


def _got(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value
