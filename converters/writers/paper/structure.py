"""The structure tree as PDF objects (ISO 32000-1, 14.7), with its parent tree and its tree of ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from converters.writers.paper.nodes import Annotation, Content, Node, every_node

_SCOPES = {"col": "/Column", "colgroup": "/Column", "row": "/Row", "rowgroup": "/Row"}
_NUMBERINGS = {
    "1": "/Decimal",
    "a": "/LowerAlpha",
    "A": "/UpperAlpha",
    "i": "/LowerRoman",
    "I": "/UpperRoman",
}


def write_structure(
    pdf: Any, root: Node, counts: list[int], annotations: list[tuple[Annotation, Node]]
) -> None:
    """Put the tree into ``pdf``, a pydyf.PDF whose engine left an empty one there."""
    _Writing(pdf, counts).write(root, annotations)


class _Writing:
    def __init__(self, pdf: Any, counts: list[int]) -> None:
        import pydyf  # type: ignore[import-untyped]  # comes with WeasyPrint, half a second together

        self._pydyf = pydyf
        self._pdf = pdf
        self._pages = pdf.page_references
        self._made: dict[Node, Any] = {}
        self._owners: list[list[Any]] = [["null"] * count for count in counts]
        """For each page the elements of its marked sequences, null for artifacts."""

    def write(self, root: Node, annotations: list[tuple[Annotation, Node]]) -> None:
        tree = next(one for one in self._pdf.objects if _type(one) == "/StructTreeRoot")
        for node in every_node(root):
            _name_body(node)
            self._made[node] = self._pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}"})
            self._pdf.add_object(self._made[node])
        for node, made in self._made.items():
            self._fill(node, made, tree)
        tree["K"] = self._array([self._made[root].reference])
        numbers: list[Any] = []
        for key, owners in enumerate(self._owners):
            numbers += [key, self._array(owners)]
        for key, (annotation, node) in enumerate(annotations, start=len(self._owners)):
            annotation.made["StructParent"] = key
            annotation.made["Contents"] = self._pydyf.String(_name_of(node))
            numbers += [key, self._made[node].reference]
        tree["ParentTree"] = self._pydyf.Dictionary({"Nums": self._array(numbers)})
        tree["ParentTreeNextKey"] = len(self._owners) + len(annotations)
        self._write_ids(tree)

    def _fill(self, node: Node, made: Any, tree: Any) -> None:
        made["P"] = tree.reference if node.parent is None else self._made[node.parent].reference
        made["K"] = self._kids(node, made)
        if node.language and node.language != _language_around(node):
            made["Lang"] = self._pydyf.String(node.language)
        if said := _said_instead(node):
            made["Alt"] = self._pydyf.String(said)
        if node.role == "Note" or (node.role == "TH" and node.attribute("id")):
            made["ID"] = self._pydyf.String(node.attribute("id") or "")
        if attributes := self._attributes(node):
            made["A"] = self._pydyf.Dictionary(attributes)

    def _kids(self, node: Node, made: Any) -> Any:
        home = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        if home is not None:
            made["Pg"] = self._pages[home]
        kids: list[Any] = []
        for kid in node.kids:
            match kid:
                case Node():
                    kids += [self._made[kid].reference] if kid in self._made else []
                case Content(page=page, number=number):
                    self._owners[page][number] = made.reference
                    kids.append(number if page == home else self._elsewhere(page, number))
                case Annotation(page=page, made=annotation):
                    kids.append(self._object(page, annotation))
        return self._array(kids)

    def _elsewhere(self, page: int, number: int) -> Any:
        return self._pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[page], "MCID": number})

    def _object(self, page: int, annotation: Any) -> Any:
        return self._pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": self._pages[page]})

    def _attributes(self, node: Node) -> dict[str, Any]:
        match node.role:
            case "TH" | "TD":
                made = self._cell_attributes(node)
                return {"O": "/Table", **made} if made else {}
            case "Figure" | "Formula" if node.box is not None:
                return {"O": "/Layout", "Placement": "/Block", "BBox": self._array(node.box)}
            case "L" if node.element is not None and node.element.tag == "ol":
                return {"O": "/List", "ListNumbering": _NUMBERINGS[node.attribute("type") or "1"]}
            case _:
                return {}

    def _cell_attributes(self, node: Node) -> Mapping[str, Any]:
        made: dict[str, Any] = {}
        if node.role == "TH":
            made["Scope"] = _SCOPES.get(node.attribute("scope") or "", "/Column")
        for name, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
            if span := node.attribute(name):
                made[key] = int(span)
        if headers := (node.attribute("headers") or "").split():
            made["Headers"] = self._array([self._pydyf.String(header) for header in headers])
        return made

    def _write_ids(self, tree: Any) -> None:
        """Write the tree of ids: without it the headers that a cell names are found by nobody."""
        ids = {node.attribute("id") or "": made for node, made in self._made.items() if "ID" in made}
        names: list[Any] = []
        for one in sorted(ids):
            names += [self._pydyf.String(one), ids[one].reference]
        if names:
            tree["IDTree"] = self._pydyf.Dictionary({"Names": self._array(names)})

    def _array(self, values: Any) -> Any:
        return self._pydyf.Array(values)


def _name_body(node: Node) -> None:
    """Call the head of a table that is nothing but a head its body: a THead wants a TBody (PDF/UA-1, 7.2)."""
    parts = [kid for kid in node.kids if isinstance(kid, Node)] if node.role == "Table" else []
    if not any(part.role == "TBody" for part in parts):
        for part in parts:
            part.role = "TBody" if part.role == "THead" else part.role


def _type(made: Any) -> Any:
    return made.get("Type") if isinstance(made, dict) else None


def _language_around(node: Node) -> str | None:
    parent = node.parent
    while parent is not None and parent.language is None:
        parent = parent.parent
    return None if parent is None else parent.language


def _said_instead(node: Node) -> str | None:
    """Return what is read out for a picture or a formula, None for what is read as it stands."""
    match node.role:
        case "Figure":
            return node.attribute("alt")
        case "Formula" if node.element is not None:
            return _words(node) or None
        case _:
            return None


def _name_of(node: Node) -> str:
    """Return a link's words, for whoever cannot see where it stands (PDF/UA-1, 7.18.5)."""
    return node.attribute("aria-label") or _words(node)


def _words(node: Node) -> str:
    return " ".join("".join(map(str, node.element.itertext())).split()) if node.element is not None else ""
