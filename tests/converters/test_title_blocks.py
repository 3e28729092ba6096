"""Around the title of a paper: whose it is, what it is called, and where its text begins."""

from __future__ import annotations

from converters.document import Heading
from converters.walk import text_of
from tests.converters.printed import document_of, every, printed

TEXT = (
    "The keeper trims the lamp and writes the hour in the book, as keepers did before. "
    "The harbour is open in all weathers, and the pilots wait for the tide at the north wall."
)
STYLE = (
    "body { font: 10pt/1.3 'Nimbus Roman' } p { margin: 0 0 2mm } .label { font: bold 8pt 'Nimbus Sans' } "
)


def headings(body: str, style: str = "") -> list[str]:
    return [text_of(block) for block in every(document_of(printed(body, STYLE + style)), Heading)]


def test_the_title_is_the_largest_before_the_introduction_not_the_first() -> None:
    body = (
        "<h3 class='label'>Open access paper</h3><h1>Lights on the coast and their keepers</h1>"
        f"<h2>Ada Lovelace and Ben Okri</h2><p>{TEXT}</p><h2>Introduction</h2><p>{TEXT * 3}</p>"
    )
    assert headings(body) == ["Lights on the coast and their keepers", "Introduction"]


def test_a_name_with_a_middle_initial_is_no_heading() -> None:
    parts = (f"<h2>{head}</h2><p>{TEXT}</p>" for head in ("Kola O. Adler", "Lamps"))
    assert headings(f"<h1>Lights on the coast</h1><p>{TEXT}</p>{''.join(parts)}") == [
        "Lights on the coast",
        "Lamps",
    ]


def test_a_light_word_much_larger_than_the_text_right_under_it_heads_it() -> None:
    body = f"<h1>Lights on the coast</h1><p class='big'>Abstract</p><p>{TEXT * 2}</p>"
    style = ".big { font-size: 14.5pt; margin: 4mm 0 0; line-height: 1 }"
    assert headings(body, style) == ["Lights on the coast", "Abstract"]


def test_bold_words_that_begin_a_sentence_are_text_though_the_sentence_begins_at_the_line_s_end() -> None:
    body = (
        f"<h1>Lights on the coast</h1><p>{TEXT}</p><h2>Lamps</h2>"
        "<p><b>Sharing of lamps and their oil.</b> An<br>important part of the work is that keepers share "
        "what they have, and write it in the book of the harbour.</p>"
    )
    assert headings(body) == ["Lights on the coast", "Lamps"]


CONTENTS = (
    "li { list-style: none } ul { padding: 0 } li::after { content: leader('.') ' ' attr(data-page) } "
    ".name { font-size: 17pt; text-align: center; margin: 8mm 0 } h2 { font-size: 14pt }"
)


def test_a_list_of_contents_on_the_page_leaves_the_title_over_it_a_heading() -> None:
    entries = "".join(f"<li data-page='{at}'>{at} {name}</li>" for at, name in enumerate(("Piers", "Oil"), 1))
    more = "".join(f"<li data-page='{at}'>{at} Lamp {at}</li>" for at in range(3, 7))
    listed = f"<h2>Contents</h2><ul>{entries}{more}</ul>"
    body = f"<p class='name'>A package of lamps</p>{listed}<h2>1 Piers</h2><p>{TEXT}</p>"
    assert headings(body, CONTENTS)[0] == "A package of lamps"


def test_the_name_of_a_thing_may_begin_with_a_small_letter_in_a_title() -> None:
    body = f"<p class='name'>zoo design</p><p>{TEXT * 3}</p>"
    assert headings(body, ".name { font: bold 17pt 'Nimbus Roman'; margin: 5mm 0 }") == ["zoo design"]


def test_words_without_spaces_between_them_are_counted_too() -> None:
    said = "港の灯台は夜ごとに火をともし番人は記録を書き残す" * 3
    body = f"<h1>Lights on the coast</h1><p>{TEXT}</p><h2>{said}</h2><p>{TEXT}</p>"
    assert headings(body, "h2 { font-size: 11pt }") == ["Lights on the coast"]


def test_the_date_of_a_paper_is_no_heading() -> None:
    body = f"<h1>Lights on the coast</h1><p class='when'>29 September 2006</p><p>{TEXT * 2}</p>"
    assert headings(body, ".when { font-size: 13pt; margin: 5mm 0 }") == ["Lights on the coast"]
