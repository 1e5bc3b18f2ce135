"""Where the dialogs for files and folders open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.ui import choosing
from app.ui.choosing import Sort


@pytest.fixture(autouse=True)
def nothing_chosen_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "_last", {})


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def test_each_opens_where_people_keep_such_things_and_never_where_the_program_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda place: str(tmp_path / place.name))
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "DownloadLocation").mkdir()
    assert choosing.begins_at(Sort.EXPORTED) == tmp_path / "DownloadLocation"
    assert choosing.begins_at(Sort.PICTURE) == tmp_path  # that folder is not there
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: "")
    assert {choosing.begins_at(sort) for sort in Sort} == {tmp_path}


def test_the_next_of_its_sort_opens_where_the_last_was_chosen(
    over: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def answer(chosen: object) -> Any:
        def ask(_over: QWidget, _title: str, at: str, *_kinds: str, **_options: Any) -> Any:
            opened.append(at)
            return chosen

        return ask

    place = tmp_path / "Clientes"
    place.mkdir()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer((str(place / "a.csv"), "")))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", answer(([str(place / "b"), str(place / "c")], "")))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", answer(""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer((str(place / "e.pdf"), "")))
    assert choosing.file(over, Sort.EXPORTED, "?") == place / "a.csv"
    assert choosing.target(over, Sort.EXPORTED, "?", "../x.csv") == place / "e.pdf"
    assert opened[-1] == str(place / "x.csv")
    assert choosing.files(over, Sort.ENTRY_FILE, "?") == [place / "b", place / "c"]
    assert choosing.folder(over, Sort.RECEIVED, "?") is None
    assert opened[-1] != str(place)  # of another sort, and what was not chosen is not remembered
    place.rmdir()
    assert choosing.begins_at(Sort.EXPORTED) != place
