"""Elements of WordprocessingML for which python-docx has no name of its own."""

from __future__ import annotations

from typing import TypeAlias

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml import etree

from converters.writers.text import legal

Element: TypeAlias = etree._Element


def w(name: str, /, *children: Element, **attributes: str | int | None) -> Element:
    """Return the element ``name`` with its attributes, all in Word's namespace; None is left out."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        if value is not None:
            made.set(qn(f"w:{key}"), legal(str(value)))
    made.extend(children)
    return made


def inside(parent: Element, name: str) -> Element:
    """Return the first element ``name`` anywhere below ``parent``, which has one."""
    return next(parent.iter(qn(f"w:{name}")))
