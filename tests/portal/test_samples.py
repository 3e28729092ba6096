"""The sample report: one text, three kinds of PDF."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from PIL import Image
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError  # type: ignore[import-untyped]

from converters import ReadOptions, WriteOptions, read, write
from converters.document import Figure, Table
from portal.samples import SAMPLES, Sample, chart, make, make_samples

pytestmark = pytest.mark.journey  # programs are started

Readers = dict[str, Any]  # of PdfReader, untyped: every look inside a PDF would be a cast


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Sample, ...]:
    return make_samples(tmp_path_factory.mktemp("samples") / "not" / "there yet")


@pytest.fixture
def readers(made: tuple[Sample, ...]) -> Readers:
    return {sample.name: PdfReader(sample.path) for sample in made}


@pytest.fixture
def makers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Replace the makers with quick ones; the list says which were called."""
    called: list[str] = []

    def quick(name: str) -> bytes:
        called.append(name)
        return name.encode()

    monkeypatch.setattr(make, "MAKERS", {s.name: partial(quick, s.name) for s in SAMPLES})
    return called


def pages_of(reader: Any) -> list[str]:
    """Return the words of each page, on one line, a single space between them."""
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def elements(reader: Any) -> Iterator[Any]:
    waiting: list[Any] = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop(0).get_object()
        if hasattr(element, "get"):
            yield element
            kids = element.get("/K", [])
            waiting[:0] = kids if isinstance(kids, list) else [kids]


def link_addresses(reader: Any) -> set[str]:
    notes = [note.get_object() for page in reader.pages for note in page.annotations or []]
    return {str(note["/A"]["/URI"]) for note in notes if "/A" in note}


def source() -> Any:
    return html.fromstring((Path(make.__file__).parent / "report.html").read_bytes())


def test_the_tagged_one_is_pdf_ua_with_a_title_and_a_language(readers: Readers) -> None:
    root = readers["tagged"].trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert "Step-free by when?" in readers["tagged"].metadata.title
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_the_tagged_one_names_headings_lists_tables_and_links(readers: Readers) -> None:
    roles = [element.get("/S") for element in elements(readers["tagged"])]
    assert roles.count("/H1") == 1
    assert {"/H2", "/H3", "/L", "/LI", "/Caption", "/Figure", "/Link"} <= set(roles)
    assert roles.count("/Table") == 2  # WeasyPrint makes one for each page the table is on


def test_the_picture_is_there_and_its_alt_text_gives_every_figure_drawn(readers: Readers) -> None:
    (alt,) = [element["/Alt"] for element in elements(readers["tagged"]) if element.get("/S") == "/Figure"]
    assert dict(re.findall(r"(\d{4}): (\d+)", alt)) == {str(y): str(n) for y, n in chart.STATIONS.items()}
    assert readers["tagged"].pages[0].images[0].image.size == chart.SIZE


def test_the_untagged_one_has_the_same_words_and_nothing_about_them(readers: Readers) -> None:
    root = readers["untagged"].trailer["/Root"]
    assert pages_of(readers["untagged"]) == pages_of(readers["tagged"])
    assert not {"/StructTreeRoot", "/MarkInfo", "/Lang", "/Outlines"} & set(root)
    assert readers["untagged"].metadata.title is None


def test_the_scan_is_grey_pictures_without_text(readers: Readers, made: tuple[Sample, ...]) -> None:
    assert "".join(pages_of(readers["scan"])) == ""
    for page in readers["scan"].pages:
        (picture,) = page.images
        assert picture.image.mode == "L"
        assert picture.image.width == pytest.approx(make.SCAN_DPI * 8.27, abs=2)
    assert made[2].path.stat().st_size < 1_500_000


def test_one_page_of_the_scan_is_askew() -> None:
    page = Image.new("L", (400, 400), 255)
    page.paste(0, (0, 198, 400, 202))
    straight, tilted = (make._scanned(number, page) for number in (1, make.TILTED_PAGE))
    assert straight.getpixel((20, 200)) == straight.getpixel((380, 200)) == 0
    assert tilted.getpixel((10, 200)) != 0


def test_all_three_have_the_same_four_to_six_a4_pages(readers: Readers) -> None:
    counts = {len(reader.pages) for reader in readers.values()}
    assert len(counts) == 1
    assert 4 <= counts.pop() <= 6
    for reader in readers.values():
        assert [round(side) for side in reader.pages[0].mediabox[2:]] == [595, 842]


def test_the_table_goes_over_two_pages_with_its_header_on_both(readers: Readers) -> None:
    on = [page for page in pages_of(readers["tagged"]) if "Passengers a day" in page]
    assert len(on) == 2
    assert "Aldermoor" in on[0]
    assert "All 36 stations" in on[1]


