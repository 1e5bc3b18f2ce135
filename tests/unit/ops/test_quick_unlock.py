"""Quick unlock from its first day to each of its ends, over a keychain in memory."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.errors import LacreError, UserError, WorldError
from app.host.keychain import Keychain
from app.host.paths import vault_path
from app.ops import quick_unlock
from app.vault import quick, quick_place, quick_steps
from app.vault.vault import Vault
from tests.unit.ops.conftest import CHEAP

PASSPHRASE, PIN, WRONG = Secret("frase de teste"), Secret("294617"), Secret("294618")


class Backend:
    """A keychain in memory, and what happened to it."""

    def __init__(self) -> None:
        self.items: dict[str, str] = {}
        self.told: list[str] = []
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise RuntimeError("locked")
        return self.items.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.told.append(f"tries {json.loads(password)['tries']}")
        self.items[username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.items[username]

    @property
    def tries(self) -> int:
        [item] = self.items.values()
        found: int = json.loads(item)["tries"]
        return found

    def set_tries(self, tries: int) -> None:
        [account] = self.items
        self.items[account] = json.dumps({**json.loads(self.items[account]), "tries": tries})


class Desk:
    """One home with a vault, a keychain and a clock."""

    def __init__(self, home: Path, now: datetime) -> None:
        self.home, self.now, self.backend = home, now, Backend()
        self.chain = Keychain(self.backend, quick_unlock.SERVICE)
        home.mkdir()
        Vault.create(vault_path(home), PASSPHRASE, now=now, cost=KdfCost(8, 1), policy=CHEAP).close()

    def vault(self, passphrase: Secret = PASSPHRASE) -> Vault:
        return Vault.unlock(vault_path(self.home), passphrase, policy=CHEAP)

    def on(self, pin: Secret = PIN, *, until_reboot: bool = False) -> None:
        with self.vault() as vault:
            quick_unlock.turn_on(
                self.home, vault, PASSPHRASE, pin, self.now, until_reboot=until_reboot, keychain=self.chain
            )

    def unlock(self, pin: Secret = PIN) -> None:
        quick_unlock.unlock(self.home, pin, self.now, keychain=self.chain, policy=CHEAP).close()

    def refused(self, pin: Secret = PIN) -> LacreError:
        with pytest.raises(LacreError) as caught:
            self.unlock(pin)
        return caught.value

    def is_ended(self, code: str) -> bool:
        """The next PIN, though right, ends it for this reason, and nothing of it is left."""
        ended = self.refused().code == f"quick-ended-{code}"
        return (
            ended
            and not self.backend.items
            and not quick_unlock.is_on(self.home)
            and self.refused().code == "quick-off"
        )

    def edit(self, change: Callable[[quick.QuickFile], quick.QuickFile]) -> None:
        read = quick_steps.read(vault_path(self.home))
        assert read is not None
        quick_steps.write(vault_path(self.home), change(read))


@pytest.fixture
def desk(tmp_path: Path, now: datetime) -> Desk:
    return Desk(tmp_path / "desk", now)


def test_it_is_off_until_it_is_turned_on_with_the_passphrase(desk: Desk) -> None:
    assert not quick_unlock.is_on(desk.home)
    assert desk.refused().code == "quick-off"
    with desk.vault() as vault, pytest.raises(UserError, match="wrong-passphrase"):
        quick_unlock.turn_on(desk.home, vault, Secret("outra frase"), PIN, desk.now, keychain=desk.chain)
    assert not quick_unlock.is_on(desk.home)
    assert not desk.backend.items


def test_the_pin_opens_the_same_vault(desk: Desk) -> None:
    desk.on()
    with desk.vault() as vault:
        vault.add_client("Padaria", desk.now)
    with quick_unlock.unlock(desk.home, PIN, desk.now, keychain=desk.chain, policy=CHEAP) as vault:
        assert [client.name for client in vault.clients()] == ["Padaria"]
    assert quick_unlock.status(desk.home, desk.now, keychain=desk.chain).tries == 10


def test_ten_wrong_pins_destroy_it_and_the_eleventh_though_right_finds_nothing(desk: Desk) -> None:
    desk.on()
    for left in range(9, 0, -1):
        error = desk.refused(WRONG)
        assert (error.code, error.facts) == ("wrong-pin", {"left": left})
    assert desk.refused(WRONG).code == "quick-ended-tries"
    assert not desk.backend.items
    assert desk.refused().code == "quick-off"
    desk.vault().close()


def test_a_right_pin_gives_the_tries_back(desk: Desk) -> None:
    desk.on()
    for _ in range(3):
        for _ in range(9):
            desk.refused(WRONG)
        desk.unlock()


def test_each_try_is_counted_in_both_places_before_it_is_made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.on()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(quick, "argon2id", killed)
        for _ in range(4):
            with pytest.raises(KeyboardInterrupt):
                desk.unlock()
    read = quick_steps.read(vault_path(desk.home))
    assert read is not None
    assert (read.tries, desk.backend.tries) == (6, 6)


def test_putting_back_one_of_the_two_counts_gives_no_try_back(desk: Desk) -> None:
    desk.on()
    path = quick_place.quick_path(vault_path(desk.home))
    early = path.read_bytes()
    for _ in range(4):
        desk.refused(WRONG)
    path.write_bytes(early)
    assert desk.refused(WRONG).facts == {"left": 5}
    desk.backend.set_tries(10)
    assert desk.refused(WRONG).facts == {"left": 4}


def test_a_count_of_zero_ends_it_without_a_try(desk: Desk) -> None:
    desk.on()
    desk.backend.set_tries(0)
    assert desk.is_ended("tries")


def test_where_a_count_cannot_be_written_nothing_is_tried(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.on()

    def lost(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(desk.backend, "set_password", lost)
    assert desk.refused().code == "keychain-failed"
    assert desk.refused().code == "keychain-failed"
    read = quick_steps.read(vault_path(desk.home))
    assert read is not None
    assert read.tries == 8


def test_what_cannot_be_a_pin_costs_no_try(desk: Desk) -> None:
    desk.on()
    assert desk.refused(Secret("123")).code == "pin-too-short"
    assert desk.refused(Secret("111111")).code == "pin-too-plain"
    assert desk.backend.tries == 10


def test_a_locked_keychain_ends_nothing(desk: Desk) -> None:
    desk.on()
    desk.backend.locked = True
    assert desk.refused().code == "keychain-failed"
    desk.backend.locked = False
    desk.unlock()


def test_an_empty_or_strange_keychain_item_ends_it(desk: Desk) -> None:
    for text in (None, "", "{}", "[]", '{"v": 1, "key": "00", "tries": 10}', "[" * 100_000):
        desk.on()
        [account] = desk.backend.items
        if text is None:
            desk.backend.items.clear()
        else:
            desk.backend.items[account] = text
        assert desk.is_ended("keychain-empty")


def test_another_passphrase_ends_it_in_the_same_call(desk: Desk) -> None:
    desk.on()
    with desk.vault() as vault:
        vault.change_passphrase(PASSPHRASE, Secret("outra frase"), cost=KdfCost(8, 1))
        assert not quick_unlock.is_on(desk.home)
    assert desk.refused().code == "quick-off"


def test_a_header_with_other_passphrases_ends_it(desk: Desk) -> None:
    desk.on()
    path = quick_place.quick_path(vault_path(desk.home))
    kept = path.read_bytes()
    with desk.vault() as vault:
        vault.change_passphrase(PASSPHRASE, PASSPHRASE, cost=KdfCost(8, 1))
    path.write_bytes(kept)  # as a restored disk would have it
    assert desk.is_ended("passphrase-changed")


def test_another_vault_in_its_place_ends_it(desk: Desk, tmp_path: Path) -> None:
    desk.on()
    vault_path(desk.home).rename(tmp_path / "aside")
    Vault.create(vault_path(desk.home), PASSPHRASE, now=desk.now, cost=KdfCost(8, 1), policy=CHEAP).close()
    assert desk.is_ended("another-vault")


@pytest.mark.parametrize("away", [timedelta(days=14), timedelta(days=400), -timedelta(days=2)])
def test_fourteen_days_without_the_passphrase_or_a_clock_before_it_end_it(desk: Desk, away: timedelta) -> None:
    desk.on()
    desk.now += timedelta(days=13)
    desk.unlock()  # a PIN does not prolong itself
    desk.now += away - timedelta(days=13)
    assert desk.is_ended("expired")


def test_the_passphrase_counts_the_days_anew(desk: Desk) -> None:
    desk.on()
    for _ in range(3):
        desk.now += timedelta(days=10)
        with desk.vault() as vault:
            quick_unlock.proved(desk.home, vault, desk.now)
        desk.unlock()
    assert quick_unlock.status(desk.home, desk.now, keychain=desk.chain).until == desk.now + timedelta(days=14)


def test_the_passphrase_ends_what_does_not_fit_any_more(desk: Desk) -> None:
    spoilings: list[Callable[[quick.QuickFile], quick.QuickFile]] = [
        lambda read: replace(read, proved=read.proved + 1),
        lambda read: replace(read, slots=bytes(32)),
        lambda read: replace(read, vault_id=bytes(16)),
    ]
    for spoil in spoilings:
        desk.on()
        desk.edit(spoil)
        with desk.vault() as vault:
            quick_unlock.proved(desk.home, vault, desk.now)
        assert not quick_unlock.is_on(desk.home)
    desk.on()
    with desk.vault() as vault:
        quick_unlock.proved(desk.home, vault, desk.now + timedelta(days=20))
    assert not quick_unlock.is_on(desk.home)


def test_a_reboot_ends_it_where_that_was_chosen(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.on()
    boots = iter(["a"] * 20)
    monkeypatch.setattr(quick_unlock, "_boot_id", lambda: next(boots))
    desk.unlock()
    desk.on(until_reboot=True)
    desk.unlock()
    assert quick_unlock.status(desk.home, desk.now, keychain=desk.chain).ends_at_reboot
    monkeypatch.setattr(quick_unlock, "_boot_id", lambda: "b")
    assert desk.is_ended("reboot")


def test_ending_at_reboot_is_refused_where_it_cannot_be_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick_unlock, "_boot_id", lambda: "")
    with pytest.raises(UserError, match="quick-no-session"):
        desk.on(until_reboot=True)


def test_a_file_that_was_changed_ends_it_and_is_never_derived_at_another_cost(desk: Desk) -> None:
    changes: list[Callable[[quick.QuickFile], quick.QuickFile]] = [
        lambda read: replace(read, cost=KdfCost(4, 1)),
        lambda read: replace(read, cost=KdfCost(2**31, 1)),
        lambda read: replace(read, key=bytes(72)),
        lambda read: replace(read, mac=bytes(32)),
    ]
    for change in changes:
        desk.on()
        desk.edit(change)
        assert desk.is_ended("damaged")
    desk.on()
    quick_place.quick_path(vault_path(desk.home)).write_bytes(b"cut")
    assert desk.refused().code == "quick-ended-damaged"
    assert not quick_unlock.is_on(desk.home)


def test_turning_it_on_again_and_off_leaves_nothing_in_the_keychain(desk: Desk) -> None:
    desk.on()
    desk.on(Secret("uma outra"))
    assert len(desk.backend.items) == 1
    assert desk.refused().code == "wrong-pin"
    desk.unlock(Secret("uma outra"))
    assert quick_unlock.turn_off(desk.home, keychain=desk.chain)
    assert not desk.backend.items
    assert not quick_unlock.turn_off(desk.home, keychain=desk.chain)


def test_it_can_be_turned_off_without_the_keychain(desk: Desk) -> None:
    desk.on()
    desk.backend.locked = True
    assert quick_unlock.turn_off(desk.home, keychain=desk.chain)
    assert not quick_unlock.is_on(desk.home)


def test_neither_the_file_nor_the_keychain_holds_a_key_of_the_vault_in_clear(desk: Desk) -> None:
    from app.vault import folders
    from app.vault import header as headers

    desk.on()
    vault_key, _ = headers.open_slot(folders.read_header(vault_path(desk.home)), PASSPHRASE, CHEAP)
    kept = quick_place.quick_path(vault_path(desk.home)).read_bytes() + "".join(desk.backend.items.values()).encode()
    for secret in (vault_key.reveal(), vault_key.reveal().hex().encode(), PIN.reveal(), PASSPHRASE.reveal()):
        assert secret not in kept


def test_without_a_keychain_it_is_not_to_be_had(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from keyring.backends import null

    monkeypatch.setattr("keyring.get_keyring", null.Keyring)
    told = quick_unlock.status(desk.home, desk.now)
    assert (told.on, told.available, told.why) == (False, False, "no-keychain")
    with desk.vault() as vault, pytest.raises(WorldError, match="no-keychain"):
        quick_unlock.turn_on(desk.home, vault, PASSPHRASE, PIN, desk.now)


def test_two_at_once_cannot_spend_one_try_twice(desk: Desk) -> None:
    desk.on()
    with desk.vault():
        assert desk.refused(WRONG).code == "in-use"
    assert desk.backend.tries == 10
