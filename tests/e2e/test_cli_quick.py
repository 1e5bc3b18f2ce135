"""Quick unlock from the command line, with the real GNOME Keyring on a private bus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.keyring_session import bus, keyring
from tests.e2e.lacre_command import CHEAPEST, Lacre

PIN, WRONG = "29 46 açor\n", "29 46 acor\n"


@pytest.fixture
def passphrase(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase"
    file.write_text("uma frase longa e calma\n", encoding="utf-8")
    return file


@pytest.fixture
def lacre(tmp_path: Path, passphrase: Path) -> Iterator[Lacre]:
    with bus() as address, keyring(tmp_path / "session", address) as variables:
        made = Lacre(tmp_path / "home", passphrase, variables)
        made.json("vault", "init", *CHEAPEST)
        yield made


def test_a_pin_opens_the_vault_and_a_wrong_one_costs_a_try(lacre: Lacre, passphrase: Path) -> None:
    assert lacre.json("vault", "quick", "status")["on"] is False
    assert lacre.json("vault", "list", "--pin-stdin", stdin=PIN, code=2)["error"] == "quick-off"
    on = lacre.json("vault", "quick", "on", "--pin-stdin", stdin=PIN)
    assert (on["on"], on["available"], on["tries"], on["ends_at_reboot"]) == (True, True, 10, False)
    passphrase.unlink()

    words = ("vault", "add", "--client", "Padaria", "--title", "Banco", "--field", "password=-", "--pin-stdin")
    lacre.json(*words, stdin=PIN + "canela-9\n")
    shown = lacre.json("vault", "show", "Banco", "--reveal", "--pin-stdin", stdin=PIN)
    assert [field["value"] for field in shown["fields"]] == ["canela-9"]

    refused = lacre.json("vault", "list", "--pin-stdin", stdin=WRONG, code=2)
    assert refused["error"] == "wrong-pin"
    assert "Tries left: 9." in refused["message"]


@pytest.mark.slow  # each costs its derivation; that ten end it: tests/unit/ops/test_quick_unlock.py
def test_ten_wrong_pins_end_it(lacre: Lacre, passphrase: Path) -> None:
    lacre.json("vault", "quick", "on", "--pin-stdin", stdin=PIN)
    passphrase.unlink()
    for left in range(9, 0, -1):
        refused = lacre.json("vault", "list", "--pin-stdin", stdin=WRONG, code=2)
        assert refused["error"] == "wrong-pin"
        assert f"Tries left: {left}." in refused["message"]
    assert lacre.json("vault", "list", "--pin-stdin", stdin=WRONG, code=2)["error"] == "quick-ended-tries"
    assert lacre.json("vault", "list", "--pin-stdin", stdin=PIN, code=2)["error"] == "quick-off"


def test_another_passphrase_ends_it_and_off_leaves_no_file(lacre: Lacre, passphrase: Path, tmp_path: Path) -> None:
    lacre.json("vault", "quick", "on", "--pin-stdin", stdin=PIN)
    assert (lacre.home / "vault.quick").stat().st_mode & 0o777 == 0o600
    (tmp_path / "new").write_text("outra frase bem longa\n")
    lacre.json("vault", "passphrase", "--new-passphrase-file", str(tmp_path / "new"))
    assert lacre.json("vault", "quick", "status")["on"] is False
    passphrase.write_text("outra frase bem longa\n")
    lacre.json("vault", "quick", "on", "--pin-stdin", stdin=PIN)
    assert lacre.json("vault", "quick", "off") == {"was_on": True}
    assert lacre.json("vault", "quick", "off") == {"was_on": False}
    assert not (lacre.home / "vault.quick").exists()


def test_a_key_that_ends_at_reboot_is_never_on_the_disk(tmp_path: Path, passphrase: Path) -> None:
    with bus() as address:
        with keyring(tmp_path / "session", address) as variables:
            lacre = Lacre(tmp_path / "home", passphrase, variables)
            lacre.json("vault", "init", *CHEAPEST)
            before = _octets(tmp_path / "session" / "data")
            assert lacre.json("vault", "quick", "on", "--pin-stdin", "--until-reboot", stdin=PIN)["ends_at_reboot"]
            lacre.json("vault", "list", "--pin-stdin", stdin=PIN)
            assert _octets(tmp_path / "session" / "data") == before
        with keyring(tmp_path / "session", address):  # as after logging in again
            told = lacre.json("vault", "quick", "status")
            assert told["why"] == "quick-ended-keychain-empty"
            refused = lacre.json("vault", "list", "--pin-stdin", stdin=PIN, code=2)
            assert refused["error"] == "quick-ended-keychain-empty"
            lacre.json("vault", "list")


def test_without_a_keychain_or_a_pin_the_person_is_told_so(tmp_path: Path, passphrase: Path) -> None:
    nowhere = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere", "XDG_DATA_HOME": str(tmp_path)}
    lacre = Lacre(tmp_path / "home", passphrase, nowhere)
    lacre.json("vault", "init", *CHEAPEST)
    on = ("vault", "quick", "on", "--pin-stdin")
    assert lacre.json(*on, stdin=PIN, code=3)["error"] == "no-keychain"
    assert lacre.json(*on, stdin="", code=2)["error"] == "no-pin"
    assert lacre.json(*on, stdin="123456\n", code=2)["error"] == "pin-too-plain"
    assert lacre.json("vault", "quick", "status")["why"] == "no-keychain"
    plain = Lacre(lacre.home, passphrase, {**nowhere, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"})
    assert plain.json(*on, stdin=PIN, code=3)["error"] == "no-keychain"


def _octets(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
