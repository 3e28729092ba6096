"""Audio: what is said, how long it sounds, and that the text follows the voice."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from converters import document as d
from converters import formats, write
from converters.checks import problems
from converters.checks.mpeg import seconds_of
from converters.document import Block, Document
from converters.errors import ToolFailed, ToolMissing, ToolTimedOut
from converters.options import WriteOptions
from converters.tools import espeak, lame
from converters.tools.espeak import Sound
from converters.tools.lame import Tags
from converters.tools.program import Program
from converters.writers.audio import write_audio, write_audio_book
from converters.writers.audio.speech import Utterance, utterances
from converters.writers.epub.book import book_of
from converters.writers.in_words import tables_in_words
from tests.converters.books import Book
from tests.converters.processes import outputs
from tests.converters.trees import (
    bullets,
    doc,
    figure,
    h,
    mark,
    note,
    p,
    page,
    png,
    quote,
    rh,
    rich,
    row,
    t,
    table,
    th,
)
from tests.judges.audio import SMIL, decoded_seconds, spoken_book, tracks
from tests.judges.epub import ace, epubcheck
from tests.model_words import first_missing, words_in, words_of

pytestmark = pytest.mark.journey  # outside programs at work: slow


def said(document: Document) -> list[Utterance]:
    book = book_of(tables_in_words(document), descriptions_shown=True)
    return [utterance for chapter in book.chapters for utterance in utterances(chapter, book)]


def texts(*blocks: Block, notes: tuple[d.Note, ...] = (), images: tuple[d.Image, ...] = ()) -> list[str]:
    spoken = [utterance.text for utterance in said(doc(h(1, "T"), *blocks, notes=notes, images=images))]
    assert spoken[0] == "T"
    return spoken[1:]


@cache
def rich_zip() -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(write_audio(rich(), (), WriteOptions())))
    return {name: archive.read(name) for name in archive.namelist()}


@cache
def rich_book() -> bytes:
    return write_audio_book(rich(), (), WriteOptions())


def test_a_tick_is_said_by_its_name_and_a_bullet_is_passed_over() -> None:
    ticked = table(row(th("Ferry"), th("Runs")), row(rh("Isle"), "✓"), header_rows=1)
    assert texts(ticked)[-1] == "• Runs: check mark"
    assert texts(p("✓"), p("•"), p("☐ Yes")) == ["check mark", "ballot box Yes"]


def test_letters_of_formulas_are_said_as_letters() -> None:
    assert texts(p("𝑥 + 𝒚")) == ["x + y"]


# --- what is said ---------------------------------------------------------------------------


def test_every_word_of_the_document_is_said_in_order() -> None:
    spoken = " ".join(utterance.text for utterance in said(rich()))
    assert first_missing(words_of(rich(), marks=False), words_in(spoken)) is None


def test_every_word_that_is_shown_is_said_in_clips_that_follow_one_another() -> None:
    assert spoken_book(rich_book()) == ()


def test_a_text_that_no_voice_says_is_named() -> None:
    (problem,) = spoken_book(
        with_part(rich_book(), "002.xhtml", lambda text: text.replace(b' id="said-2"', b""))
    )
    assert "elements that are said" in problem


def with_part(data: bytes, ending: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a zip file whose part with a name that ends so is changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            new.writestr(entry, change(part) if entry.filename.endswith(ending) else part)
    return made.getvalue()


def text_addresses(book: Book, overlay: str) -> list[str]:
    return [text.get("src", "") for text in book.parsed(overlay).iter(f"{SMIL}text")]


def test_pages_pictures_and_formulas_are_announced() -> None:
    blocks = (page("iv"), figure("chart", "A boat.", "Figure 1"), figure("chart"), d.Equation("a = b"))
    assert texts(*blocks, images=(png(),)) == [
        "Page iv",
        "Picture: A boat.",
        "Figure 1",
        "Picture: Nobody has described this picture in words yet.",
        "Formula: a = b",
    ]


def test_a_decorative_picture_is_not_said() -> None:
    assert texts(figure("chart", ""), p("x"), images=(png(),)) == ["x"]


def test_notes_are_called_in_their_place_and_said_at_the_end() -> None:
    spoken = texts(p("Old", mark("n"), "."), notes=(note("n", "1", "Very.", "Indeed."),))
    assert spoken[0] == "Old (Note 1) ."
    assert spoken[-2:] == ["Note 1: Very.", "Indeed."]


def test_a_table_is_announced_and_read_row_by_row() -> None:
    spoken = texts(table(row(th("Port"), th("Ships")), row(rh("Hull"), "3"), header_rows=1, caption="Fleet"))
    assert spoken[:3] == ["Fleet", "Table with 2 columns and 1 row.", "Columns: Port; Ships."]
    assert spoken[-1].endswith("Ships: 3")


def test_lists_and_quotes_are_said_item_by_item() -> None:
    assert [text.lstrip("• ") for text in texts(bullets("one", "two"), quote("Order.", "Now."))] == [
        "one",
        "two",
        "Order.",
        "Now.",
    ]


def test_a_passage_has_the_voice_of_its_language_and_text_is_never_markup() -> None:
    (_, utterance) = said(doc(h(1, "T"), p("A & <b> ", t("mot", "fr"), " end")))
    assert utterance.ssml == ('<speak>A &amp; &lt;b&gt; <voice xml:lang="fr">mot</voice> end</speak>')


def test_a_language_without_a_voice_has_the_english_one() -> None:
    assert espeak.voice_for("en-GB") == "en-gb"
    assert espeak.voice_for("cy") == "cy"
    assert espeak.voice_for("fr-CA") == "fr"
    assert espeak.voice_for("xx-XX") == "en-gb"


# --- how it sounds --------------------------------------------------------------------------


def test_each_chapter_is_a_file_that_the_playlist_names_in_order() -> None:
    names = [name for name in rich_zip() if name.endswith(".mp3")]
    playlist = rich_zip()["playlist.m3u8"].decode()
    assert [line for line in playlist.splitlines() if not line.startswith("#")] == names == sorted(names)
    assert names[1] == "002 Motion.mp3"
    assert "#EXTINF:" in playlist
    assert "<reports>" not in "".join(names)


def test_chapters_play_as_long_as_the_playlist_says() -> None:
    data = write_audio(rich(), (), WriteOptions())
    assert tracks(data) == ()
    (problem,) = tracks(with_part(data, "002 Motion.mp3", whole_frames))
    assert "002 Motion.mp3 plays" in problem


def test_our_reading_of_a_length_is_that_of_a_decoder() -> None:
    mp3 = rich_zip()["002 Motion.mp3"]
    assert abs(seconds_of(mp3) - decoded_seconds(mp3)) < 0.1


def test_longer_text_sounds_longer_and_faster_speech_shorter() -> None:
    short, long = (espeak.spoken(f"<speak>{'ferry ' * n}</speak>", "en-gb", 160).seconds for n in (5, 50))
    fast = espeak.spoken(f"<speak>{'ferry ' * 50}</speak>", "en-gb", 320).seconds
    assert long > 5 * short
    assert fast < 0.7 * long


def test_silence_is_not_what_is_recorded() -> None:
    sound = espeak.spoken("<speak>ferry</speak>", "en-gb", 160)
    loudest = max(abs(sample) for (sample,) in memoryview_of(sound.samples))
    assert loudest > 1000


def memoryview_of(samples: bytes) -> list[tuple[int]]:
    return [(value,) for value in memoryview(samples).cast("h")]


# --- the text follows the voice -------------------------------------------------------------


def test_every_clip_shows_an_element_that_is_there() -> None:
    book = Book(rich_book())
    for name in (name for name in book.names if name.endswith(".smil")):
        assert all(book.leads_somewhere(name, src) for src in text_addresses(book, name))


def test_the_lengths_of_the_chapters_are_that_of_the_book() -> None:
    book = Book(rich_book())
    metas = [
        m
        for m in book.package.iter("{http://www.idpf.org/2007/opf}meta")
        if m.get("property") == "media:duration"
    ]
    parts = [float((m.text or "").removesuffix("s")) for m in metas if m.get("refines")]
    (whole,) = (float((m.text or "").removesuffix("s")) for m in metas if not m.get("refines"))
    assert len(parts) == len([name for name in book.names if name.endswith(".mp3")])
    assert abs(sum(parts) - whole) < 0.01
    assert "synchronizedAudioText" in book.meta("schema:accessibilityFeature")


@pytest.mark.journey
@pytest.mark.parametrize("judge", [epubcheck, ace])
def test_nothing_is_reported_of_a_book_that_is_read_aloud(
    judge: Callable[[bytes], tuple[str, ...]],
) -> None:
    assert judge(rich_book()) == ()


def test_the_same_document_is_the_same_bytes_and_both_outputs_the_same_sound() -> None:
    (book,) = outputs("converters.writers.audio", "write_audio_book")
    files = Book(book).files
    in_book = [data for name, data in files.items() if name.endswith(".mp3")]
    assert in_book == [data for name, data in rich_zip().items() if name.endswith(".mp3")]


# --- what can go wrong ----------------------------------------------------------------------


@pytest.mark.parametrize("document", [doc(), doc(p("a"), language=""), doc(h(1, "T"), p("\x00 & -- 'é'"))])
@pytest.mark.parametrize("name", ["audio", "audio-epub"])
def test_what_we_write_passes_our_own_check(name: str, document: Document) -> None:
    assert problems(name, write(document, (), name)) == ()


def test_the_check_reads_what_is_rich() -> None:
    assert problems("audio-epub", rich_book()) == ()


def test_faults_of_audio_are_named() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("001.mp3", rich_zip()["002 Motion.mp3"])
        archive.writestr("playlist.m3u8", "#EXTM3U\n#PLAYLIST:T\n#EXTINF:5,T\n001.mp3\n")
    (problem,) = problems("audio", buffer.getvalue())
    assert problem.endswith("seconds long, not 5.")


def test_a_voice_that_is_cut_off_is_named() -> None:
    cut = with_part(rich_book(), "002.mp3", whole_frames)
    assert any("the sound at" in problem for problem in problems("audio-epub", cut))


def whole_frames(mp3: bytes) -> bytes:
    """Return about the first half of ``mp3``, cut where a frame ends."""
    for end in range(len(mp3) // 2, len(mp3)):
        try:
            seconds_of(mp3[:end])
        except ValueError:
            continue
        if mp3[end : end + 1] == b"\xff":
            return mp3[:end]
    raise AssertionError("no frame ends there")


@pytest.mark.parametrize("tool", [espeak, lame])
def test_without_a_program_the_format_says_so_and_is_not_offered(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tool, "PROGRAM", Program("no-such-program", seconds=1))
    assert not {"audio", "audio-epub"} & set(formats.available())
    with pytest.raises(ToolMissing):
        write(doc(p("a")), (), "audio")


def test_a_voice_that_stops_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converters.tools.program.which", lambda name: "/bin/false")
    with pytest.raises(ToolFailed):
        espeak.spoken("<speak>a</speak>", "en-gb", 160)


def coder(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put ``script`` in the place of LAME."""
    program = folder / "lame"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr("converters.tools.program.which", lambda name: str(program))


@pytest.mark.parametrize("script", ["exit 3", "cat > /dev/null", "cat > /dev/null; echo no; exit 1"])
def test_a_coder_that_stops_is_an_error_of_ours(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    coder(tmp_path, script, monkeypatch)
    with pytest.raises(ToolFailed):
        lame.mp3([Sound(bytes(1 << 20), 22050)] * 3, Tags("T", "A", 1, 1))


def test_a_coder_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coder(tmp_path, "exec sleep 60", monkeypatch)
    monkeypatch.setattr(lame, "PROGRAM", replace(lame.PROGRAM, seconds=0.2))
    for length in (100, 1 << 20):  # one piece that its pipe takes, and one that it does not
        with pytest.raises(ToolTimedOut):
            lame.mp3([Sound(bytes(length), 22050)], Tags("T", "A", 1, 1))


def test_a_voice_that_stops_in_the_middle_of_a_chapter_ends_the_coder_too() -> None:
    stopped = ToolFailed("espeak-ng")

    def sounds() -> Iterator[Sound]:
        yield Sound(bytes(1000), 22050)
        raise stopped

    with pytest.raises(ToolFailed) as caught:
        lame.mp3(sounds(), Tags("T", "A", 1, 1))
    assert caught.value is stopped
