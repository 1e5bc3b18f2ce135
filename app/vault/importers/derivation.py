"""What a stranger's file may make this machine derive. Parameters are met here before a single round is done.

Up to the plain bounds nobody is asked. Up to the patient ones the person has to agree: such files are rare, but honest ones
exist. Beyond those it is no file but an attack, or a setting that its own program has to lower first.
"""

from __future__ import annotations

from app.vault.importers.limits import MIB, refuse

_KIB_PLAIN, _KIB_PATIENT = 128 * 1024, 1024 * 1024
_WORK_PLAIN, _WORK_PATIENT = 1024 * 1024, 16 * 1024 * 1024  # KiB times passes: about as many microseconds
_AES_PLAIN, _AES_PATIENT = 20_000_000, 1_000_000_000
_PBKDF2_PLAIN, _PBKDF2_PATIENT = 2_000_000, 20_000_000
_MOST_LANES = 64


def allow_argon2(memory_kib: int, passes: int, lanes: int, *, patient: bool) -> None:
    """Whether this derivation may be done. At least 8 KiB a lane, as Argon2 itself asks."""
    if not 1 <= lanes <= _MOST_LANES or memory_kib < 8 * lanes or passes < 1:
        raise refuse("broken-kdf")
    work = memory_kib * passes
    if memory_kib > _KIB_PATIENT or work > _WORK_PATIENT:
        raise refuse("monstrous-kdf")
    if not patient and (memory_kib > _KIB_PLAIN or work > _WORK_PLAIN):
        raise refuse("heavy-kdf", memory_mib=memory_kib // 1024, seconds=max(1, work // MIB))


def allow_aes_rounds(rounds: int, *, patient: bool) -> None:
    _allow_count(rounds, _AES_PLAIN, _AES_PATIENT, patient=patient)


def allow_pbkdf2(iterations: int, *, patient: bool) -> None:
    _allow_count(iterations, _PBKDF2_PLAIN, _PBKDF2_PATIENT, patient=patient)


def _allow_count(count: int, plain: int, most: int, *, patient: bool) -> None:
    if count < 1:
        raise refuse("broken-kdf")
    if count > most:
        raise refuse("monstrous-kdf")
    if not patient and count > plain:
        raise refuse("heavy-kdf", memory_mib=1, seconds=max(1, 2 * count // plain))
