"""Sharing as the owner of a vault does it, over a relay in memory: what is recorded, when, and what is erased."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from app.crypto.secret import Secret
from app.errors import PeerError, UserError, WorldError
from app.ops import sharing
from app.ops.opening import Opening, begin, open_share
from app.ops.passcodes import PasscodeChoice
from app.ops.sharing import CreatedShare, ShareOptions, ShareView
from app.share.wire.canonical import parse
from app.share.wire.messages import Create, Event
from app.vault.model import EntryDraft, EntryKind, FieldDraft, FieldKind
from app.vault.vault import Vault
from tests.unit.ops.relay_in_memory import ORIGIN, MemoryRelay

CANARY = "canário-9f3"


@pytest.fixture
def relay(now: datetime) -> MemoryRelay:
    return MemoryRelay(int(now.timestamp()))


@pytest.fixture
def options(now: datetime) -> ShareOptions:
    """No passcode: most of what is tested here needs no derivation."""
    return ShareOptions("", now + timedelta(days=1), message=Secret(CANARY), passcode=PasscodeChoice.NONE)


def create(vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime) -> CreatedShare:
    with relay.courier() as courier:
        return sharing.create_share(vault, courier, options, now)


def only(views: list[ShareView]) -> ShareView:
    assert len(views) == 1
    return views[0]


def refresh(vault: Vault, relay: MemoryRelay, now: datetime) -> list[ShareView]:
    return sharing.refresh(vault, now, carry=relay.courier)


def opened(created: CreatedShare, relay: MemoryRelay) -> str:
    return open_share(created.url.text(), created.passcode, relay.courier).message


def test_a_share_is_made_recorded_and_opened(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    created = create(vault, relay, replace(options, label="Portal", views=2), now)
    view = only(sharing.list_shares(vault, now))
    assert (view.id, view.label, view.state, view.views, view.relay) == (created.id, "Portal", "live", 2, ORIGIN)
    assert (view.has_link, view.asked_at, view.events) == (True, None, ())
    assert opened(created, relay) == CANARY
    view = only(refresh(vault, relay, now))
    assert (view.state, view.views_left, view.tries_left, view.asked_at) == ("live", 1, 5, now.replace(microsecond=0))
    assert [event.what for event in view.events] == ["delivered", "accepted", "revealed", "acknowledged"]


def test_the_record_is_written_before_the_relay_is_called(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    seen: list[str] = []

    def answer(name: str, octets: bytes) -> Any:
        row = vault.shares()[0]
        assert row.secrets is not None
        assert parse(Create, octets).half not in row.secrets.reveal()
        seen.append(row.state)
        raise KeyboardInterrupt  # the process dies here

    relay.answer = answer  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        create(vault, relay, options, now)
    assert seen == ["sending"]
    assert only(sharing.list_shares(vault, now)).state == "sending"


def test_the_relays_half_is_in_no_record(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    create(vault, relay, options, now)
    half = next(iter(relay.shares.values())).create.half
    row = vault.shares()[0]
    assert row.secrets is not None
    for held in (row.secrets.reveal(), row.facts, repr(row).encode()):
        assert half not in held


def test_a_create_whose_answer_was_lost_is_repeated_and_made_once(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    relay.fail_next("after", "before")
    create(vault, relay, options, now)
    assert len({octets for _, octets in relay.requests}) == 1
    assert len(relay.requests) == 3
    assert len(relay.shares) == 1


@pytest.mark.parametrize(("failure", "state"), [("after", "live"), ("before", None)])
def test_a_share_that_nobody_confirmed_is_found_again_or_taken_off(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime, failure: str, state: str | None
) -> None:
    relay.fail_next(*[failure] * 4)
    with pytest.raises(WorldError, match="unreachable"):
        create(vault, relay, options, now)
    assert only(sharing.list_shares(vault, now)).state == "sending"
    views = refresh(vault, relay, now + timedelta(minutes=21))
    assert [view.state for view in views] == ([state] if state else [])
    if state:
        assert opened(sharing.reopen(vault, views[0].id), relay) == CANARY


def test_a_share_that_is_just_being_sent_is_not_taken_for_lost(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    """The Shares page asks at its own pace, in another thread, while `create` is on its way."""
    answer = relay.answer

    def asked_meanwhile(name: str, octets: bytes) -> Any:
        if name == "create":
            assert only(refresh(vault, relay, now)).state == "sending"
        return answer(name, octets)

    relay.answer = asked_meanwhile  # type: ignore[method-assign]
    created = create(vault, relay, options, now)
    assert only(sharing.list_shares(vault, now)).state == "live"
    assert opened(created, relay) == CANARY


@pytest.mark.parametrize("code", ["no-access", "full", "clock", "malformed", "too-large"])
def test_a_refused_share_leaves_nothing_behind(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime, code: str
) -> None:
    relay.fail_next(code)
    with pytest.raises(PeerError, match=code):
        create(vault, relay, options, now)
    assert sharing.list_shares(vault, now) == []


def test_busy_may_hide_a_share_that_was_made(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    relay.fail_next("after", "busy")
    with pytest.raises(PeerError, match="busy"):
        create(vault, relay, options, now)
    assert only(refresh(vault, relay, now)).state == "live"


def test_after_the_last_view_the_record_keeps_what_happened_and_no_secret(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    created = create(vault, relay, options, now)
    opened(created, relay)
    view = only(refresh(vault, relay, now))
    assert (view.state, view.views_left, view.has_link) == ("opened", 0, False)
    assert vault.share(created.id).secrets is None
    with pytest.raises(UserError, match="share-over"):
        sharing.reopen(vault, created.id)
    asked = len(relay.requests)
    assert only(refresh(vault, relay, now)) == view  # nothing to ask about any more
    assert len(relay.requests) == asked


def test_receipts_that_come_after_the_last_view_are_still_heard(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    created, opening = begun(vault, relay, options, now)
    opening.unlock()
    view = only(refresh(vault, relay, now))
    assert (view.state, view.has_link, view.events[-1].what) == ("opened", False, "accepted")
    kept = vault.share(created.id).secrets
    assert kept is not None
    assert b"https" not in kept.reveal()
    with pytest.raises(UserError, match="share-over"):
        sharing.reopen(vault, created.id)
    with pytest.raises(UserError, match="share-over"):
        sharing.extend(vault, created.id, now + timedelta(days=2), now, carry=relay.courier)
    assert sharing.revoke(vault, created.id, now, carry=relay.courier).state == "opened"
    opening.acknowledge()
    view = only(refresh(vault, relay, now))
    assert [event.what for event in view.events][-2:] == ["revealed", "acknowledged"]
    assert vault.share(created.id).secrets is None


def test_nobody_waits_for_a_receipt_for_ever(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    created, opening = begun(vault, relay, options, now)
    opening.unlock()
    refresh(vault, relay, now)
    assert vault.share(created.id).secrets is not None
    assert only(refresh(vault, relay, now + timedelta(hours=2))).state == "opened"
    assert vault.share(created.id).secrets is None


def test_revoking_ends_it_at_once_and_keeps_the_receipts(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    created = create(vault, relay, replace(options, views=3), now)
    opened(created, relay)
    view = sharing.revoke(vault, created.id, now, carry=relay.courier)
    assert (view.state, view.has_link) == ("revoked", False)
    assert [event.what for event in view.events][-1] == "revoked"
    with pytest.raises(PeerError, match="revoked"):
        opened(created, relay)
    assert sharing.revoke(vault, created.id, now, carry=relay.courier) == view


def test_an_older_answer_does_not_bring_a_revoked_share_back(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    created = create(vault, relay, options, now)
    answer = relay.answer

    def revoked_meanwhile(name: str, octets: bytes) -> Any:
        said = answer(name, octets)
        relay.answer = answer  # type: ignore[method-assign]
        sharing.revoke(vault, created.id, now, carry=relay.courier)
        return said

    relay.answer = revoked_meanwhile  # type: ignore[method-assign]
    assert only(refresh(vault, relay, now)).state == "revoked"


def test_a_change_that_a_revocation_overtook_brings_neither_link_nor_passcode_back(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    created = create(vault, relay, options, now)
    answer = relay.answer

    def revoked_meanwhile(name: str, octets: bytes) -> Any:
        said = answer(name, octets)
        relay.answer = answer  # type: ignore[method-assign]
        sharing.revoke(vault, created.id, now, carry=relay.courier)
        return said

    relay.answer = revoked_meanwhile  # type: ignore[method-assign]
    view = sharing.change(vault, created.id, now, paused=False, carry=relay.courier)
    assert (view.state, view.has_link) == ("revoked", False)
    with pytest.raises(UserError, match="share-over"):
        sharing.reopen(vault, created.id)


def test_a_revoked_share_keeps_no_link_though_its_relay_falls_silent(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    created = create(vault, relay, options, now)
    relay.fail_next("pass", *["before"] * 4)
    assert sharing.revoke(vault, created.id, now, carry=relay.courier).state == "revoked"
    with pytest.raises(UserError, match="share-over"):
        sharing.reopen(vault, created.id)


def test_a_revocation_that_did_not_arrive_waits_and_is_told_as_waiting(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    created = create(vault, relay, options, now)
    relay.fail_next(*["before"] * 4)
    view = sharing.revoke(vault, created.id, now, carry=relay.courier)
    assert (view.state, view.revoking, view.has_link) == ("live", True, False)
    assert only(sharing.list_shares(vault, now)) == view
    view = only(refresh(vault, relay, now))
    assert (view.state, view.revoking) == ("revoked", False)


def test_extending_changes_the_end_and_not_the_link(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    created = create(vault, relay, options, now)
    until = (now + timedelta(days=9)).replace(microsecond=0)
    assert sharing.extend(vault, created.id, until, now, carry=relay.courier).expires_at == until
    relay.now += 8 * 86_400
    assert sharing.reopen(vault, created.id).url == created.url
    with begin(created.url.text(), relay.courier) as opening:
        assert opening.expires == int(until.timestamp())


def test_views_and_pause_can_be_changed(vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime) -> None:
    created = create(vault, relay, options, now)
    assert sharing.change(vault, created.id, now, views=4, carry=relay.courier).views == 4
    assert sharing.change(vault, created.id, now, paused=True, carry=relay.courier).state == "paused"
    assert only(refresh(vault, relay, now)).state == "paused"
    assert sharing.change(vault, created.id, now, paused=False, carry=relay.courier).state == "live"
    assert only(refresh(vault, relay, now)).views_left == 4


def test_an_amendment_whose_answer_was_lost_for_good_does_not_block_the_next(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    created = create(vault, relay, options, now)
    relay.fail_next("after", "before", "before", "before")
    sharing.extend(vault, created.id, now + timedelta(days=3), now, carry=relay.courier)
    until = (now + timedelta(days=5)).replace(microsecond=0)
    assert sharing.extend(vault, created.id, until, now, carry=relay.courier).expires_at == until
    assert sharing.change(vault, created.id, now, views=2, carry=relay.courier).views == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"expires_at": timedelta(0)}, "bad-expiry"),
        ({"expires_at": timedelta(days=401)}, "bad-expiry"),
        ({"views": 0}, "bad-views"),
    ],
)
def test_changes_beyond_the_limits_are_refused_here(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime, change: dict[str, Any], code: str
) -> None:
    created = create(vault, relay, options, now)
    asked = len(relay.requests)
    given = {name: now + value if isinstance(value, timedelta) else value for name, value in change.items()}
    with pytest.raises(UserError, match=code):
        sharing.change(vault, created.id, now, carry=relay.courier, **given)
    assert len(relay.requests) == asked


def test_a_share_expires_by_our_own_clock_too(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    create(vault, relay, options, now)
    later = now + timedelta(days=1)
    assert only(sharing.list_shares(vault, later)).state == "expired"
    relay.now += 86_400
    view = only(refresh(vault, relay, later))
    assert (view.state, view.has_link) == ("expired", False)


def test_a_share_that_the_relay_forgot_is_kept_until_its_end_and_then_erased(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    created = create(vault, relay, options, now)
    kept = dict(relay.shares)
    relay.shares.clear()
    assert only(refresh(vault, relay, now)).state == "unknown"
    relay.shares.update(kept)
    assert only(refresh(vault, relay, now)).state == "live"
    relay.shares.clear()
    view = only(refresh(vault, relay, now + timedelta(days=2)))
    assert (view.state, vault.share(created.id).secrets) == ("expired", None)


def test_a_relay_that_is_silent_does_not_keep_others_from_being_asked(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    other = MemoryRelay(relay.now)
    with other.courier("https://a.example") as courier:
        sharing.create_share(vault, courier, options, now)
    create(vault, relay, options, now)

    def carry(origin: str) -> Any:
        return (other if origin == "https://a.example" else relay).courier(origin)

    other.fail_next(*["before"] * 4)
    with pytest.raises(WorldError):
        sharing.refresh(vault, now, carry=carry)
    asked = {view.relay: view.asked_at for view in sharing.list_shares(vault, now)}
    assert asked["https://a.example"] is None
    assert asked[ORIGIN] is not None


@pytest.mark.parametrize("lie", ["filled", "submitted"])
def test_what_is_told_of_requests_alone_is_no_answer_about_a_share(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime, lie: str
) -> None:
    create(vault, relay, options, now)
    (kept,) = relay.shares.values()
    if lie == "filled":
        kept.state = lie
    else:
        kept.events.append(Event(relay.now, "submitted", 1))
    with pytest.raises(WorldError, match="unreachable"):
        refresh(vault, relay, now)
    view = only(sharing.list_shares(vault, now))
    assert (view.state, view.has_link, view.events) == ("live", True, ())


def test_many_shares_are_asked_about_in_portions(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    for _ in range(60):
        create(vault, relay, options, now)
    relay.requests.clear()
    assert len(refresh(vault, relay, now)) == 60
    assert [name for name, _ in relay.requests] == ["status", "status"]


def test_only_what_is_over_can_be_taken_off_the_list(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    created = create(vault, relay, options, now)
    with pytest.raises(UserError, match="share-alive"):
        sharing.forget(vault, created.id, now)
    sharing.revoke(vault, created.id, now, carry=relay.courier)
    sharing.forget(vault, created.id, now)
    assert sharing.list_shares(vault, now) == []


def test_a_share_is_named_by_the_start_of_its_id(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    created = create(vault, relay, options, now)
    assert sharing.require_share(vault, created.id[:6].upper()).id == created.id
    for named in (created.id[:3], "zzzz", ""):
        with pytest.raises(UserError, match="no-share"):
            sharing.require_share(vault, named)


@pytest.mark.parametrize("choice", [choice for choice in PasscodeChoice if choice is not PasscodeChoice.NONE])
def test_each_kind_of_passcode_opens(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime, choice: PasscodeChoice
) -> None:
    created = create(vault, relay, replace(options, passcode=choice, typed=Secret("à minha maneira")), now)
    assert created.passcode is not None
    assert opened(created, relay) == CANARY


def test_the_cover_says_which_keyboard_to_offer(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    typed = replace(options, passcode=PasscodeChoice.TYPED, typed=Secret("4930"), sender="Ana", note="as chaves")
    created = create(vault, relay, typed, now)
    with begin(created.url.text(), relay.courier) as opening:
        assert (opening.cover.sender, opening.cover.note, opening.cover.entry) == ("Ana", "as chaves", "digits")


def entry_of(vault: Vault, now: datetime) -> str:
    client = vault.add_client("Padaria Sol", now)
    fields = (
        FieldDraft("username", "ana", kind=FieldKind.USERNAME),
        FieldDraft("password", Secret(CANARY), kind=FieldKind.PASSWORD, protected=True),
        FieldDraft("totp", Secret("JBSWY3DPEHPK3PXP"), kind=FieldKind.TOTP, protected=True),
        FieldDraft("notes", "só para mim", kind=FieldKind.NOTE),
        FieldDraft("custom", "12", label="Balcão", kind=FieldKind.TEXT),
    )
    return vault.add_entry(client.id, EntryDraft(EntryKind.LOGIN, "Portal", fields), now).id


def test_an_entry_goes_without_its_verification_key_and_notes_unless_they_are_chosen(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    entry_id = entry_of(vault, now)
    created = create(vault, relay, replace(options, message=Secret(""), entry_id=entry_id), now)
    inside = open_share(created.url.text(), None, relay.courier)
    assert [(each.label, each.kind, each.value) for each in inside.fields] == [
        ("Utilizador", "username", "ana"),
        ("Palavra-passe", "password", CANARY),
        ("Balcão", "text", "12"),
    ]
    notes = next(field.id for field in vault.entry(entry_id).fields if field.name == "notes")
    chosen = replace(options, entry_id=entry_id, field_ids=(notes,), language="en")
    inside = open_share(create(vault, relay, chosen, now).url.text(), None, relay.courier)
    assert [(each.label, each.value) for each in inside.fields] == [("Notes", "só para mim")]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"message": Secret("")}, "nothing-to-share"),
        ({"message": Secret(b"\xff")}, "not-text"),
        ({"message": Secret("a" * 1_100_000)}, "too-large"),
        ({"views": 0}, "bad-views"),
        ({"passcode": PasscodeChoice.TYPED}, "passcode-needed"),
        ({"passcode": PasscodeChoice.TYPED, "typed": Secret("--")}, "unusable-passcode"),
        ({"sender": "a" * 81}, "cover-too-long"),
    ],
)
def test_what_cannot_be_shared_is_refused_before_anything_is_recorded(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime, change: dict[str, Any], code: str
) -> None:
    with pytest.raises(UserError, match=code):
        create(vault, relay, replace(options, **change), now)
    assert (vault.shares(), relay.requests) == ([], [])


# The recipient.


def begun(vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime) -> tuple[CreatedShare, Opening]:
    created = create(vault, relay, options, now)
    return created, begin(created.url.text(), relay.courier)


def test_a_claim_whose_answer_was_lost_costs_one_view(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    _, opening = begun(vault, relay, options, now)
    relay.fail_next("after", "before", "pass")
    assert opening.unlock().message == CANARY
    assert next(iter(relay.shares.values())).taken == 1


def test_a_body_that_was_cut_is_resumed(vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime) -> None:
    _, opening = begun(vault, relay, options, now)
    opening._sleep = lambda _: None
    relay.fail_next("pass", "cut", "cut", "cut")
    assert opening.unlock().message == CANARY


def test_a_stale_challenge_is_renewed(vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime) -> None:
    created, opening = begun(vault, relay, options, now)
    begin(created.url.text(), relay.courier)  # another hello makes the first challenge stale here
    assert opening.unlock().message == CANARY
    assert [name for name, _ in relay.requests] == ["create", "hello", "hello", "claim", "hello", "claim"]


def test_wrong_passcodes_are_counted_and_lock(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    typed = replace(options, passcode=PasscodeChoice.TYPED, typed=Secret("493 027"))
    created, opening = begun(vault, relay, typed, now)
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(PeerError, match="wrong-passcode") as caught:
            opening.unlock(Secret("000000"))
        assert caught.value.facts["tries_left"] == left
    with pytest.raises(PeerError, match="locked"):
        opening.unlock(created.passcode)
    view = only(refresh(vault, relay, now))
    assert (view.state, view.tries_left, view.has_link) == ("locked", 0, False)
    assert [event.what for event in view.events] == ["delivered", *["wrong-passcode"] * 5, "locked"]


def test_a_slip_in_a_generated_passcode_is_found_before_any_request(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    created = create(vault, relay, replace(options, passcode=PasscodeChoice.GENERATED), now)
    asked = len(relay.requests)
    with pytest.raises(UserError, match="mistyped-passcode"):
        open_share(created.url.text(), Secret("00000-00000-1"), relay.courier)
    assert len(relay.requests) == asked


def test_a_damaged_link_is_found_before_any_request(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    created = create(vault, relay, options, now)
    asked = len(relay.requests)
    with pytest.raises(PeerError, match="damaged"):
        open_share(created.url.text()[:-1], None, relay.courier)
    assert len(relay.requests) == asked


def test_a_receipt_that_does_not_arrive_takes_nothing_from_the_recipient(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    created = create(vault, relay, options, now)
    relay.fail_next("pass", "pass", "pass", *["before"] * 4)
    assert opened(created, relay) == CANARY


def test_no_secret_is_in_a_representation(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    created = create(vault, relay, replace(options, passcode=PasscodeChoice.TYPED, typed=Secret(CANARY)), now)
    inside = open_share(created.url.text(), created.passcode, relay.courier)
    for shown in (options, created, inside, sharing.list_shares(vault, now), vault.shares()):
        assert CANARY not in repr(shown)
        assert created.url.text().split("#")[1] not in repr(shown)


def test_a_share_that_may_be_under_way_can_be_revoked_once_it_has_arrived(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    relay.fail_next(*["before"] * 4)
    with pytest.raises(WorldError, match="unreachable"):
        create(vault, relay, options, now)
    share = only(sharing.list_shares(vault, now))
    with pytest.raises(PeerError, match="share-unknown"):
        sharing.revoke(vault, share.id, now, carry=relay.courier)
    waiting = only(sharing.list_shares(vault, now))
    assert (waiting.id, waiting.state, waiting.revoking) == (share.id, "sending", True)
    relay.answer(*relay.requests[0])  # now it comes
    assert only(refresh(vault, relay, now)).state == "revoked"


def test_what_its_relay_does_not_know_can_be_neither_revoked_nor_changed_and_is_listed_so(
    vault: Vault, relay: MemoryRelay, options: ShareOptions, now: datetime
) -> None:
    created = create(vault, relay, options, now)
    relay.shares.clear()
    with pytest.raises(PeerError, match="share-unknown"):
        sharing.extend(vault, created.id, now + timedelta(days=2), now, carry=relay.courier)
    assert only(sharing.list_shares(vault, now)).state == "unknown"
    with pytest.raises(PeerError, match="share-unknown"):
        sharing.revoke(vault, created.id, now, carry=relay.courier)
    waiting = only(sharing.list_shares(vault, now))
    assert (waiting.state, waiting.revoking) == ("unknown", True)
