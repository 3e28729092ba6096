"""Documents that have every kind of block, and what is awkward about each: for the judges of every format."""

from __future__ import annotations

from converters.document import Document, Scope
from tests.converters.trees import (
    bullets,
    doc,
    figure,
    h,
    item,
    link,
    mark,
    note,
    p,
    page,
    png,
    quote,
    rh,
    rich,
    row,
    strong,
    t,
    table,
    td,
    th,
)


def deep() -> Document:
    """Return headings of all levels, lists in lists in tables, and tables of tables."""
    group = Scope.ROW_GROUP
    return doc(
        page("i"),
        *(h(level, f"Level {level}", strong(" and "), link("#n", "a link")) for level in range(1, 7)),
        bullets(item("one", bullets(item("two", bullets(item("three", quote("four"), "five")))))),
        table(
            row(th("Place", rows=2), th("Visits", columns=2, scope=Scope.COLUMN_GROUP)),
            row(th("Adults"), th("Children")),
            row(th("North", scope=group, columns=3)),
            row(rh("Leeds"), td(bullets("10", "11")), td(table(row(th("a"), th("b")), row("1", "2")))),
            row(th("South", scope=group, columns=3)),
            row(rh("Bath"), td("", columns=2)),
            header_rows=2,
            caption="Visits",
        ),
        table(*(row(*(f"column{n} {m}" * 3 for n in range(12))) for m in range(3))),
        page("ii"),
        quote(h(2, "Inside a quotation"), table(row("a", "b")), figure("chart", None, "Not described")),
        table(row(td(p(mark("n"))), td(p("y", mark("n"), mark("m"))), "x")),
        p("A very long word: " + "x" * 400, mark("n"), mark("n"), mark("m")),
        p("https://example.org/" + "a" * 200),
        images=(png("chart", 2000, 400, 900.0),),
        notes=(note("n", "1", bullets("a"), table(row("b"))), note("m", "", "No label."), note("lost", "9")),
    )


def arabic() -> Document:
    return doc(
        page("1"),
        h(1, "تقرير"),
        h(2, "واحد"),
        h(2, "اثنان"),
        h(2, "ثلاثة"),
        p("نص ", t("English words", "en"), mark("n"), " ", t("مزيد", None)),
        p("Français.", language="fr"),
        table(row(th("أ"), th("ب")), row(rh("ج"), "د"), header_rows=1),
        figure("chart", None),
        language="ar",
        images=(png(),),
        notes=(note("n", "١", "ملاحظة"),),
    )


DOCUMENTS = {
    "every kind of block": rich(),
    "deep": deep(),
    "right to left": arabic(),
    "empty": doc(title=""),
    "without a language": doc(p("x"), language=""),
    "a printed heading over the notes": doc(
        h(1, "A"), p("x", mark("n")), h(2, "Notes"), notes=(note("n", "1", "Why."),)
    ),
    "headings only": doc(h(2, "a"), h(2, ""), h(3, "b"), h(2, "c")),
}
