"""Padmé: a length that tells little, at a cost of at most 12 % (Nikitin et al., "Reducing Metadata Leakage", PoPETs 2019)."""

from __future__ import annotations


def padme(length: int) -> int:
    """The length to pad `length` to."""
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    free_bits = exponent - exponent.bit_length()
    mask = (1 << free_bits) - 1
    return (length + mask) & ~mask
