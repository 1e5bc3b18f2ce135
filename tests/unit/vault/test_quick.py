"""The quick file: what opens it, and that nothing less does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.crypto.hashing import blake2b_256
from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.errors import UserError
from app.vault import quick_place
from app.vault.header import new_header, with_passphrase
from app.vault.keys import KeyRing
from app.vault.quick import (
    OCTETS,
    NotWhole,
    open_quick,
    parse_quick,
    require_pin,
    seal_quick,
    signed,
    slots_of,
    verify,
)

COST = KdfCost(8, 1)
KEY = Secret(bytes(range(32)))
PIN = Secret("294617")
HEADER = new_header(KEY, Secret("cavalo bateria agrafo"), COST)


def test_pin_and_keychains_key_together_open_it_and_neither_alone() -> None:
    quick, chain = seal_quick(HEADER, KEY, PIN, COST, "", 5)
    assert open_quick(quick, chain, PIN) == KEY
    assert open_quick(quick, chain, Secret("294618")) is None
    assert open_quick(quick, Secret(bytes(32)), PIN) is None


def test_a_pin_is_the_same_whichever_keyboard_typed_it() -> None:
    quick, chain = seal_quick(HEADER, KEY, Secret("ma\u00e7\u00e3\u00a0azul"), COST, "", 5)
    assert open_quick(quick, chain, Secret("mac\u0327a\u0303 azul")) == KEY


def test_the_file_is_read_back_exactly_and_holds_neither_key_nor_pin() -> None:
    quick, chain = seal_quick(HEADER, KEY, PIN, COST, "boot", 2**53 - 1)
    octets = quick.octets()
    assert len(octets) == OCTETS
    assert parse_quick(octets) == quick
    assert quick.ends_at_reboot
    for secret in (KEY.reveal(), chain.reveal(), PIN.reveal()):
        assert secret not in octets


def test_every_octet_that_is_changed_is_noticed() -> None:
    quick, chain = seal_quick(HEADER, KEY, PIN, COST, "boot", 5)
    whole = quick.octets()
    for at in range(OCTETS - 8):
        changed = bytearray(whole)
        changed[at] ^= 1
        with pytest.raises(NotWhole):
            parse_quick(bytes(changed))
        changed[-8:] = blake2b_256(bytes(changed[:-8]))[:8]  # whoever changes it can repair the sum
        if at == OCTETS - 9:
            continue  # the count: docs/QUICK-UNLOCK.md §1 says why it is not signed
        opened = None
        try:
            read = parse_quick(bytes(changed))
            if read.cost == COST:
                opened = open_quick(read, chain, PIN)
        except NotWhole:
            continue
        assert opened is None, at


def test_cut_longer_or_with_too_many_tries_it_is_no_quick_file() -> None:
    quick, _ = seal_quick(HEADER, KEY, PIN, COST, "", 5)
    octets = quick.octets()
    for wrong in (b"", octets[:-1], octets + b"\0", replace(quick, tries=11).octets()):
        with pytest.raises(NotWhole):
            parse_quick(wrong)


def test_the_moment_of_the_passphrase_is_renewed_without_the_vault_key() -> None:
    quick, chain = seal_quick(HEADER, KEY, PIN, COST, "", 5)
    renewed = signed(quick, KeyRing(KEY).header, 9)
    assert renewed.proved == 9
    assert open_quick(renewed, chain, PIN) == KEY
    with pytest.raises(NotWhole):
        verify(replace(quick, proved=9), KeyRing(KEY).header)


def test_another_passphrase_is_another_set_of_slots() -> None:
    changed = with_passphrase(HEADER, KEY, HEADER.passphrases[0], Secret("cavalo bateria agrafo"), COST)
    assert slots_of(changed) != slots_of(HEADER)


@pytest.mark.parametrize("pin", ["12345", "", "açúca"])
def test_a_short_pin_is_refused(pin: str) -> None:
    with pytest.raises(UserError, match=r"pin-too-short|passphrase-empty"):
        require_pin(Secret(pin))


@pytest.mark.parametrize("pin", ["111111", "123456", "987654", "abcdef", "00000000"])
def test_a_pin_that_repeats_or_counts_is_refused(pin: str) -> None:
    with pytest.raises(UserError, match="pin-too-plain"):
        require_pin(Secret(pin))


def test_the_file_is_overwritten_and_removed_and_a_link_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "vault.lacre"
    path = quick_place.quick_path(folder)
    path.write_bytes(b"x" * OCTETS)
    (tmp_path / "other name").hardlink_to(path)
    assert quick_place.erase(folder)
    assert not path.exists()
    assert (tmp_path / "other name").read_bytes() == bytes(OCTETS)
    assert not quick_place.erase(folder)

    (tmp_path / "precious").write_bytes(b"precious")
    path.symlink_to(tmp_path / "precious")
    assert quick_place.erase(folder)
    assert (tmp_path / "precious").read_bytes() == b"precious"
    assert quick_place.read(folder) is None
