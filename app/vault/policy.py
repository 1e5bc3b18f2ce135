"""How much a guess at the passphrase must and may cost, and what a new vault chooses. Owns no derivation of the vault itself.

The bounds are a parameter, so that tests may pass lower ones: nothing outside the program (no file, no environment) can.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.crypto.kdf import SALT_OCTETS, KdfCost, argon2id
from app.crypto.randomness import random_bytes
from app.crypto.secret import Secret
from app.errors import PeerError

MIB = 1024  # in KiB
_SLOW_S = 2.0
_ABOUT_S = 1.0


class KdfPolicy(NamedTuple):
    """The bounds. `work_kib` caps memory × passes: either alone may be high, both together would hang the machine."""

    floor: KdfCost
    ceiling: KdfCost
    work_kib: int
    default: KdfCost

    def require(self, cost: KdfCost) -> None:
        """Refuse a cost out of bounds. Callers do so before they derive, or the bounds would protect nobody."""
        facts = {"memory_mib": cost.memory_kib // MIB, "passes": cost.passes}
        if cost.memory_kib < self.floor.memory_kib or cost.passes < self.floor.passes:
            raise PeerError("weak-kdf", **facts)
        too_long = cost.memory_kib * cost.passes > self.work_kib
        if cost.memory_kib > self.ceiling.memory_kib or cost.passes > self.ceiling.passes or too_long:
            raise PeerError("monstrous-kdf", **facts)

    def require_all(self, costs: Sequence[KdfCost]) -> None:
        """Each, and together not more than one may cost: a wrong passphrase is tried on all of them."""
        for cost in costs:
            self.require(cost)
        if sum(cost.memory_kib * cost.passes for cost in costs) > self.work_kib:
            worst = max(costs, key=lambda cost: cost.memory_kib * cost.passes)
            raise PeerError("monstrous-kdf", memory_mib=worst.memory_kib // MIB, passes=worst.passes)


POLICY = KdfPolicy(
    floor=KdfCost(64 * MIB, 3),
    ceiling=KdfCost(4096 * MIB, 20),
    work_kib=16 * 1024 * MIB,
    default=KdfCost(256 * MIB, 3),
)


def calibrate(policy: KdfPolicy = POLICY, measure: Callable[[KdfCost], float] | None = None) -> KdfCost:
    """The default cost, with more passes on a fast machine (about a second) or less memory on a slow one."""
    measure = measure or _measure
    cost = policy.default
    taken = measure(cost)
    while taken > _SLOW_S and cost.memory_kib // 2 >= policy.floor.memory_kib:
        cost = KdfCost(cost.memory_kib // 2, cost.passes)
        taken = measure(cost)
    passes = round(cost.passes * _ABOUT_S / max(taken, 1e-6))
    most = min(policy.ceiling.passes, policy.work_kib // cost.memory_kib)
    return KdfCost(cost.memory_kib, max(cost.passes, min(passes, most)))


def _measure(cost: KdfCost) -> float:
    start = time.perf_counter()
    argon2id(Secret("calibration"), random_bytes(SALT_OCTETS), cost)
    return time.perf_counter() - start
