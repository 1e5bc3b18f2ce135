"""What a killed run left of files that were coming: cleared by the next one that brings the same, and nothing else with it."""

from __future__ import annotations

import os
import time
from pathlib import Path

from app.share.landing import Landing

LEFT = ".lacre-0123456789abcdef.part"


def old(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"half of a secret")
    then = time.time() - 2 * 3600
    os.utime(path, (then, then))
    return path


def test_what_a_killed_run_left_where_the_files_come_is_cleared(tmp_path: Path) -> None:
    left = [old(tmp_path / LEFT), old(tmp_path / "fotos" / LEFT)]
    kept = [old(tmp_path / "outra" / LEFT), old(tmp_path / ".lacre-notours.part"), old(tmp_path / "fotos" / "a.jpg")]
    with Landing(tmp_path, ["contrato.pdf", "fotos/a.jpg"]) as landing:
        landing.begin(0)
        landing.write(memoryview(b"inteiro"))
        found = landing.finish()
    assert found.read_bytes() == b"inteiro"
    assert not any(path.exists() for path in left)
    assert all(path.exists() for path in kept)


def test_what_another_run_is_writing_now_is_left_alone_and_no_link_is_followed(tmp_path: Path) -> None:
    now = tmp_path / LEFT
    now.write_bytes(b"on its way")
    target = old(tmp_path / "elsewhere" / "mine.txt")
    link = tmp_path / ".lacre-fedcba9876543210.part"
    link.symlink_to(target)
    with Landing(tmp_path, ["a.txt"]) as landing:
        landing.begin(0)
        landing.finish()
    assert now.exists()
    assert target.exists()


def test_where_nothing_comes_nothing_is_cleared(tmp_path: Path) -> None:
    left = old(tmp_path / LEFT)
    with Landing(tmp_path, ["a.txt"]):
        pass
    assert left.exists()
