"""The system's own packages: which are missing, what each would give, and putting them in where we may.

    python3 -m portal.system [--tests]

Runs before anything is installed, so it needs only Python's own library.
"""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from glob import glob


@dataclass(frozen=True, slots=True)
class Package:
    """A Debian or Ubuntu package. Without a ``needed`` one the service or its tests cannot run."""

    name: str
    gives: str
    is_there: Callable[[], bool]
    needed: bool = True


def _library(name: str) -> Callable[[], bool]:
    return lambda: ctypes.util.find_library(name) is not None


def _program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def _file(*patterns: str) -> Callable[[], bool]:
    return lambda: any(glob(pattern) for pattern in patterns)  # noqa: PTH207  (patterns start at the root)


TO_RUN = (
    Package("libpango-1.0-0", "large print PDF (text layout)", _library("pango-1.0")),
    Package("libpangoft2-1.0-0", "large print PDF (fonts)", _library("pangoft2-1.0")),
    Package("libharfbuzz-subset0", "small font files inside a PDF", _library("harfbuzz-subset"), False),
    Package("fontconfig", "finding fonts", _program("fc-list")),
    Package(
        "fonts-liberation",
        "the plain typeface of large print",
        _file("/usr/share/fonts/truetype/liberation*/LiberationSans-Regular.ttf"),
        False,
    ),
    Package(
        "fonts-dejavu-core",
        "letters that other typefaces lack",
        _file("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
        False,
    ),
    Package("liblouis20", "braille", _library("louis"), False),
    Package(
        "liblouis-data", "the tables of braille", _file("/usr/share/liblouis/tables/en-ueb-g2.ctb"), False
    ),
    Package(
        "fonts-noto-core",
        "the letters of most languages",
        _file("/usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.ttf"),
        False,
    ),
    Package(
        "fonts-droid-fallback",
        "Chinese, Japanese and Korean letters",
        _file("/usr/share/fonts/truetype/droid/DroidSansFallback*.ttf"),
        False,
    ),
    Package("espeak-ng", "audio (the voice)", _program("espeak-ng"), False),
    Package("lame", "audio (MP3)", _program("lame"), False),
    Package("tesseract-ocr", "reading scanned pages", _program("tesseract"), False),
    Package(
        "tesseract-ocr-eng",
        "reading scanned pages in English",
        _file("/usr/share/tesseract-ocr/*/tessdata/eng.traineddata"),
        False,
    ),
)

TO_TEST = (
    Package("chromium", "a real browser for the tests", _program("chromium", "chromium-browser")),
    Package("libatomic1", "the program that drives the browser", _library("atomic")),
    Package("default-jdk-headless", "the checkers of web pages, EPUB books and PDF", _program("javac")),
    Package("liblouis-bin", "reading braille back in the tests", _program("lou_translate")),
    Package("npm", "the accessibility checkers axe-core and Ace for the tests", _program("npm")),
    Package(
        "libjaxb-java", "veraPDF, a second judge of PDF", _file("/usr/share/java/jaxb-runtime.jar"), False
    ),
    Package(
        "libjaxb-api-java", "veraPDF, a second judge of PDF", _file("/usr/share/java/jaxb-api.jar"), False
    ),
    Package("libreoffice-writer-nogui", "a second reader of Word files", _program("soffice"), False),
)


def main(arguments: list[str]) -> int:
    """Return 0 where everything needed is there at the end, else 1."""
    wanted = (*TO_RUN, *TO_TEST) if "--tests" in arguments else TO_RUN
    missing = tuple(package for package in wanted if not package.is_there())
    if not missing:
        return 0
    if may_install():
        install(missing)
        missing = tuple(package for package in missing if not package.is_there())
    for package in missing:
        print(f"Missing {'(needed)' if package.needed else '(optional)'}: {package.name}: {package.gives}")
    if missing:
        print(f"To install: sudo apt-get install {' '.join(package.name for package in missing)}")
    return 1 if any(package.needed for package in missing) else 0


def may_install() -> bool:
    """Return whether apt-get is here and we are root, or may become it without a password."""
    return shutil.which("apt-get") is not None and _as_root() is not None


def install(packages: tuple[Package, ...]) -> None:
    """Install packages with apt-get. What cannot be installed is left for the caller to notice."""
    command = [*(_as_root() or ()), "apt-get"]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    names = [package.name for package in packages]
    print(f"Installing with apt-get: {' '.join(names)}", flush=True)
    subprocess.run([*command, "update", "-qq"], env=environment, check=False)
    for attempt in [names] if len(names) == 1 else [names, *([name] for name in names)]:
        done = subprocess.run(
            [*command, "install", "-y", "-qq", "--no-install-recommends", *attempt],
            env=environment,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        if attempt is names and done.returncode == 0:
            return


def _as_root() -> tuple[str, ...] | None:
    """Return the words before a command that make it run as root, None where we may not."""
    if os.geteuid() == 0:
        return ()
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return (sudo, "-n")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
