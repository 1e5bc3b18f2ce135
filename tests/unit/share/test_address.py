"""The one form of the address that a code goes to."""

from __future__ import annotations

import pytest

from app.errors import Malformed
from app.share.wire.address import norm_address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("ana@clinica.pt", "ana@clinica.pt"),
        (" Ana.Silva+x@Clinica.PT\u200b\n", "ana.silva+x@clinica.pt"),
        ("a\u00adna@\u2066cli nica.pt", "ana@clinica.pt"),
        ("a@xn--caf-dma.example", "a@xn--caf-dma.example"),
        ("!#$%&'*+/=?^_`{|}~-@a.b", "!#$%&'*+/=?^_`{|}~-@a.b"),
        ("a" * 64 + "@" + ".".join(["b" * 61] * 3) + ".pt", "a" * 64 + "@" + ".".join(["b" * 61] * 3) + ".pt"),
    ],
)
def test_an_address_has_one_form(written: str, address: str) -> None:
    assert norm_address(written) == address == norm_address(address)


@pytest.mark.parametrize(
    "written",
    [
        "", "@", "ana", "ana@", "@clinica.pt", "ana@clinica", "ana@clinica.pt.", "ana@.pt", "ana@-a.pt", "ana@a-.pt",
        "ana@b@clinica.pt", "aná@clinica.pt", "ana@clínica.pt", "ana\x00@clinica.pt", "ana\x7f@clinica.pt", "a" * 65 + "@b.pt",
        "a@" + ".".join(["b" * 60] * 5), "ana@[127.0.0.1]", "ana@a_b.pt", "\u212aelvin@a.pt",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_without_saying_it(written: str) -> None:
    with pytest.raises(Malformed) as raised:
        norm_address(written)
    assert str(raised.value) == str(Malformed("address"))
