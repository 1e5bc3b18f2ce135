"""Atomic replacement and private folders."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from app.errors import WorldError
from app.host import files


def test_a_file_is_written_for_its_owner_alone(tmp_path: Path) -> None:
    files.write_atomic(tmp_path / "a", b"one")
    assert (tmp_path / "a").read_bytes() == b"one"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_the_mode_asked_for_is_not_cut_by_the_umask(tmp_path: Path) -> None:
    files.write_atomic(tmp_path / "a", b"one", mode=0o666)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o666


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    files.write_atomic(tmp_path / "a", b"one")
    files.write_atomic(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failed_write_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    files.write_atomic(tmp_path / "a", b"one")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(WorldError) as caught:
        files.write_atomic(tmp_path / "a", b"two")
    assert caught.value.code == "disk-full"
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"one")]


def test_a_missing_folder_is_the_worlds_failure(tmp_path: Path) -> None:
    with pytest.raises(WorldError) as caught:
        files.write_atomic(tmp_path / "none" / "a", b"one")
    assert caught.value.code == "cannot-write"


def test_a_link_at_the_target_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"precious")
    (tmp_path / "a").symlink_to(tmp_path / "precious")
    files.write_atomic(tmp_path / "a", b"one")
    assert (tmp_path / "precious").read_bytes() == b"precious"
    assert not (tmp_path / "a").is_symlink()


def test_the_bytes_are_on_the_medium_before_the_name_and_the_name_before_the_return(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    replace, fsync = os.replace, os.fsync

    def seen_sync(descriptor: int) -> None:
        done.append("sync folder" if Path(f"/proc/self/fd/{descriptor}").resolve().is_dir() else "sync file")
        fsync(descriptor)

    def seen_replace(source: Path, target: Path) -> None:
        done.append("replace")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", seen_sync)
    monkeypatch.setattr(os, "replace", seen_replace)
    files.write_atomic(tmp_path / "a", b"one")
    assert done == ["sync file", "replace", "sync folder"]


def test_a_private_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    folder = files.private_folder(tmp_path / "a" / "b")
    assert folder.stat().st_mode & 0o777 == 0o700


def test_an_open_folder_is_closed_to_others(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir(mode=0o755)
    assert files.private_folder(tmp_path / "a").stat().st_mode & 0o777 == 0o700


def test_a_file_in_the_place_of_the_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(WorldError):
        files.private_folder(tmp_path / "a")


LACKING = [errno.EPERM, errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS]


def _lacking(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """What FAT and some network shares answer, at the edge of the operating system: no permissions, no sync of a folder."""
    fsync = os.fsync

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    def only_files(descriptor: int) -> None:
        refuse() if Path(f"/proc/self/fd/{descriptor}").resolve().is_dir() else fsync(descriptor)

    monkeypatch.setattr(os, "fchmod", refuse)
    monkeypatch.setattr(os, "chmod", refuse)
    monkeypatch.setattr(os, "fsync", only_files)


@pytest.mark.parametrize("number", LACKING)
def test_where_there_are_no_permissions_a_file_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    (tmp_path / "open").mkdir(mode=0o755)
    _lacking(monkeypatch, number)
    files.write_atomic(tmp_path / "a", b"one")
    assert (tmp_path / "a").read_bytes() == b"one"
    assert files.private_folder(tmp_path / "open").is_dir()
    assert not files.is_private(tmp_path / "open")


def test_a_disk_that_fails_is_not_taken_for_one_without_permissions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _lacking(monkeypatch, errno.EIO)
    with pytest.raises(WorldError, match="cannot-write"):
        files.write_atomic(tmp_path / "a", b"one")


def test_an_open_folder_of_somebody_else_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "open").mkdir(mode=0o755)
    _lacking(monkeypatch, errno.EPERM)
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    with pytest.raises(WorldError, match="cannot-write"):
        files.private_folder(tmp_path / "open")


def test_what_kills_left_of_a_file_goes_when_it_is_written_again(tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in (f".a.{'0f' * 8}.tmp", f".a.{'1f' * 8}.tmp", f".b.{'0f' * 8}.tmp"))
    for path in (old, new, other, tmp_path / ".a.mine.tmp"):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    files.write_atomic(tmp_path / "a", b"one")
    assert {path.name for path in tmp_path.iterdir()} == {"a", new.name, other.name, ".a.mine.tmp"}
    files.clear_temporary(tmp_path / "a")
    assert not new.exists()
    files.clear_temporary(tmp_path / "none" / "a")
