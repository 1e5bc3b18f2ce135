"""One instance at a time, also over processes and crashes."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import OurError, WorldError
from app.host import locks
from app.host.locks import InstanceLock

HOLD = """
import sys
from pathlib import Path
from app.host.locks import InstanceLock
InstanceLock(Path(sys.argv[1])).acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_lock_on_the_same_file_is_refused_at_once(tmp_path: Path) -> None:
    with InstanceLock(tmp_path / "lock"), pytest.raises(WorldError) as caught:
        InstanceLock(tmp_path / "lock").acquire()
    assert caught.value.code == "in-use"


def test_a_released_lock_can_be_taken_again(tmp_path: Path) -> None:
    lock = InstanceLock(tmp_path / "lock")
    for _ in range(3):
        with lock:
            assert lock.held
        assert not lock.held


def test_releasing_twice_is_no_harm(tmp_path: Path) -> None:
    lock = InstanceLock(tmp_path / "lock")
    lock.acquire()
    lock.release()
    lock.release()
    assert not lock.held


def test_acquiring_twice_is_our_mistake(tmp_path: Path) -> None:
    with InstanceLock(tmp_path / "lock") as lock, pytest.raises(OurError):
        lock.acquire()


def test_a_refused_lock_does_not_free_the_one_that_is_held(tmp_path: Path) -> None:
    with InstanceLock(tmp_path / "lock"):
        for _ in range(2):
            with pytest.raises(WorldError):
                InstanceLock(tmp_path / "lock").acquire()


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_file_system_without_locks_is_not_told_to_be_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(locks, "_lock", refuse)
    lock = InstanceLock(tmp_path / "lock")
    with pytest.raises(WorldError) as caught:
        lock.acquire()
    assert caught.value.code == "cannot-lock"
    assert caught.value.facts["reason"] == os.strerror(number)
    assert not lock.held


def test_a_missing_folder_is_the_worlds_failure(tmp_path: Path) -> None:
    with pytest.raises(WorldError) as caught:
        InstanceLock(tmp_path / "none" / "lock").acquire()
    assert caught.value.code == "cannot-write"


def test_a_killed_process_frees_its_lock(tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", HOLD, str(tmp_path / "lock")]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        with pytest.raises(WorldError):
            InstanceLock(tmp_path / "lock").acquire()
        child.kill()
        child.wait(10)
        with InstanceLock(tmp_path / "lock") as lock:
            assert lock.held


def test_a_child_process_does_not_keep_the_lock(tmp_path: Path) -> None:
    lock = InstanceLock(tmp_path / "lock")
    lock.acquire()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, close_fds=False) as child:
        lock.release()
        InstanceLock(tmp_path / "lock").acquire()
        child.kill()


def test_a_link_or_a_pipe_under_the_locks_name_is_neither_followed_nor_waited_for(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe"):
        with pytest.raises(WorldError, match="cannot-write"):
            InstanceLock(tmp_path / name).acquire()
    assert not (tmp_path / "elsewhere").exists()


def test_a_lock_knows_whether_its_file_is_still_at_its_path(tmp_path: Path) -> None:
    lock = InstanceLock(tmp_path / "lock")
    assert not lock.is_in_place()
    with lock:
        assert lock.is_in_place()
        (tmp_path / "lock").rename(tmp_path / "old")
        assert not lock.is_in_place()
        (tmp_path / "lock").touch()
        assert not lock.is_in_place()
