"""The command line as an asker, over the embedded relay as it runs in life; a client answers over the same line."""

from __future__ import annotations

import io
import json
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.cli.main import main
from app.cli.sentences import language
from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.ops import requesting
from app.ops.relays import EmbeddedRelay, running_relay
from app.ops.request_watching import RequestNews, RequestWatching
from app.ops.requesting import RequestKind, RequestOptions
from app.ops.vaults import create_vault, open_vault
from app.share.asking import calls
from app.share.courier import Courier
from tests.unit.ops.request_line import Giving

PASSPHRASE = "uma frase de passe comprida"
Run = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with a vault of one client and its relay running."""
    place = tmp_path_factory.mktemp("place")
    (place / "passphrase").write_text(PASSPHRASE + "\n")
    now = datetime.now(UTC)
    with create_vault(place, Secret(PASSPHRASE), now=now, cost=KdfCost(65_536, 3)) as vault:
        vault.add_client("Padaria Sol", now)
    with EmbeddedRelay.start(place):
        yield place


@pytest.fixture
def lacre(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Runs a command with --json; its exit code and the object it printed."""
    monkeypatch.setenv("LACRE_HOME", str(place))
    monkeypatch.setenv("LACRE_PASSPHRASE_FILE", str(place / "passphrase"))
    monkeypatch.setenv("LACRE_LANGUAGE", "pt_PT")
    language.cache_clear()  # it is that of the process, which runs other tests too

    def run(*words: str, json_: bool = True) -> tuple[int, dict[str, Any]]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b""), "utf-8"))
        code = main(["request", *words, *(["--json"] if json_ else [])])
        printed = capsys.readouterr().out
        return code, json.loads(printed) if json_ else {"printed": printed}

    yield run
    language.cache_clear()


def give(url: str, *answers: tuple[int, list[str]], **choices: Any) -> tuple[str, ...]:
    """As the client's page does; the words that it shows."""
    giving = Giving(url)
    with Courier(giving.link.origin) as courier:
        giver, envelope = giving.sealed(courier, *answers, **choices)
        calls.submit(courier, giver.submit(files=bool(choices.get("files"))))
    return giver.words(envelope, "pt-PT")


def test_a_request_from_the_command_line_to_an_entry_of_the_vault(lacre: Run, place: Path, tmp_path: Path) -> None:
    words = ("--client", "Padaria Sol", "--label", "Site da padaria", "--from", "Ana", "--files", "optional")
    code, made = lacre("create", "--kind", "login", *words)
    assert (code, set(made), made["passcode"]) == (0, {"id", "url", "passcode", "expires_at"}, None)
    assert lacre("collect", made["id"]) == (0, {"submissions": [], "refused": []})
    assert (lacre("accept", made["id"])[0], lacre("accept", made["id"])[1]["error"]) == (2, "which-submission")
    _, reminder = lacre("remind", made["id"][:8])
    assert made["url"] in reminder["message"]
    said = give(made["url"], (0, ["sol.example", "ana", "pão-quente", ""]), files={"a.txt": b"ola"}, message="cá vai")
    code, came = lacre("collect", made["id"], "--output", str(tmp_path))
    (one,) = came["submissions"]
    assert (one["check"], one["message"]) == (" ".join(said), "cá vai")
    assert [(each["label"], each["kind"], each["value"]) for each in one["fields"]] == [
        ("Endereço do site", "url", "sol.example"),
        ("Utilizador", "username", "ana"),
        ("Palavra-passe", "password", "pão-quente"),
    ]
    assert one["files"] == [{"name": "a.txt", "size": 3, "path": str(tmp_path / "a.txt")}]
    assert (tmp_path / "a.txt").read_bytes() == b"ola"
    code, printed = lacre("collect", made["id"], json_=False)
    assert "  Utilizador: ana" in printed["printed"]
    assert " ".join(said) in printed["printed"]
    code, accepted = lacre("accept", made["id"])
    assert (code, len(accepted["entries"])) == (0, 1)
    (listed,) = (each for each in lacre("list")[1]["requests"] if each["id"] == made["id"])
    assert (listed["state"], listed["submissions"][0]["state"]) == ("filled", "accepted")
    with open_vault(place, Secret(PASSPHRASE)) as vault:
        entry = vault.entry(accepted["entries"][0])
        assert (entry.title, entry.client_name, entry.attachments) == ("Site da padaria", "Padaria Sol", 1)
        assert vault.request(made["id"]).secrets is None
    assert lacre("forget", made["id"]) == (0, {})
    assert lacre("status", made["id"])[1]["error"] == "no-request"


def test_a_code_is_in_the_vault_a_moment_after_it_was_given(place: Path) -> None:
    relay = running_relay(place)
    assert relay is not None
    with open_vault(place, Secret(PASSPHRASE)) as vault, Courier(relay.origin, relay.access_key) as courier:
        made = requesting.create_request(vault, courier, RequestOptions(RequestKind.CODE), datetime.now(UTC))
        watching = RequestWatching(vault, relay.origin)
        heard: queue.SimpleQueue[RequestNews] = queue.SimpleQueue()
        thread = threading.Thread(target=lambda: [heard.put(one) for one in watching.news() if one], daemon=True)
        thread.start()
        page, waits = Giving(made.url.text()), []
        for code in ("123456", "654321", "112233"):
            giver, _ = page.sealed(courier, (0, [code]))
            pressed = time.monotonic()
            number = calls.submit(courier, giver.submit(files=False)).number
            while number not in heard.get(timeout=20).came:
                pass
            waits.append(time.monotonic() - pressed)
            found = requesting.review(vault, made.id, number, datetime.now(UTC), "en")
            assert found.parts[0].fields[0].value.text() == code
        watching.stop()
        thread.join(20)
        requesting.revoke(vault, made.id, datetime.now(UTC))
    assert sorted(waits)[1] < 5.0, waits  # a second where nothing else runs; the check words cost a good part of it


def test_a_passcode_a_rejection_and_a_revocation(lacre: Run) -> None:
    fields = ("--field", "text=Número de sócio!", "--field", "pin=PIN")
    code, made = lacre("create", "--kind", "own", *fields, "--takes", "2", "--passcode", "pin", "--language", "fr")
    assert code == 0
    give(made["url"], (0, ["4711", ""]), passcode=made["passcode"])
    code, status = lacre("reject", made["id"])
    assert (code, [each["state"] for each in status["submissions"]]) == (0, ["rejected"])
    until = lacre("extend", made["id"], "--expires", "2w")[1]["expires_at"]
    assert until > made["expires_at"]
    assert lacre("revoke", made["id"])[1]["state"] == "revoked"
    assert lacre("remind", made["id"])[1]["error"] == "request-over"
    assert lacre("status", "0000")[1]["error"] == "no-request"
    assert lacre("create", "--kind", "own")[1]["error"] == "request-empty"
    assert lacre("create", "--kind", "own", "--field", "x=y")[1]["error"] == "no-field-kind"
