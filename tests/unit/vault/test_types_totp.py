"""Second factors: RFC 6238's vectors through the address that sites give out, and what is refused, by name."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.crypto.secret import Secret
from app.errors import UserError
from app.vault.types.totp import PERIODS, CodeMaker, encode_totp, parse_totp

fixed = settings(derandomize=True, deadline=None, database=None)

SECRET = "JBSWY3DPEHPK3PXP"
KEYS = {"SHA1": b"12345678901234567890", "SHA256": b"12345678901234567890123456789012"}
KEYS["SHA512"] = b"1234567890123456789012345678901234567890123456789012345678901234"
VECTORS = {
    59: ("94287082", "46119246", "90693936"),
    1111111109: ("07081804", "68084774", "25091201"),
    1111111111: ("14050471", "67062674", "99943326"),
    1234567890: ("89005924", "91819424", "93441116"),
    2000000000: ("69279037", "90698825", "38618901"),
    20000000000: ("65353130", "77737706", "47863826"),
}


@pytest.mark.parametrize("at", VECTORS)
@pytest.mark.parametrize("n", range(3))
def test_the_codes_are_those_of_the_standard(at: int, n: int) -> None:
    algorithm = list(KEYS)[n]
    secret = base64.b32encode(KEYS[algorithm]).decode()
    maker = parse_totp(f"otpauth://totp/RFC?secret={secret}&algorithm={algorithm}&digits=8")
    assert maker.code(at) == VECTORS[at][n]


def test_an_address_tells_issuer_account_and_rhythm() -> None:
    maker = parse_totp(
        f"otpauth://totp/Padaria%20A%C3%A7ores:maria%40exemplo.pt?secret={SECRET}&period=60&digits=7&issuer=Padaria"
    )
    assert (maker.issuer, maker.account) == ("Padaria", "maria@exemplo.pt")
    assert (maker.digits, maker.period, maker.algorithm) == (7, 60, "SHA1")
    assert [maker.left(at) for at in (0, 1, 59, 60)] == [60, 59, 1, 60]


def test_the_issuer_may_be_in_the_label_alone_or_nowhere() -> None:
    assert parse_totp(f"otpauth://totp/Padaria:maria?secret={SECRET}").issuer == "Padaria"
    plain = parse_totp(f"otpauth://totp/maria?secret={SECRET}&image=https%3A%2F%2Fexemplo.pt")
    assert (plain.issuer, plain.account) == ("", "maria")


@pytest.mark.parametrize(
    "text", ["JBSW Y3DP EHPK 3PXP", "jbsw-y3dp-ehpk-3pxp", f" {SECRET}======", f"OTPAUTH://TOTP/x?SECRET={SECRET}"]
)
def test_a_secret_is_read_as_sites_and_people_write_it(text: str) -> None:
    assert parse_totp(text).key == Secret(base64.b32decode(SECRET))


@pytest.mark.parametrize("name", ["SHA256", "sha-256", "HmacSHA256"])
def test_the_algorithm_is_known_by_its_usual_names(name: str) -> None:
    assert parse_totp(f"otpauth://totp/x?secret={SECRET}&algorithm={name}").algorithm == "SHA256"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bad-totp"),
        ("1890", "bad-totp"),
        ("JBSWY3DPEHPK3P", "bad-totp"),
        ("A" * 5000, "bad-totp"),
        ("otpauth://totp/x", "bad-totp"),
        (f"otpauth://x/x?secret={SECRET}", "bad-totp"),
        (f"otpauth://totp/x?secret={SECRET}&secret={SECRET}", "bad-totp"),
        (f"otpauth://totp/x?secret={SECRET}&digits=5", "bad-totp"),
        (f"otpauth://totp/x?secret={SECRET}&digits=９", "bad-totp"),
        (f"otpauth://totp/x?secret={SECRET}&period=0", "bad-totp"),
        (f"otpauth://totp/x?secret={SECRET}&period=-30", "bad-totp"),
        (f"otpauth://totp/x?secret={SECRET}&algorithm=MD5", "bad-totp"),
        (f"otpauth://totp/%FF?secret={SECRET}", "bad-totp"),
        (f"otpauth://[totp/x?secret={SECRET}", "bad-totp"),
        (f"otpauth://hotp/x?secret={SECRET}&counter=1", "totp-counter"),
        (f"otpauth://totp/Steam:x?secret={SECRET}", "totp-steam"),
        (f"otpauth://totp/x?secret={SECRET}&issuer=steam", "totp-steam"),
        (f"steam://{SECRET}", "totp-steam"),
        ("otpauth-migration://offline?data=CjEK", "totp-several"),
    ],
)
def test_what_makes_no_codes_is_refused_by_name(text: str, code: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_totp(text)
    assert caught.value.code == code
    assert not caught.value.facts


_NAMES = st.text(st.characters(exclude_categories=["Cs", "C"], exclude_characters=":"), max_size=20).map(
    lambda name: " ".join(name.split())
)


@given(
    key=st.binary(min_size=1, max_size=64),
    digits=st.integers(6, 8),
    period=st.sampled_from(PERIODS),
    algorithm=st.sampled_from(["SHA1", "SHA256", "SHA512"]),
    issuer=_NAMES.filter(lambda name: name.casefold() != "steam"),
    account=_NAMES,
)
@fixed
def test_an_address_that_is_written_reads_back_the_same(
    key: bytes, digits: int, period: int, algorithm: str, issuer: str, account: str
) -> None:
    maker = CodeMaker(Secret(key), digits, period, algorithm, issuer, account)
    assert parse_totp(encode_totp(maker)) == maker


def _refused(text: str) -> str:
    """The code of the refusal; empty where it was read."""
    try:
        parse_totp(text)
    except UserError as error:
        return error.code
    return ""


@given(st.text(max_size=60))
@fixed
def test_any_text_is_read_or_refused(text: str) -> None:
    for form in (text, f"otpauth://totp/{text}", f"otpauth://totp/x?{text}"):
        assert _refused(form) in {"", "bad-totp", "totp-steam", "totp-counter", "totp-several"}


def test_what_a_site_calls_itself_turns_no_text_and_hides_nothing() -> None:
    maker = parse_totp("otpauth://totp/%E2%80%AEknab%1B%5B2J?secret=GEZDGNBV&issuer=Ban%E2%80%8Bco%0A%202")
    assert (maker.issuer, maker.account) == ("Banco 2", "knab[2J")
