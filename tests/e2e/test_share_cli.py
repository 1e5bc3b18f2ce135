"""The command line as sender and as recipient, over the embedded relay as it runs in life."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.cli import share_open
from app.cli.main import main
from app.cli.sentences import text
from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.errors import PeerError
from app.host.clock import now
from app.ops.relays import EmbeddedRelay
from app.ops.vaults import create_vault, open_vault
from app.share.courier import Courier
from app.vault.model import EntryDraft, EntryKind, FieldDraft, FieldKind

PASSPHRASE = "uma frase de passe comprida"
CANARY = "canário-7c1"
Run = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with a vault of one entry and its relay running."""
    place = tmp_path_factory.mktemp("place")
    (place / "passphrase").write_text(PASSPHRASE + "\n")
    now = datetime.now(UTC)
    with create_vault(place, Secret(PASSPHRASE), now=now, cost=KdfCost(65_536, 3)) as vault:
        client = vault.add_client("Padaria Sol", now)
        fields = (
            FieldDraft("username", "ana", kind=FieldKind.USERNAME),
            FieldDraft("password", Secret(CANARY), kind=FieldKind.PASSWORD, protected=True),
            FieldDraft("notes", "só para mim", kind=FieldKind.NOTE),
        )
        vault.add_entry(client.id, EntryDraft(EntryKind.LOGIN, "Portal das Finanças", fields), now)
    with EmbeddedRelay.start(place):
        yield place


