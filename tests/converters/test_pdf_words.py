"""Every word of a PDF, in its place: read twice, set upright, footnotes linked."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfWriter, Transformation
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, RectangleObject

from converters import FindingKind, read, write
from converters.document import Box, Cell, Note, NoteMark, Origin, Paragraph, Row, Table, Text
from converters.readers.pdf.fonts import has_tall_type, with_usual_heights
from converters.readers.pdf.layout import read_sheets
from converters.readers.pdf.notes.footnotes import FoundNote, Mark, labels_at_foot, raised_marks
from converters.readers.pdf.notes.marks import bind_notes
from converters.readers.pdf.page import GridCell, Page, Region, RegionKind, Span
from converters.readers.pdf.rereading.differences import difference, places_to_reread, words_of
from converters.readers.pdf.rereading.glyphs import Glyph, opened
from converters.readers.pdf.rereading.placing import with_lost, with_strays
from converters.readers.pdf.rereading.spans import Lost, reread
from converters.readers.pdf.rereading.unplaced import with_all_words
from converters.readers.pdf.text.characters import legible
from converters.walk import every_inline, inlines_of, text_of
from tests import pdfs
from tests.benchmarks.words import recall
from tests.converters.printed import document_of, every, findings_of, printed

LONG = "The keeper trims the lamp and writes the hour in the book, as keepers did before. " * 6
KNOWN = frozenset({"the", "lamp", "of", "harbour", "light"})


def words(pdf: bytes) -> str:
    return " ".join(filter(None, map(text_of, document_of(pdf).blocks)))


def span(text: str, left: float = 0, top: float = 100, size: float = 10) -> Span:
    return Span(text, Box(left, top, left + 5 * len(text), top + size), size)


def glyphs(text: str, left: float = 0, top: float = 100, height: float = 7) -> tuple[Glyph, ...]:
    """Return ``text`` as glyphs 5 points apart on one line; white space has no place."""
    return tuple(
        Glyph(
            one, None if one.isspace() else Box(left + 5 * at, top + 1, left + 5 * at + 4, top + 1 + height)
        )
        for at, one in enumerate(text)
    )


def page(*spans: Span, regions: tuple[Region, ...] = ()) -> Page:
    return Page(1, 500, 800, None, spans, regions)


def paragraph(text: str, box: Box) -> Region:
    return Region(RegionKind.PARAGRAPH, box, text)


# --- read a second time -----------------------------------------------------------------------


def test_a_page_whose_words_both_readings_have_is_left_alone() -> None:
    assert not difference(
        page(span("the lamp of the har-"), span("bour", top=112)), "the lamp of the har\ufffebour"
    )


def test_a_word_that_one_reading_lacks_is_noticed() -> None:
    different = difference(page(span("the lamp")), "the lamp 37")
    assert different
    assert different.missing == {"37": 1}


def test_only_the_lines_that_say_what_is_missing_are_read_again() -> None:
    said = "the lamp\r\nof 37\r\nthe light"
    different = difference(page(span("the lamp"), span("of", top=112), span("the light", top=124)), said)
    assert different
    assert [said[start:end] for start, end in places_to_reread(different, said)] == ["of 37\r\n"]


def test_a_page_of_words_spaced_otherwise_is_read_again_whole() -> None:
    different = difference(page(span("the l amp")), "the lamp\r\nof")
    assert different
    assert list(places_to_reread(different, "the lamp\r\nof")) == [(0, 12)]


def test_a_lost_word_is_found_with_its_place() -> None:
    drawn = (*glyphs("the lamp "), *glyphs("is lit", left=60))
    _, lost = reread(page(span("the lamp")), drawn, KNOWN)
    assert [(one.text, round(one.box.left)) for one in lost.spans] == [("is lit", 60)]


def test_letters_drawn_twice_for_boldness_are_no_lost_words() -> None:
    _, lost = reread(page(span("lamp")), (*glyphs("lamp"), *glyphs("\r\nlamp", left=-9.8)), KNOWN)
    assert not lost.spans
    assert lost.twice == ("lamp",)


def test_split_words_are_whole_where_the_file_has_no_space() -> None:
    split = page(span("the l amp"), regions=(paragraph("the l amp", Box(0, 100, 50, 110)),))
    mended, lost = reread(split, glyphs("the lamp"), KNOWN)
    assert (mended.spans[0].text, mended.regions[0].text, lost) == ("the lamp", "the lamp", Lost())


def test_words_that_the_document_knows_count_more_than_a_missing_space() -> None:
    mended, _ = reread(page(span("the lamp")), glyphs("thelamp"), KNOWN)
    assert mended.spans[0].text == "the lamp"


def test_a_formula_is_what_stands_on_the_page_and_not_tex() -> None:
    tex = "the lamp $\\mathfrak{x}_{v}$ of"
    formula = Span(tex, Box(0, 100, 80, 110), 10)
    mended, _ = reread(
        page(formula, regions=(paragraph(f"So {tex} light", formula.box),)), glyphs("the lamp xv of"), KNOWN
    )
    assert mended.spans[0].text == "the lamp xv of"
    assert mended.regions[0].text == "So the lamp xv of light"


def test_a_formula_that_has_the_letters_of_the_page_is_no_tex_either() -> None:
    formula = span("the $X_{1},X_{2}$.")
    mended, _ = reread(page(formula), glyphs("the X1, X2."), KNOWN)
    assert mended.spans[0].text == "the X1, X2."


def test_a_formula_keeps_the_brackets_around_it() -> None:
    formula = Span("$(X,\\mathfrak{T})$", Box(0, 100, 30, 110), 10)
    mended, _ = reread(page(formula), glyphs("(X, T) the"), KNOWN)
    assert mended.spans[0].text == "(X, T)"


# --- put in its place -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sign", ["\N{MICRO SIGN}", "\N{GREEK SMALL LETTER MU}", "\N{MATHEMATICAL ITALIC SMALL MU}"]
)
def test_a_sign_that_two_readings_write_differently_is_said_once(sign: str) -> None:
    pdf = pdfs.with_micro_sign(sign)
    (paragraph,) = document_of(pdf).blocks[1:]
    assert text_of(paragraph).replace("µ", "μ") == "Add 10 μL of dye."
    assert not findings_of(pdf, FindingKind.WORDS_NOT_PLACED)


def test_letters_of_formulas_are_said_as_letters() -> None:
    assert legible("\N{MATHEMATICAL ITALIC SMALL MU} = 𝐱 + 𝟚") == "μ = x + 2"


def test_a_lost_word_goes_into_the_line_that_it_stands_in() -> None:
    first, second = span("the lamp"), span("of light", top=112)
    whole = page(first, second, regions=(paragraph("the lamp of light", Box(0, 100, 80, 122)),))
    (region,) = with_lost(whole, (span("is lit", left=50),)).regions
    assert region.text == "the lamp is lit of light"


def test_a_lost_word_goes_into_the_cell_that_it_stands_in() -> None:
    cells = (GridCell("the lamp", Box(0, 95, 100, 115)), GridCell("1", Box(100, 95, 200, 115)))
    table = Region(RegionKind.TABLE, Box(0, 95, 200, 115), rows=(cells,))
    (region,) = with_lost(page(span("the lamp"), regions=(table,)), (span("lit", left=50),)).regions
    assert [cell.text for cell in region.rows[0]] == ["the lamp lit", "1"]


def test_a_line_that_no_region_holds_is_read_between_those_above_and_below() -> None:
    above, below = paragraph("above", Box(0, 50, 100, 60)), paragraph("below", Box(0, 150, 100, 160))
    placed = with_strays(page(regions=(above, below)), (span("the lamp"),))
    assert [region.text for region in placed.regions] == ["above", "the lamp", "below"]


def test_a_line_beside_a_column_is_not_read_inside_it() -> None:
    left = tuple(paragraph(f"left {top}", Box(0, top, 100, top + 10)) for top in (50, 150))
    right = paragraph("right", Box(300, 50, 400, 60))
    placed = with_strays(page(regions=(*left, right)), (span("the lamp", left=300, top=90),))
    assert [region.text for region in placed.regions] == ["left 50", "left 150", "right", "the lamp"]


def test_what_has_no_place_is_named_with_how_often() -> None:
    said = (Paragraph((Text("the lamp"),)),)
    blocks, (finding,) = with_all_words((page(),), {1: said}, (), {1: words_of("the lamp L L L")}, {})
    assert blocks == {1: said}
    assert finding.kind is FindingKind.WORDS_NOT_PLACED
    assert "“l” (3 times)" in finding.detail


def test_running_text_and_words_cut_otherwise_are_not_named() -> None:
    there = page(span("Annual report"))
    said = (Paragraph((Text("the light house"),)),)
    shown = {1: words_of("Annual report the lighthouse")}
    _, findings = with_all_words((there,), {1: said}, (), shown, {1: frozenset({0})})
    assert not findings


def test_words_that_a_table_lost_stand_after_it() -> None:
    there = page(span("the lamp", top=50), span("L 4", top=52, left=200), span("L 4", top=70, left=200))
    cell = Cell((Paragraph((Text("L 4"),), origin=Origin(1, Box(190, 60, 300, 90))),))
    table = Table((Row((cell,)),), origin=Origin(1, Box(0, 40, 300, 90)))
    blocks, findings = with_all_words((there,), {1: (table,)}, (), {1: words_of("the lamp L 4 L 4")}, {})
    assert [text_of(block) for block in blocks[1][1:]] == ["the lamp L 4"]
    assert not findings


def test_notes_count_as_said_with_their_marks() -> None:
    note = Note("1", "1", (Paragraph((Text("See the lamp."),)),), origin=Origin(1))
    said = (Paragraph((Text("A house."),)),)
    there = page(span("A house. 1"), span("1 See the lamp.", top=90))
    kept, findings = with_all_words(
        (there,), {1: said}, (note,), {1: words_of("A house. 1 1 See the lamp.")}, {}
    )
    assert kept[1] == said
    assert not findings


def test_a_note_s_number_that_runs_on_into_its_first_word_is_said() -> None:
    note = Note("1", "1", (Paragraph((Text("See the lamp."),)),), origin=Origin(1))
    said = (Paragraph((Text("A house."),)),)
    there = page(span("A house. 1"), span("1See the lamp.", top=90))
    heard = words_of("A house. 1 1See the lamp.")
    kept, findings = with_all_words((there,), {1: said}, (note,), {1: heard}, {})
    assert kept[1] == said
    assert not findings


def test_the_characters_of_a_page_that_is_displayed_turned_stand_where_they_are_seen() -> None:
    writer = PdfWriter(BytesIO(pdfs.simple()))
    writer.pages[0].rotate(90)
    out = BytesIO()
    writer.write(out)
    (sheet,) = read_sheets(out.getvalue()).pages
    with opened(out.getvalue()) as found:
        assert found is not None
        with found.page(1) as there:
            seen = [glyph.box for glyph in there.glyphs() if glyph.box]
    box = sheet.spans[0].box
    assert all(box.left - 3 <= one.left and one.right <= box.right + 3 for one in seen)
    assert all(box.top - 3 <= one.top and one.bottom <= box.bottom + 3 for one in seen)


def test_a_part_of_a_page_can_be_drawn() -> None:
    with opened(pdfs.report(tagged=False)) as found:
        assert found is not None
        picture = found.picture(1, Box(0, 0, 72, 144))
    assert (abs(picture.width - 300) <= 2, abs(picture.height - 600) <= 2) == (True, True)


def test_a_locked_file_is_not_read_a_second_time_without_its_password() -> None:
    with opened(pdfs.locked("tern")) as found:
        assert found is None


def test_the_benchmark_of_words_counts_what_is_lost() -> None:
    document, findings = read(pdfs.simple("The ferry leaves at noon."))
    assert recall("a", pdfs.simple("The ferry leaves at noon."), document, findings).share == 1.0
    missing = recall("a", pdfs.simple("The ferry leaves at one."), document, findings)
    assert (missing.words, missing.kept, dict(missing.lost)) == (5, 4, {"one": 1})


# --- type that claims to be tall, and pages that lie on their side ------------------------------


def tall(pdf: bytes) -> bytes:
    """Return ``pdf`` with fonts that state the heights of Cambria Math."""
    writer = PdfWriter(BytesIO(pdf))
    for thing in writer._objects:
        if isinstance(thing, DictionaryObject) and thing.get("/Type") == "/FontDescriptor":
            thing[NameObject("/Ascent")] = NumberObject(3117)
            thing[NameObject("/Descent")] = NumberObject(-2464)
            thing[NameObject("/FontBBox")] = ArrayObject(map(NumberObject, (-1475, -2464, 2868, 3117)))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_fonts_that_claim_to_be_tall_do_not_mix_lines() -> None:
    lines = [f"Line {n} says what the keeper saw that night" for n in range(12)]
    pdf = tall(printed("<p>" + "<br>".join(lines) + "</p>"))
    assert has_tall_type(read_sheets(pdf))
    text = words(pdf)
    assert [text.find(line) >= 0 for line in lines] == [True] * 12


def test_fonts_of_usual_height_are_left_as_they_are() -> None:
    assert not has_tall_type(read_sheets(pdfs.report(tagged=False)))
    assert with_usual_heights(pdfs.report(tagged=False), None) is None


def test_a_file_that_cannot_be_written_anew_is_left_as_it_is() -> None:
    assert with_usual_heights(b"%PDF-1.7\nnot much of one", None) is None


def lying(pdf: bytes, degrees: int) -> bytes:
    """Return ``pdf`` with the content of its page turned clockwise, and the page not saying so."""
    writer = PdfWriter(BytesIO(pdf))
    sheet = writer.pages[0]
    width, height = float(sheet.mediabox.width), float(sheet.mediabox.height)
    shift = {90: (0, width), 180: (width, height), 270: (height, 0)}[degrees]
    sheet.add_transformation(Transformation().rotate(-degrees).translate(*shift))
    sides = (width, height) if degrees == 180 else (height, width)
    sheet.mediabox = sheet.cropbox = RectangleObject((0, 0, *sides))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_page_that_lies_on_its_side_or_head_is_read_upright() -> None:
    upright = printed(f"<h1>The harbour light</h1><p>{LONG}</p><p>{LONG}</p>")
    for degrees in (90, 180, 270):
        assert words(lying(upright, degrees)) == words(upright), degrees


def test_a_note_along_the_margin_does_not_turn_the_page() -> None:
    style = "#m { position: absolute; left: 0; top: 60mm; transform: rotate(-90deg) }"
    text = words(printed(f"<p>{LONG}</p><div id='m'>Downloaded from the harbour</div><p>{LONG}</p>", style))
    assert text.count("keepers did before") == 12


# --- footnotes ---------------------------------------------------------------------------------


def raised(text: str, mark: str, after: str = " and on it goes") -> tuple[Glyph, ...]:
    """Return ``text``, a ``mark`` half as tall standing at the top of the line, and what comes after."""
    small = tuple(
        Glyph(one, Box(5 * len(text) + 3 * at, 100, 5 * len(text) + 3 * at + 2.5, 103.5))
        for at, one in enumerate(mark)
    )
    return (*glyphs(text), *small, *glyphs(after, left=5 * len(text) + 3 * len(mark)))


class Drawn:
    """Characters that were drawn, as PDFium would give them."""

    def __init__(self, drawn: tuple[Glyph, ...]) -> None:
        self._drawn = drawn

    def characters(self) -> str:
        return "".join(glyph.text for glyph in self._drawn)

    def glyphs(self, start: int = 0, end: int | None = None) -> tuple[Glyph, ...]:
        return self._drawn[start:end]


def test_a_mark_may_follow_an_asterisk_and_end_a_paragraph_on_a_line_of_its_own() -> None:
    (mark,) = raised_marks(Drawn(raised("The walls of *", "3")), frozenset({"3"}))
    assert mark.before == "thewallsof"
    (wall, *rest) = (raised("The wall is old.", "3"), Glyph("\n", None), *glyphs("We go on", top=120))
    alone = (*wall[:16], Glyph("\n", None), wall[16], *rest)
    (mark,) = raised_marks(Drawn(alone), frozenset({"3"}))
    assert mark.before == "thewallisold"
    assert raised_marks(Drawn((*wall[:16], Glyph("\n", None), *glyphs("3", top=112))), frozenset({"3"})) == ()


def test_a_small_raised_figure_is_a_mark() -> None:
    (mark,) = raised_marks(Drawn(raised("The wall is old", "12")), frozenset({"12"}))
    assert (mark.label, mark.before) == ("12", "thewallisold")


def test_figures_on_the_line_are_no_marks() -> None:
    assert raised_marks(Drawn(glyphs("In 1788 the wall was 12 feet")), frozenset({"12", "8"})) == ()


def test_footnotes_are_linked_with_their_marks() -> None:
    document = document_of(pdfs.with_footnotes())
    (told,) = every(document, Paragraph)[:1]
    assert inlines_of(told) == (
        Text("The wall is old."),
        NoteMark("1"),
        Text(" The lamp is older."),
        NoteMark("2"),
    )
    assert [(note.id, note.label, text_of(note.children[0])) for note in document.notes] == [
        ("1", "1", "It was built in 1788."),
        ("2", "2", "It was lit in 1702."),
    ]
    assert not findings_of(pdfs.with_footnotes(), FindingKind.WORDS_NOT_PLACED)


def test_linked_footnotes_lead_there_and_back_in_html() -> None:
    html = write(*read(pdfs.with_footnotes()), "html").decode()
    assert html.count("doc-noteref") == 2
    assert html.count("doc-backlink") == 2


FOOT = "<div style='position: absolute; top: 155mm; font-size: 8pt'>{}</div>"


def test_small_print_whose_mark_is_nowhere_in_the_text_stays_where_it_is() -> None:
    note = "3 It was built in 1788 of local stone."
    document = document_of(printed(f"<p>{LONG}</p>{FOOT.format(note)}"))
    assert not document.notes
    assert note.partition(" ")[2] in text_of(document.blocks[-1])


def test_notes_whose_numbers_do_not_follow_one_another_stay_where_they_are() -> None:
    marks = (
        "The wall<sup style='font-size: 7pt'>1</sup> and the lamp<sup style='font-size: 7pt'>3</sup> are old."
    )
    notes = FOOT.format("1 It was built long ago.<br>3 It was lit long ago.")
    assert not document_of(printed(f"<p>{LONG}</p><p>{marks}</p>{notes}", "sup { font-size: 7pt }")).notes


def test_only_small_type_at_the_foot_begins_a_note() -> None:
    assert labels_at_foot(read_sheets(pdfs.with_footnotes()).pages[0]) == {"1", "2"}
    assert not labels_at_foot(read_sheets(pdfs.report(tagged=False)).pages[0])


def found(label: str, before: str) -> FoundNote:
    return FoundNote(1, label, before, Paragraph((Text(f"Note {label}."),)))


def test_a_mark_is_bound_where_the_words_before_it_are() -> None:
    blocks = (Paragraph((Text("In 1 year."),)), Paragraph((Text("The wall1 is old, the lamp.2"),)))
    bound, notes = bind_notes(blocks, [found("1", "thewall"), found("2", "isoldthelamp")], ())
    assert [note.id for note in notes] == ["1", "2"]
    marks = [inline for inline in every_inline(inlines_of(bound[1])) if isinstance(inline, NoteMark)]
    assert [mark.note for mark in marks] == ["1", "2"]
    assert bound[0] == blocks[0]


def test_a_note_whose_place_is_not_found_is_said_as_printed() -> None:
    bound, notes = bind_notes((Paragraph((Text("The wall."),)),), [found("1", "lamp")], ())
    assert notes == ()
    assert text_of(bound[-1]) == "1 Note 1."


def test_ids_of_notes_are_not_given_twice() -> None:
    blocks = (Paragraph((Text("The wall1 is old*."),)),)
    _, notes = bind_notes(blocks, [found("1", "wall"), found("*", "isold")], {"1"})
    ids = [note.id for note in notes]
    assert len({*ids, "1"}) == 3


def test_marks_tell_their_place_on_the_page() -> None:
    (mark,) = raised_marks(Drawn(raised("The wall is old", "*")), frozenset({"*"}))
    assert isinstance(mark, Mark)
    assert mark.box.bottom < 104


def test_the_same_file_is_read_the_same_twice() -> None:
    assert read(pdfs.with_footnotes()) == read(pdfs.with_footnotes())
