"""What is wanted while a relay cannot be reached: it waits in the vault, in order, and a kill loses nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from app.crypto.secret import Secret
from app.errors import PeerError, UserError
from app.ops import sharing
from app.ops.passcodes import PasscodeChoice
from app.ops.share_changing import carry_out
from app.ops.share_options import CreatedShare, ShareOptions
from app.share.wire.messages import Event
from app.vault.vault import Vault
from tests.unit.ops.relay_in_memory import ORIGIN, MemoryRelay

AWAY = ["before"] * 4


@pytest.fixture
def relay(now: datetime) -> MemoryRelay:
    return MemoryRelay(int(now.timestamp()))


@pytest.fixture
def created(vault: Vault, relay: MemoryRelay, now: datetime) -> CreatedShare:
    options = ShareOptions("", now + timedelta(days=1), message=Secret("x"), passcode=PasscodeChoice.NONE)
    with relay.courier() as courier:
        return sharing.create_share(vault, courier, options, now)


def there(relay: MemoryRelay, share: CreatedShare) -> Any:
    return relay.shares[bytes.fromhex(share.id)]


def test_changes_wait_in_order_and_are_told_as_waiting(
    vault: Vault, relay: MemoryRelay, created: CreatedShare, now: datetime
) -> None:
    relay.fail_next(*AWAY, *AWAY)
    sharing.change(vault, created.id, now, paused=True, views=5, carry=relay.courier)
    view = sharing.change(vault, created.id, now, paused=False, carry=relay.courier)
    assert (view.state, view.views, [wish.paused for wish in view.wanted]) == ("live", 1, [True, False])
    assert carry_out(vault, now, carry=relay.courier).unreached == {}
    assert [name for name, _ in relay.requests][-2:] == ["amend", "amend"]
    (view,) = sharing.refresh(vault, now, carry=relay.courier)
    assert (view.state, view.views, view.wanted) == ("live", 5, ())


def test_a_revocation_takes_the_place_of_what_was_wanted_before(
    vault: Vault, relay: MemoryRelay, created: CreatedShare, now: datetime
) -> None:
    relay.fail_next(*AWAY, *AWAY)
    sharing.change(vault, created.id, now, views=5, carry=relay.courier)
    view = sharing.revoke(vault, created.id, now, carry=relay.courier)
    assert [wish.revoke for wish in view.wanted] == [True]
    with pytest.raises(UserError, match="share-over"):
        sharing.change(vault, created.id, now, views=6, carry=relay.courier)
    relay.requests.clear()
    (view,) = sharing.refresh(vault, now, carry=relay.courier)
    assert view.state == "revoked"
    assert "amend" not in [name for name, _ in relay.requests]


@pytest.mark.parametrize("wish", ["revoke", "change"])
@pytest.mark.parametrize("point", ["before it was sent", "before its answer was written down"])
def test_killed_at_a_step_it_is_carried_out_once_all_the_same(
    vault: Vault, relay: MemoryRelay, created: CreatedShare, now: datetime, wish: str, point: str
) -> None:
    answer = relay.answer

    def killed(name: str, octets: bytes) -> Any:
        if point != "before it was sent":
            answer(name, octets)
        raise KeyboardInterrupt

    relay.answer = killed  # type: ignore[method-assign]
    ask = sharing.revoke if wish == "revoke" else partial(sharing.change, views=7)
    with pytest.raises(KeyboardInterrupt):
        ask(vault, created.id, now, carry=relay.courier)
    relay.answer = answer  # type: ignore[method-assign]
    assert len(vault.intents()) == 1
    (view,) = sharing.refresh(vault, now, carry=relay.courier)
    assert (view.state, view.views) == (("revoked", 1) if wish == "revoke" else ("live", 7))
    assert vault.intents() == []
    told = [event.what for event in there(relay, created).events]
    assert told == ["revoked" if wish == "revoke" else "amended"]


def test_an_end_that_came_while_nobody_could_be_told_is_a_revocation(
    vault: Vault, relay: MemoryRelay, created: CreatedShare, now: datetime
) -> None:
    relay.fail_next(*AWAY)
    sharing.extend(vault, created.id, now + timedelta(hours=1), now, carry=relay.courier)
    carry_out(vault, now + timedelta(hours=2), carry=relay.courier)
    assert there(relay, created).state == "revoked"


def test_what_the_relay_refuses_for_good_does_not_wait(
    vault: Vault, relay: MemoryRelay, created: CreatedShare, now: datetime
) -> None:
    there(relay, created).state = "opened"
    there(relay, created).events.append(Event(relay.now, "accepted", 1))
    with pytest.raises(PeerError, match="opened"):
        sharing.change(vault, created.id, now, views=5, carry=relay.courier)
    (view,) = sharing.list_shares(vault, now)
    assert (view.state, view.wanted, view.has_link) == ("opened", (), False)


def test_everything_of_a_client_waits_together_and_of_no_other(vault: Vault, relay: MemoryRelay, now: datetime) -> None:
    sol, mar = (vault.add_client(name, now).id for name in ("Sol", "Mar"))
    options = ShareOptions("", now + timedelta(days=1), message=Secret("x"), passcode=PasscodeChoice.NONE)
    with relay.courier() as courier:
        ours = [sharing.create_share(vault, courier, replace(options, client_id=sol), now).id for _ in range(2)]
        other = sharing.create_share(vault, courier, replace(options, client_id=mar), now).id
    relay.fail_next(*AWAY)
    views = sharing.revoke_client(vault, sol, now, carry=relay.courier)
    assert {view.id for view in views if view.revoking} == set(ours)
    states = {view.id: view.state for view in sharing.refresh(vault, now, carry=relay.courier)}
    assert states == {**dict.fromkeys(ours, "revoked"), other: "live"}
    assert vault.share(other).relay == ORIGIN
