"""An export appears whole, for its owner alone, over nothing; a wiped one is overwritten before it is gone."""

from __future__ import annotations

import errno
import multiprocessing
import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from app.errors import UserError, WorldError
from app.vault.exporters.placing import new_file, wipe


def test_a_file_appears_when_it_is_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    with new_file(path) as file:
        file.write(b"half")
        assert not path.exists()
        assert os.fstat(file.fileno()).st_mode & 0o777 == 0o600
    assert path.read_bytes() == b"half"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.stat().st_nlink == 1
    assert list(tmp_path.iterdir()) == [path]


def fail_within(path: Path) -> None:
    with new_file(path) as file:
        file.write(b"half")
        raise RuntimeError


def overtaken(path: Path) -> None:
    with new_file(path) as file:
        file.write(b"mine")
        path.write_bytes(b"theirs")


def test_after_an_error_there_is_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        fail_within(tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_a_kill_on_the_way_leaves_no_plain_text_under_any_name(tmp_path: Path) -> None:
    here, there = multiprocessing.get_context("fork").Pipe()
    writing = multiprocessing.get_context("fork").Process(target=_write_for_ever, args=(tmp_path / "x.csv", there))
    writing.start()
    assert here.recv() == "written"
    writing.kill()
    writing.join()
    assert [path for path in tmp_path.iterdir() if sys.platform == "linux"] == []


def _write_for_ever(path: Path, told: Connection) -> None:
    with new_file(path) as file:
        file.write(b"palavra-passe" * 100_000)
        file.flush()
        told.send("written")
        told.recv()


def test_where_a_file_must_have_a_name_what_a_kill_left_goes_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def no_nameless(path: object, flags: int, *more: int, **named: int) -> int:
        if flags & getattr(os, "O_TMPFILE", 0) == getattr(os, "O_TMPFILE", -1):
            raise OSError(errno.EOPNOTSUPP, "not here")
        return opened(path, flags, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", no_nameless)
    left, fresh, other = (tmp_path / f".{name}.{'0a' * 8}.part" for name in ("x.csv", "y.csv", "z.csv"))
    for one in (left, fresh, other):
        one.write_bytes(b"palavra-passe")
    os.utime(left, (0, 0))
    os.utime(other, (0, 0))
    for name in ("x.csv", "y.csv"):
        with new_file(tmp_path / name) as file:
            file.write(b"whole")
            assert [path for path in tmp_path.iterdir() if path.name.startswith(f".{name}.") and path != fresh]
    assert {path.name for path in tmp_path.iterdir()} == {"x.csv", "y.csv", fresh.name, other.name}


def test_a_disk_that_is_full_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="disk-full"), new_file(tmp_path / "x.csv"):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over_even_what_appears_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(UserError, match="export-exists"), new_file(path):
        pass
    path.unlink()
    with pytest.raises(UserError, match="export-exists"):
        overtaken(path)
    assert path.read_bytes() == b"theirs"
    with pytest.raises(WorldError, match="cannot-write"), new_file(tmp_path / "none" / "x"):
        pass


def test_where_there_are_no_links_it_is_renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "no links on FAT")

    monkeypatch.setattr(os, "link", refuse)
    with new_file(tmp_path / "x") as file:
        file.write(b"whole")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"whole"]


def test_a_wiped_file_is_overwritten_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"palavra-passe" * 100_000)
    descriptor = os.open(path, os.O_RDONLY)  # what lies on the medium, name or no name
    kept: list[bytes] = []

    def look(_: int) -> None:
        kept.append(os.pread(descriptor, 1_300_000, 0))

    monkeypatch.setattr("app.vault.exporters.placing.sync", look)
    done = wipe(path)
    os.close(descriptor)
    assert (done.octets, done.overwritten) == (1_300_000, True)
    assert not path.exists()
    assert len(kept[0]) == 1_300_000
    assert b"palavra" not in kept[0]


def test_what_is_no_plain_file_is_not_wiped(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"keep")
    (tmp_path / "link").symlink_to(victim)
    os.link(victim, tmp_path / "second")
    os.mkfifo(tmp_path / "pipe")
    for name, code in (("link", "cannot-write"), ("second", "not-a-plain-file"), ("pipe", "not-a-plain-file")):
        with pytest.raises((UserError, WorldError), match=code):
            wipe(tmp_path / name)
    with pytest.raises(WorldError, match="cannot-write"):
        wipe(tmp_path)
    with pytest.raises(WorldError, match="cannot-write"):
        wipe(tmp_path / "none")
    assert victim.read_bytes() == b"keep"
