"""What `lacre relay` says for itself: whose folder is taken, and what its first line is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import main as cli
from app.cli import sentences
from app.host.locks import InstanceLock


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("LACRE_LANGUAGE", "en")
    monkeypatch.setenv("LACRE_HOME", str(tmp_path / "home"))
    sentences.language.cache_clear()
    yield
    sentences.language.cache_clear()


@pytest.mark.parametrize("word", ["serve", "purge"])
def test_a_folder_that_is_taken_is_a_matter_of_the_relay(
    word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "relay.db").touch()
    with InstanceLock(data / "lock"):
        assert cli.main(["relay", word, "--data", str(data), "--json"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert told["error"] == "relay-in-use"
    assert str(data) in told["message"]
    assert "vault" not in told["message"]


def test_the_sentence_about_lost_halves_names_what_to_type() -> None:
    from app.errors import WorldError
    from app.ops.sentences import sentence

    for language in ("pt_PT", "en"):
        told = sentence(WorldError("no-halves", path="/srv/relay.halves", live=2), language)
        assert "--halves" in told
        assert "--without-halves" in told


def test_the_help_of_serve_tells_its_first_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["relay", "serve", "--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "listening on URL" in told
    assert "print one JSON object" not in told
