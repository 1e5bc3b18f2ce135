"""Vectors of links: good ones, mangled ones that repair, damaged ones."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from reference import b64, b64url, link, octets, raw_link

ORIGIN = "https://relay.example"
ID = octets("link id", 16)
SECRET = octets("link secret")
GOOD = link(ORIGIN, ID, "t", SECRET)
FRONT, FRAGMENT = GOOD.split("#")
ID_TEXT, S_TEXT = b64url(ID), b64url(SECRET)
ESCAPED = GOOD.replace("#", "%23")
ENCODED = quote(GOOD, safe="")


def suite() -> dict[str, Any]:
    """The file link.json."""
    return {
        "suite": "link",
        "about": "PROTOCOL section 3. `input` is repaired and parsed; `expect.link` is the repaired text.",
        "cases": [*_good(), *_repaired(), *_damaged()],
    }


def _case(name: str, text: str, origin: str = ORIGIN, kind: str = "t") -> dict[str, Any]:
    whole = link(origin, ID, kind, SECRET)
    expect = {"origin": origin, "id": b64(ID), "kind": kind, "secret": b64(SECRET), "link": whole}
    return {"name": name, "input": text, "expect": expect}


def _good() -> list[dict[str, Any]]:
    cases = [_case(f"kind {kind}", link(ORIGIN, ID, kind, SECRET), kind=kind) for kind in "ngt"]
    origins = [
        "https://relay.example:8443",
        "https://a.b-c.xn--caf-dma.pt",
        "https://localhost",
        "https://192.0.2.7",
        "https://[2001:db8::1]:8443",
        "https://relay.example:65535",
        "https://relay.example:80",
        "http://127.0.0.1:8750",
        "http://localhost:8750",
        "http://[::1]:8750",
        "http://127.0.0.1",
        "http://localhost:443",
        "https://" + "a" * 63 + ".example",
        "https://" + ".".join(["a" * 61] * 4) + ".bcdef",
    ]
    return cases + [
        _case(f"origin {origin[:60]} ({len(origin)})", link(origin, ID, "t", SECRET), origin) for origin in origins
    ]


def _repaired() -> list[dict[str, Any]]:
    cut = FRONT + "#" + FRAGMENT[:20]
    manglings = {
        "in angle brackets": f"<{GOOD}>",
        "in parentheses": f"({GOOD})",
        "in square brackets": f"[{GOOD}]",
        "in straight quotes": f'"{GOOD}"',
        "in curly quotes": f"“{GOOD}”",
        "in guillemets": f"«{GOOD}»",
        "in single quotes": f"'{GOOD}'",
        "a full stop behind": f"{GOOD}.",
        "a comma behind": f"{GOOD},",
        "an exclamation mark behind": f"{GOOD}!",
        "an ellipsis behind": f"{GOOD}…",
        "a closing parenthesis and a stop behind": f"{GOOD}).",
        "markdown": f"[abrir]({GOOD})",
        "an HTML anchor": f'<a href="{GOOD}">abrir</a>',
        "spaces around": f"  {GOOD}  ",
        "a line break behind": f"{GOOD}\r\n",
        "a byte order mark before": f"\ufeff{GOOD}",
        "%23 for the number sign": ESCAPED,
        "%23 and %2E": ESCAPED.replace(FRAGMENT, FRAGMENT.replace(".", "%2E")),
        "%2e in small letters": f"{FRONT}#{FRAGMENT.replace('.', '%2e')}",
        "every character of the fragment escaped": FRONT + "#" + "".join(f"%{ord(c):02x}" for c in FRAGMENT),
        "wrapped at 76": f"{GOOD[:76]}\n{GOOD[76:]}",
        "wrapped with CRLF and indented": f"{GOOD[:50]}\r\n    {GOOD[50:]}",
        "wrapped in the origin": f"{GOOD[:12]}\n{GOOD[12:]}",
        "wrapped between the slashes": f"{GOOD[:7]}\n{GOOD[7:]}",
        "a space every ten characters": " ".join(GOOD[at : at + 10] for at in range(0, len(GOOD), 10)),
        "a zero-width space inside": f"{GOOD[:60]}\u200b{GOOD[60:]}",
        "a soft hyphen inside": f"{GOOD[:60]}\u00ad{GOOD[60:]}",
        "a no-break space inside": f"{GOOD[:60]}\u00a0{GOOD[60:]}",
        "a word joiner inside": f"{GOOD[:60]}\u2060{GOOD[60:]}",
        "direction marks around": f"\u202a\u2066{GOOD}\u2069\u202c",
        "a tab inside": f"{GOOD[:60]}\t{GOOD[60:]}",
        "a line separator inside": f"{GOOD[:60]}\u2028{GOOD[60:]}",
        "a variation selector behind": f"{GOOD}\ufe0f",
        "text before": f"Olá! O link: {GOOD}",
        "text behind": f"{GOOD} Obrigada, até já",
        "text around in lines": f"Bom dia,\n{GOOD}\nCumprimentos",
        "scheme and host in capitals": GOOD.replace("https://relay.example", "HTTPS://Relay.EXAMPLE"),
        "a capital at the start": "H" + GOOD[1:],
        "a slash behind the id": f"{FRONT}/#{FRAGMENT}",
        "two slashes behind the id": f"{FRONT}//#{FRAGMENT}",
        "a tracker's parameter": f"{FRONT}?fbclid=IwAR0_x#{FRAGMENT}",
        "a tracker's parameter behind a slash": f"{FRONT}/?utm_source=mail&utm_medium=x#{FRAGMENT}",
        "a second number sign behind": f"{GOOD}#fim",
        "a question mark behind": f"{GOOD}?x=1",
        "safe link, url=": f"https://eur01.safelinks.example/?url={ENCODED}&data=05%7C01&reserved=0",
        "safe link, u=": f"https://l.social.example/l.php?u={ENCODED}&h=AT0",
        "safe link, q=": f"https://www.search.example/url?q={ENCODED}&sa=D",
        "safe link, not its first parameter": f"https://out.example/?a=b&url={ENCODED}",
        "safe link, link not encoded": f"https://out.example/?url={GOOD}&x=1",
        "safe link, only %23 encoded": f"https://out.example/?url={ESCAPED}",
        "safe link, wrapped lines": f"https://out.example/?url={ENCODED[:40]}\n{ENCODED[40:]}",
        "safe link on http": f"http://out.example/?url={ENCODED}",
        "safe link around a mangled link": f"https://out.example/?url={quote('<' + GOOD + '>', safe='')}",
    }
    cases = [_case(name, text) for name, text in manglings.items()]
    assert cut not in [case["input"] for case in cases]
    return cases


def _damaged() -> list[dict[str, Any]]:
    return [
        {"name": name, "why": why, "input": text, "error": "damaged"}
        for name, (text, why) in {**_cut_and_changed(), **_right_check(), **_wrong_origin(), **_wrong_wrapper()}.items()
    ]


def _cut_and_changed() -> dict[str, tuple[str, str]]:
    swapped = "B" if S_TEXT[9] != "B" else "C"
    other_check = "A" if GOOD[-1] != "A" else "B"
    secret_at = GOOD.index(S_TEXT)
    return {
        "nothing": ("", "no link"),
        "only white space": (" \n", "no link"),
        "no link in the text": ("o código vem a seguir", "no scheme"),
        "no scheme": (GOOD.removeprefix("https://"), "no scheme"),
        "another scheme": (GOOD.replace("https", "ftp"), "the scheme is neither https nor http"),
        "a long s in the scheme": (GOOD.replace("https", "httpſ"), "the scheme is compared in ASCII"),
        "no fragment": (FRONT, "the fragment is missing"),
        "an empty fragment": (FRONT + "#", "the fragment is missing"),
        "cut by one character": (GOOD[:-1], "the check has five characters"),
        "cut in the secret": (GOOD[:80], "the secret is cut"),
        "no check": (GOOD[:-7], "the check is missing"),
        "cut at the front": ("https://" + GOOD[30:], "the id is missing"),
        "one character of the secret changed": (
            GOOD[: secret_at + 9] + swapped + GOOD[secret_at + 10 :],
            "the check does not fit",
        ),
        "two characters of the secret exchanged": (
            GOOD[:secret_at] + S_TEXT[1] + S_TEXT[0] + GOOD[secret_at + 2 :],
            "the check does not fit",
        ),
        "one character of the id changed": (GOOD.replace(ID_TEXT, "A" + ID_TEXT[1:]), "the check does not fit"),
        "one character of the check changed": (GOOD[:-1] + other_check, "the check does not fit"),
        "another kind": (GOOD.replace("#1t", "#1n"), "the check does not fit"),
        "the secret in capitals": (GOOD.replace(S_TEXT, S_TEXT.upper()), "the check does not fit"),
        "the whole link in small letters": (GOOD.lower(), "the check does not fit"),
        "a comma for the stop": (GOOD.replace(".", ","), "a separator is changed"),
        "a hyphen turned into a dash": (FRONT + "#" + FRAGMENT.replace("1t.", "1t–."), "a dash is in the fragment"),
        "a character missing in the middle": (GOOD[:70] + GOOD[71:], "the secret is too short"),
        "a character too many in the middle": (GOOD[:70] + "A" + GOOD[70:], "the secret is too long"),
        "a mail's quotation mark inside": (f"{GOOD[:76]}\n> {GOOD[76:]}", "a > is in the fragment"),
        "%2523 for the number sign": (GOOD.replace("#", "%2523"), "escaped twice"),
        "the fragment escaped twice": (FRONT + "#" + FRAGMENT.replace(".", "%252E"), "escaped twice"),
        "a loose percent sign": (FRONT + "#" + FRAGMENT.replace(".", "%", 1), "an escape without digits"),
        "an escape beyond ASCII": (FRONT + "#" + FRAGMENT.replace(".", "%AE", 1), "an escape of 80 or above"),
        "more than 4096 characters": (GOOD.ljust(4097), "too long"),
        "4097 units of UTF-16": (GOOD + "😀" * ((4098 - len(GOOD)) // 2), "too long"),
    }


def _right_check() -> dict[str, tuple[str, str]]:
    """The check part fits in all of these: one other thing is wrong."""
    return {
        "another version": (raw_link(ORIGIN, ID_TEXT, f"2t.{S_TEXT}"), "the suite digit is 2"),
        "an unknown kind": (raw_link(ORIGIN, ID_TEXT, f"1x.{S_TEXT}"), "the kind is x"),
        "a kind in capitals": (raw_link(ORIGIN, ID_TEXT, f"1T.{S_TEXT}"), "the kind is T"),
        "no kind": (raw_link(ORIGIN, ID_TEXT, f"1.{S_TEXT}"), "the kind is missing"),
        "bits left over in the secret": (
            raw_link(ORIGIN, ID_TEXT, f"1t.{_next(S_TEXT)}"),
            "unused trailing bits of the secret are not zero",
        ),
        "bits left over in the id": (
            raw_link(ORIGIN, _next(ID_TEXT), f"1t.{S_TEXT}"),
            "unused trailing bits of the id are not zero",
        ),
        "a short id": (raw_link(ORIGIN, ID_TEXT[:21], f"1t.{S_TEXT}"), "the id has 21 characters"),
        "a long id": (raw_link(ORIGIN, ID_TEXT + "A", f"1t.{S_TEXT}"), "the id has 23 characters"),
        "a short secret": (raw_link(ORIGIN, ID_TEXT, f"1t.{S_TEXT[:42]}"), "the secret has 42 characters"),
        "standard base64 in the secret": (
            raw_link(ORIGIN, ID_TEXT, f"1t.{S_TEXT[:5]}+/{S_TEXT[7:]}"),
            "the wrong alphabet",
        ),
        "padding in the id": (raw_link(ORIGIN, ID_TEXT + "==", f"1t.{S_TEXT}"), "base64 with padding"),
        "another path": (GOOD.replace("/s/", "/r/"), "the path is not /s/"),
        "the path in capitals": (GOOD.replace("/s/", "/S/"), "the path is not /s/"),
        "a path before": (GOOD.replace("/s/", "/lacre/s/"), "the origin has a path"),
        "a path behind": (f"{FRONT}/x#{FRAGMENT}", "something is behind the id"),
        "two slashes before the path": (GOOD.replace("/s/", "//s/"), "the path is not /s/"),
    }


def _next(text: str) -> str:
    """The same octets for a sloppy decoder."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return text[:-1] + alphabet[alphabet.index(text[-1]) + 1]


