"""Languages: what the file says, else what the words say, else what is usual."""

from __future__ import annotations

from converters import FindingKind, convert
from converters.document import Paragraph, Text
from converters.readers.pdf.text.languages import detected, with_passages
from tests import pdfs
from tests.converters.printed import document_of, every, findings_of, printed
from tests.converters.tagged import e, tagged

ENGLISH = "The keeper trims the lamp, writes the hour in the book, and looks out for the evening boat. "
FRENCH = "Le gardien allume la lampe, écrit l’heure dans le livre et attend le bateau du soir avec ses amis. "
DUTCH = "De wachter schrijft elk uur in het boek en wacht tot de boot komt, of het nu regent of niet is. "
WELSH = "Mae ceidwad y goleudy yn ysgrifennu’r awr yn y llyfr ac yn disgwyl am y cwch gyda’r nos bob dydd. "


def paragraph(text: str, language: str | None = None) -> Paragraph:
    return Paragraph((Text(text),), language)


def test_a_language_that_nobody_states_is_told_by_the_words() -> None:
    for text, language in ((ENGLISH, "en"), (FRENCH, "fr"), (WELSH, "cy"), (DUTCH, "nl")):
        assert detected([paragraph(text * 3)]) == language


def test_figures_and_names_are_in_no_language() -> None:
    assert detected([paragraph("12 34 56 Aldermoor 78 90 " * 10)]) is None
    assert detected([paragraph("Bonjour.")]) is None


def test_a_document_in_another_language_is_said_to_be() -> None:
    pdf = printed(f"<p>{FRENCH * 4}</p>")
    assert document_of(pdf).language == "fr"
    (finding,) = findings_of(pdf, FindingKind.LANGUAGE_DETECTED)
    assert "fr" in finding.detail


def test_english_is_of_the_usual_kind_where_only_words_tell() -> None:
    assert document_of(printed(f"<p>{ENGLISH * 4}</p>")).language == "en-GB"


def test_what_the_file_says_is_believed() -> None:
    assert document_of(pdfs.simple(language="cy")).language == "cy"


def test_a_language_is_assumed_only_where_the_words_do_not_tell() -> None:
    pdf = printed("<p>12 34 56</p>")
    assert document_of(pdf).language == "en-GB"
    assert findings_of(pdf, FindingKind.LANGUAGE_ASSUMED)


def test_a_paragraph_in_another_language_is_marked() -> None:
    pdf = printed(f"<p>{ENGLISH * 4}</p><p>{WELSH * 2}</p><p>{ENGLISH}</p>")
    marked = [block.language for block in every(document_of(pdf), Paragraph) if isinstance(block, Paragraph)]
    assert marked == [None, "cy", None]


def test_passages_are_told_by_their_words_whatever_the_language_around() -> None:
    blocks = tuple(map(paragraph, (ENGLISH * 2, FRENCH * 2, WELSH * 2, DUTCH * 2)))
    for own, at in (("en-GB", 0), ("fr", 1), ("cy", 2)):
        marked, findings = with_passages(blocks, own)
        others = [block.language for block in marked if isinstance(block, Paragraph)]
        expected: list[str | None] = ["en", "fr", "cy", "nl"]
        expected[at] = None
        assert others == expected
        assert len(findings) == 3


def test_a_few_foreign_words_are_left_alone() -> None:
    blocks = (paragraph("Homo sapiens, Canis lupus, Felis catus"), paragraph("C’est la vie, mes amis."))
    assert with_passages(blocks, "en") == (blocks, ())


def test_a_language_that_the_author_gave_stays() -> None:
    blocks = (paragraph(FRENCH * 2, "oc"),)
    assert with_passages(blocks, "en-GB") == (blocks, ())


REFERENCES = (
    "Müller, K. and Schäfer, P. (2019), Der Hafen und seine Schiffe, Verlag Nord, Hamburg, pp. 12–40; "
    "Dupont, J. (2020), Le port et ses bateaux, Éditions du Quai, Le Havre; García, M., El puerto, Madrid."
)
NAMES = "Present: Siân Llywelyn, Jürgen Groß, François Lefèvre, Søren Ångström, Ewa Wójcik, Niamh Ó Briain"
CODES = "BS EN 13501-1, ISO 32000-2:2020, HSG 65, SI 2006/557, reg. 14(2)(b), para. 3.4.1, fig. 7, annex C"


def test_references_names_and_codes_are_no_passages_in_another_language() -> None:
    blocks = tuple(map(paragraph, (REFERENCES, NAMES, CODES, "Idem, op. cit.", "In vitro et in vivo")))
    assert with_passages(blocks, "en-GB") == (blocks, ())


def test_languages_of_the_document_a_block_and_a_passage_are_in_the_page() -> None:
    said = e("P", "They say ", e("Span", "bonjour", Lang="fr"), " to all.")
    pdf = tagged(e("H1", "Ships"), said, e("P", "Llongau.", Lang="cy"), Lang="en-GB")
    page = convert(pdf, ["html"]).files["html"].decode()
    assert '<html lang="en-GB"' in page
    assert '<span lang="fr" dir="ltr">bonjour</span>' in page
    assert '<p lang="cy" dir="ltr">Llongau.</p>' in page
