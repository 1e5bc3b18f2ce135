"""Names from strangers: whatever comes in, what goes out is the name of a file and of nothing else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault.filenames import MOST_OCTETS, another_name, safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Contrato São João.pdf", "Contrato São João.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\System32\\cmd.exe", "cmd.exe"),
        ("evil\u202egnp.exe", "evilgnp.exe"),
        ("a\x00b\nc.txt", "ab c.txt"),
        ("com1.txt", "_com1.txt"),
        ("NUL", "_NUL"),
        ("aux .tar.gz", "_aux .tar.gz"),
        ("que?.txt", "que_.txt"),
        ("stream.txt:hidden", "stream.txt_hidden"),
        (" .bashrc. ", "bashrc"),
        ("..", "file"),
        ("", "file"),
        ("/", "file"),
        ("\u200b\u2066", "file"),
        ("e\u0301.txt", "é.txt"),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_ending() -> None:
    safe = safe_name("ã" * 500 + ".pdf")
    assert safe.endswith("ã.pdf")
    assert len(safe.encode()) <= MOST_OCTETS


pieces = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["/", "\\", "..", ".", " ", "con", "\u202e", "\u200d", ":", "\x00", "a" * 120, ".pdf", "é" * 90]),
)
names = st.lists(pieces, max_size=6).map("".join)


@given(names)
def test_every_name_becomes_one_that_any_system_takes(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert len(safe.encode()) <= MOST_OCTETS
    assert not set(safe) & set('<>:"/\\|?*')
    assert safe.strip(" .") == safe
    assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for letter in safe)
    assert safe.split(".")[0].strip().lower() not in {"con", "nul", "aux", "prn", "com1", "lpt9"}
    assert safe_name(safe) == safe


@given(names, st.lists(names, max_size=4))
def test_another_name_is_free_and_safe(name: str, others: list[str]) -> None:
    taken = {safe_name(name), *map(safe_name, others)}
    free = another_name(safe_name(name), taken)
    assert free.casefold() not in {each.casefold() for each in taken}
    assert len(free.encode()) <= MOST_OCTETS
