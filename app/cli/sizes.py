"""The size of a file, as people read it; the exact one is in the JSON."""

from __future__ import annotations

from app.cli.sentences import language


def size_text(octets: int) -> str:
    """`1.4 MB`, in thousands as on the box of a disk; with the decimal mark of the language."""
    if octets < 1000:
        return f"{octets} B"
    said = f"{octets / 1e3:.0f} kB" if octets < 999_500 else _many(octets)
    return said if language() == "en" else said.replace(".", ",")


def _many(octets: int) -> str:
    return f"{octets / 1e6:.1f} MB" if octets < 999_950_000 else f"{octets / 1e9:.1f} GB"
