"""Settings come back as they were saved, and a foreign file is refused."""

from __future__ import annotations

import os
from pathlib import Path
from typing import get_args

import pytest

from app.errors import UserError
from app.host.paths import settings_path
from app.host.settings import Settings, Theme, load, save


def test_without_a_file_the_defaults_hold(home: Path) -> None:
    assert load(home) == Settings()


def test_settings_come_back_as_saved(home: Path) -> None:
    chosen = Settings(language="pt_PT", theme="dark", relay_url="https://relay.example", sender_name="Conceição")
    save(home, chosen)
    assert load(home) == chosen


@pytest.mark.parametrize("theme", get_args(Theme))
def test_every_theme_comes_back(home: Path, theme: Theme) -> None:
    save(home, Settings(theme=theme))
    assert load(home).theme == theme


def test_the_file_is_its_owners_alone(home: Path) -> None:
    save(home, Settings())
    assert settings_path(home).stat().st_mode & 0o777 == 0o600
    assert home.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '"auto"',
        '{"language": "pt_BR"}',
        '{"theme": 1}',
        '{"relay_url": null}',
        '{"unknown": "x"}',
        "[" * 60_000,
        '{"window": "' + "x" * 270_000 + '"}',
    ],
)
def test_a_damaged_file_is_refused(home: Path, text: str) -> None:
    home.mkdir()
    settings_path(home).write_text(text)
    with pytest.raises(UserError) as caught:
        load(home)
    assert caught.value.code == "damaged-settings"


def test_what_is_missing_in_the_file_takes_its_default(home: Path) -> None:
    home.mkdir()
    settings_path(home).write_text('{"theme": "light"}')
    assert load(home) == Settings(theme="light")


@pytest.mark.parametrize("value", ["a\\u0000b", "a\\ud800b"])
def test_a_value_that_no_path_and_no_file_can_hold_is_damage(home: Path, value: str) -> None:
    home.mkdir(parents=True)
    settings_path(home).write_text(f'{{"backup_folder": "{value}"}}')
    with pytest.raises(UserError, match="damaged-settings"):
        load(home)


def test_nothing_is_saved_that_could_not_be_loaded(home: Path) -> None:
    save(home, Settings(sender_name="Ana\0\ud800 Dias"))
    assert load(home).sender_name == "Ana Dias"


def test_a_pipe_in_its_place_holds_nobody(home: Path) -> None:
    home.mkdir(parents=True)
    os.mkfifo(settings_path(home))
    with pytest.raises(UserError, match="damaged-settings"):
        load(home)
