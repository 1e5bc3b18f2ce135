"""Slots of passphrase and security key: a reader written from docs/FORMAT.md alone opens the kept vector; each part is needed,
every octet counts, and a vault with keys goes through its whole life.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt

from app.crypto.hashing import blake2b_256
from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.errors import LacreError, PeerError, UserError
from app.host import files
from app.vault import header as headers
from app.vault import quick_place
from app.vault.glance import needs_key
from app.vault.key_slot import KeySlot, Made, open_kept
from app.vault.keyed import MOST_KEYS
from app.vault.keys import keeping_key
from app.vault.recovery import new_recovery_key
from app.vault.vault import Vault

from .conftest import CHEAP, NOW, PASSPHRASE, login, reopen

VECTOR = json.loads((Path(__file__).with_name("fixtures") / "key-slots.json").read_bytes())
KEY, COST, NEW = Secret(bytes(range(32))), KdfCost(8, 1), Secret("uma frase nova")
SLOTS_AT = 12 + 2 + 16 + 1


class Ring:
    """Keys without hardware: what each answers, and which of them is at hand."""

    def __init__(self) -> None:
        self.answers: dict[bytes, bytes] = {}
        self.lost: set[bytes] = set()
        self.touched = 0

    def make(self, known: Sequence[KeySlot]) -> Made:
        number = len(self.answers) + 1
        assert {slot.credential for slot in known} <= self.answers.keys()
        credential = bytes([number]) * (16 * number)
        self.answers[credential] = bytes([100 + number]) * 32
        return Made(credential, bytes([number]) * 32, number % 2 == 0, Secret(self.answers[credential]))

    def __call__(self, slots: Sequence[KeySlot]) -> tuple[KeySlot, Secret]:
        self.touched += 1
        for slot in slots:
            if slot.credential in self.answers.keys() - self.lost:
                return slot, Secret(self.answers[slot.credential])
        raise UserError("security-key-other")


@pytest.fixture
def ring() -> Ring:
    return Ring()


@pytest.fixture
def keyed(vault: Vault, folder: Path, ring: Ring) -> Path:
    """A vault with an entry that requires one key; closed."""
    vault.add_entry(vault.add_client("Padaria", NOW).id, login("Banco", password="fechada"), NOW)
    vault.ask_with(ring)
    vault.add_security_key(PASSPHRASE, "Porta-chaves", ring.make, NOW)
    vault.close()
    return folder


def unlocked(folder: Path, ring: Ring | None, passphrase: Secret = PASSPHRASE) -> Vault:
    return Vault.unlock(folder, passphrase, policy=CHEAP, second=ring)


def summed(body: bytes) -> bytes:
    return body[:-8] + blake2b_256(body[:-8])[:8]


def v(key: bytes, label: str, context: bytes = b"") -> bytes:
    return hashlib.blake2b(b"lacre/vault/1/" + label.encode() + b"\0" + context, digest_size=32, key=key).digest()


def opened(key: bytes, sealed: bytes, ad: bytes) -> bytes:
    return crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[24:], ad, sealed[:24], key)


def test_a_reader_written_from_the_format_alone_opens_every_slot_of_the_vector() -> None:
    header = bytes.fromhex(VECTOR["header"])
    assert header[:14] == b"lacre-vault\n\x00\x02"
    vault_id, count, at = header[14:30], header[30], 31
    assert count == 3
    found = []
    for answer, name in zip(VECTOR["answers"], VECTOR["names"], strict=True):
        length = int.from_bytes(header[at : at + 2])
        slot, at = header[at + 2 : at + 2 + length], at + 2 + length
        assert slot[0] == 3
        memory, passes, salt = int.from_bytes(slot[17:21]), int.from_bytes(slot[21:25]), slot[25:41]
        end = 84 + int.from_bytes(slot[82:84])
        factor = v(bytes.fromhex(answer), "security-key", vault_id)
        slow = Argon2id(salt=salt, length=32, iterations=passes, lanes=1, memory_cost=memory)
        slot_key = v(slow.derive(VECTOR["passphrase"].encode()), "key-slot", vault_id + factor)
        vault_key = opened(slot_key, slot[end + 136 :], b"lacre/vault/1/slot\0" + vault_id + slot[: end + 136])
        kept_data = b"lacre/vault/1/key-kept\0" + vault_id + slot[:end]
        kept = opened(v(vault_key, "security-keys"), slot[end : end + 136], kept_data)
        assert (kept[:32], kept[32:].rstrip(b"\0").decode()) == (factor, name)
        found.append((vault_key.hex(), slot[41], int.from_bytes(slot[74:82]) // 10**6, end - 84))
    assert found == [(VECTOR["vault_key"], 0, 1763806600, 64), (VECTOR["vault_key"], 1, 1763806700, 297)]
    assert (int.from_bytes(header[at : at + 2]), header[at + 2], len(header) - at) == (129, 2, 2 + 129 + 40)
    mac_key = v(bytes.fromhex(VECTOR["vault_key"]), "header-mac")
    assert header[-40:-8] == hashlib.blake2b(header[:-40], digest_size=32, key=mac_key).digest()


def test_the_program_opens_the_vector_by_each_key() -> None:
    header = headers.parse_header(bytes.fromhex(VECTOR["header"]))
    for number, answer in enumerate(VECTOR["answers"]):

        def second(slots: Sequence[KeySlot], number: int = number, answer: str = answer) -> tuple[KeySlot, Secret]:
            return slots[number], Secret(bytes.fromhex(answer))

        key, slot = headers.open_slot(header, Secret(VECTOR["passphrase"]), CHEAP, second)
        assert (key.reveal().hex(), slot) == (VECTOR["vault_key"], header.keys[number])
        assert open_kept(keeping_key(key), header.vault_id, header.keys[number])[1] == VECTOR["names"][number]
    assert headers.open_recovery(header, Secret(bytes(range(32)))).reveal().hex() == VECTOR["vault_key"]


def test_passphrase_and_key_open_it_together_and_neither_alone(keyed: Path, ring: Ring) -> None:
    with unlocked(keyed, ring) as vault:
        assert [entry.title for entry in vault.entries()] == ["Banco"]
        (key,) = vault.security_keys()
        assert (key.name, key.added_at, key.verified) == ("Porta-chaves", NOW, False)
    with pytest.raises(UserError, match="security-key-needed"):
        reopen(keyed)
    with pytest.raises(UserError, match="wrong-passphrase"):
        unlocked(keyed, ring, NEW)
    other = Ring()
    other.answers = dict.fromkeys(ring.answers, bytes(32))
    with pytest.raises(UserError, match="wrong-passphrase"):
        unlocked(keyed, other)


def test_whether_a_key_is_needed_is_seen_at_a_glance(keyed: Path, ring: Ring, tmp_path: Path) -> None:
    assert needs_key(keyed)
    assert not needs_key(tmp_path / "none")
    with unlocked(keyed, ring) as vault:
        assert vault.remove_security_key(PASSPHRASE, vault.security_keys()[0].id)
    assert not needs_key(keyed)
    reopen(keyed).close()


def test_several_keys_are_several_ways_and_the_last_one_removed_puts_the_passphrase_back(
    keyed: Path, ring: Ring
) -> None:
    with unlocked(keyed, ring) as vault:
        vault.add_security_key(PASSPHRASE, " Gaveta  de cima ", ring.make, NOW)
        assert [(key.name, key.verified) for key in vault.security_keys()] == [
            ("Porta-chaves", False),
            ("Gaveta de cima", True),
        ]
    first, second = ring.answers
    for lost in (first, second):
        ring.lost = {lost}
        unlocked(keyed, ring).close()
    ring.lost = {first}
    with unlocked(keyed, ring) as vault:
        assert not vault.remove_security_key(PASSPHRASE, vault.security_keys()[0].id)
        with pytest.raises(UserError, match="security-key-needed"):
            reopen_of(vault)
        assert vault.remove_security_key(PASSPHRASE, vault.security_keys()[0].id)
    reopen(keyed).close()


def reopen_of(vault: Vault) -> None:
    """Whether what is on disk opens by the passphrase alone; the lock is the open vault's."""
    headers.open_slot(headers.parse_header((vault.folder / "header").read_bytes()), PASSPHRASE, CHEAP)


