"""The folder of sealed files: pieces whole or not at all, private, and never elsewhere than in its own files."""

from __future__ import annotations

import errno
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.errors import WorldError
from app.relay import blobs, condemned, direct
from app.relay.blobs import BlobFolder, new_name
from app.relay.rooms import BLOCK, Rooms

NAME = bytes(range(16))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[BlobFolder]:
    before = os.umask(0)  # a process that keeps nothing private by itself
    yield BlobFolder(tmp_path / "files")
    os.umask(before)


def file_of(folder: BlobFolder, name: bytes = NAME) -> Path:
    return folder.path / name.hex()


def test_pieces_lie_where_they_were_put_and_only_their_owner_reads_them(folder: BlobFolder) -> None:
    folder.write(NAME, 0, b"abc")
    folder.write(NAME, 3, memoryview(b"xdefx")[1:4])
    folder.sync(NAME, named=False)
    assert folder.read(NAME, 1, 4) == b"bcde"
    assert folder.sizes() == {NAME: 6}
    if sys.platform != "win32":
        assert [path.stat().st_mode & 0o777 for path in (folder.path, file_of(folder))] == [0o700, 0o600]


def test_what_is_read_without_a_wait_is_whole_or_nothing(folder: BlobFolder) -> None:
    folder.write(NAME, 0, b"abcdef")
    assert folder.read_held(NAME, 1, 4) in (b"bcde", None)  # not every system says what is in memory
    assert folder.read_held(NAME, 3, 4) is None


@pytest.mark.skipif(sys.platform != "linux", reason="asked of Linux alone")
def test_a_system_that_takes_no_advice_and_tells_nothing_of_its_memory_keeps_files_all_the_same(
    folder: BlobFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.EINVAL, "no advice here")

    monkeypatch.setattr(os, "posix_fadvise", refuse)
    monkeypatch.delattr(os, "RWF_NOWAIT", raising=False)
    folder.write(NAME, 0, b"abcdef")
    assert folder.read_held(NAME, 0, 6) is None
    assert folder.read(NAME, 0, 6) == b"abcdef"


def test_what_is_not_there_is_not_given(folder: BlobFolder) -> None:
    folder.write(NAME, 0, b"abc")
    with pytest.raises(OSError, match="shorter"):
        folder.read(NAME, 1, 3)
    folder.delete(NAME)
    folder.delete(NAME)
    with pytest.raises(FileNotFoundError):
        folder.read(NAME, 0, 1)