@pytest.fixture
def lacre(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command with --json; its exit code and the object it printed."""
    monkeypatch.setenv("LACRE_HOME", str(place))
    monkeypatch.setenv("LACRE_PASSPHRASE_FILE", str(place / "passphrase"))

    def run(*words: str, stdin: str = "") -> tuple[int, dict[str, Any]]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
        code = main(["share", *words, "--json"])
        printed = capsys.readouterr().out
        assert printed.count("\n") == 1, printed
        return code, json.loads(printed)

    return run


def created(lacre: Run, *words: str, stdin: str = "") -> dict[str, Any]:
    code, share = lacre("create", *words, stdin=stdin)
    assert code == 0, share
    assert set(share) == {"id", "url", "passcode", "expires_at"}
    return share


def test_a_text_goes_through_and_the_sender_learns_of_it(lacre: Run) -> None:
    share = created(lacre, "--text", CANARY)
    assert lacre("open", share["url"], "--passcode", share["passcode"].lower().replace("-", " ")) == (
        0,
        {"message": CANARY, "fields": [], "files": []},
    )
    code, status = lacre("status", share["id"][:8])
    assert (code, status["state"], status["views_left"], status["tries_left"]) == (0, "opened", 0, 5)
    assert [event["what"] for event in status["events"]] == ["delivered", "accepted", "revealed", "acknowledged"]
    assert lacre("open", share["url"], "--passcode", share["passcode"])[0] == 1
    assert lacre("open", share["url"], "--passcode", share["passcode"])[1]["error"] == "opened"


def test_an_entry_goes_through_with_the_fields_that_were_chosen(lacre: Run) -> None:
    share = created(lacre, "--entry", "Portal das Finanças", "--passcode", "none", "--views", "2", "--expires", "3mo")
    code, inside = lacre("open", share["url"])
    assert code == 0
    assert [(field["kind"], field["value"]) for field in inside["fields"]] == [
        ("username", "ana"),
        ("password", CANARY),
    ]
    share = created(lacre, "--entry", "Portal das Finanças", "--field", "NOTES", "--passcode", "none")
    assert [field["value"] for field in lacre("open", share["url"])[1]["fields"]] == ["só para mim"]
    assert lacre("create", "--entry", "Portal das Finanças", "--field", "cor")[1]["error"] == "no-field"


def test_standard_input_carries_text_link_and_passcode(lacre: Run) -> None:
    share = created(lacre, "--stdin", "--passcode", "=segredo nosso", stdin=f"{CANARY}\nsegunda linha\n")
    assert lacre("open", "-", "--passcode", "segredo nosso", stdin=f"O link: <{share['url']}>\n")[1]["message"] == (
        f"{CANARY}\nsegunda linha"
    )
    share = created(lacre, "--text", CANARY, "--passcode", "-", stdin="segredo nosso\n")
    assert lacre("open", share["url"], "--passcode", "-", stdin="SEGREDO-NOSSO\n")[1]["message"] == CANARY
    assert lacre("create", "--text", "-", "--passcode", "-") == lacre("open", "-", "--passcode", "-")
    assert lacre("open", "-", "--passcode", "-")[1]["error"] == "stdin-twice"


def test_a_wrong_passcode_costs_a_try_and_a_slip_costs_nothing(lacre: Run) -> None:
    share = created(lacre, "--text", CANARY)
    code, refused = lacre("open", share["url"], "--passcode", "00000-00000-1")
    assert (code, refused["error"]) == (2, "mistyped-passcode")
    code, refused = lacre("open", share["url"], "--passcode", "00000-00000-0")
    assert (code, refused["error"]) == (1, "wrong-passcode")
    assert lacre("status", share["id"])[1]["tries_left"] == 4
    for _ in range(4):
        lacre("open", share["url"], "--passcode", "00000-00000-0")
    assert lacre("open", share["url"], "--passcode", share["passcode"])[1]["error"] == "locked"
    assert lacre("status", share["id"])[1]["state"] == "locked"


def test_a_share_is_extended_and_revoked(lacre: Run) -> None:
    share = created(lacre, "--text", CANARY, "--passcode", "pin", "--label", "PIN do portão")
    code, view = lacre("extend", share["id"], "--expires", "2d")
    assert (code, view["state"], view["label"]) == (0, "live", "PIN do portão")
    assert view["expires_at"] > share["expires_at"]
    assert lacre("revoke", share["id"])[1]["state"] == "revoked"
    assert lacre("open", share["url"], "--passcode", share["passcode"])[1]["error"] == "revoked"
    assert lacre("extend", share["id"], "--expires", "2d")[1]["error"] == "share-over"
    listed = {view["id"]: view["state"] for view in lacre("list")[1]["shares"]}
    assert listed[share["id"]] == "revoked"


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (("open", "https://relay.example/s/x#1n"), 1, "damaged"),
        (("open", "nada"), 1, "damaged"),
        (("create",), 2, "nothing-to-share"),
        (("create", "--text", "x", "--expires", "soon"), 2, "bad-duration"),
        (("create", "--text", "x", "--expires", "2000-01-01"), 2, "bad-expiry"),
        (("create", "--text", "x", "--views", "0"), 2, "bad-views"),
        (("create", "--text", "x", "--passcode", "weak"), 2, "bad-passcode-option"),
        (("create", "--text", "x", "--stdin"), 2, "usage"),
        (("create", "--text", "x", "--relay", "https://other.example"), 2, "no-access-key"),
        (("create", "--file", "x"), 3, "cannot-read"),
        (("create", "--text", "x", "--starts", "2d"), 2, "bad-start"),
        (("create", "--text", "x", "--identity", "nobody"), 2, "bad-address"),
        (("create", "--text", "x", "--identity", "ana@sol.pt"), 1, "no-mail"),
        (("create", "--text", "x", "--attach", "a.pdf"), 2, "no-attachment-named"),
        (("create", "--entry", "Portal das Finanças", "--attach", "a.pdf"), 2, "no-attachment-named"),
        (("revoke",), 2, "revoke-what"),
        (("change", "ffff"), 2, "change-what"),
        (("resume", "ffff"), 2, "no-share"),
        (("status", "ffff"), 2, "no-share"),
        (("revoke", "ffff"), 2, "no-share"),
    ],
)
def test_what_cannot_be_done_is_said_with_a_code(lacre: Run, words: tuple[str, ...], code: int, error: str) -> None:
    found, refused = lacre(*words)
    assert (found, refused["error"]) == (code, error)


def test_nobody_types_a_passphrase_for_nothing(lacre: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LACRE_PASSPHRASE_FILE")
    for words, error in (
        ((), "nothing-to-share"),
        (("--text", ""), "nothing-to-share"),
        (("--stdin",), "nothing-to-share"),
        (("--field", "password"), "no-field"),
        (("--text", "x", "--expires", "soon"), "bad-duration"),
    ):
        assert lacre("create", *words)[1]["error"] == error


def test_a_text_has_a_name_and_a_link_of_this_computer_is_said_to_be_one(
    lacre: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("app.cli.share_commands.language", lambda: "en")
    assert main(["share", "create", "--text", "x", "--passcode", "none"]) == 0
    made = capsys.readouterr()
    assert "lacre relay connect" in made.err
    id = made.out.split()[-1]
    assert main(["share", "status", id]) == 0
    assert re.match(r"\S+  Text, \d\d? \w+, \d\d:\d\d\n", capsys.readouterr().out)
    assert main(["share", "list"]) == 0
    assert re.search(rf"^{id} .*  Text, \d\d? \w+, \d\d:\d\d$", capsys.readouterr().out, re.MULTILINE)
    assert created(lacre, "--text", "x", "--passcode", "none")
    assert capsys.readouterr().err == ""


def test_the_usual_relay_may_be_named(lacre: Run, place: Path) -> None:
    url = json.loads((place / "relay.json").read_text())["url"]
    share = created(lacre, "--text", CANARY, "--passcode", "none", "--relay", url)
    assert share["url"].startswith(f"{url}/s/")


def test_a_relay_that_is_gone_is_the_worlds_failure(lacre: Run) -> None:
    share = created(lacre, "--text", CANARY, "--passcode", "none")
    origin = share["url"].split("/s/")[0]
    dead = share["url"].replace(origin, "http://127.0.0.1:9")
    code, refused = lacre("open", dead)
    assert (code, refused["error"]) == (3, "unreachable")


def test_opening_needs_no_vault(lacre: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    share = created(lacre, "--text", CANARY, "--passcode", "none")
    monkeypatch.setenv("LACRE_HOME", str(tmp_path / "nobody"))
    monkeypatch.delenv("LACRE_PASSPHRASE_FILE")
    assert lacre("open", share["url"])[1]["message"] == CANARY
    assert not (tmp_path / "nobody").exists()


def test_at_a_terminal_the_passcode_is_asked_for_until_it_is_right(lacre: Run, place: Path) -> None:
    share = created(lacre, "--text", CANARY, "--from", "Ana Sousa", "--passcode", "=4930")
    shown = _at_a_terminal(place, ["share", "open", share["url"]], ["1111", "4930"])
    assert "Ana Sousa" in shown
    assert CANARY in shown
    assert "4930" not in shown
    assert lacre("status", share["id"])[1]["tries_left"] == 4


def _at_a_terminal(place: Path, words: list[str], typed: list[str]) -> str:
    """What a person sees who types these lines, each when a question stands at the end of the screen."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "LACRE_HOME": str(place), "LACRE_LANGUAGE": "en"}
    process = subprocess.Popen(
        [sys.executable, "-m", "app", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        start_new_session=True,
        cwd=Path(__file__).parents[2],
    )
    os.close(theirs)
    shown = ""
    try:
        while piece := _read(ours):
            shown += piece
            if typed and shown.endswith("Passcode: "):
                os.write(ours, typed.pop(0).encode() + b"\n")
    finally:
        os.close(ours)
        assert process.wait(30) == 0, shown
    return shown


def _read(terminal: int) -> str:
    try:
        return os.read(terminal, 4096).decode()
    except OSError:  # the other end was closed
        return ""


def test_no_secret_is_in_a_file_beside_the_vault(lacre: Run, place: Path) -> None:
    share = created(lacre, "--text", CANARY, "--passcode", "=frase-canária")
    assert lacre("open", share["url"], "--passcode", "frase-canária")[0] == 0
    with open_vault(place, Secret(PASSPHRASE)) as vault:
        vault.check()
    secret = share["url"].split("#")[1].split(".")[1]
    needles = [CANARY.encode(), "frase-canária".encode(), "FRASECANÁRIA".encode(), secret.encode()]
    for file in place.rglob("*"):
        if file.is_file():
            octets = file.read_bytes()
            assert not [needle for needle in needles if needle in octets], file


def test_files_and_a_folder_go_through_and_come_whole(lacre: Run, tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_bytes(b"a" * 300_000)
    (folder / "sub" / "vazio").write_bytes(b"")
    (tmp_path / "b.pdf").write_bytes(os.urandom(1000))
    share = created(lacre, "--file", str(folder), str(tmp_path / "b.pdf"), "--passcode", "none")
    code, view = lacre("status", share["id"])
    assert (code, view["state"], view["views"]) == (0, "live", 3)
    code, opened = lacre("open", share["url"], "--output", str(tmp_path / "got"))
    assert code == 0
    assert [(each["name"], each["size"]) for each in opened["files"]] == [
        ("docs/a.txt", 300_000), ("docs/sub/vazio", 0), ("b.pdf", 1000),
    ]  # fmt: skip
    for each, source in zip(opened["files"], ("docs/a.txt", "docs/sub/vazio", "b.pdf"), strict=True):
        assert Path(each["path"]).read_bytes() == (tmp_path / source).read_bytes()
    code, view = lacre("status", share["id"])
    taken = [event["detail"] for event in view["events"] if event["what"] == "file"]
    assert sorted(taken) == ["0", "1", "2"]


def test_terms_are_accepted_by_name_and_the_sender_knows_it(lacre: Run, tmp_path: Path) -> None:
    (tmp_path / "terms.txt").write_text("Isto é confidencial.\n")
    share = created(lacre, "--text", CANARY, "--terms", str(tmp_path / "terms.txt"), "--passcode", "none")
    assert lacre("open", share["url"])[1]["error"] == "terms-not-accepted"
    assert lacre("open", share["url"], "--accept-terms", "Ana Sá")[1]["message"] == CANARY
    code, view = lacre("status", share["id"])
    assert (code, view["state"]) == (0, "opened")
    assert [(each["name"], each["valid"], each["claim"]) for each in view["acceptances"]] == [("Ana Sá", True, 1)]
    assert lacre("status", share["id"])[1]["acceptances"] == view["acceptances"]


def test_a_share_is_paused_resumed_changed_and_begins_later(lacre: Run) -> None:
    share = created(lacre, "--text", CANARY, "--passcode", "none")
    assert lacre("change", share["id"], "--pause", "--views", "2")[1]["state"] == "paused"
    assert lacre("open", share["url"]) == (1, lacre("open", share["url"])[1])
    view = lacre("change", share["id"], "--resume", "--starts", "1h", "--expires", "2h")[1]
    assert (view["state"], view["views"], view["waiting"]) == ("live", 2, [])
    code, refused = lacre("open", share["url"])
    assert (code, refused["error"]) == (1, "early")


def test_what_was_opened_is_kept_under_a_client_with_its_files(lacre: Run, place: Path, tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text("cláusula")
    entry = ("--entry", "Portal das Finanças", "--file", str(tmp_path / "c.txt"))
    share = created(lacre, *entry, "--passcode", "none", "--note", "Acesso", "--views", "1")
    code, opened = lacre("open", share["url"], "--into", "Padaria Sol")
    assert (code, opened["entry"]["title"]) == (0, "Acesso")
    with open_vault(place, Secret(PASSPHRASE)) as vault:
        kept = vault.entry(opened["entry"]["id"])
        assert (kept.kind, {field.name for field in kept.fields}) == (EntryKind.LOGIN, {"username", "password"})
        (file,) = vault.attachments(kept.id)
        assert b"".join(vault.open_attachment(file.id)) == "cláusula".encode()
    assert not any((place / "opened").rglob("*.txt"))


def test_everything_of_a_client_is_revoked_at_once(lacre: Run) -> None:
    shares = [created(lacre, "--text", "x", "--client", "Padaria Sol", "--passcode", "none") for _ in range(2)]
    code, told = lacre("revoke", "--client", "Padaria Sol")
    assert code == 0
    assert {share["id"] for share in shares} <= {each["id"] for each in told["shares"] if each["state"] == "revoked"}


def test_a_share_that_was_locked_is_made_again_by_the_same_link(lacre: Run) -> None:
    share = created(lacre, "--text", CANARY, "--passcode", "=1397")
    for _ in range(5):
        lacre("open", share["url"], "--passcode", "0000")
    assert lacre("status", share["id"])[1]["state"] == "locked"
    code, again = lacre("renew", share["id"])
    assert (code, again["url"], again["passcode"]) == (0, share["url"], "1397")
    assert lacre("open", share["url"], "--passcode", "1397")[1]["message"] == CANARY
    assert lacre("renew", share["id"])[1]["error"] == "share-alive"


def test_kept_files_of_an_entry_go_along_and_some_of_them_are_fetched(
    lacre: Run, place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_vault(place, Secret(PASSPHRASE)) as vault:
        entry = next(entry for entry in vault.entries() if entry.title == "Portal das Finanças")
        kept = [
            vault.add_attachment(entry.id, name, io.BytesIO(name.encode() * 9), now()) for name in ("a.pdf", "b.pdf")
        ]
    attach = ("--entry", "Portal das Finanças", "--field", "username", "--attach", "a.pdf", "--attach", kept[1].id)
    share = created(lacre, *attach, "--file", __file__, "--passcode", "none")
    code, opened = lacre("open", share["url"])
    names = [each["name"] for each in opened["files"]]
    assert (code, set(names), {each["path"] for each in opened["files"]}) == (
        0, {"a.pdf", "b.pdf", Path(__file__).name}, {None},
    )  # fmt: skip
    got = tmp_path / "got"
    only = ("--only", "b.pdf", "--only", str(names.index("a.pdf") + 1))
    code, opened = lacre("open", share["url"], "--output", str(got), *only)
    assert {each["name"] for each in opened["files"] if each["path"]} == {"a.pdf", "b.pdf"}
    assert {file.name: file.read_bytes() for file in got.iterdir()} == {
        "a.pdf": b"a.pdf" * 9, "b.pdf": b"b.pdf" * 9,
    }  # fmt: skip
    code, opened = lacre("open", share["url"], "--output", str(tmp_path / "other"), "--only", "c.pdf")
    assert (code, {each["path"] for each in opened["files"]}) == (2, {None})
    assert [field["kind"] for field in opened["fields"]] == ["username"]  # the view is taken: what it gave is shown
    events = [event["what"] for event in lacre("status", share["id"])[1]["events"]]
    assert (events.count("revealed"), events.count("acknowledged"), events.count("file")) == (3, 0, 2)


def test_a_download_that_is_cut_says_what_there_is_and_what_it_costs(
    lacre: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.bin").write_bytes(os.urandom(5000))
    share = created(lacre, "--file", str(tmp_path / "a.bin"), "--passcode", "none")
    said: list[str] = []

    def closed(_courier: Courier, _message: object) -> Iterator[bytes]:
        raise PeerError("unknown")

    with monkeypatch.context() as cut:
        cut.setattr(Courier, "files", closed)
        cut.setattr(share_open, "say", said.append)
        code, refused = lacre("open", share["url"], "--output", str(tmp_path / "got"))
    assert (code, refused["error"]) == (1, "unknown")
    assert said[-1] == text("share.open-cut", views=2)
    assert list((tmp_path / "got").iterdir()) == []
    code, opened = lacre("open", share["url"], "--output", str(tmp_path / "got"))
    assert (code, Path(opened["files"][0]["path"]).read_bytes()) == (0, (tmp_path / "a.bin").read_bytes())
    assert lacre("status", share["id"])[1]["views_left"] == 1
