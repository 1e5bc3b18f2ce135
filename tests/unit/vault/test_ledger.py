"""The local record of shares, and sealed settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.crypto.secret import Secret
from app.errors import UserError
from app.vault.keys import KeyRing
from app.vault.model import Client, ParcelRow, ShareRow
from app.vault.vault import Vault

from .conftest import NOW, reopen


def row(share_id: str, client_id: str | None = None, secrets: Secret | None = None) -> ShareRow:
    ends = NOW + timedelta(days=1)
    return ShareRow(share_id, "Gmail", client_id, None, "http://127.0.0.1:1", NOW, ends, 1, "live", secrets, b"{}", NOW)


def test_a_share_is_read_as_it_was_saved_also_after_reopening(vault: Vault, folder: Path) -> None:
    saved = row("s1", secrets=Secret(b'{"link":"https://\xc3\xa9"}'))
    vault.save_share(saved)
    vault.close()
    with reopen(folder) as again:
        assert again.share("s1") == saved
        assert again.shares() == [saved]


def test_saving_a_share_again_replaces_its_record(vault: Vault) -> None:
    vault.save_share(row("s1"))
    vault.save_share(replace(row("s1"), label="Outro"))
    assert [share.label for share in vault.shares()] == ["Outro"]


def test_an_update_changes_only_what_is_given(vault: Vault) -> None:
    vault.save_share(row("s1", secrets=Secret("x")))
    later = NOW + timedelta(hours=1)
    updated = vault.update_share("s1", now=later, facts=b'{"views_left":0}')
    assert updated == replace(row("s1", secrets=Secret("x")), facts=b'{"views_left":0}', updated_at=later)
    updated = vault.update_share("s1", now=later, expires_at=later, views=3, secrets=Secret("y"))
    assert (updated.expires_at, updated.views, updated.secrets, updated.state) == (later, 3, Secret("y"), "live")


def test_a_dead_share_forgets_its_secrets(vault: Vault) -> None:
    vault.save_share(row("s1", secrets=Secret("x")))
    updated = vault.update_share("s1", now=NOW, state="revoked", forget_secrets=True)
    assert (updated.state, updated.secrets) == ("revoked", None)


def test_an_unknown_share_cannot_be_updated_and_removing_it_is_fine(vault: Vault) -> None:
    with pytest.raises(UserError, match="no-share"):
        vault.update_share("s1", now=NOW, state="revoked")
    vault.remove_share("s1")


def test_shares_are_listed_newest_first(vault: Vault) -> None:
    for number in range(3):
        vault.save_share(replace(row(f"s{number}"), created_at=NOW + timedelta(seconds=number % 2)))
    assert [share.id for share in vault.shares()] == ["s1", "s2", "s0"]


def test_a_list_of_shares_opens_nothing_that_is_sealed(
    vault: Vault, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.save_share(row("s1", client.id, secrets=Secret("x")))
    vault.save_share(replace(row("s2"), created_at=NOW + timedelta(seconds=1)))
    vault.save_parcel(ParcelRow("s1", Secret("the key"), 4136, 40))
    monkeypatch.setattr(KeyRing, "open_share", None)
    monkeypatch.setattr(KeyRing, "open_parcel", None)
    found = vault.share_heads()
    assert [(one.id, one.client_id, one.held, one.parcel) for one in found] == [
        ("s2", None, False, None),
        ("s1", client.id, True, (4136, 40)),
    ]
    assert vault.share_heads("an entry") == []
    assert [one.id for one in vault.share_heads(state=row("s2").state)] == ["s2", "s1"]
    assert vault.share_heads(state="uploading") == []


def test_forgetting_a_client_drops_its_dead_shares_and_detaches_live_ones(vault: Vault, client: Client) -> None:
    vault.save_share(row("dead", client.id))
    vault.save_share(row("live", client.id, Secret("owner token")))
    vault.save_share(row("other"))
    vault.forget_client(client.id)
    assert {share.id: share.client_id for share in vault.shares()} == {"live": None, "other": None}
    assert vault.share("live").secrets == Secret("owner token")


def test_a_setting_is_kept_replaced_and_forgotten(vault: Vault) -> None:
    assert vault.settings_get("relay") is None
    vault.settings_set("relay", Secret("um"))
    vault.settings_set("relay", Secret("dois"))
    assert vault.settings_get("relay") == Secret("dois")
    vault.settings_set("relay", None)
    assert vault.settings_get("relay") is None


def test_what_is_wanted_is_kept_in_order_and_one_wish_may_take_the_place_of_all_before(
    vault: Vault, folder: Path
) -> None:
    for share, wish in (("s1", b"a"), ("s2", b"b"), ("s1", b"c")):
        vault.add_intent(share, wish, NOW)
    vault.close()
    with reopen(folder) as again:
        assert [(one.share_id, one.wish) for one in again.intents()] == [("s1", b"a"), ("s2", b"b"), ("s1", b"c")]
        first, second = again.intents("s1")
        again.remove_intents("s1", up_to=first.number)
        assert again.intents("s1") == [second]
        again.add_intent("s1", b"d", NOW, alone=True)
        assert [one.wish for one in again.intents()] == [b"b", b"d"]
        again.remove_share("s1")
        assert [one.share_id for one in again.intents()] == ["s2"]


def test_a_parcel_is_kept_sealed_and_goes_with_its_share(vault: Vault, folder: Path) -> None:
    vault.save_share(row("s1"))
    vault.save_parcel(ParcelRow("s1", Secret("the key"), 4136, 0))
    vault.note_parcel("s1", 4000)
    vault.close()
    with reopen(folder) as again:
        assert again.parcel("s1") == ParcelRow("s1", Secret("the key"), 4136, 4000)
        assert again.check().ok
        again.remove_share("s1")
        assert again.parcel("s1") is None
        again.save_parcel(ParcelRow("s2", Secret("the key"), 4136, 0))
        again.remove_parcel("s2")
        assert again.parcel("s2") is None
