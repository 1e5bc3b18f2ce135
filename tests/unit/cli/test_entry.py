"""`lacre` without words is the window, and with a link; with words the command line; the process is hardened before either."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from app import main


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was called, in order, with the real window and the real hardening out of the way."""
    calls: list[str] = []

    def answering(name: str, code: int) -> ModuleType:
        module = ModuleType(name)
        module.main = lambda words, *link: calls.append(" ".join([name, *filter(None, link)])) or code  # type: ignore[attr-defined]
        return module

    monkeypatch.setattr("app.host.harden.harden", lambda: calls.append("harden"))
    monkeypatch.setattr("app.cli.traces.install", lambda: calls.append("hooks"))
    monkeypatch.setitem(sys.modules, "app.ui.app", answering("window", 7))
    monkeypatch.setitem(sys.modules, "app.cli.main", answering("words", 5))
    return calls


def test_without_words_the_window_opens(seen: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["lacre"])
    assert main.run() == 7
    assert seen == ["harden", "hooks", "window"]


@pytest.mark.parametrize("link", ["lacre:https://r.example/s/x#y", "HTTPS://r.example/s/x#y"])
def test_with_a_link_the_window_opens_and_has_it(seen: list[str], monkeypatch: pytest.MonkeyPatch, link: str) -> None:
    monkeypatch.setattr(sys, "argv", ["lacre", link])
    assert main.run() == 7
    assert seen == ["harden", "hooks", f"window {link}"]
    assert sys.argv == ["lacre"], "what reads it later finds no link"


def test_with_words_no_window_is_touched(seen: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["lacre", "vault", "list"])
    assert main.run() == 5
    assert seen == ["harden", "hooks", "words"]