def test_a_piece_that_the_disk_takes_in_part_is_cut_off_again(
    folder: BlobFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write(NAME, 0, b"first")
    write, written = os.write, list[int]()

    def full(descriptor: int, octets: Any) -> int:
        if written:
            raise OSError(errno.ENOSPC, "no space")
        written.append(write(descriptor, octets[:3]))
        return written[0]

    monkeypatch.setattr(blobs.os, "write", full)
    with pytest.raises(OSError, match="no space"):
        folder.write(NAME, 5, b"second")
    assert folder.sizes() == {NAME: 5}
    assert folder.read(NAME, 0, 5) == b"first"


LONG = random.Random(5).randbytes(3 * direct.LEAST + 777)


def laid(offset: int, octets: bytes) -> memoryview:
    """Where a disk can take them from."""
    place = Rooms().place(0, offset, len(octets))
    place[:] = octets
    return place


@pytest.mark.parametrize("cuts", [[direct.LEAST], [1, direct.LEAST + 1], [4095, 4096, 400_000], [400_000, 400_001]])
def test_long_pieces_lie_where_they_were_put_wherever_they_are_cut(folder: BlobFolder, cuts: list[int]) -> None:
    ends = [*cuts, len(LONG)]
    for start, end in zip([0, *cuts], ends, strict=True):
        folder.write(NAME, start, laid(start, LONG[start:end]))
    folder.sync(NAME, named=False)
    assert file_of(folder).read_bytes() == LONG
    rooms = Rooms()
    for offset, length in (
        (0, len(LONG)),
        (1, direct.LEAST),
        (4097, 300_000),
        (len(LONG) - 5, 5),
        (777, len(LONG) - 777),
    ):
        found = folder.read_into(NAME, offset, length, rooms.room(1))
        assert found.start == offset % BLOCK
        assert rooms.laid(1, found) == LONG[offset : offset + length]
    with pytest.raises(OSError, match="shorter"):
        folder.read_into(NAME, 1, len(LONG), rooms.room(1))


@pytest.mark.skipif(sys.platform != "linux", reason="asked of Linux alone")
@pytest.mark.parametrize("call", ["fcntl", "pwrite", "preadv"])
def test_a_file_system_that_knows_only_the_usual_way_keeps_long_pieces_all_the_same(
    folder: BlobFolder, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    import fcntl

    refused, asked = list[str](), fcntl.fcntl

    def refuse(*_: Any) -> int:
        refused.append(call)
        raise OSError(errno.EINVAL, "not here")

    def refuse_to_set(descriptor: int, what: int, *said: int) -> int:
        return refuse() if what == fcntl.F_SETFL else asked(descriptor, what, *said)

    if call == "fcntl":
        monkeypatch.setattr(fcntl, "fcntl", refuse_to_set)
    else:
        monkeypatch.setattr(direct.os, call, refuse)
    folder.write(NAME, 0, laid(0, LONG))
    rooms = Rooms()
    assert rooms.laid(0, folder.read_into(NAME, 3, 400_000, rooms.room(0))) == LONG[3:400_003]
    assert file_of(folder).read_bytes() == LONG
    assert refused == [call] * (2 if call == "fcntl" else 1)


@pytest.mark.skipif(sys.platform != "linux", reason="asked of Linux alone")
def test_a_disk_that_takes_a_long_piece_in_part_or_not_keeps_nothing_of_it(
    folder: BlobFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write(NAME, 0, laid(0, LONG[:5000]))
    write = os.pwrite

    def some(descriptor: int, octets: Any, offset: int) -> int:
        return write(descriptor, octets[: 8 * BLOCK], offset)

    monkeypatch.setattr(direct.os, "pwrite", some)
    folder.write(NAME, 5000, laid(5000, LONG[5000:]))
    assert file_of(folder).read_bytes() == LONG

    def full(descriptor: int, octets: Any, offset: int) -> int:
        some(descriptor, octets, offset)
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(direct.os, "pwrite", full)
    with pytest.raises(OSError, match="no space"):
        folder.write(NAME, len(LONG), laid(len(LONG), LONG))
    assert file_of(folder).read_bytes() == LONG


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes")
def test_a_link_or_a_pipe_under_a_name_of_ours_is_not_followed(folder: BlobFolder, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.write_bytes(b"theirs")
    file_of(folder).symlink_to(target)
    pipe = bytes(16)
    os.mkfifo(file_of(folder, pipe))
    for name in (NAME, pipe):
        for deed in (
            lambda name=name: folder.write(name, 0, b"x"),
            lambda name=name: folder.read(name, 0, 1),
            lambda name=name: folder.cut(name, 0),
        ):
            with pytest.raises((OSError, WorldError)):
                deed()
    assert folder.sizes() == {}
    folder.delete(NAME)
    assert target.read_bytes() == b"theirs"


def test_what_is_not_named_as_ours_is_left(folder: BlobFolder) -> None:
    (folder.path / "notes.txt").write_bytes(b"of the operator")
    (folder.path / new_name().hex()).mkdir()
    assert folder.sizes() == {}


def test_the_database_is_spared_some_of_the_disk(folder: BlobFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    class Disk:
        total, free = 1000, 300

    monkeypatch.setattr(blobs.shutil, "disk_usage", lambda _: Disk)
    assert folder.free() == 300 - 50
    Disk.total, Disk.free = 1 << 40, 1 << 30
    assert folder.free() == (1 << 30) - blobs.SPARE


def test_files_are_deleted_when_the_transaction_is_committed_and_not_before(folder: BlobFolder) -> None:
    steps = list[str]()
    doomed = condemned.Condemned(folder, steps.append)
    folder.write(NAME, 0, b"x")
    doomed.add(NAME)
    doomed.decided(committed=False)
    doomed.decided(committed=True)
    doomed.wait()
    assert folder.sizes() == {NAME: 1}
    doomed.add(NAME)
    doomed.decided(committed=True)
    doomed.close()
    assert folder.sizes() == {}
    assert steps == ["drop:taken", "drop:deleted"]
