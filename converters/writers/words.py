"""The few words that a writer adds of its own. They are English whatever the document is."""

from __future__ import annotations

from converters.document import Text

LANGUAGE = "en-GB"

UNTITLED = "Untitled document"
CONTENTS = "Contents"
NOTES = "Notes"
BACK = "back to the text"
ABOUT = "About this version"
PLACES = "Places to check against the original"
NOTHING_DOUBTFUL = "The program noticed nothing that is in doubt."
SKIP = "Skip to the text"
PICTURE = "Picture"
NOT_DESCRIBED = "Nobody has described this picture in words yet."
IN_PICTURE = "Words in this picture:"
FORMULA = "Formula"
FORMULA_NOT_WRITTEN = "Nobody has written this formula out in words yet."
EMPTY = "empty"
PAGES = "Pages of the print"
LANDMARKS = "Landmarks"
TEXT = "Text"


def language_of_words(document_language: str) -> str | None:
    """Return the language to mark our own words with, None where the document is in English too."""
    return None if document_language.lower().split("-")[0] == "en" else LANGUAGE


def own(words: str, document_language: str) -> Text:
    """Return our own words as text, marked as English inside a document that is not."""
    return Text(words, language_of_words(document_language))
