"""The recovery kit: its code survives paper, its slot is as strict as the others, and what it may and may not do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto.hashing import blake2b_256
from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.errors import LacreError, PeerError, UserError
from app.vault import header as headers
from app.vault.keys import KeyRing
from app.vault.recovery import encode_code, new_recovery_key, parse_code
from app.vault.vault import Vault

from .conftest import CHEAP, NOW, PASSPHRASE, login, reopen

KEY = Secret(bytes(range(32)))
CODE = "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-2GAH-C5RR-34D1-P70X-3RFG-7KEQ"
SLOT_AT = 12 + 2 + 16 + 1
SLOT = 129
NEW = Secret("uma frase nova")


def summed(body: bytes) -> bytes:
    return body[:-8] + blake2b_256(body[:-8])[:8]


@pytest.fixture
def kit(vault: Vault) -> Secret:
    """A vault with an entry and a kit; closed."""
    key = new_recovery_key()
    vault.add_entry(vault.add_client("Padaria", NOW).id, login("Banco", password="fechada"), NOW)
    vault.make_recovery(PASSPHRASE, key, NOW)
    vault.close()
    return key


def codes(folder: Path, key: Secret) -> str:
    with pytest.raises(LacreError) as caught:
        Vault.recover(folder, key, NEW, policy=CHEAP)
    return caught.value.code


def test_the_code_of_a_key_never_changes() -> None:
    assert encode_code(KEY).text() == CODE
    assert parse_code(Secret(CODE)) == KEY
    assert len(encode_code(KEY).text()) == 14 * 4 + 13


@given(st.binary(min_size=32, max_size=32))
def test_every_code_is_read_back_however_it_was_copied(octets: bytes) -> None:
    code = encode_code(Secret(octets)).text()
    sloppy = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    for typed in (code, code.replace("-", ""), sloppy, f"\n {code.replace('-', chr(10))}\t", sloppy.replace("l", "i")):
        assert parse_code(Secret(typed)).reveal() == octets


@given(st.binary(min_size=32, max_size=32), st.integers(0, 55), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_symbol_is_told_from_a_wrong_kit(octets: bytes, place: int, symbol: str) -> None:
    code = encode_code(Secret(octets)).text().replace("-", "")
    wrong = code[:place] + symbol + code[place + 1 :]
    if wrong != code:
        with pytest.raises(UserError, match="recovery-code-mistyped"):
            parse_code(Secret(wrong))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "recovery-code-length"),
        ("0000-0000", "recovery-code-length"),
        ("U" * 56, "recovery-code-mistyped"),
        ("0" * 57, "recovery-code-length"),
        ("é" * 56, "recovery-code-mistyped"),
        ("0" * 2000, "recovery-code-mistyped"),
        (b"\xff" * 56, "recovery-code-mistyped"),
    ],
)
def test_what_is_no_code_is_told_apart(typed: str | bytes, code: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_code(Secret(typed))
    assert caught.value.code == code
    assert caught.value.__cause__ is None


def test_two_neighbours_changed_over_are_noticed() -> None:
    code = encode_code(Secret(bytes(range(100, 132)))).text().replace("-", "")
    for at in range(55):
        swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        if swapped != code:
            with pytest.raises(UserError, match="recovery-code-mistyped"):
                parse_code(Secret(swapped))


def test_the_kit_opens_the_vault_and_the_old_passphrase_no_longer_does(kit: Secret, folder: Path) -> None:
    with Vault.recover(folder, kit, NEW, policy=CHEAP) as vault:
        assert [entry.title for entry in vault.entries()] == ["Banco"]
        assert vault.recovery_made_at() == NOW
    with pytest.raises(UserError, match="wrong-passphrase"):
        reopen(folder)
    reopen(folder, NEW).close()
    Vault.recover(folder, kit, PASSPHRASE, policy=CHEAP).close()  # it is the same kit as before


def test_a_kit_is_made_for_the_passphrase_alone(vault: Vault, folder: Path) -> None:
    before = (folder / "header").read_bytes()
    with pytest.raises(UserError, match="wrong-passphrase"):
        vault.make_recovery(NEW, new_recovery_key(), NOW)
    assert (folder / "header").read_bytes() == before
    assert vault.recovery_made_at() is None


def test_a_new_kit_ends_the_one_before_and_a_revoked_one_opens_nothing(kit: Secret, folder: Path) -> None:
    other = new_recovery_key()
    with reopen(folder) as vault:
        vault.make_recovery(PASSPHRASE, other, NOW)
        vault.try_recovery(other)
        with pytest.raises(UserError, match="wrong-recovery-code"):
            vault.try_recovery(kit)
    assert codes(folder, kit) == "wrong-recovery-code"
    with reopen(folder) as vault:
        assert vault.revoke_recovery()
        assert not vault.revoke_recovery()
        assert vault.recovery_made_at() is None
    assert codes(folder, other) == "no-recovery-kit"
    reopen(folder).close()


def test_a_changed_passphrase_keeps_the_kit(kit: Secret, folder: Path) -> None:
    with reopen(folder) as vault:
        vault.change_passphrase(PASSPHRASE, NEW)
        vault.try_recovery(kit)
    Vault.recover(folder, kit, PASSPHRASE, policy=CHEAP).close()


def test_a_refused_new_passphrase_or_cost_changes_nothing(kit: Secret, folder: Path) -> None:
    before = (folder / "header").read_bytes()
    with pytest.raises(UserError, match="passphrase-empty"):
        Vault.recover(folder, kit, Secret(""), policy=CHEAP)
    with pytest.raises(PeerError, match="weak-kdf"):
        Vault.recover(folder, kit, NEW, cost=KdfCost(1, 1), policy=CHEAP)
    assert (folder / "header").read_bytes() == before
    with pytest.raises(UserError, match="no-vault"):
        Vault.recover(folder / "none", kit, NEW, policy=CHEAP)


def test_the_kit_of_another_vault_is_a_wrong_one(kit: Secret, folder: Path, tmp_path: Path) -> None:
    Vault.create(tmp_path / "other", PASSPHRASE, now=NOW, cost=KdfCost(8, 1), policy=CHEAP).close()
    assert codes(tmp_path / "other", kit) == "no-recovery-kit"
    good = (folder / "header").read_bytes()
    other = bytearray((tmp_path / "other" / "header").read_bytes()[: SLOT_AT - 1] + b"\x02")
    planted = bytes(other) + good[SLOT_AT : SLOT_AT + 2 * SLOT] + good[SLOT_AT + 2 * SLOT :]
    (tmp_path / "other" / "header").write_bytes(summed(planted))
    assert codes(tmp_path / "other", kit) == "wrong-recovery-code"


def test_every_bit_of_the_slot_flipped_is_refused_even_when_the_sum_is_repaired(kit: Secret, folder: Path) -> None:
    good = (folder / "header").read_bytes()
    for position in range(SLOT_AT + SLOT, SLOT_AT + 2 * SLOT):
        for bit in range(8):
            flipped = good[:position] + bytes([good[position] ^ 1 << bit]) + good[position + 1 :]
            (folder / "header").write_bytes(flipped)
            assert codes(folder, kit) == "damaged-vault"
            (folder / "header").write_bytes(summed(flipped))
            assert codes(folder, kit) in {"damaged-vault", "wrong-recovery-code", "newer-vault"}
            with pytest.raises(PeerError):  # whoever comes with the passphrase learns of it too
                reopen(folder)
    (folder / "header").write_bytes(good)
    Vault.recover(folder, kit, NEW, policy=CHEAP).close()


def test_a_header_without_a_passphrase_or_with_two_kits_is_damage() -> None:
    made = headers.new_header(KEY, PASSPHRASE, KdfCost(8, 1))
    whole = headers.with_recovery(made, KEY, new_recovery_key(), 1)
    slots = whole.octets[SLOT_AT : SLOT_AT + 2 * SLOT]
    kit, head, tail = slots[SLOT:], whole.octets[: SLOT_AT - 1], whole.octets[-40:]
    for body in (b"\x01" + kit, b"\x02" + kit + kit, b"\x03" + slots + kit):
        with pytest.raises(PeerError, match="damaged-vault"):
            headers.parse_header(summed(head + body + tail))


def test_a_kit_added_without_the_vault_key_is_refused(kit: Secret, folder: Path) -> None:
    """Somebody with a key of their own and write access to the folder: the sum fits, the MAC does not."""
    mine = new_recovery_key()
    good = headers.parse_header((folder / "header").read_bytes())
    forged = headers.with_recovery(good, Secret(bytes(32)), mine, 1)
    (folder / "header").write_bytes(forged.octets)
    assert codes(folder, mine) == "damaged-vault"
    assert (folder / "header").read_bytes() == forged.octets  # nothing is written for a key that opens no database
    with pytest.raises(PeerError, match="damaged-vault"):
        reopen(folder)


def test_the_header_stays_below_its_cap_and_the_kit_has_no_cost() -> None:
    made = headers.with_recovery(headers.new_header(KEY, PASSPHRASE, KdfCost(8, 1)), KEY, new_recovery_key(), 2**52)
    parsed = headers.parse_header(made.octets)
    assert parsed == made
    assert len(parsed.passphrases) == 1
    assert len(made.octets) < headers.MOST_OCTETS
    assert headers.open_slot(parsed, PASSPHRASE, CHEAP)[0] == KEY
    headers.verify(headers.without_recovery(parsed, KeyRing(KEY).header), KeyRing(KEY).header)