def test_another_passphrase_holds_for_every_key_though_one_alone_was_touched(keyed: Path, ring: Ring) -> None:
    with unlocked(keyed, ring) as vault:
        vault.add_security_key(PASSPHRASE, "Gaveta", ring.make, NOW)
        before = ring.touched
        vault.change_passphrase(PASSPHRASE, NEW)
        assert ring.touched == before + 1
        assert [key.name for key in vault.security_keys()] == ["Porta-chaves", "Gaveta"]
    for lost in ring.answers:
        ring.lost = {lost}
        unlocked(keyed, ring, NEW).close()
        with pytest.raises(UserError, match="wrong-passphrase"):
            unlocked(keyed, ring)


def test_the_kit_opens_without_key_and_passphrase_and_ends_both(keyed: Path, ring: Ring) -> None:
    kit = new_recovery_key()
    with unlocked(keyed, ring) as vault:
        vault.make_recovery(PASSPHRASE, kit, NOW)
        assert vault.recovery_made_at() == NOW
        assert vault.revoke_recovery()
        assert [key.name for key in vault.security_keys()] == ["Porta-chaves"]
        vault.make_recovery(PASSPHRASE, kit, NOW)
    unlocked(keyed, ring).close()
    with Vault.recover(keyed, kit, NEW, policy=CHEAP) as vault:
        assert vault.security_keys() == []
        vault.try_recovery(kit)
    reopen(keyed, NEW).close()


