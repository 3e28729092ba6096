"""Small untagged PDFs, one for each thing that pages hold: headings, lists, contents, notes, heads."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

from PIL import Image

from converters import FindingKind
from converters.document import Block, Heading, Link, ListBlock, ListItem, NoteMark, Numbering, Paragraph
from converters.walk import blocks_of, every_inline, inlines_of, plain_text, text_of
from tests import pdfs
from tests.converters.printed import document_of, every, findings_of, joined, printed

SAID = "The keeper trims the lamp and writes the hour in the book, as keepers did before. "
LINES = f"<p>{SAID * 4}</p>"


def outline(pdf: bytes) -> list[tuple[int, str]]:
    found = every(document_of(pdf), Heading)
    return [(block.level, plain_text(block.children)) for block in found if isinstance(block, Heading)]


def lists(pdf: bytes) -> list[ListBlock]:
    return [block for block in document_of(pdf).blocks if isinstance(block, ListBlock)]


def shape(block: Block) -> object:
    """Return a list as (numbering, start, items), an item as its words and the lists in it."""
    assert isinstance(block, ListBlock)
    return block.numbering, block.start, [item_shape(item) for item in block.items]


def item_shape(item: ListItem) -> object:
    words = " ".join(text_of(each) for each in item.children if isinstance(each, Paragraph))
    inner = [shape(each) for each in item.children if isinstance(each, ListBlock)]
    return (words, *inner) if inner else words


# --- headings -------------------------------------------------------------------------------


def test_levels_are_the_same_over_the_whole_document() -> None:
    chapters = "".join(
        f"<h1 style='break-before: page'>{n} Piers of the {where}</h1>{LINES}"
        f"<h2>{n}.1 Stone</h2>{LINES}<h3>{n}.1.1 Granite</h3>{LINES}<h2>{n}.2 Timber</h2>{LINES}"
        for n, where in ((1, "north"), (2, "south"))
    )
    assert outline(printed(chapters)) == [
        (1, "1 Piers of the north"),
        (2, "1.1 Stone"),
        (3, "1.1.1 Granite"),
        (2, "1.2 Timber"),
        (1, "2 Piers of the south"),
        (2, "2.1 Stone"),
        (3, "2.1.1 Granite"),
        (2, "2.2 Timber"),
    ]


def test_a_number_says_more_than_the_type() -> None:
    same = "h2, h3 { font-size: 13pt; font-weight: bold }"
    body = f"<h1>Report</h1>{LINES}<h2>2 Piers</h2>{LINES}<h3>2.1 Stone</h3>{LINES}<h2>3 Lamps</h2>{LINES}"
    assert outline(printed(body, same)) == [(1, "Report"), (2, "2 Piers"), (3, "2.1 Stone"), (2, "3 Lamps")]


def test_two_columns_keep_their_headings_in_order() -> None:
    body = f"<h1>News</h1><div><h2>Piers</h2>{LINES * 2}<h2>Lamps</h2>{LINES * 2}</div>"
    style = "div { columns: 2; column-gap: 8mm } h2 { break-after: avoid } body { font-size: 9pt }"
    assert outline(printed(body, style)) == [(1, "News"), (2, "Piers"), (2, "Lamps")]


def test_a_masthead_over_the_title_is_no_heading() -> None:
    body = f"<p><b>Northmarsh Assembly</b></p><h1>Step-free by when?</h1>{LINES}<h2>Works</h2>{LINES}"
    assert outline(printed(body)) == [(1, "Step-free by when?"), (2, "Works")]


def test_a_line_set_off_by_white_space_is_a_heading() -> None:
    body = f"<p style='margin-bottom: 14pt'>Keepers and lamps</p><p>{SAID * 3}</p>{LINES}"
    assert outline(printed(body, "p { margin: 0 }")) == [(1, "Keepers and lamps")]


def test_the_first_words_of_a_bold_paragraph_are_no_heading() -> None:
    quotation = f"<p><b>{SAID * 2}</b></p>"
    body = f"<h1>Report</h1>{LINES}{quotation}{LINES}{quotation}{LINES}"
    assert outline(printed(body)) == [(1, "Report")]


def test_a_call_to_write_at_the_foot_is_no_heading() -> None:
    call = "<p style='font: bold 16pt sans-serif'>Would you like to help?</p><p>Write to lamp@example.org</p>"
    assert outline(printed(f"<h1>Report</h1>{LINES * 3}{call}")) == [(1, "Report")]


SECOND = "<ol style='counter-reset: list-item 1'><li>Buy a lamp</li></ol>"

# --- lists ----------------------------------------------------------------------------------


def test_bullets_inside_letters_inside_numbers() -> None:
    (found,) = lists(pdfs.nested_list())
    assert shape(found) == (
        Numbering.DECIMAL,
        1,
        [
            (
                "Repair the east wall",
                (
                    Numbering.LOWER_ALPHA,
                    1,
                    [
                        "before winter",
                        ("with local stone", (None, 1, ["from the quarry", "or from the beach"])),
                    ],
                ),
            ),
            "Buy a brighter lamp",
        ],
    )


def test_letters_under_a_number_that_are_not_indented_lie_inside_it() -> None:
    said = "<br>".join(["1. Mend the wall, with", "(a) local stone;", "(b) lime.", "2. Buy a lamp."])
    (found,) = lists(printed(f"<p>The Board agreed to:</p><p>{said}</p>"))
    inner = (Numbering.LOWER_ALPHA, 1, ["local stone;", "lime."])
    assert shape(found) == (Numbering.DECIMAL, 1, [("Mend the wall, with", inner), "Buy a lamp."])


def test_a_list_goes_on_over_a_page_also_inside_another() -> None:
    rows = "".join(f"<li>berth {n} is to be dredged</li>" for n in range(1, 24))
    body = f"<ol><li>Dredge the harbour:<ol class='a'>{rows}</ol></li><li>Buy a lamp</li></ol>"
    (found,) = lists(printed(body, ".a li { line-height: 9mm; list-style-type: lower-alpha }"))
    first, last = found.items
    inner = [block for block in first.children if isinstance(block, ListBlock)]
    assert [(block.numbering, len(block.items)) for block in inner] == [(Numbering.LOWER_ALPHA, 23)]
    assert item_shape(last) == "Buy a lamp"


def test_an_item_cut_by_a_page_is_whole() -> None:
    one = "<ol><li>The wall is to be mended before the winter with stone that is"
    two = f"<ol style='list-style-type: none'><li>brought by sea</li></ol>{SECOND}"
    (found,) = lists(joined(printed(f"{one}</li></ol>"), printed(two)))
    assert [text_of(each) for item in found.items for each in item.children] == [
        "The wall is to be mended before the winter with stone that is brought by sea",
        "Buy a lamp",
    ]


def test_a_figure_between_two_items_is_part_of_the_first() -> None:
    drawn = BytesIO()
    Image.effect_noise((240, 160), 90).save(drawn, "PNG")
    address = "data:image/png;base64," + b64encode(drawn.getvalue()).decode()
    picture = f"<img style='width: 60mm' src='{address}'>"
    body = f"<ol><li>Mend the wall</li></ol><p>{picture}</p>{SECOND}"
    (found,) = lists(printed(body))
    assert [len(item.children) for item in found.items] == [2, 1]


def test_a_numbered_paragraph_alone_is_no_list() -> None:
    pdf = printed(f"{LINES}<p>7. The wall leaks. {SAID * 2}</p>{LINES}")
    assert not lists(pdf)
    assert any(text_of(block).startswith("7. The wall leaks.") for block in document_of(pdf).blocks)


def test_a_dash_alone_is_no_item() -> None:
    assert not lists(printed(f"{LINES}<p>- as keepers did<br>before them</p>{LINES}"))


def test_numbered_references_are_a_list() -> None:
    rows = "<br>".join(f"[{n}] A. Keeper. On lamps, part {n}. Harbour Press, 1902." for n in range(8, 13))
    (found,) = lists(printed(f"{LINES}<h2>References</h2><p>{rows}</p>"))
    assert (found.numbering, found.start, len(found.items)) == (Numbering.DECIMAL, 8, 5)


# --- paragraphs -------------------------------------------------------------------------------


def test_a_sentence_under_a_bold_beginning_is_one_paragraph() -> None:
    document = document_of(printed(f"<p><b>Note:</b> {SAID * 3}</p>{LINES}"))
    paragraphs = [text_of(block) for block in document.blocks if isinstance(block, Paragraph)]
    assert paragraphs[0] == f"Note: {SAID * 3}".strip()


# --- contents -----------------------------------------------------------------------------------

CHAPTERS = ("Piers of the north", "Lamps and their keepers", "Ships in winter", "What is to be done")
DOTTED = (
    "li { list-style: none } ul { padding: 0 } "
    "li::after { content: leader('.') ' ' attr(data-page) } .in { padding-left: 8mm }"
)


def contents(style: str) -> bytes:
    entries = "".join(
        f"<li data-page='{n + 1}'>{n} {said}</li><li class='in' data-page='{n + 1}'>{n}.1 Costs</li>"
        for n, said in enumerate(CHAPTERS, 1)
    )
    chapters = "".join(
        f"<h1 style='break-before: page'>{n} {said}</h1>{LINES}<h2>{n}.1 Costs</h2>{LINES}"
        for n, said in enumerate(CHAPTERS, 1)
    )
    return printed(f"<h1>Contents</h1><ul>{entries}</ul>{chapters}", style)


def test_a_contents_list_leads_to_the_headings_it_names() -> None:
    document = document_of(contents(DOTTED))
    (found,) = [block for block in document.blocks if isinstance(block, ListBlock)]
    assert [item_shape(item) for item in found.items] == [
        (f"{n} {said} {n + 1}", (None, 1, [f"{n}.1 Costs {n + 1}"])) for n, said in enumerate(CHAPTERS, 1)
    ]
    found_headings = [block for block in every(document, Heading) if isinstance(block, Heading)]
    headings = {block.id: plain_text(block.children) for block in found_headings}
    links = [
        inline
        for block in blocks_of(document)
        for inline in every_inline(inlines_of(block))
        if isinstance(inline, Link)
    ]
    assert len(links) == 2 * len(CHAPTERS)
    for n, link in enumerate(links[::2], 1):
        assert headings[link.target.removeprefix("#")] == f"{n} {CHAPTERS[n - 1]}"


def test_figures_in_rising_order_beside_words_are_no_contents_list() -> None:
    rows = "".join(f"<tr><td>Berth {n}</td><td>{n * 7}</td></tr>" for n in range(1, 6))
    document = document_of(printed(f"{LINES}<table style='width: 60mm'>{rows}</table>{LINES}"))
    assert not [block for block in document.blocks if isinstance(block, ListBlock)]


# --- notes ------------------------------------------------------------------------------------

AT_FOOT = "<div style='position: absolute; left: 0; bottom: 0; font-size: 8pt'>{}</div>"
SHEET = "<div style='position: relative; height: 165mm; break-after: page'>{}</div>"


def test_a_note_over_two_pages_is_one_note() -> None:
    words = "It was built in 1788 of stone that was brought by sea from the quarries of the north and then"
    first = f"{LINES}<p>The wall is old.<sup>1</sup></p>{AT_FOOT.format(f'1 {words}')}"
    notes = AT_FOOT.format("cut on the shore by hand.<br>2 It was lit in 1702.")
    second = f"<p>{SAID * 6}</p><p>The lamp is older.<sup>2</sup></p>{notes}"
    pdf = printed(SHEET.format(first) + SHEET.format(second), "sup { font-size: 7pt }")
    found = [[text_of(each) for each in note.children] for note in document_of(pdf).notes]
    assert found == [[f"{words} cut on the shore by hand."], ["It was lit in 1702."]]
    assert not findings_of(pdf, FindingKind.WORDS_NOT_PLACED)


def test_an_asterisk_as_tex_sets_it_marks_the_note_of_a_title() -> None:
    note = AT_FOOT.format("\u2217 This paper was read to the Harbour Board.")
    pdf = printed(SHEET.format(f"<h1>Lamps<sup>\u2217</sup></h1>{LINES}{note}"), "sup { font-size: 60% }")
    document = document_of(pdf)
    (heading,) = every(document, Heading)
    assert any(isinstance(inline, NoteMark) for inline in inlines_of(heading))
    assert [note.label for note in document.notes] == ["\u2217"]


def test_a_note_is_bound_in_a_table_and_after_a_year() -> None:
    rows = "".join(
        f"<tr><td>Berth {n}{'<sup>1</sup>' if n == 2 else ''}</td><td>{n * 7} m</td><td>stone</td></tr>"
        for n in range(1, 6)
    )
    table = f"<table><tr><th>Berth</th><th>Length</th><th>Kind</th></tr>{rows}</table>"
    notes = AT_FOOT.format("1 Closed in winter.<br>2 It was built of stone.")
    body = SHEET.format(f"{LINES}{table}<p>The wall is of 1788<sup>2</sup> and leaks.</p>{notes}")
    style = (
        "sup { font-size: 7pt } table { width: 100%; border-collapse: collapse } td, th { border: 1px solid }"
    )
    document = document_of(printed(body, style))
    (marked,) = [block for block in blocks_of(document) if NoteMark("1") in inlines_of(block)]
    assert text_of(marked).startswith("Berth 2")
    assert [text_of(each) for note in document.notes for each in note.children] == [
        "Closed in winter.",
        "It was built of stone.",
    ]
    assert not findings_of(printed(body, style), FindingKind.WORDS_NOT_PLACED)


# --- running heads ------------------------------------------------------------------------------


def test_the_running_head_of_later_pages_is_left_out_over_the_title_too() -> None:
    head = "<p style='font-size: 9pt'>Northmarsh Assembly</p>"
    at_top = "@top-left { content: 'Northmarsh Assembly'; font: 8pt sans-serif }"
    style = f"@page {{ {at_top} }} @page :first {{ @top-left {{ content: none }} }}"
    pages = "".join(f"<div style='break-before: page'>{LINES}</div>" for _ in range(3))
    pdf = printed(f"{head}<h1>Step-free by when?</h1>{LINES}{pages}", style)
    assert "Northmarsh" not in " ".join(text_of(block) for block in document_of(pdf).blocks)
    (named,) = findings_of(pdf, FindingKind.RUNNING_TEXT_LEFT_OUT)
    assert named.page == 1


def test_texts_that_begin_alike_on_two_pages_stay() -> None:
    pages = "".join(f"<div style='break-after: page'>{LINES}<p>Page {n} ends.</p></div>" for n in (1, 2))
    assert " ".join(text_of(block) for block in document_of(printed(pages)).blocks).count(SAID.strip()) == 8
