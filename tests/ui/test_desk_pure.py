"""What the desktop computes without a window: strength, second-factor codes, days, hosts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.crypto.secret import Secret
from app.errors import UserError
from app.ops.one_time import CodeMaker, grouped, parse_secret
from app.ui import strength, when
from app.ui.entry_fields import web_address
from app.ui.lists import host

NOW = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "password",
        "Password1!",
        "p4ssw0rd",
        "Palavra-passe2026!",
        "benfica1904",
        "qwertyuiop",
        "12345678",
        "aaaaaaaaaa",
        "31121999",
        "abcdefgh",
    ],
)
def test_what_is_on_every_list_is_called_weak(text: str) -> None:
    assert strength.bits(text) < 35


@pytest.mark.parametrize("text", ["broa selo carta mesa lua", "k7M!q2Xw9#bTz", "comboio ferrugem tangente pardal"])
def test_several_words_or_chance_are_called_good(text: str) -> None:
    assert strength.bits(text) >= 50


@pytest.mark.parametrize(
    ("shorter", "longer"), [("mesa", "mesa lua"), ("k7M!q2", "k7M!q2Xw"), ("mesa mesa", "mesa lua")]
)
def test_more_chance_is_more_bits(shorter: str, longer: str) -> None:
    assert strength.bits(shorter) < strength.bits(longer)


def test_an_empty_passphrase_has_no_bits() -> None:
    assert strength.bits("") == 0


# RFC 6238, appendix B: the shared secret is the ASCII digits, repeated to the length of the hash.
RFC = {
    "SHA1": b"12345678901234567890",
    "SHA256": b"12345678901234567890123456789012",
    "SHA512": b"1234567890" * 6 + b"1234",
}


@pytest.mark.parametrize(
    ("at", "algorithm", "code"),
    [
        (59, "SHA1", "94287082"),
        (59, "SHA256", "46119246"),
        (59, "SHA512", "90693936"),
        (1111111109, "SHA1", "07081804"),
        (20000000000, "SHA256", "77737706"),
        (20000000000, "SHA512", "47863826"),
    ],
)
def test_codes_are_those_of_the_rfc(at: int, algorithm: str, code: str) -> None:
    assert CodeMaker(Secret(RFC[algorithm]), 8, 30, algorithm).code(at) == code


def test_a_secret_is_read_as_sites_show_it() -> None:
    assert parse_secret("gezd gnbv-GY3T qojq").key == Secret(b"1234567890")
    full = parse_secret(
        "otpauth://totp/Loja:ana?secret=GEZDGNBVGY3TQOJQ&issuer=Loja&digits=8&period=60&algorithm=SHA256"
    )
    assert (full.key, full.digits, full.period, full.algorithm) == (Secret(b"1234567890"), 8, 60, "SHA256")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not base32 189!",
        "otpauth://totp/x",
        "otpauth://totp/x?secret=GEZDGNBV&digits=99",
        "otpauth://totp/x?secret=GEZDGNBV&period=a",
    ],
)
def test_what_is_no_secret_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="bad-totp"):
        parse_secret(text)


def test_a_code_maker_does_not_print_its_key() -> None:
    assert "1234" not in repr(CodeMaker(Secret(b"1234567890")))


def test_a_code_says_how_long_it_lasts() -> None:
    assert CodeMaker(Secret(b"x")).left(59) == 1
    assert CodeMaker(Secret(b"x")).left(60) == 30
    assert grouped("482913") == "482 913"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("31/12/2026", "2026-12-31"),
        ("1.2.2027", "2027-02-01"),
        ("2026-12-31", "2026-12-31"),
        (" 5-6-2026 ", "2026-06-05"),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, iso: str) -> None:
    assert when.read_day(text) == iso


@pytest.mark.parametrize("text", ["", "31/02/2026", "amanhã", "12/31/2026", "0026-01-01"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert when.read_day(text) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.loja.pt/a?b", "loja.pt"),
        ("loja.pt", "loja.pt"),
        ("http://u:p@loja.pt:8080/x", "loja.pt:8080"),
        ("", ""),
    ],
)
def test_an_address_is_called_by_its_host(url: str, expected: str) -> None:
    assert host(url) == expected


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "file:///etc/passwd", "", None, "mailto:a@b.pt", "smb://host/x"]
)
def test_only_web_addresses_reach_the_browser(text: str | None) -> None:
    assert web_address(text) is None


def test_a_bare_host_is_opened_as_a_web_address() -> None:
    address = web_address("loja.pt/entrar")
    assert address is not None
    assert address.scheme() in ("http", "https")


@pytest.mark.parametrize(
    ("back", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=5), "5 hours ago"),
        (timedelta(days=1), "yesterday"),
        (timedelta(days=12), "12 days ago"),
    ],
)
def test_the_past_is_said_in_words(back: timedelta, words: str) -> None:
    assert when.ago(NOW - back, NOW) == words