def _wrong_origin() -> dict[str, tuple[str, str]]:
    origins = {
        "http://relay.example": "plain http beyond loopback",
        "http://127.0.0.2": "plain http beyond loopback",
        "http://localhost.example": "plain http beyond loopback",
        "http://127.0.0.1.example": "plain http beyond loopback",
        "http://[::2]": "plain http beyond loopback",
        "https://user@relay.example": "a user name",
        "https://relay.example@other.example": "a user name",
        "https://relay.example:443": "the default port is written",
        "http://localhost:80": "the default port is written",
        "https://relay.example:0": "the port is 0",
        "https://relay.example:65536": "the port is beyond 65535",
        "https://relay.example:08443": "the port has a leading zero",
        "https://relay.example:": "the port is missing",
        "https://relay.example.": "an empty label",
        "https://.relay.example": "an empty label",
        "https://relay..example": "an empty label",
        "https://": "the host is missing",
        "https://re_lay.example": "an underscore in a label",
        "https://-relay.example": "a label begins with a hyphen",
        "https://relay-.example": "a label ends in a hyphen",
        "https://" + "a" * 64 + ".example": "a label of 64 characters",
        "https://" + ".".join(["a" * 61] * 4) + ".bcdefg": "a host of 254 characters",
        "https://café.example": "a name not in its xn-- form",
        "https://\u212aelay.example": "the Kelvin sign is not a k",
        "https://relay.example\\x": "a backslash",
        "https://relay%2eexample": "an escape in the host",
        "https://[2001:db8::1": "a bracket is missing",
        "https://[]": "an empty address",
        "https://[fe80::1%25eth0]": "a zone in the address",
    }
    return {
        f"origin {origin[:60]} ({len(origin)})": (link(origin, ID, "t", SECRET), why) for origin, why in origins.items()
    }


def _wrong_wrapper() -> dict[str, tuple[str, str]]:
    wrapper = "https://out.example/?url="
    return {
        "a safe link in a safe link": (wrapper + quote(wrapper + ENCODED, safe=""), "only one wrapper is taken off"),
        "a safe link by another name": (f"https://out.example/?target={ENCODED}", "no parameter url, u or q"),
        "a safe link whose first url is another": (f"{wrapper}x&url={ENCODED}", "only the first such parameter counts"),
        "a safe link with a loose percent sign": (f"{wrapper}{ENCODED}%", "an escape without digits"),
        "a safe link that is not UTF-8": (f"{wrapper}{ENCODED}%FF", "the value is not UTF-8"),
        "a safe link escaped twice": (wrapper + quote(ENCODED, safe=""), "the value is decoded once"),
        "a safe link around a cut link": (wrapper + ENCODED[:-1], "the check has five characters"),
        "a safe link without a value": (wrapper, "no link"),
    }
