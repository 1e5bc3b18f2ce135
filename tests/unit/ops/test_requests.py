"""Requests from end to end, with the real relay: asked, answered, taken, judged, decided on; and a relay that is no friend."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.errors import PeerError, UserError, WorldError
from app.ops import requesting
from app.ops.passcodes import PasscodeChoice
from app.ops.request_ledger import secrets_of
from app.ops.requesting import CreatedRequest, OwnField, RequestKind
from app.ops.upkeep import upkeep
from app.share.asking import calls
from app.share.wire.canonical import encode, parse
from app.share.wire.messages import Status, Statuses
from app.share.wire.requests import Collect, Collected
from app.vault.kinds import EntryKind
from app.vault.vault import Vault
from tests.relay.kit import NOON

from .request_line import Line, client, kept, states

LOGIN = ["https://portal.example/login", "ana", "s3nha-do-portal", ""]


def test_a_login_is_asked_for_given_reviewed_and_accepted(
    vault: Vault, line: Line, at: datetime, client_id: str, ask: Callable[..., CreatedRequest]
) -> None:
    made = ask(passcode=PasscodeChoice.PIN)
    assert "/r/" in made.url.text()
    giver = client(made, line)
    assert giver.give((0, LOGIN), message="É o novo").number == 1
    assert states(vault, made, line, at) == ["waiting"]
    assert kept(line) == 0
    found = requesting.review(vault, made.id, 1, at, "pt_PT")
    assert found.words == giver.words()
    assert (found.message.text(), found.missing, found.language) == ("É o novo", False, "pt-PT")
    (part,) = found.parts
    assert [(one.label, one.value.text(), one.protected, one.required) for one in part.fields] == [
        ("Endereço do site", LOGIN[0], False, False),
        ("Utilizador", "ana", False, True),
        ("Palavra-passe", "s3nha-do-portal", True, True),
        ("Notas", "", False, False),
    ]
    (entry_id,) = requesting.accept(vault, made.id, 1, at, language="pt_PT", carry=line.courier)
    entry = vault.entry(entry_id)
    assert (entry.client_id, entry.kind, entry.title) == (client_id, EntryKind.LOGIN, "Portal")
    values = {one.label or one.name: one.value or vault.reveal(entry_id, one.id).text() for one in entry.fields}
    assert values == {
        "url": LOGIN[0],
        "username": "ana",
        "password": "s3nha-do-portal",
        "Mensagem do cliente": "É o novo",
    }
    row = vault.request(made.id)
    assert (row.state, row.secrets) == ("filled", None)
    assert vault.submission(made.id, 1).kept is None


def test_what_is_accepted_into_an_entry_of_the_same_site_replaces_what_differs_and_keeps_it_in_the_history(
    vault: Vault, line: Line, at: datetime, client_id: str, ask: Callable[..., CreatedRequest]
) -> None:
    first = ask()
    client(first, line).give((0, LOGIN))
    states(vault, first, line, at)
    (entry_id,) = requesting.accept(vault, first.id, 1, at, language="en", carry=line.courier)
    second = ask(label="Outra vez")
    client(second, line).give((0, ["portal.example", "ANA", "nova-senha", "cofre azul"]))
    states(vault, second, line, at)
    (twin,) = requesting.twins(vault, second.id, 1, "en")
    assert twin.entry_id == entry_id
    assert twin.changes == (
        ("Website", "", "portal.example"),
        ("User name", "ana", "ANA"),
        ("Password", "s3nha-do-portal", "nova-senha"),
        ("Notes", "", "cofre azul"),
    )
    assert twin.protected == (False, False, True, False)
    assert requesting.accept(vault, second.id, 1, at, language="en", into=entry_id, carry=line.courier) == [entry_id]
    entry = vault.entry(entry_id)
    password = next(one for one in entry.fields if one.name == "password")
    assert vault.reveal(entry_id, password.id).text() == "nova-senha"
    assert vault.reveal(entry_id, password.id, 1).text() == "s3nha-do-portal"
    assert [one.value for one in entry.fields if one.name == "url"] == [LOGIN[0], "portal.example"]
    assert len(vault.entries(client_id)) == 1


def test_files_stay_at_the_relay_until_they_are_accepted_and_then_nothing_is_left_there(
    vault: Vault, line: Line, at: datetime, ask: Callable[..., CreatedRequest]
) -> None:
    made = ask(RequestKind.FILE)
    content = {"cartão.heic": b"\x01" * 300_000, "../vazio": b"", "verso.jpg": b"\x02" * 5000}
    client(made, line).give((0, [""]), files=content)
    assert states(vault, made, line, at) == ["waiting"]
    assert kept(line) > 305_000
    assert [(one.name, one.size) for one in requesting.review(vault, made.id, 1, at, "en").files] == [
        ("cartão.heic", 300_000),
        ("vazio", 0),
        ("verso.jpg", 5000),
    ]
    told: list[tuple[int, int]] = []
    (entry_id,) = requesting.accept(
        vault,
        made.id,
        1,
        at,
        language="en",
        carry=line.courier,
        progress=lambda done, total: told.append((done, total)),
    )
    assert vault.entry(entry_id).kind is EntryKind.DOCUMENTS
    found = {one.name: b"".join(vault.open_attachment(one.id)) for one in vault.attachments(entry_id)}
    assert found == {"cartão.heic": content["cartão.heic"], "vazio": b"", "verso.jpg": content["verso.jpg"]}
    assert told[-1] == (305_000, 305_000)
    assert kept(line) == 0
    assert vault.request(made.id).secrets is None


def test_files_that_were_altered_are_refused_whole_and_the_answer_still_waits(
    vault: Vault, line: Line, at: datetime, client_id: str, ask: Callable[..., CreatedRequest]
) -> None:
    made = ask(RequestKind.FILE)
    client(made, line).give((0, [""]), files={"a.jpg": b"a" * 9000, "b.jpg": b"b" * 400_000})
    states(vault, made, line, at)

    def altered(name: str, octets: bytes, ask: Callable[[bytes], bytes]) -> bytes:
        said = ask(octets)
        return said[:-9] + b"\x00" + said[-8:] if name == "fetch" else said

    line.tamper = altered
    with pytest.raises(PeerError, match="damaged"):
        requesting.accept(vault, made.id, 1, at, language="en", carry=line.courier)
    assert vault.entries(client_id) == []
    assert vault.submission(made.id, 1).state == "waiting"
    line.tamper = None
    assert len(requesting.accept(vault, made.id, 1, at, language="en", carry=line.courier)) == 1


def test_files_come_whole_over_a_line_that_breaks_and_go_nowhere_when_they_are_cancelled(
    vault: Vault, line: Line, at: datetime, client_id: str, ask: Callable[..., CreatedRequest]
) -> None:
    made = ask(RequestKind.FILE)
    content = bytes(range(256)) * 20_000  # twenty chunks, in two fetches
    client(made, line).give((0, [""]), files={"a.bin": content})
    line.cuts = 1
    with pytest.raises(WorldError, match="unreachable"):
        states(vault, made, line, at)
    assert states(vault, made, line, at) == ["waiting"]
    line.cuts = 30
    with pytest.raises(UserError, match="cancelled"):
        requesting.accept(vault, made.id, 1, at, language="en", carry=line.courier, cancelled=lambda: line.cuts < 25)
    assert (vault.entries(client_id), vault.submission(made.id, 1).state) == ([], "waiting")
    (entry_id,) = requesting.accept(vault, made.id, 1, at, language="en", carry=line.courier)
    assert line.cuts == 0
    (found,) = vault.attachments(entry_id)
    assert b"".join(vault.open_attachment(found.id)) == content


def test_what_is_rejected_is_gone_here_and_at_the_relay(
    vault: Vault, line: Line, at: datetime, client_id: str, ask: Callable[..., CreatedRequest]
) -> None:
    made = ask(RequestKind.FILE)
    client(made, line).give((0, [""]), files={"a.jpg": b"a" * 9000})
    states(vault, made, line, at)
    line.down = True
    requesting.reject(vault, made.id, 1, at, carry=line.courier)
    row = vault.request(made.id)
    assert row.secrets is not None  # the token alone: the relay is to be told
    assert not requesting.list_requests(vault, at)[0].has_link
    with pytest.raises(UserError, match="submission-decided"):
        requesting.review(vault, made.id, 1, at, "en")
    with pytest.raises(UserError, match="submission-decided"):
        requesting.reject(vault, made.id, 1, at, carry=line.courier)
    line.down = False
    assert states(vault, made, line, at) == ["rejected"]
    assert (kept(line), vault.request(made.id).secrets) == (0, None)
    requesting.forget(vault, made.id, at)
    assert vault.requests() == []


def test_a_relay_that_refuses_to_forget_keeps_no_key_alive(
    vault: Vault, line: Line, at: datetime, ask: Callable[..., CreatedRequest]
) -> None:
    made = ask()
    client(made, line).give((0, LOGIN))
    states(vault, made, line, at)

    def stubborn(name: str, octets: bytes, ask: Callable[[bytes], bytes]) -> bytes:
        if name == "drop":
            raise PeerError("busy", retry_s=60)
        return ask(octets)

    line.tamper = stubborn
    assert len(requesting.accept(vault, made.id, 1, at, language="en", carry=line.courier)) == 1
    left = secrets_of(vault.request(made.id))
    assert not any(map(len, (left.url, left.private, left.giver)))
    line.tamper = None
    states(vault, made, line, at)
    assert (kept(line), vault.request(made.id).secrets) == (0, None)


def test_a_relay_that_brings_one_twice_is_found_out(
    vault: Vault, line: Line, at: datetime, ask: Callable[..., CreatedRequest]
) -> None:
    made = ask(takes=5)
    giver = client(made, line)
    giver.give((0, LOGIN))
    giver.give((0, ["", "rui", "outra", ""]))
    first: list[bytes] = []

    def replaying(name: str, octets: bytes, ask: Callable[[bytes], bytes]) -> bytes:
        said = ask(octets)
        if name == "fetch":
            first.append(said)
            return first[0]
        return said

    line.tamper = replaying
    assert states(vault, made, line, at) == ["waiting", "replayed"]
    assert requesting.review(vault, made.id, 1, at, "en").parts[0].fields[1].value.text() == "ana"
    with pytest.raises(UserError, match="submission-decided"):
        requesting.accept(vault, made.id, 2, at, language="en", carry=line.courier)


def test_what_was_altered_or_made_up_is_never_shown_and_spoils_no_true_one(
    vault: Vault, line: Line, at: datetime, ask: Callable[..., CreatedRequest]
) -> None:
    made = ask(takes=5)
    page = client(made, line)
    for _ in range(4):
        page.give((0, LOGIN))
    true: list[bytes] = []

    def forging(name: str, octets: bytes, ask: Callable[[bytes], bytes]) -> bytes:
        said = ask(octets)
        if name != "fetch":
            return said
        true.append(said)
        at = {1: 85, 2: 3, 3: 300}.get(len(true))  # the commitment, the sealed key, the text
        return true[0] if at is None else said[:at] + bytes([said[at] ^ 1]) + said[at + 1 :]

    line.tamper = forging
    assert states(vault, made, line, at) == ["forged", "forged", "damaged", "waiting"]
    assert kept(line) == 0


def test_what_is_announced_and_withheld_is_said_and_what_it_was_before(
    vault: Vault, line: Line, at: datetime, ask: Callable[..., CreatedRequest]
) -> None:
    made = ask(takes=5)
    page = client(made, line)
    for _ in range(3):
        page.give((0, LOGIN))

    def withholding(name: str, octets: bytes, ask: Callable[[bytes], bytes]) -> bytes:
        if name == "collect" and parse(Collect, octets).number == 2:
            raise PeerError("unknown")
        return ask(octets)

    line.tamper = withholding
    states(vault, made, line, at)
    (view,) = requesting.list_requests(vault, at)
    told = {one.number: (one.state, one.missing) for one in view.submissions}
    assert told == {1: ("waiting", False), 2: ("lost", False), 3: ("waiting", True)}
    assert requesting.review(vault, made.id, 3, at, "en").missing


def test_what_comes_in_another_order_is_shown_in_the_order_in_which_it_was_made(
    vault: Vault, line: Line, at: datetime, ask: Callable[..., CreatedRequest]
) -> None:
    made = ask(takes=5)
    page = client(made, line)
    page.give((0, LOGIN))
    page.give((0, ["", "rui", "outra", ""]))

    def exchanging(name: str, octets: bytes, ask: Callable[[bytes], bytes]) -> bytes:
        if name in ("collect", "fetch"):
            octets = octets.replace(b'"number":1', b'"number":0').replace(b'"number":2', b'"number":1')
            octets = octets.replace(b'"number":0', b'"number":2')
        return ask(octets)

    line.tamper = exchanging
    states(vault, made, line, at)
    (view,) = requesting.list_requests(vault, at)
    assert [one.number for one in view.submissions] == [2, 1]
    assert not any(one.missing for one in view.submissions)
    names = [requesting.review(vault, made.id, one.number, at, "en") for one in view.submissions]
    assert [one.parts[0].fields[1].value.text() for one in names] == ["ana", "rui"]


def test_a_second_one_of_the_same_place_of_the_same_page_is_refused(
    vault: Vault, line: Line, at: datetime, ask: Callable[..., CreatedRequest]
) -> None:
    made = ask(takes=5)
    page = client(made, line)
    page.give((0, LOGIN), place=0)
    page.give((0, ["", "eva", "falsa", ""]), place=0)
    assert states(vault, made, line, at) == ["waiting", "repeated"]


def test_numbers_that_no_request_can_have_are_not_asked_for(
    vault: Vault, line: Line, at: datetime, ask: Callable[..., CreatedRequest]
) -> None:
    made = ask(takes=5)
    client(made, line).give((0, LOGIN))

    def boasting(name: str, octets: bytes, ask: Callable[[bytes], bytes]) -> bytes:
        said = ask(octets)
        return said.replace(b'"claim":1,', b'"claim":999999,') if name == "status" else said

    line.tamper = boasting
    assert states(vault, made, line, at) == []
    assert "collect" not in line.asked


def test_a_thief_of_the_link_speaks_other_words(
    vault: Vault, line: Line, at: datetime, ask: Callable[..., CreatedRequest]
) -> None:
    made = ask()
    thief, honest = client(made, line), client(made, line)
    with line.courier() as courier:
        giver, _ = honest.sealed(courier, (0, LOGIN))
        thief.give((0, ["", "eva", "falsa", ""]))
        with pytest.raises(PeerError, match="filled"):
            calls.submit(courier, giver.submit(files=False))
    assert states(vault, made, line, at) == ["waiting"]
    assert requesting.review(vault, made.id, 1, at, "en").words == thief.words() != honest.words()


def test_several_codes_in_a_row_come_over_one_page_and_are_kept_nowhere(
    vault: Vault, line: Line, at: datetime, client_id: str, ask: Callable[..., CreatedRequest]
) -> None:
    made = ask(RequestKind.CODE)
    assert (made.expires_at, made.takes) == (at + timedelta(minutes=10), 20)
    page = client(made, line)
    for number, code in enumerate(("123456", "998877"), 1):
        page.give((0, [code]))
        states(vault, made, line, at)
        assert requesting.review(vault, made.id, number, at, "en").parts[0].fields[0].value.text() == code
        assert requesting.accept(vault, made.id, number, at, language="en", carry=line.courier) == []
    assert vault.entries(client_id) == []
    line.clock.go(601)
    later = at + timedelta(seconds=601)
    assert states(vault, made, line, later) == ["accepted", "accepted"]
    assert (vault.request(made.id).state, vault.request(made.id).secrets) == ("expired", None)


def test_a_letter_box_stays_until_it_is_taken_down_and_takes_what_came_before(
    vault: Vault, line: Line, at: datetime, ask: Callable[..., CreatedRequest]
) -> None:
    made = ask(RequestKind.TEXT, standing=True)
    assert made.takes == 1000
    client(made, line).give((0, ["um"]))
    client(made, line).give((0, ["dois"]))
    line.down = True
    assert requesting.revoke(vault, made.id, at, carry=line.courier).state == "revoking"
    line.down = False
    assert states(vault, made, line, at) == ["waiting", "waiting"]
    with pytest.raises(PeerError, match="revoked"):
        client(made, line).give((0, ["três"]))
    (view,) = requesting.list_requests(vault, at)
    assert (view.state, view.has_link) == ("revoked", False)
    with pytest.raises(UserError, match="request-alive"):
        requesting.forget(vault, made.id, at)
    requesting.accept(vault, made.id, 1, at, language="en", carry=line.courier)
    assert vault.request(made.id).secrets is not None
    requesting.reject(vault, made.id, 2, at, carry=line.courier)
    assert vault.request(made.id).secrets is None


def test_what_waited_for_a_relay_is_told_at_the_upkeep_and_keys_do_not_outlive_what_they_open(
    vault: Vault, line: Line, at: datetime, tmp_path: Path, ask: Callable[..., CreatedRequest]
) -> None:
    first, second = ask(), ask()
    line.down = True
    requesting.revoke(vault, first.id, at, carry=line.courier)
    upkeep(tmp_path, vault, at, carry=line.courier)
    assert vault.request(first.id).state == "revoking"
    line.down = False
    upkeep(tmp_path, vault, at, carry=line.courier)
    assert (vault.request(first.id).state, vault.request(first.id).secrets) == ("revoked", None)
    line.down = True
    upkeep(tmp_path, vault, at + timedelta(days=36), carry=line.courier)
    assert vault.request(second.id).secrets is not None
    upkeep(tmp_path, vault, at + timedelta(days=38), carry=line.courier)
    assert vault.request(second.id).secrets is None


def test_another_end_and_more_answers_are_the_same_link(
    vault: Vault, line: Line, at: datetime, ask: Callable[..., CreatedRequest]
) -> None:
    made = ask()
    until = at + timedelta(days=30)
    view = requesting.change(vault, made.id, at, expires_at=until, takes=2, carry=line.courier)
    assert (view.expires_at, view.takes) == (until, 2)
    client(made, line).give((0, LOGIN))
    assert requesting.refresh(vault, at, carry=line.courier)[0].takes_left == 1
    assert requesting.reopen(vault, made.id, at).url == made.url
    assert requesting.change(vault, made.id, at, paused=True, carry=line.courier).state == "paused"
    with pytest.raises(PeerError, match="paused"):
        client(made, line).give((0, LOGIN))


def test_who_wants_fields_of_their_own_gets_them_under_their_names(
    vault: Vault, line: Line, at: datetime, ask: Callable[..., CreatedRequest]
) -> None:
    fields = (OwnField("text", "Número de sócio", "está no cartão", True), OwnField("pin", "PIN do cartão"))
    made = ask(RequestKind.OWN, fields=fields)
    client(made, line).give((0, ["4711", "0000"]))
    states(vault, made, line, at)
    (entry_id,) = requesting.accept(vault, made.id, 1, at, language="pt_PT", carry=line.courier)
    assert [(one.label, one.protected) for one in vault.entry(entry_id).fields] == [
        ("Número de sócio", False),
        ("PIN do cartão", True),
    ]


def test_every_kind_can_be_asked_for_and_its_answer_kept(
    vault: Vault, line: Line, at: datetime, ask: Callable[..., CreatedRequest]
) -> None:
    for kind in set(RequestKind) - {RequestKind.OWN}:
        made = ask(kind)
        fields = secrets_of(vault.request(made.id)).asked.form.parts[0].fields
        files = {"a.jpg": b"a"} if kind is RequestKind.FILE else None
        client(made, line).give((0, [f"{one.kind} ☃" for one in fields]), files=files)
        assert states(vault, made, line, at) == ["waiting"]
        ids = requesting.accept(vault, made.id, 1, at, language="fr", carry=line.courier)
        kept = [len(vault.entry(entry_id).fields) for entry_id in ids]
        assert kept == ([] if kind is RequestKind.CODE else [len(fields)])


def test_a_request_that_the_relay_refuses_leaves_nothing_and_one_that_may_have_come_stays(
    vault: Vault, line: Line, at: datetime, ask: Callable[..., CreatedRequest]
) -> None:
    line.clock.go(5000)
    with pytest.raises(PeerError, match="clock"):
        ask()
    assert vault.requests() == []
    line.clock.go(-5000)
    line.down = True
    with pytest.raises(WorldError, match="unreachable"):
        ask()
    (view,) = requesting.list_requests(vault, at)
    assert view.state == "sending"
    line.down = False
    later = at + timedelta(hours=1)
    assert requesting.refresh(vault, later, carry=line.courier) == []


def test_the_relay_learns_nothing_and_keeps_nothing(
    vault: Vault, line: Line, at: datetime, tmp_path: Path, ask: Callable[..., CreatedRequest]
) -> None:
    made = ask(label="Canário-do-título", sender="Canário-do-nome", note="Canário-da-nota")
    client(made, line).give((0, LOGIN), message="Canário-da-mensagem")
    states(vault, made, line, at)
    requesting.accept(vault, made.id, 1, at, language="en", carry=line.courier)
    secret = made.url.text().rpartition("#")[2]
    canaries = [one.encode() for one in ("Canário", *LOGIN[:3], *secret.split("."), "cartão.heic") if len(one) > 3]
    for path in (tmp_path / "server").rglob("*"):
        if path.is_file():
            octets = path.read_bytes()
            assert [one for one in canaries if one in octets] == [], path


def test_an_answer_needs_a_client_to_be_kept_under(
    vault: Vault, line: Line, at: datetime, client_id: str, ask: Callable[..., CreatedRequest]
) -> None:
    made = ask(client_id=None)
    client(made, line).give((0, LOGIN))
    states(vault, made, line, at)
    with pytest.raises(UserError, match="request-no-client"):
        requesting.accept(vault, made.id, 1, at, language="en", carry=line.courier)
    assert len(requesting.accept(vault, made.id, 1, at, language="en", client_id=client_id, carry=line.courier)) == 1


def test_the_size_that_a_relay_says_is_not_believed_beyond_its_bounds() -> None:
    with pytest.raises(PeerError, match="malformed"):
        parse(Collected, encode(Collected(4249, 0, NOON)).replace(b"4249", b"99999999"))
    with pytest.raises(PeerError, match="malformed"):
        parse(Statuses, encode(Status(())))
