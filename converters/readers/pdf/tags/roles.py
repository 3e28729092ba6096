"""Structure types: the standard ones, and what an author's own names stand for.

Source: ISO 32000-1 14.8.4, ISO 32000-2 14.8.4 and its annex L.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

SSN_PDF2 = "http://iso.org/pdf2/ssn"
MATHML = "http://www.w3.org/1998/Math/MathML"

HEADINGS = {f"H{level}": level for level in range(1, 7)}
PASSED_THROUGH = frozenset(
    {"Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "Aside", "NonStruct", "Index", "Title"}
)
INLINE = frozenset(
    {"Span", "Em", "Strong", "Sub", "Link", "Annot", "Reference", "Code", "Quote", "Lbl"}
    | {"Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "BibEntry"}
)
LEFT_OUT = frozenset({"Artifact", "Private"})
NOTES = frozenset({"Note", "FENote"})
CONTENTS = frozenset({"TOC", "TOCI"})
STANDARD = (
    PASSED_THROUGH
    | INLINE
    | LEFT_OUT
    | NOTES
    | CONTENTS
    | frozenset(HEADINGS)
    | frozenset({"H", "P", "L", "LI", "LBody", "BlockQuote", "Caption", "Figure", "Formula", "Form"})
    | frozenset({"Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"})
)
NEW_IN_PDF2 = frozenset({"Title", "Aside", "DocumentFragment", "FENote", "Sub", "Em", "Strong", "Artifact"})
MOST_STEPS = 20  # of a role map from one name to the next; more is a circle


class Roles:
    """Resolves structure types by the role map of the tree and those of its namespaces."""

    def __init__(self, tree: Mapping[str, Any]) -> None:
        self._map = _names(tree.get("/RoleMap"))

    def standard(self, name: str, namespace: Mapping[str, Any] | None) -> str:
        """Return the standard type that ``name`` stands for, or ``name`` where nothing says.

        A standard name stands for itself whatever the role map says (ISO 32000-1
        14.7.3 lets it be remapped, ISO 14289-1 7.1 forbids that).
        """
        for _ in range(MOST_STEPS):
            if _is_standard(name, namespace) and not self._is_own(name, namespace):
                return _plain(name)
            mapped, namespace = self._next(name, namespace)
            if mapped is None:
                break
            name = mapped
        return _plain(heading_by_name(name) or name)

    def _is_own(self, name: str, namespace: Mapping[str, Any] | None) -> bool:
        """Tell whether ``name``, a standard one since PDF 2.0, is here one that the author mapped."""
        return namespace is None and name in NEW_IN_PDF2 and name in self._map

    def _next(
        self, name: str, namespace: Mapping[str, Any] | None
    ) -> tuple[str | None, Mapping[str, Any] | None]:
        if namespace is not None:
            found = _got(_dictionary(namespace.get("/RoleMapNS")).get(f"/{name}"))
            if isinstance(found, list) and found:
                other = _got(found[1]) if len(found) > 1 else None
                return str(_got(found[0])).lstrip("/"), other if isinstance(other, Mapping) else None
            if isinstance(found, str):
                return found.lstrip("/"), None
        return self._map.get(name), None


def _is_standard(name: str, namespace: Mapping[str, Any] | None) -> bool:
    owner = str(_got(namespace.get("/NS")) or "") if namespace else ""
    if owner == MATHML:
        return True
    return name in STANDARD or (owner == SSN_PDF2 and _deep_heading(name))


def _deep_heading(name: str) -> bool:
    return name[:1] == "H" and name[1:].isdigit()


def heading_by_name(name: str) -> str | None:
    """Return the heading that a name says in words, as programs name styles: "Heading 2", "h2".

    Spaces in the names of styles are written "_20_" by OpenOffice, "#20" by others.
    """
    words = re.sub(r"_20_|#20|[ _-]+", " ", name).strip()
    heading = re.fullmatch(r"(?:heading|h) ?([1-9])", words, re.IGNORECASE)
    return f"H{min(int(heading[1]), 6)}" if heading else None


def _plain(name: str) -> str:
    """Return PDF 2.0's headings below the sixth level as the sixth, which is as deep as formats go."""
    return f"H{min(int(name[1:]), 6)}" if _deep_heading(name) and int(name[1:]) > 0 else name


def _names(value: Any) -> dict[str, str]:
    found = _dictionary(value)
    return {str(k).lstrip("/"): str(_got(v)).lstrip("/") for k, v in found.items()}


def _dictionary(value: Any) -> Mapping[str, Any]:
    value = _got(value)
    return value if isinstance(value, Mapping) else {}


def _got(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value
