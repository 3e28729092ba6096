"""Tesseract's models: which are installed, and which reads a language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

USUAL_FOLDERS = ("/usr/share/tesseract-ocr", "/usr/share/tessdata", "/usr/local/share/tessdata")
FALLBACK = "eng"

# ISO 639-1 to the names of Tesseract's models.
MODELS = {
    "cs": "ces",
    "cy": "cym",
    "da": "dan",
    "de": "deu",
    "el": "ell",
    "en": "eng",
    "es": "spa",
    "fi": "fin",
    "fr": "fra",
    "ga": "gle",
    "gd": "gla",
    "hu": "hun",
    "it": "ita",
    "la": "lat",
    "nb": "nor",
    "nl": "nld",
    "no": "nor",
    "pl": "pol",
    "pt": "por",
    "ro": "ron",
    "ru": "rus",
    "sv": "swe",
    "tr": "tur",
    "uk": "ukr",
}


@dataclass(frozen=True, slots=True)
class Models:
    """A folder of Tesseract's models and the one to read with."""

    folder: str
    model: str


def models_for(language: str, named: str | None = None) -> Models | None:
    """Return the installed model for ``language`` (BCP 47), else English, None where there is neither.

    They are looked for in the folder ``named``, then in the usual ones.
    """
    wanted = MODELS.get(language.partition("-")[0].lower(), FALLBACK)
    for model in (wanted, FALLBACK):
        for folder in _folders(named):
            if (folder / f"{model}.traineddata").is_file():
                return Models(str(folder), model)
    return None


def _folders(named: str | None) -> list[Path]:
    folders = [Path(named), Path(named) / "tessdata"] if named else []
    for usual in map(Path, USUAL_FOLDERS):
        folders += [usual, *sorted(usual.glob("*/tessdata"), reverse=True)]
    return folders
