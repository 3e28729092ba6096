"""What a conversion noticed and went on from. Kinds are stored, so they are never renamed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    PAGE_NOT_READ = "page-not-read"
    PAGE_WITHOUT_TEXT = "page-without-text"
    PAGE_RECOGNISED = "page-recognised"
    IMAGE_WITHOUT_DESCRIPTION = "image-without-description"
    IMAGE_NOT_READ = "image-not-read"
    IMAGE_LEFT_OUT = "image-left-out"
    LINK_LEFT_OUT = "link-left-out"
    TITLE_GUESSED = "title-guessed"
    LANGUAGE_ASSUMED = "language-assumed"
    NO_HEADINGS = "no-headings"
    TABLE_WITHOUT_HEADERS = "table-without-headers"
    RUNNING_TEXT_LEFT_OUT = "running-text-left-out"
    TAGS_NOT_USED = "tags-not-used"
    TEXT_OUTSIDE_TAGS = "text-outside-tags"
    ARTIFACT_LEFT_OUT = "artifact-left-out"
    TEXT_IN_PICTURE = "text-in-picture"
    DESCRIPTION_DOUBTFUL = "description-doubtful"
    DESCRIPTION_EMPTY = "description-empty"
    HEADINGS_GUESSED = "headings-guessed"
    LANGUAGE_DETECTED = "language-detected"
    WORDS_NOT_PLACED = "words-not-placed"
    TABLE_CONTINUED = "table-continued"
    CHARACTER_REPLACED = "character-replaced"
    PICTURE_RECOGNISED = "picture-recognised"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed. ``page`` counts from 1, None for the whole document; ``detail`` is for people."""

    kind: FindingKind
    page: int | None
    detail: str
