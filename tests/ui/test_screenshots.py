"""`run.py screenshots`: where the pictures go, and what of Qt's talk is passed on. The pictures themselves take minutes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType

from tests.ui import screenshots


@pytest.mark.parametrize(("arguments", "folder"), [([], "screenshots"), (["mine"], "mine")])
def test_without_a_folder_there_is_one(
    arguments: list[str], folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[tuple[Path, str, str]] = []

    def take(out: Path, language: str, theme: str, catalogues: Path) -> int:
        taken.append((out, language, theme))
        return 1

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(screenshots, "take", take)
    monkeypatch.setattr(
        screenshots, "compile_catalogues", lambda _sources, _folder: None
    )  # takes seconds, and is tested elsewhere
    monkeypatch.setattr(screenshots, "qInstallMessageHandler", lambda handler: None)
    assert screenshots.main(arguments) == 0
    assert (tmp_path / folder).is_dir()
    assert {str(out) for out, _, _ in taken} == {folder}
    assert len(taken) == 4


def test_only_the_talk_of_a_window_without_a_screen_is_dropped(capsys: pytest.CaptureFixture[str]) -> None:
    said, where = QtMsgType.QtWarningMsg, QMessageLogContext()
    screenshots.without_noise(said, where, "This plugin does not support propagateSizeHints()")
    screenshots.without_noise(said, where, "This plugin does not support raise()")
    screenshots.without_noise(said, where, "QFont: no such font")
    assert capsys.readouterr().err == "QFont: no such font\n"


def test_the_folder_is_not_committed() -> None:
    ignored = (Path(__file__).parents[2] / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert f"/{screenshots.OUT}/" in ignored