def test_a_key_is_added_and_removed_for_the_passphrase_alone(keyed: Path, ring: Ring) -> None:
    before = (keyed / "header").read_bytes()
    with unlocked(keyed, ring) as vault:
        with pytest.raises(UserError, match="wrong-passphrase"):
            vault.add_security_key(NEW, "Gaveta", ring.make, NOW)
        with pytest.raises(UserError, match="wrong-passphrase"):
            vault.remove_security_key(NEW, vault.security_keys()[0].id)
        ring.lost = set(ring.answers)
        with pytest.raises(UserError, match="security-key-other"):
            vault.remove_security_key(PASSPHRASE, vault.security_keys()[0].id)
        with pytest.raises(UserError, match="no-security-key-of-that-name"):
            vault.remove_security_key(PASSPHRASE, "00" * 16)
    assert (keyed / "header").read_bytes() == before


@pytest.mark.parametrize("name", ["", "  ", "x" * 65, "é" * 33, "a\x00b", "a\u202eb"])
def test_a_name_that_cannot_be_kept_is_refused_before_a_key_is_asked(vault: Vault, ring: Ring, name: str) -> None:
    with pytest.raises(UserError, match="security-key-name"):
        vault.add_security_key(PASSPHRASE, name, ring.make, NOW)
    assert not ring.answers


def test_the_kit_keeps_its_room_beside_as_many_keys_as_there_may_be(vault: Vault, folder: Path, ring: Ring) -> None:
    vault.ask_with(ring)
    for number in range(MOST_KEYS):
        vault.add_security_key(PASSPHRASE, f"chave {number}", ring.make, NOW)
    with pytest.raises(UserError, match="security-keys-too-many"):
        vault.add_security_key(PASSPHRASE, "mais uma", ring.make, NOW)
    vault.make_recovery(PASSPHRASE, new_recovery_key(), NOW)
    vault.remove_security_key(PASSPHRASE, vault.security_keys()[0].id)
    with pytest.raises(UserError, match="security-key-name-taken"):
        vault.add_security_key(PASSPHRASE, "chave 3", ring.make, NOW)
    assert len((folder / "header").read_bytes()) < headers.MOST_OCTETS


def test_requiring_a_key_ends_quick_unlock(vault: Vault, folder: Path, ring: Ring) -> None:
    quick_place.quick_path(folder).write_bytes(b"x")
    vault.add_security_key(PASSPHRASE, "Porta-chaves", ring.make, NOW)
    assert not quick_place.quick_path(folder).exists()


def test_a_header_that_somebody_else_changed_meanwhile_is_not_overwritten(keyed: Path, ring: Ring) -> None:
    with unlocked(keyed, ring) as vault:

        def slow(known: Sequence[KeySlot]) -> Made:
            vault.make_recovery(PASSPHRASE, new_recovery_key(), NOW)
            return ring.make(known)

        with pytest.raises(UserError, match="vault-busy"):
            vault.add_security_key(PASSPHRASE, "Gaveta", slow, NOW)
        assert vault.recovery_made_at() == NOW


