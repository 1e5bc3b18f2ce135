"""The header: costs are refused before anything is derived, and no octet of it can change unnoticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.crypto.hashing import blake2b_256
from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.errors import LacreError, PeerError, UserError
from app.vault import header as headers
from app.vault.keys import KeyRing
from app.vault.policy import POLICY, KdfPolicy, calibrate
from app.vault.vault import Vault

from .conftest import CHEAP, PASSPHRASE, reopen

KEY = Secret(bytes(range(32)))
SLOT_AT = 12 + 2 + 16 + 1
COST_AT = SLOT_AT + 1 + 16


def summed(body: bytes) -> bytes:
    """A header whose sum fits again: what an attacker writes, not a failing disk."""
    return body[:-8] + blake2b_256(body[:-8])[:8]


def with_cost(octets: bytes, memory_kib: int, passes: int) -> bytes:
    return summed(octets[:COST_AT] + memory_kib.to_bytes(4) + passes.to_bytes(4) + octets[COST_AT + 8 :])


@pytest.fixture
def header(vault: Vault, folder: Path) -> Path:
    """The header file of a closed vault."""
    vault.close()
    return folder / "header"


@pytest.fixture
def derivations(monkeypatch: pytest.MonkeyPatch) -> list[KdfCost]:
    """The cost of every derivation that is made, which goes on as it would."""
    made: list[KdfCost] = []
    derive = headers.argon2id

    def spy(password: Secret, salt: bytes, cost: KdfCost) -> Secret:
        made.append(cost)
        return derive(password, salt, cost)

    monkeypatch.setattr(headers, "argon2id", spy)
    return made


def test_a_header_is_parsed_as_it_was_written() -> None:
    made = headers.new_header(KEY, PASSPHRASE, KdfCost(8, 1))
    assert headers.parse_header(made.octets) == made
    assert headers.open_slot(made, PASSPHRASE, CHEAP)[0] == KEY


def test_every_flipped_octet_is_damage_before_anything_is_derived(header: Path, derivations: list[KdfCost]) -> None:
    good = header.read_bytes()
    for position in range(len(good)):
        header.write_bytes(good[:position] + bytes([good[position] ^ 1 << position % 8]) + good[position + 1 :])
        with pytest.raises(PeerError, match="damaged-vault"):
            reopen(header.parent)
    assert derivations == []
    header.write_bytes(good)
    reopen(header.parent).close()


def test_every_octet_flipped_by_somebody_who_repairs_the_sum_is_refused(header: Path) -> None:
    good = header.read_bytes()
    for position in range(len(good) - 8):
        header.write_bytes(summed(good[:position] + bytes([good[position] ^ 0x80]) + good[position + 1 :]))
        with pytest.raises(LacreError) as caught:
            reopen(header.parent)
        assert caught.value.code in {"damaged-vault", "wrong-passphrase", "newer-vault", "monstrous-kdf"}


@pytest.mark.parametrize("octets", [b"", b"lacre-vault\n", bytes(208), b"\xff" * 5000])
def test_what_is_no_header_is_damage(header: Path, octets: bytes) -> None:
    header.write_bytes(octets)
    with pytest.raises(PeerError, match="damaged-vault"):
        reopen(header.parent)


def test_a_header_cut_or_lengthened_anywhere_is_damage(header: Path) -> None:
    good = header.read_bytes()
    for octets in [*(good[:length] for length in range(0, len(good), 7)), good + b"\x00", summed(good + bytes(129))]:
        header.write_bytes(octets)
        with pytest.raises(PeerError, match="damaged-vault"):
            reopen(header.parent)


@pytest.mark.parametrize("count", [0, 2, 9, 255])
def test_a_number_of_slots_that_does_not_fit_is_damage(header: Path, count: int) -> None:
    good = header.read_bytes()
    header.write_bytes(summed(good[: SLOT_AT - 1] + bytes([count]) + good[SLOT_AT:]))
    with pytest.raises(PeerError, match="damaged-vault"):
        reopen(header.parent)


@pytest.mark.parametrize(
    ("memory_kib", "passes", "code"),
    [
        (64 * 1024 - 1, 3, "weak-kdf"),
        (64 * 1024, 2, "weak-kdf"),
        (0, 0, "weak-kdf"),
        (8, 20, "weak-kdf"),
        (4 * 1024 * 1024 + 1, 3, "monstrous-kdf"),
        (64 * 1024, 21, "monstrous-kdf"),
        (4 * 1024 * 1024, 5, "monstrous-kdf"),
        (2**32 - 1, 2**32 - 1, "monstrous-kdf"),
    ],
)
def test_a_cost_out_of_bounds_is_refused_before_deriving(
    header: Path, derivations: list[KdfCost], memory_kib: int, passes: int, code: str
) -> None:
    header.write_bytes(with_cost(header.read_bytes(), memory_kib, passes))
    with pytest.raises(PeerError) as caught:
        Vault.unlock(header.parent, PASSPHRASE)
    assert caught.value.code == code
    assert derivations == []


def test_one_monstrous_slot_among_good_ones_is_refused_before_deriving(derivations: list[KdfCost]) -> None:
    good = headers.new_header(KEY, PASSPHRASE, KdfCost(8, 1))
    body = good.octets[: SLOT_AT - 1] + b"\x02" + good.octets[SLOT_AT:-40]
    second = bytearray(good.octets[SLOT_AT:-40])
    second[17:21] = b"\xff" * 4
    derivations.clear()
    two = headers.parse_header(summed(body + bytes(second) + bytes(40)))
    assert len(two.slots) == 2
    with pytest.raises(PeerError, match="monstrous-kdf"):
        headers.open_slot(two, PASSPHRASE, CHEAP)
    assert derivations == []


def test_many_dear_slots_together_are_refused_before_deriving(derivations: list[KdfCost]) -> None:
    dear = KdfCost(512, 4)
    header = headers.Header(bytes(16), (headers.Slot(bytes(16), dear, bytes(16), bytes(72)),) * 3, b"")
    with pytest.raises(PeerError, match="monstrous-kdf"):
        headers.open_slot(header, PASSPHRASE, CHEAP)
    assert derivations == []
    CHEAP.require_all([dear, dear])


def test_the_default_bounds_are_those_of_the_format() -> None:
    for cost in (KdfCost(64 * 1024, 3), KdfCost(256 * 1024, 3), KdfCost(4096 * 1024, 4), KdfCost(512 * 1024, 20)):
        POLICY.require(cost)


def test_a_vault_cannot_be_made_below_the_floor(tmp_path: Path) -> None:
    from .conftest import NOW

    with pytest.raises(PeerError, match="weak-kdf"):
        Vault.create(tmp_path / "v", PASSPHRASE, now=NOW, cost=KdfCost(8, 1))
    assert list(tmp_path.iterdir()) == []


def test_a_slot_added_without_the_vault_key_is_refused() -> None:
    good = headers.new_header(KEY, PASSPHRASE, KdfCost(8, 1))
    body = good.octets[: SLOT_AT - 1] + b"\x02" + good.octets[SLOT_AT:-40] * 1 + good.octets[SLOT_AT:-40]
    forged = headers.parse_header(summed(body + good.octets[-40:-8] + bytes(8)))
    with pytest.raises(PeerError, match="damaged-vault"):
        headers.open_slot(forged, PASSPHRASE, CHEAP)


def test_reserved_octets_must_be_zero(header: Path, derivations: list[KdfCost]) -> None:
    good = header.read_bytes()
    at = COST_AT + 8 + 16
    header.write_bytes(summed(good[:at] + b"\x01" + good[at + 1 :]))
    with pytest.raises(PeerError, match="damaged-vault"):
        reopen(header.parent)
    assert derivations == []


def test_a_newer_format_is_named_as_such(header: Path) -> None:
    good = header.read_bytes()
    for at, value in ((12, b"\x00\x03"), (SLOT_AT, b"\x03"), (SLOT_AT, b"\x04")):
        header.write_bytes(summed(good[:at] + value + good[at + len(value) :]))
        with pytest.raises(PeerError, match="newer-vault"):
            reopen(header.parent)


def test_a_passphrase_is_the_same_however_it_was_typed() -> None:
    made = headers.new_header(KEY, Secret("ação de graças"), KdfCost(8, 1))
    for typed in ("ac\u0327a\u0303o de grac\u0327as", "ação\u00a0de\u2003graças"):
        assert headers.open_slot(made, Secret(typed), CHEAP)[0] == KEY
    for other in ("Ação de graças", "ação de graças ", "acao de gracas"):
        with pytest.raises(UserError, match="wrong-passphrase"):
            headers.open_slot(made, Secret(other), CHEAP)


@pytest.mark.parametrize(
    ("passphrase", "code"),
    [("", "passphrase-empty"), ("x" * 1025, "passphrase-too-long"), (b"\xff", "passphrase-not-text")],
)
def test_a_passphrase_that_nobody_can_type_again_is_refused(passphrase: str | bytes, code: str) -> None:
    with pytest.raises(UserError) as caught:
        headers.new_header(KEY, Secret(passphrase), KdfCost(8, 1))
    assert caught.value.code == code
    assert caught.value.__cause__ is None  # a decoding error would carry the passphrase


def test_a_changed_passphrase_keeps_id_and_other_slots() -> None:
    made = headers.new_header(KEY, PASSPHRASE, KdfCost(8, 1))
    changed = headers.with_passphrase(made, KEY, made.slots[0], Secret("outra"), KdfCost(16, 2))
    assert changed.vault_id == made.vault_id
    assert headers.open_slot(headers.parse_header(changed.octets), Secret("outra"), CHEAP)[0] == KEY
    assert changed.slots[0].salt != made.slots[0].salt
    assert changed.slots[0].id != made.slots[0].id
    headers.verify(changed, KeyRing(KEY).header)


@pytest.mark.parametrize(
    ("speed_s_per_gib_pass", "expected"),
    [
        (0.02, KdfCost(256 * 1024, 20)),  # very fast: the ceiling of passes
        (0.8, KdfCost(256 * 1024, 5)),
        (1.3, KdfCost(256 * 1024, 3)),
        (4.0, KdfCost(128 * 1024, 3)),
        (100.0, KdfCost(64 * 1024, 3)),  # very slow: never below the floor
    ],
)
def test_calibration_aims_at_a_second_within_the_bounds(speed_s_per_gib_pass: float, expected: KdfCost) -> None:
    def measure(cost: KdfCost) -> float:
        return cost.memory_kib / 1024 / 1024 * cost.passes * speed_s_per_gib_pass

    assert calibrate(POLICY, measure) == expected
    POLICY.require(expected)


def test_calibration_measures_the_machine_when_not_told() -> None:
    policy = KdfPolicy(KdfCost(8, 1), KdfCost(64, 4), 256, KdfCost(16, 1))
    policy.require(calibrate(policy))
