"""`lacre vault key …` at the terminal, over keys of software: questions on standard error, the result on standard output."""

from __future__ import annotations

import getpass
import json
from pathlib import Path

import pytest
from fido2.ctap import CtapDevice

from app.cli import main as cli
from app.cli import sentences
from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.host.paths import vault_path
from app.ops import recovery
from app.vault.vault import Vault
from tests.security_person import plug_in
from tests.software_key import SoftwareKey
from tests.unit.ops.conftest import CHEAP, NOW

PASSPHRASE = "frase de teste"


@pytest.fixture(autouse=True)
def scene(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A vault with a kit, its passphrase in a script's file, lower bounds, English."""
    monkeypatch.setattr(sentences, "language", lambda: "en")
    monkeypatch.setitem(Vault.unlock.__func__.__kwdefaults__, "policy", CHEAP)  # type: ignore[attr-defined]
    home.mkdir()
    (home / "p").write_text(PASSPHRASE)
    monkeypatch.setenv("LACRE_PASSPHRASE_FILE", str(home / "p"))
    with Vault.create(vault_path(home), Secret(PASSPHRASE), now=NOW, cost=KdfCost(8, 1), policy=CHEAP) as vault:
        kit = recovery.prepare(vault, NOW)
        recovery.make(vault, Secret(PASSPHRASE), kit, kit.code)


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> list[CtapDevice]:
    return plug_in(monkeypatch, SoftwareKey())


def run(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> tuple[str, str]:
    assert cli.main(["vault", *words]) == code
    printed = capsys.readouterr()
    return printed.out, printed.err


@pytest.mark.usefixtures("plugged")
def test_the_first_key_is_required_and_that_is_said_aloud(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = run(capsys, "key", "add", "Key ring")
    assert out == "The key “Key ring” was added.\n"
    assert err.count("Touch the security key.") == 3
    assert "ATTENTION: the passphrase alone opens this vault no more." in err
    out, err = run(capsys, "list")
    assert (out, err) == ("No entries.\n", "Touch the security key.\n")
    out, _ = run(capsys, "key", "list", "--json")
    (key,) = json.loads(out)["keys"]
    assert (key["name"], key["pin"]) == ("Key ring", False)


def test_a_second_key_with_a_pin_and_the_way_back(
    capsys: pytest.CaptureFixture[str], plugged: list[CtapDevice], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, "key", "add", "Key ring")
    monkeypatch.setattr(getpass, "getpass", lambda prompt: "2468")
    plugged.append(SoftwareKey(pin="2468"))
    out, err = run(capsys, "key", "add", "Drawer", "--pin", "--json")
    assert json.loads(out)["first"] is False
    assert "Any one of your keys opens the vault now" in err
    out, _ = run(capsys, "key", "list")
    assert [line.split("  ")[-1].strip() for line in out.splitlines()] == ["Key ring", "Drawer"]
    out, _ = run(capsys, "key", "remove", "Key ring", "--json")
    assert json.loads(out) == {"removed": "Key ring", "last": False}
    _, err = run(capsys, "key", "remove", "Drawer")
    assert "The passphrase alone opens this vault again." in err
    plugged.clear()
    assert run(capsys, "list") == ("No entries.\n", "")


@pytest.mark.usefixtures("plugged")
def test_refusals_have_their_code(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "key", "remove", "Key ring", "--json", code=2)
    assert json.loads(out)["error"] == "no-security-key-of-that-name"
    run(capsys, "recovery", "revoke")
    out, _ = run(capsys, "key", "add", "Key ring", "--json", code=2)
    assert json.loads(out)["error"] == "recovery-kit-first"
    run(capsys, "key", "add", "Key ring", "--without-kit")
    assert run(capsys, "key", "list", "--json")[1] == "Touch the security key.\n"


def test_without_a_terminal_no_pin_is_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plug_in(monkeypatch, SoftwareKey(pin="2468"))

    def refusing(prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr(getpass, "getpass", refusing)
    out, _ = run(capsys, "key", "add", "Key ring", "--json", code=2)
    assert json.loads(out)["error"] == "no-passphrase"