def test_a_key_that_cannot_be_relied_on_is_not_required(vault: Vault, folder: Path) -> None:
    before = (folder / "header").read_bytes()

    def bad(_: Sequence[KeySlot]) -> Made:
        return Made(b"short", bytes(32), verified=False, answer=Secret(bytes(32)))

    with pytest.raises(UserError, match="security-key-unfit"):
        vault.add_security_key(PASSPHRASE, "Porta-chaves", bad, NOW)
    assert (folder / "header").read_bytes() == before


def test_every_octet_flipped_is_refused_even_when_the_sum_is_repaired(keyed: Path, ring: Ring) -> None:
    good = (keyed / "header").read_bytes()
    codes = set()
    for position in range(len(good) - 8):
        flipped = good[:position] + bytes([good[position] ^ 1 << position % 8]) + good[position + 1 :]
        for octets in (flipped, summed(flipped)):
            (keyed / "header").write_bytes(octets)
            with pytest.raises(LacreError) as caught:
                unlocked(keyed, ring)
            codes.add(caught.value.code)
    assert codes == {"damaged-vault", "newer-vault", "wrong-passphrase", "monstrous-kdf", "security-key-other"}
    (keyed / "header").write_bytes(good)
    unlocked(keyed, ring).close()


def test_the_two_ways_are_never_both_open_and_a_version_says_which() -> None:
    """A passphrase slot beside a key, written by whoever has the vault key, would make the key an ornament."""
    plain = headers.new_header(KEY, PASSPHRASE, COST)
    made = Made(bytes(16), bytes(32), verified=False, answer=Secret(bytes(32)))
    keyed = headers.with_key(plain, KEY, PASSPHRASE, COST, made, "um", 1)
    assert not keyed.passphrases
    slot, other = (part.open_part() + part.wrapped for part in (keyed.keys[0], plain.passphrases[0]))
    first, second = (len(part).to_bytes(2) + part for part in (slot, other))
    head, tail = keyed.octets[: SLOTS_AT - 1], keyed.octets[-40:]
    wrong = [
        head + b"\x02" + first + second + tail,
        head + b"\x01" + second + tail,
        head + b"\x01" + first + b"\x00" + tail,
        head + b"\x02" + first + b"\x00\x00" + tail,
        head + b"\x01" + first[:-1] + tail,
        head[:13] + b"\x01" + head[14:] + b"\x01" + first + tail,
        head + b"\x01" + (len(slot) + 1).to_bytes(2) + slot + b"\x00" + tail,
    ]
    for octets in wrong:
        with pytest.raises(PeerError, match="damaged-vault"):
            headers.parse_header(summed(octets))
    with pytest.raises(PeerError, match="newer-vault"):
        headers.parse_header(summed(head + b"\x01" + (20).to_bytes(2) + b"\x04" * 20 + tail))
    assert headers.parse_header(keyed.octets) == keyed


def test_a_cost_out_of_bounds_is_refused_before_a_key_is_asked(keyed: Path, ring: Ring) -> None:
    header = headers.parse_header((keyed / "header").read_bytes())
    before = ring.touched
    for cost, code in ((KdfCost(1, 1), "weak-kdf"), (KdfCost(2**31, 1), "monstrous-kdf")):
        slots = (header.keys[0]._replace(cost=cost),)
        with pytest.raises(PeerError, match=code):
            headers.open_slot(header._replace(slots=slots), PASSPHRASE, CHEAP, ring)
    assert ring.touched == before


@pytest.mark.parametrize("fails", ["before", "after"])
def test_a_crash_while_the_header_is_replaced_leaves_the_old_or_the_new_one(
    vault: Vault, folder: Path, ring: Ring, fails: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_file = os.replace

    def killed(source: Path, target: Path) -> None:
        if fails == "after":
            replace_file(source, target)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            vault.add_security_key(PASSPHRASE, "Porta-chaves", ring.make, NOW)
    vault.close()
    assert needs_key(folder) is (fails == "after")
    unlocked(folder, ring).close()
