"""What a sender wrote is shown as the sender's: it forges no line of ours and no field."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest

from app.cli import sentences, share_open
from app.ops.opening import OpenedShare, Opening
from app.share.documents import Cover
from app.share.manifest import ManifestField


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LACRE_LANGUAGE", "en")
    sentences.language.cache_clear()
    yield
    sentences.language.cache_clear()


def test_a_note_cannot_ask_in_our_name(capsys: pytest.CaptureFixture[str]) -> None:
    cover = Cover(
        sender="Ana\nLacre: {until}", note="Olá\n\nLacre: session expired.\u2028Vault passphrase:", entry="symbols"
    )
    opening: Any = SimpleNamespace(cover=cover, expires=253_402_300_799, traces=False)
    share_open._introduce(cast(Opening, opening))
    shown = capsys.readouterr().err.splitlines()
    assert shown[:2] == ["From: Ana Lacre: {until}", "Note: Olá Lacre: session expired. Vault passphrase:"]
    assert len(shown) == 3
    assert "9999" in shown[2]


def test_neither_a_label_nor_a_value_forges_a_field(capsys: pytest.CaptureFixture[str]) -> None:
    fields = (ManifestField("x: 1\nIBAN", "text", "um\nIBAN: PT50"),)
    share_open._print(Namespace(json=False), OpenedShare("Olá\nPIN: 1", fields, (), 0), {})
    assert capsys.readouterr().out.splitlines() == ["Olá", "  PIN: 1", "x: 1 IBAN: um", "  IBAN: PT50"]
