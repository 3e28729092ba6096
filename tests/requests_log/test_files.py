from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from requests_log import FileStore, UnknownFile

ABSENT = hashlib.sha256(b"never put").hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


def contents(folder: Path) -> list[str]:
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file())


def test_a_file_is_kept_under_the_sha256_of_its_bytes(store: FileStore, tmp_path: Path) -> None:
    sha = store.put(b"a document")
    assert sha == hashlib.sha256(b"a document").hexdigest()
    assert contents(tmp_path / "files") == [f"{sha[:2]}/{sha}"]
    assert store.read(sha) == b"a document"
    assert store.size(sha) == 10
    assert store.has(sha)
    with store.open(sha) as opened:
        assert opened.read() == b"a document"


def test_the_same_bytes_are_kept_once(store: FileStore, tmp_path: Path) -> None:
    assert store.put(b"same") == store.put(io.BytesIO(b"same"))
    assert len(contents(tmp_path / "files")) == 1


def test_an_empty_file_is_a_file(store: FileStore) -> None:
    assert store.read(store.put(b"")) == b""


def test_a_stream_is_kept_from_where_it_stands(store: FileStore) -> None:
    stream = io.BytesIO(b"head and body")
    stream.seek(9)
    assert store.read(store.put(stream)) == b"body"


class _Endless(io.RawIOBase):
    """64 MB that never are in memory at once."""

    def __init__(self) -> None:
        self.left = 64
        self.largest = 0

    def read(self, size: int = -1) -> bytes:
        self.largest = max(self.largest, size)
        self.left -= 1
        return b"x" * size if self.left >= 0 else b""


def test_a_large_file_is_copied_in_pieces(store: FileStore) -> None:
    stream = _Endless()
    sha = store.put(cast(BinaryIO, stream))
    assert stream.largest == 1 << 20
    assert store.size(sha) == 64 << 20


class _Torn(io.RawIOBase):
    def read(self, size: int = -1) -> bytes:
        raise OSError("the upload broke off")


def test_a_file_that_breaks_off_leaves_nothing(store: FileStore, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="broke off"):
        store.put(cast(BinaryIO, _Torn()))
    assert contents(tmp_path / "files") == []


def test_a_full_disk_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    program = """
import resource, signal, sys
from pathlib import Path
from requests_log import FileStore
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    FileStore(Path(sys.argv[1])).put(b"x" * 200_000)
except OSError:
    sys.exit(7)
"""
    folder = tmp_path / "files"
    assert subprocess.run([sys.executable, "-c", program, str(folder)], check=False).returncode == 7
    assert contents(folder) == []


def test_a_writer_killed_in_the_middle_leaves_no_half_file(store: FileStore, tmp_path: Path) -> None:
    program = """
import os, signal, sys
from pathlib import Path
from requests_log import FileStore
class Killing:
    pieces = [b"first"]
    def read(self, size):
        if self.pieces:
            return self.pieces.pop()
        os.kill(os.getpid(), signal.SIGKILL)
FileStore(Path(sys.argv[1])).put(Killing())
"""
    folder = tmp_path / "files"
    assert subprocess.run([sys.executable, "-c", program, str(folder)], check=False).returncode == -9
    assert not store.has(hashlib.sha256(b"first").hexdigest())
    assert [name for name in contents(folder) if "/" in name] == []
    assert store.read(store.put(b"first and second")) == b"first and second"


@pytest.mark.parametrize(
    "sha",
    [
        "",
        "..",
        "../../etc/passwd",
        "/etc/passwd",
        ABSENT,
        ABSENT.upper(),
        ABSENT + "\n",
        ABSENT[:-1],
        "a/" + "b" * 62,
    ],
)
def test_what_was_never_put_is_unknown(sha: str, store: FileStore) -> None:
    assert not store.has(sha)
    for ask in (store.path, store.open, store.read, store.size):
        with pytest.raises(UnknownFile):
            ask(sha)


def test_a_file_beside_the_store_cannot_be_reached(store: FileStore, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    store.put(b"something")
    with pytest.raises(UnknownFile):
        store.read("../secret")


def test_a_file_is_not_readable_by_other_accounts(store: FileStore) -> None:
    assert store.path(store.put(b"private")).stat().st_mode & 0o077 == 0


def test_threads_that_put_the_same_bytes_agree(store: FileStore, tmp_path: Path) -> None:
    shas: list[str] = []
    threads = [threading.Thread(target=lambda: shas.append(store.put(b"z" * 100_000))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(shas) == 8
    assert len(set(shas)) == 1
    assert len(contents(tmp_path / "files")) == 1


def test_the_disk_has_the_file_and_its_name_before_put_returns(
    store: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    sha = store.put(b"lasting")
    folder = tmp_path / "files"
    assert Path(synced[0]).name.startswith("incoming-")
    assert synced[1:] == [str(folder / sha[:2]), str(folder)]
