"""`lacre vault health` and `generate`: one object for scripts, sentences for people, and never a value of the vault."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.cli import main as cli
from app.cli import sentences, vault_adding, vault_generate, vault_health
from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.errors import WorldError
from app.ops import breaches
from app.vault.model import EntryDraft, EntryKind, FieldDraft
from app.vault.policy import KdfPolicy
from app.vault.vault import Vault

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
CANARY = "benfica1904"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (sentences, vault_adding, vault_generate, vault_health):
        monkeypatch.setattr(module, "language", lambda: "en")


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Vault]:
    policy = KdfPolicy(floor=KdfCost(8, 1), ceiling=KdfCost(1024, 4), work_kib=4096, default=KdfCost(8, 1))
    with Vault.create(
        tmp_path / "v.lacre", Secret("frase de teste"), now=NOW, cost=KdfCost(8, 1), policy=policy
    ) as made:

        @contextmanager
        def unlocked() -> Iterator[Vault]:
            yield made

        monkeypatch.setattr(vault_health, "unlocked", unlocked)
        monkeypatch.setattr(vault_adding, "unlocked", unlocked)
        monkeypatch.setattr(vault_health, "now", lambda: NOW)
        one, two = made.add_client("Padaria\nAçores", NOW), made.add_client("Atelier", NOW)
        for client in (one, two):
            draft = EntryDraft(EntryKind.LOGIN, f"Correio {client.id[:4]}", (FieldDraft("password", CANARY),))
            made.add_entry(client.id, draft, NOW)
        yield made


def run(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> tuple[str, str]:
    assert cli.main(["vault", *words]) == code
    printed = capsys.readouterr()
    return printed.out, printed.err


def test_health_is_one_object_without_a_value(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = run(capsys, "health", "--json")
    told = json.loads(out)
    assert (told["entries"], told["values"], told["breaches"], told["unasked"]) == (2, 2, "off", 0)
    assert told["counts"]["weak"] == told["counts"]["reused"] == 2
    assert {finding["problem"] for finding in told["findings"]} == {"weak", "reused"}
    first = told["findings"][-1]
    assert (first["count"], first["clients"]) == (2, 2)
    assert first["entry"] in {summary.id for summary in vault.entries()}
    assert CANARY not in out + err


def test_people_read_sentences_on_one_line_each(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    lines = run(capsys, "health")[0].splitlines()
    assert lines[0] == "Entries looked at: 2; findings: 4"
    assert len(lines) == 5
    assert all("(Padaria Açores): " in line or "(Atelier): " in line for line in lines[1:])


def test_one_client_alone_can_be_looked_at(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(run(capsys, "health", "--client", "atelier", "--json")[0])
    assert (told["entries"], [finding["problem"] for finding in told["findings"]]) == (1, ["weak"])
    assert json.loads(run(capsys, "health", "--client", "nobody", "--json", code=2)[0])["error"] == "no-client"


def test_breaches_are_asked_about_only_on_request_and_a_dead_line_is_told(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []

    def ask(self: object, prefix: str) -> bytes:
        asked.append(prefix)
        raise WorldError("unreachable", why="dropped")

    monkeypatch.setattr(breaches.Breaches, "_ask", ask)
    run(capsys, "health")
    assert asked == []
    out, err = run(capsys, "health", "--breached")
    assert len(asked) == 2
    assert "(missing: 2)" in err
    assert "looked at" in out
    assert json.loads(run(capsys, "health", "--breached", "--json")[0])["breaches"] == "partial"


def test_a_password_is_generated_as_asked(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = run(capsys, "generate")
    assert len(out.strip()) == 20
    assert err.strip() == "129 bits"
    told = json.loads(run(capsys, "generate", "--length", "8", "--no-symbols", "--no-capitals", "--json")[0])
    assert told["password"].isalnum()
    assert told["password"] == told["password"].lower()
    assert 40 < told["bits"] < 42


def test_words_pins_and_rules_too(capsys: pytest.CaptureFixture[str]) -> None:
    words = json.loads(run(capsys, "generate", "--words", "5", "--language", "en", "--separator", " ", "--json")[0])
    assert (len(words["password"].split()), words["bits"]) == (5, 55.0)
    pin = json.loads(run(capsys, "generate", "--pin", "6", "--json")[0])
    assert len(pin["password"]) == 6
    ruled = json.loads(run(capsys, "generate", "--rules", "maxlength: 12; required: digit; allowed: [ab]", "--json")[0])
    assert len(ruled["password"]) == 12
    assert set(ruled["password"]) <= set("0123456789ab")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--rules", "8-16"], "password-rules"),
        (["--pin", "3"], "pin-length"),
        (["--words", "2"], "word-count"),
        (["--length", "2"], "password-length"),
        (["--pin", "4", "--words", "4"], "usage"),
    ],
)
def test_what_cannot_be_generated_is_refused(words: list[str], code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(run(capsys, "generate", *words, "--json", code=2)[0])["error"] == code


def test_what_is_added_is_tidied_and_a_slip_is_said_at_once(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("add", "--client", "Atelier", "--title", "Zulmira", "--kind", "identity", "--json")
    out, err = run(capsys, *words, "--field", "nif=123 456 780", "--field", "phone=912 345 678", "--field", "nota=x")
    assert err == "nif: This NIF does not add up: a digit is wrong or two are swapped.\n"
    fields = vault.entry(json.loads(out)["id"]).fields
    assert {field.name: field.value for field in fields} == {
        "nif": "123456780",
        "phone": "+351912345678",
        "custom": "x",
    }


def test_a_slip_in_a_protected_value_is_said_without_it(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    _, err = run(
        capsys,
        "add",
        "--client",
        "Atelier",
        "--title",
        "Cartão",
        "--kind",
        "card",
        "--field",
        "number=4111111111111112",
    )
    assert err == "number: This card number does not add up: a digit is wrong or two are swapped.\n"
