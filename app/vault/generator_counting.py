"""How many passwords keep a rule, exactly: the bits shown are the logarithm of this. Whole numbers alone."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations


def strings(signs: int, length: int, longest_run: int | None = None) -> int:
    """Strings of so many signs of an alphabet, none repeated more often in a row than `longest_run`."""
    if longest_run is None or longest_run >= length:
        return int(signs**length)
    counts: list[int] = [signs**n for n in range(longest_run + 1)]
    window = sum(counts[1:])  # of the last `longest_run` lengths: a string ends with a run after one of these
    for n in range(longest_run + 1, length + 1):
        counts.append(window * (signs - 1))
        window += counts[n] - counts[n - longest_run]
    return counts[length]


def keeping(
    alphabet: Collection[str], required: Collection[frozenset[str]], length: int, longest_run: int | None = None
) -> int:
    """Strings with a sign of every required set: all, less those without one set, plus those without two…

    The sets may overlap. Those without some are strings over what is left of the alphabet.
    """
    whole, count = frozenset(alphabet), 0
    for missing in range(len(required) + 1):
        for without in combinations(required, missing):
            left = len(whole.difference(*without))
            count += (-1) ** missing * strings(left, length, longest_run)
    return count
