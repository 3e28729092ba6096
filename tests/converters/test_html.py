"""What the web page promises: one file, real structure, nothing that runs or is fetched."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from converters import document as d
from converters.checks import problems
from converters.document import Document, Numbering, Scope
from converters.options import WriteOptions
from converters.writers.html import write_html
from tests.converters.processes import outputs
from tests.converters.trees import (
    bullets,
    doc,
    em,
    figure,
    h,
    item,
    link,
    m,
    mark,
    note,
    numbered,
    p,
    page,
    png,
    quote,
    rh,
    rich,
    roots,
    row,
    strong,
    t,
    table,
    td,
    th,
)


def written(document: Document) -> str:
    return write_html(document, (), WriteOptions()).decode("utf-8")


def parsed(document: Document) -> html.HtmlElement:
    return html.document_fromstring(written(document))


def text_part(*blocks: d.Block) -> str:
    """Return the source of the text alone, after the title."""
    source = written(doc(*blocks))
    return source.split('<div id="text" tabindex="-1">\n')[1].split("\n</div></main>")[0]


def test_text_is_never_markup() -> None:
    assert text_part(h(2, "Fish & <chips>")) == '<h2 id="section-2">Fish &amp; &lt;chips&gt;</h2>'


@pytest.mark.parametrize(
    "document",
    [
        doc(title="<script>alert(1)</script>"),
        doc(p("<script>alert(1)</script>"), d.CodeBlock("</code></pre><script>1</script>")),
        doc(figure("chart", '"><script>alert(1)</script>'), images=(png(),)),
        doc(page('"><script>'), p(mark("n")), notes=(note("n", '"><script>', "</li><script>"),)),
        doc(table(row(th("<script>")), row("</table><script>"), header_rows=1, caption="<script>")),
        doc(p(t("a", 'en"><script>')), p("b", language='en"><script>'), language='en"><script>'),
        doc(p(link('https://example.org/"><script>', "x"), link("#a", "y")), h(2, "z", id='a"><script>')),
    ],
)
def test_no_part_of_a_document_can_bring_in_a_script(document: Document) -> None:
    assert parsed(document).find(".//script") is None


def test_a_whole_document_passes_our_own_checks() -> None:
    assert problems("html", write_html(rich(), (), WriteOptions())) == ()


def test_language_and_title_come_from_the_document() -> None:
    root = parsed(doc(title="Bus  times", language="cy"))
    assert root.get("lang") == "cy"
    assert root.findtext(".//title") == "Bus times"


def test_the_title_is_the_first_heading_where_there_is_none_of_level_one() -> None:
    root = parsed(doc(p("text"), h(2, "Part"), title="Report"))
    assert [(found.tag, found.text) for found in root.iter("h1", "h2")] == [("h1", "Report"), ("h2", "Part")]


def test_a_document_never_has_two_titles() -> None:
    assert [found.text for found in parsed(doc(h(1, "Annual report"), title="Other")).iter("h1")] == [
        "Annual report"
    ]
    raised = parsed(doc(h(2, "annual  Report"), p("text"), title="Annual report"))
    assert [(found.tag, found.text) for found in raised.iter("h1", "h2")] == [("h1", "annual  Report")]


def test_a_heading_without_words_is_not_a_heading() -> None:
    root = parsed(doc(h(2, ""), h(1, " ")))
    assert [found.text for found in root.iter("h1", "h2")] == ["Report"]


def test_headings_keep_their_levels() -> None:
    root = parsed(doc(*(h(level, f"Level {level}") for level in range(1, 7))))
    assert [root.findtext(f".//h{level}") for level in range(1, 7)] == [f"Level {n}" for n in range(1, 7)]


def test_contents_list_only_long_documents_and_links_to_every_heading() -> None:
    assert parsed(doc(h(2, "One"), h(2, "Two"))).find(".//nav") is None
    root = parsed(doc(h(2, "One"), h(3, "Deeper"), h(2, "Two"), quote(h(3, "Inside"))))
    links = root.findall(".//nav//a")
    assert [link.text for link in links] == ["One", "Deeper", "Two", "Inside"]
    for found in links:
        assert root.get_element_by_id(found.get("href")[1:]).text == found.text
    assert root.find(".//nav/ul/li/ul/li/a").text == "Deeper"


def test_the_way_past_the_contents_leads_to_the_text() -> None:
    root = parsed(doc(h(2, "One"), h(2, "Two"), h(2, "Three")))
    assert root.body[0].get("href") == "#text"
    assert root.get_element_by_id("text")[0].text == "One"


def test_a_title_that_the_document_does_not_print_stands_before_the_text() -> None:
    root = parsed(doc(p("Text"), title="Ferry times"))
    assert root.findtext(".//header/h1") == "Ferry times"
    assert root.find(".//main//h1") is None
    assert parsed(doc(h(1, "Ferries"), p("Text"))).findtext(".//main/h1") == "Ferries"


def test_a_page_without_blocks_still_has_its_title() -> None:
    root = parsed(doc(title=""))
    assert root.findtext(".//h1") == "Untitled document"
    assert problems("html", write_html(doc(), (), WriteOptions())) == ()


def test_ordered_lists_count_as_printed() -> None:
    source = text_part(
        numbered(item("one", label="(c)"), item("two", label="(d)"), numbering=Numbering.LOWER_ALPHA, start=3)
    )
    assert source == (
        '<ol type="a" start="3" class="between-lower-alpha">\n<li>one</li>\n<li>two</li>\n</ol>'
    )


def test_a_number_left_out_in_print_stays_left_out() -> None:
    source = text_part(numbered(item("a", label="1."), item("b", label="3."), item("c", label="4.")))
    assert source == '<ol>\n<li>a</li>\n<li value="3">b</li>\n<li>c</li>\n</ol>'


def test_lists_start_again_and_nest() -> None:
    source = text_part(numbered("one", item("two", bullets("deep"))), numbered("again"))
    assert source == (
        "<ol>\n<li>one</li>\n<li>two\n<ul>\n<li>deep</li>\n</ul>\n</li>\n</ol>\n<ol>\n<li>again</li>\n</ol>"
    )


def test_labels_that_a_list_cannot_count_stand_as_text() -> None:
    source = text_part(numbered(item("a", label="2.1"), item("b", label="2.2")))
    assert '<li><span class="label">2.1</span> a</li>' in source
    assert '<span class="label">Note</span> b' in text_part(bullets(item("b", label="Note")))


def test_an_item_with_several_paragraphs_keeps_them_apart() -> None:
    assert "<li><p>a</p>\n<p>b</p>\n</li>" in text_part(bullets(item("a", p("b"))))


def test_simple_tables_tie_cells_to_headers_by_scope() -> None:
    source = text_part(
        table(row(th("Name"), th("Vote")), row(rh("Ada"), "Yes"), header_rows=1, caption="Votes")
    )
    assert '<caption id="table-1-caption">Votes</caption>' in source
    assert '<th scope="col">Name</th><th scope="col">Vote</th>' in source
    assert '<th scope="row">Ada</th><td>Yes</td>' in source
    assert "headers=" not in source


def test_sentences_above_a_table_are_no_name_for_it() -> None:
    told = (
        "Table 15.6. What the firm earned. " + "Each year is one row, and each row is a year of trade. " * 3
    )
    root = parsed(doc(table(row(th("Year"), th("Sum")), row("2012", "10"), header_rows=1, caption=told)))
    (figure,) = root.xpath(".//figure[figcaption]")
    (found,) = figure.xpath(".//table")
    assert found.get("aria-label") == "Table 15.6" and found.find("caption") is None
    assert figure.findtext("figcaption") == told
    assert figure.xpath(".//div[@role='group']/@aria-label") == ["Table 15.6"]


def test_tables_with_spans_name_the_headers_of_every_cell() -> None:
    root = parsed(
        doc(
            table(
                row(th("Place", rows=2), th("Visits", columns=2)),
                row(th("Adults"), th("Children")),
                row(rh("Leeds", rows=2), "10", "20"),
                row("11", "21"),
                header_rows=2,
            )
        )
    )
    said = {}
    for cell in root.iter("td"):
        headers = [root.get_element_by_id(name).text for name in cell.get("headers").split()]
        said[cell.text] = headers
    assert said == {
        "10": ["Visits", "Adults", "Leeds"],
        "20": ["Visits", "Children", "Leeds"],
        "11": ["Visits", "Adults", "Leeds"],
        "21": ["Visits", "Children", "Leeds"],
    }


def test_a_row_groups_header_opens_a_body_of_its_own() -> None:
    group = Scope.ROW_GROUP
    root = parsed(
        doc(
            table(
                row(th("Place"), th("Visits")),
                row(th("North", scope=group, columns=2)),
                row(rh("Leeds"), "10"),
                row(th("South", scope=group, columns=2)),
                row(rh("Bath"), "20"),
                header_rows=1,
            )
        )
    )
    assert [len(body) for body in root.iter("tbody")] == [2, 2]
    headers = [root.get_element_by_id(name).text for name in root.findall(".//td")[1].get("headers").split()]
    assert headers == ["Visits", "South", "Bath"]


def test_an_empty_header_cell_is_not_a_header() -> None:
    root = parsed(doc(table(row(th(""), th("A")), row(rh("B"), "1"), header_rows=1)))
    assert [cell.tag for cell in root.find(".//thead/tr")] == ["td", "th"]


def test_tables_without_cells_and_with_nothing_but_a_head_are_written() -> None:
    assert text_part(table(row(), caption="None")) == "<p>None</p>"
    assert parsed(doc(table(row(th("A")), header_rows=1))).find(".//tbody") is None


def test_spans_that_overlap_or_leave_the_table_are_cut() -> None:
    root = parsed(doc(table(row(td("a", rows=9), td("b", columns=3)), row(td("c", columns=2, rows=5)))))
    assert [cell.get("rowspan") for cell in root.iter("td")] == ["2", None, None]


def test_a_wide_table_scrolls_in_a_part_with_a_name() -> None:
    root = parsed(doc(table(row("a"), caption="Votes"), table(row("b"))))
    regions = root.findall(".//div[@role='group']")
    assert [region.get("tabindex") for region in regions] == ["0", "0"]
    assert root.get_element_by_id(regions[0].get("aria-labelledby")).text == "Votes"
    assert regions[1].get("aria-label") == "Table 2"


def test_not_described_and_decorative_and_described_are_three_things() -> None:
    root = parsed(
        doc(figure("chart", None), figure("chart", ""), figure("chart", "A chart"), images=(png(),))
    )
    none, decorative, described = root.findall(".//figure")
    assert none.find("img").get("alt") == "Picture"
    assert none.findtext("p") == "Nobody has described this picture in words yet."
    assert decorative.find("img").get("alt") == ""
    assert decorative.find("p") is None
    assert described.find("img").get("alt") == "A chart"


def test_a_picture_that_is_not_there_keeps_its_words() -> None:
    root = parsed(doc(figure("lost", "A map", "Figure 1"), figure(None, None)))
    assert [found.text_content() for found in root.findall(".//figure")] == [
        "A mapFigure 1",
        "Nobody has described this picture in words yet.",
    ]


def test_a_picture_is_as_large_as_in_print_and_inside_the_page() -> None:
    picture = parsed(doc(figure("chart", "x"), images=(png(width=400, height=200, points=150.0),))).find(
        ".//img"
    )
    assert (picture.get("width"), picture.get("height")) == ("200", "100")
    assert picture.get("src").startswith("data:image/png;base64,")


def test_notes_lead_there_and_back() -> None:
    root = parsed(doc(p("a", mark("n"), "b", mark("n")), notes=(note("n", "*", "Why."),)))
    marks = root.findall(".//a[@role='doc-noteref']")
    assert [found.text for found in marks] == ["*", "*"]
    entry = root.get_element_by_id(marks[0].get("href")[1:])
    assert entry.text_content().split() == ["*", "(2)", "Why."]
    backs = entry.findall(".//a[@role='doc-backlink']")
    assert [back.get("href")[1:] for back in backs] == [found.get("id") for found in marks]
    assert [back.get("aria-label") for back in backs] == [
        "*, back to the text, place 1",
        "(2), back to the text, place 2",
    ]


def test_a_note_says_nothing_but_its_label_and_its_text() -> None:
    root = parsed(doc(p("a", mark("n")), notes=(note("n", "4", "Why."), note("lost", "5", "Where."))))
    first, second = root.findall(".//section//li")
    assert first.text_content().split() == ["4", "Why."]
    assert first.find(".//a").get("aria-label") == "4, back to the text"
    assert second.text_content().split() == ["5", "Where."]
    assert second.find(".//a") is None


def test_notes_are_a_landmark_and_not_under_a_heading_that_nobody_printed() -> None:
    root = parsed(doc(h(2, "A"), h(2, "B"), h(2, "C"), p(mark("n")), notes=(note("n", "1", "Why."),)))
    section = root.find(".//section[@role='doc-endnotes']")
    assert section.find(".//h2") is None
    assert root.get_element_by_id(section.get("aria-labelledby")).text == "Notes"
    (entry,) = [found for found in root.findall(".//nav//a") if found.text == "Notes"]
    assert root.get_element_by_id(entry.get("href")[1:]) is section


def test_a_heading_that_the_document_prints_over_its_notes_names_them() -> None:
    parts = (h(2, "A"), h(2, "B"), p("x", mark("n")), h(2, "Footnotes"), page("2"))
    root = parsed(doc(*parts, notes=(note("n", "1", "Why."),)))
    section = root.find(".//section[@role='doc-endnotes']")
    assert root.get_element_by_id(section.get("aria-labelledby")).text == "Footnotes"
    assert section.text_content().split() == ["1", "Why."]
    assert [found.text for found in root.findall(".//nav//a")] == ["A", "B", "Footnotes"]


def test_a_mark_without_its_note_is_left_out() -> None:
    assert "<sup>" not in written(doc(p("a", mark("nobody"))))


def test_a_note_mark_inside_a_link_comes_after_it() -> None:
    root = parsed(doc(p(link("https://example.org", "site", mark("n"))), notes=(note("n", "1", "x"),)))
    assert root.find(".//div[@id='text']/p/a").text == "site"
    assert root.find(".//div[@id='text']/p/sup/a").text == "1"


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        "page.html",
        "//example.org",
        "http://",
        "http://[broken",
        "#nowhere",
        "",
    ],
)
def test_an_address_we_may_not_go_to_stays_text(target: str) -> None:
    assert text_part(p(link(target, "words"))) == "<p>words</p>"


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("https://example.org/a b?c=é", "https://example.org/a%20b?c=%C3%A9"),
        ("http://example.org/%zz%20", "http://example.org/%25zz%20"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("tel:+441130000000", "tel:+441130000000"),
    ],
)
def test_other_addresses_become_links(target: str, href: str) -> None:
    assert parsed(doc(p(link(target, "words")))).find(".//main//p/a").get("href") == href


def test_a_link_without_words_says_its_address() -> None:
    assert text_part(p(link("https://example.org", ""))).count("https://example.org") == 2


def test_a_link_around_nothing_but_a_note_mark_says_the_mark_alone() -> None:
    source = text_part(h(2, "Here", id="here"), p("Void", link("#here", mark("n")), link("#here", ""), "."))
    assert source.endswith("<p>Void.</p>")
    root = parsed(doc(p("Void", link("#here", mark("n"))), notes=(note("n", "19", "Why."),)))
    assert root.find(".//main//p").text_content() == "Void19"


def test_links_inside_the_document_find_their_heading() -> None:
    root = parsed(doc(p(link("#here", "see")), h(2, "Here", id="here")))
    assert root.get_element_by_id(root.find(".//main//p/a").get("href")[1:]).text == "Here"


def test_changes_of_language_and_direction_are_marked() -> None:
    source = text_part(p("a ", t("chat", "fr")), p("שלום", language="he"), p("سلام"))
    assert '<span lang="fr" dir="ltr">chat</span>' in source
    assert '<p lang="he" dir="rtl">שלום</p>' in source
    assert '<p dir="rtl">سلام</p>' in source


def test_a_page_in_arabic_runs_from_right_to_left_and_marks_our_english_words() -> None:
    root = parsed(doc(page("1"), p("نص", mark("n")), language="ar", notes=(note("n", "1", "x"),)))
    assert root.get("dir") == "rtl"
    assert root.find(".//*[@role='doc-pagebreak']").get("lang") == "en-GB"
    assert root.findtext(".//section/p[@lang='en-GB']") == "Notes"


def test_printed_pages_are_marked_in_sight_and_for_programs() -> None:
    mark_of_page = parsed(doc(page("xii"))).find(".//*[@role='doc-pagebreak']")
    assert mark_of_page.text == mark_of_page.get("aria-label") == "Page xii"


def test_emphasis_quotes_code_and_formulas_have_their_elements() -> None:
    source = text_part(
        p(strong("a"), em("b"), d.Code("c"), d.LineBreak(), "d"),
        quote("e"),
        d.CodeBlock("\n f"),
        d.Equation("g"),
    )
    assert "<strong>a</strong><em>b</em><code>c</code><br>d" in source
    assert "<blockquote>\n<p>e</p>\n</blockquote>" in source
    assert "<pre><code>\n f</code></pre>" in source
    assert '<figure class="equation"><p>g</p></figure>' in source


def test_a_formula_has_its_number_as_its_caption() -> None:
    source = text_part(d.Equation("a = b", number="(4.1)"))
    assert '<figure class="equation"><p>a = b</p><figcaption>(4.1)</figcaption></figure>' in source


def test_a_formula_given_as_mathml_is_mathml_that_says_itself_in_a_line() -> None:
    source = text_part(
        d.Equation("x/2 < 1", "chart", "(1)", m("math", m("mfrac", m("mi", "x"), m("mn", "2"))))
    )
    shown = '<math display="block" alttext="x/2 &lt; 1"><mfrac><mi>x</mi><mn>2</mn></mfrac></math>'
    assert source.strip() == f'<figure class="equation">{shown}<figcaption>(1)</figcaption></figure>'


def test_a_long_formula_scrolls_by_itself_and_a_keyboard_reaches_it() -> None:
    (group,) = parsed(doc(d.Equation("x + " * 20, math=roots()))).xpath("//figure/div[math]")
    assert (group.get("tabindex"), group.get("role"), group.get("aria-label")) == ("0", "group", "Formula")


def test_the_words_in_a_picture_are_said_after_its_caption() -> None:
    source = text_part(d.Figure(None, "A chart.", (d.Text("Figure 1: Ships"),), ("80", "Ships & crews")))
    assert source.index("Figure 1: Ships") < source.index("Words in this picture:")
    assert "<p><span>Words in this picture:</span> 80, Ships &amp; crews</p>" in source


def test_characters_that_html_cannot_carry_are_left_out_and_emoji_stay() -> None:
    assert text_part(p("a\x00\x0b\ud800\ufffe\x85b 👩🏽‍🦯 \u200f")) == "<p>ab 👩🏽‍🦯 \u200f</p>"


def test_nothing_is_fetched_and_nothing_runs() -> None:
    root = parsed(rich())
    assert not list(root.iter("script", "link", "iframe", "object"))
    assert all(picture.get("src").startswith("data:") for picture in root.iter("img"))
    assert "@import" not in written(rich())
    assert "url(" not in written(rich())


@pytest.mark.journey
def test_the_same_document_gives_the_same_bytes_in_every_process() -> None:
    assert len(outputs("converters.writers.html", "write_html")) == 1


def test_a_table_of_ten_thousand_rows_is_written() -> None:
    rows = (row(th("a", columns=2), th("b")), *(row(rh(str(n)), "x", "y") for n in range(10_000)))
    assert written(doc(replace(table(*rows), header_rows=1))).count("<tr>") == 10_001