def test_the_table_adds_up() -> None:
    rows = [[cell.text_content() for cell in row] for row in source().iter("tr")][1:]
    *stations, total = rows
    assert len(stations) == 36
    assert [row[2] for row in stations].count("Yes") == 15 == chart.STATIONS[2026]
    assert f"{sum(int(row[3].replace(',', '')) for row in stations):,}" == total[3]
    assert f"{sum(float(row[5]) for row in stations):.1f}" == total[5]
    assert round(sum(float(row[5]) for row in stations if row[4] == "Not planned"), 1) == 24.7


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("without climbing stairs.1", "1. We count a station"),
        ("212 days in all.2", "2. Days on which"),
        ("need;3", "3. Prices of April"),
    ],
)
def test_each_note_stands_at_the_foot_of_the_page_that_calls_it(
    readers: Readers, words: str, note: str
) -> None:
    (page,) = [page for page in pages_of(readers["untagged"]) if words in page]
    assert page.index(note) > page.index(words)


def test_pages_carry_their_number_and_all_but_the_first_the_running_head(readers: Readers) -> None:
    pages = pages_of(readers["untagged"])
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        # once on the first page too: there it is the name and the title of the report
        assert page.count("Northmarsh Assembly · Transport Committee") == 1
        assert page.count("Step-free by when?") == 1


def test_links_lead_to_the_web_and_to_mail(readers: Readers) -> None:
    for kind in ("tagged", "untagged"):
        addresses = link_addresses(readers[kind])
        assert "mailto:transport.committee@example.org" in addresses
        assert len([a for a in addresses if a.startswith("https://example.org/")]) == 3


def test_another_process_makes_the_same_bytes_and_prints_the_paths(
    made: tuple[Sample, ...], tmp_path: Path
) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "portal.samples", str(tmp_path)],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [Path(line) for line in run.stdout.splitlines()]
    assert [path.read_bytes() for path in paths] == [sample.path.read_bytes() for sample in made]


def test_the_second_time_nothing_is_made(made: tuple[Sample, ...], makers: list[str]) -> None:
    folder = made[0].path.parent
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert make_samples(folder) == made
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    assert makers == []


def test_one_that_is_missing_is_made_alone(tmp_path: Path, makers: list[str]) -> None:
    make_samples(tmp_path)
    makers.clear()
    (tmp_path / "committee-report-scan.pdf").unlink()
    make_samples(tmp_path)
    assert makers == ["scan"]


def test_those_of_another_version_are_all_made_again(tmp_path: Path, makers: list[str]) -> None:
    make_samples(tmp_path)
    makers.clear()
    (tmp_path / make.VERSION_FILE).write_text("an older one")
    make_samples(tmp_path)
    assert makers == ["tagged", "untagged", "scan"]


def test_a_write_that_fails_leaves_the_old_file_and_no_other(
    tmp_path: Path, makers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_samples(tmp_path)
    before = sorted(tmp_path.iterdir())
    (tmp_path / make.VERSION_FILE).write_text("an older one")

    def full_disk(_path: Path, _target: Path) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "replace", full_disk)
    with pytest.raises(OSError, match="No space"):
        make_samples(tmp_path)
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "committee-report-tagged.pdf").read_bytes() == b"tagged"


def test_the_report_can_name_no_file_but_its_own() -> None:
    with pytest.raises(FatalURLFetchingError):
        make._OnlyOurOwn().fetch("file:///etc/hostname")


def test_listing_the_samples_imports_nothing_heavy() -> None:
    code = "import sys, portal.samples; print({'weasyprint', 'liteparse', 'PIL'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


def test_every_sample_is_named_and_described() -> None:
    assert [sample.name for sample in SAMPLES] == list(make.MAKERS)
    assert all(sample.title and sample.what.endswith(".") for sample in SAMPLES)
    assert not any(sample.path.is_absolute() for sample in SAMPLES)


def test_the_picture_is_a_png() -> None:
    assert Image.open(BytesIO(chart.draw_chart())).format == "PNG"


def test_every_sample_comes_out_with_its_picture_its_table_and_each_note_once(tmp_path: Path) -> None:
    for sample in make_samples(tmp_path)[:2]:
        document, _ = read(sample.path.read_bytes(), ReadOptions())
        assert [block for block in document.blocks if isinstance(block, Figure) and block.image], sample.name
        assert any(len(block.rows) > 10 for block in document.blocks if isinstance(block, Table)), sample.name
        text = write(document, (), "markdown", WriteOptions()).decode()
        assert text.count("We count a station as step-free") == 1, sample.name
