"""Where the data folder and the resources are."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.host import paths


def test_lacre_home_names_the_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LACRE_HOME", str(tmp_path / "mine"))
    assert paths.home() == tmp_path / "mine"


def test_a_relative_lacre_home_is_made_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LACRE_HOME", "mine")
    assert paths.home() == tmp_path / "mine"


def test_without_lacre_home_the_folder_is_the_persons_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("LACRE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert tmp_path in paths.home().parents
    assert paths.home().name == "lacre"


def test_the_relays_key_file_lies_outside_the_relays_data(tmp_path: Path) -> None:
    assert paths.relay_data(tmp_path) not in paths.relay_runtime(tmp_path).parents


def test_everything_of_a_home_lies_in_it(tmp_path: Path) -> None:
    places = [paths.vault_path, paths.relay_data, paths.relay_runtime, paths.settings_path]
    assert {place(tmp_path).parent for place in places} == {tmp_path}
    assert len({place(tmp_path) for place in places}) == len(places)


def test_resources_are_beside_the_package_in_the_source_tree() -> None:
    assert paths.resources().parent == Path(__file__).parents[3]


def test_a_frozen_app_takes_its_resources_from_the_bundle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"
