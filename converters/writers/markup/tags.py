"""HTML elements built as a tree, so that text can never become markup."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from converters.writers.text import legal

Element: TypeAlias = etree._Element
Child: TypeAlias = Element | str


def tag(name: str, /, *children: Child, **attributes: str | None) -> Element:
    """Return an element. ``class_`` is class, ``aria_label`` is aria-label; None leaves an attribute out."""
    element = etree.Element(name)
    for key, value in attributes.items():
        if value is not None:
            element.set(key.rstrip("_").replace("_", "-"), legal(value))
    return filled(element, *children)


def filled(element: Element, *children: Child) -> Element:
    """Return ``element`` with ``children`` put at its end."""
    for child in children:
        if not isinstance(child, str):
            element.append(child)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + legal(child)
        else:
            element.text = (element.text or "") + legal(child)
    return element


def page(root: Element) -> bytes:
    """Return a whole HTML page as UTF-8."""
    return etree.tostring(root, method="html", encoding="utf-8", doctype="<!DOCTYPE html>") + b"\n"


def lines(elements: list[Element]) -> list[Element]:
    """Return ``elements`` with a line end after each, for people who read the source."""
    for element in elements:
        element.tail = "\n"
    return elements
