"""Vectors of what came with files, terms and the identity check: names, sealed chunks, terms, acceptances, addresses."""

from __future__ import annotations

from typing import Any

from documents import CREATED, HEADER
from reference import b64, canonical, d, h, octets, padme, sodium

Case = dict[str, Any]
CHUNK = 262_144
F = octets("F")
TERMS: Case = {"text": "O que está aqui é confidencial.\nNão o mostre a ninguém."}


def seal(key: bytes, plain: bytes, ad: bytes, nonce: bytes) -> bytes:
    return nonce + sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, ad, nonce, key)


def padded(plain: bytes) -> bytes:
    """Spaces up to the next multiple of 1024."""
    return plain + b" " * (-len(plain) % 1024)


def names_suite() -> Case:
    """The file names.json."""
    cases = [{"name": name, "input": given, "expect": expect} for name, (given, expect) in _names().items()]
    about = "PROTOCOL section 7.2, safe_name: of all names of one share, in their order."
    return {"suite": "names", "about": about, "cases": cases}


def _names() -> dict[str, tuple[list[str], list[str]]]:
    alone = {
        "plain": ("contrato.pdf", "contrato.pdf"),
        "folders": ("2026/março/contrato.pdf", "2026/março/contrato.pdf"),
        "folders of Windows": ("2026\\contrato.pdf", "2026/contrato.pdf"),
        "decomposed letters": ("marc\u0327o.pdf", "março.pdf"),
        "climbing": ("../../../etc/passwd", "etc/passwd"),
        "climbing on Windows": ("..\\..\\Windows\\system.ini", "Windows/system.ini"),
        "climbing with spaces": (".. /. ./x", "x"),
        "an absolute path": ("/etc/passwd", "etc/passwd"),
        "a drive": ("C:\\temp\\x", "C_/temp/x"),
        "a stream of Windows": ("x.txt:hidden", "x.txt_hidden"),
        "a share of Windows": ("\\\\server\\share\\x", "server/share/x"),
        "nothing": ("..", "file"),
        "only slashes": ("//\\", "file"),
        "only spaces": ("   ", "file"),
        "only unseen characters": ("\u200b\u202e\ufeff", "file"),
        "right to left": ("fatura\u202efdp.exe", "faturafdp.exe"),
        "isolates": ("a\u2066b\u2069.txt", "ab.txt"),
        "control characters": ("a\x00b\nc\x7f\x85d", "abcd"),
        "an escape sequence": ("\x1b[31mx", "[31mx"),
        "a tab": ("a\tb", "ab"),
        "a no-break space": ("a\u00a0b", "ab"),
        "spaces inside stay": ("a  b.txt", "a  b.txt"),
        "spaces at the ends": ("  a.txt  ", "a.txt"),
        "dots at the end": ("a...", "a"),
        "dots and spaces at the end": ("a. . ", "a"),
        "a dot at the beginning": (".bashrc", "_bashrc"),
        "two dots at the beginning": ("..x", "_.x"),
        "forbidden characters": ('a<b>c:d"e|f?g*h', "a_b_c_d_e_f_g_h"),
        "HTML": ("<img src=x onerror=alert(1)>", "_img src=x onerror=alert(1)_"),
        "HTML with a slash": ("<b>x</b>", "_b_x_/b_"),
        "a device": ("CON", "_CON"),
        "a device in small letters": ("nul.txt", "_nul.txt"),
        "a device with two extensions": ("aux.tar.gz", "_aux.tar.gz"),
        "a device with spaces": ("com1 .txt", "_com1 .txt"),
        "a device with a raised digit": ("LPT².txt", "_LPT².txt"),
        "a device with a zero": ("COM0", "_COM0"),
        "a device as a folder": ("prn/x", "_prn/x"),
        "a console": ("conin$", "_conin$"),
        "a clock": ("Clock$.x", "_Clock$.x"),
        "hidden in unseen characters": ("c\u200bon.txt", "_con.txt"),
        "not quite a device": ("con1.txt", "con1.txt"),
        "a device behind a dot": (".con", "_con"),
        "180 octets": ("a" * 176 + ".pdf", "a" * 176 + ".pdf"),
        "181 octets": ("a" * 177 + ".pdf", "a" * 176 + ".pdf"),
        "4096 characters": ("a" * 4092 + ".pdf", "a" * 176 + ".pdf"),
        "4096 characters of three octets": ("密" * 4092 + ".pdf", "密" * 58 + ".pdf"),
        "a character that would be cut": ("a" * 175 + "🔑🔑.pdf", "a" * 175 + ".pdf"),
        "a long extension is none": ("x" * 170 + "." + "y" * 20, "x" * 170 + "." + "y" * 9),
        "an extension of 20 octets": ("x" * 170 + "." + "y" * 19, "x" * 160 + "." + "y" * 19),
        "cut to a dot": ("x" * 179 + "." + "y" * 30, "x" * 179),
        "cut to a space": ("x" * 179 + " " + "y" * 30, "x" * 179),
        "17 folders": ("/".join(str(n) for n in range(17)), "/".join(str(n) for n in range(1, 17))),
        "an emoji": ("🔑 chaves.txt", "🔑 chaves.txt"),
        "a family joined by unseen characters": ("👩\u200d👧.png", "👩👧.png"),
    }
    found = {name: ([given], [expect]) for name, (given, expect) in alone.items()}
    return found | _together()


def _together() -> dict[str, tuple[list[str], list[str]]]:
    return {
        "the same twice": (["a.txt", "a.txt", "a.txt"], ["a.txt", "a (2).txt", "a (3).txt"]),
        "the same but for capitals": (["a.TXT", "A.txt"], ["a.TXT", "A (2).txt"]),
        "the same when folded": (["straße", "STRASSE"], ["straße", "STRASSE (2)"]),
        "sigmas": (["ΣΑΣ", "σας"], ["ΣΑΣ", "σας (2)"]),
        "the same when safe": (["a?", "a*"], ["a_", "a_ (2)"]),
        "the same in other folders": (["x/a", "y/a"], ["x/a", "y/a"]),
        "the next name is taken too": (["a (2)", "a", "a"], ["a (2)", "a", "a (3)"]),
        "a name that is a folder": (["a/b", "a"], ["a/b", "a (2)"]),
        "a name that is a folder, in capitals": (["a/b", "A"], ["a/b", "A (2)"]),
        "a folder that is a name": (["a", "a/b"], ["a", "b"]),
        "a folder that is a name, in capitals": (["A", "a/b"], ["A", "b"]),
        "a deep folder that is a name": (["a/b", "a/b/c/d"], ["a/b", "b/c/d"]),
        "folders that are names, one after the other": (["a", "b", "a/b/c"], ["a", "b", "c"]),
        "a folder that is a name, and the rest too": (["a", "b", "a/b"], ["a", "b", "b (2)"]),
        "numbers are put before a short extension alone": (
            ["a." + "y" * 20, "a." + "y" * 20],
            ["a." + "y" * 20, "a." + "y" * 20 + " (2)"],
        ),
        "nothings": (["..", ".."], ["file", "file (2)"]),
    }


def chunks_suite() -> Case:
    """The file chunks.json."""
    good = [_sealed(name, sizes) for name, sizes in _sizes().items()]
    about = (
        "PROTOCOL section 7.2. For `n` octets of content the lengths; or a `chunk`, number `index` of `count`, under F = `key`, "
        "of files with `content` octets: `expect` is what of them is in it."
    )
    return {"suite": "chunks", "about": about, "cases": [*good, *_opened(), *_bad_chunks()]}


def _sizes() -> dict[str, list[int]]:
    return {
        "one octet": [1],
        "an empty file": [0],
        "4096 octets": [4096],
        "4097 octets": [4097],
        "three files and an empty one": [5, 0, 5000, 95],
        "one chunk": [CHUNK],
        "a chunk and an octet": [CHUNK + 1],
        "2 GiB": [2_147_483_648],
        "the most in a thousand files": [2_147_483] * 1000,
    }


def _sealed(name: str, sizes: list[int]) -> Case:
    """Lengths."""
    n = sum(sizes)
    length = max(4096, padme(n) if n > 1 else n)
    count = -(-length // CHUNK)
    return {"name": name, "n": n, "expect": {"padded": length, "chunks": count, "sealed": length + 40 * count}}


def _ad(index: int, last: bool) -> bytes:
    return b"lacre/1/file\x00" + index.to_bytes(4, "big") + (b"\x01" if last else b"\x00")


def _opened() -> list[Case]:
    plain = octets("content", 4000) + bytes(96)
    rows = [
        ("the only chunk", 0, 1, 4000, plain),
        ("the only chunk, full", 0, 1, 4096, octets("content", 4096)),
        ("the last of two", 1, 2, CHUNK + 4000, octets("content", 4000) + bytes(4192)),
    ]
    return [
        _chunk(name, seal(F, text, _ad(index, last=True), octets(f"nonce {name}", 24)), index, count, n)
        | {"expect": b64(text[: max(0, n - index * CHUNK)])}
        for name, index, count, n, text in rows
    ]


def _chunk(name: str, sealed: bytes, index: int, count: int, n: int) -> Case:
    return {"name": name, "key": b64(F), "chunk": b64(sealed), "index": index, "count": count, "content": n}


def _bad_chunks() -> list[Case]:
    plain = octets("content", 4000) + bytes(96)
    nonce = octets("nonce bad", 24)
    good = seal(F, plain, _ad(0, last=True), nonce)

    def flipped(at: int) -> bytes:
        return good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :]

    rows: dict[str, tuple[bytes, str]] = {
        "a flipped bit in the nonce": (flipped(0), "one bit"),
        "a flipped bit in the text": (flipped(24), "one bit"),
        "a flipped bit in the padding": (flipped(24 + 4050), "one bit"),
        "a flipped bit in the tag": (flipped(len(good) - 1), "one bit"),
        "cut by one octet": (good[:-1], "too short"),
        "one octet more": (good + b"\x00", "too long"),
        "nonce and tag alone": (good[:40], "no text"),
        "another number": (seal(F, plain, _ad(1, last=True), nonce), "sealed as chunk 1"),
        "not the last": (seal(F, plain, _ad(0, last=False), nonce), "sealed as one that others follow"),
        "another key": (seal(octets("another F"), plain, _ad(0, last=True), nonce), "sealed under another key"),
        "without a label": (seal(F, plain, _ad(0, last=True)[13:], nonce), "the label is missing"),
        "a little-endian number": (
            seal(F, plain, b"lacre/1/file\x00" + b"\x00\x00\x00\x00\x01"[::-1], nonce),
            "number and last are exchanged",
        ),
        "padding not zero": (
            seal(F, plain[:-1] + b"\x01", _ad(0, last=True), nonce),
            "the last octet of the padding is 1",
        ),
        "padding not zero at its start": (
            seal(F, plain[:4000] + b"\x01" + bytes(95), _ad(0, last=True), nonce),
            "the first octet of the padding is 1",
        ),
    }
    return [_chunk(name, sealed, 0, 1, 4000) | {"why": why, "error": "damaged"} for name, (sealed, why) in rows.items()]


def terms_suite() -> Case:
    """The file terms.json."""
    key, header = d(octets("terms link key"), "terms"), canonical(HEADER)
    cases: list[Case] = []
    for name, value in _good_terms().items():
        sealed = seal(key, padded(canonical(value)), h(header), octets(f"nonce {name}", 24))
        cases.append({"name": name, "terms": b64(sealed), "expect": value["text"]})
    good = padded(canonical(TERMS))
    bad: dict[str, tuple[bytes, str]] = {
        "an empty text": (padded(canonical({"text": ""})), "too short"),
        "8001 characters": (padded(canonical({"text": "a" * 8001})), "too long"),
        "a member more": (padded(canonical(TERMS | {"x": 1})), "a member that is not named"),
        "text null": (padded(canonical({"text": None})), "not a string"),
        "no padding": (canonical(TERMS), "not a multiple of 1024 octets"),
        "1024 spaces too many": (good + b" " * 1024, "not the next multiple"),
        "padded with zeros": (canonical(TERMS).ljust(1024, b"\x00"), "padding that is not spaces"),
        "more than 32768 octets": (padded(canonical({"text": "\x01" * 8000})), "too long"),
    }
    for name, (plain, why) in bad.items():
        sealed = seal(key, plain, h(header), octets(f"nonce {name}", 24))
        cases.append({"name": name, "why": why, "terms": b64(sealed), "error": "damaged"})
    first = seal(key, good, h(header), octets("nonce plain", 24))
    flipped = first[:100] + bytes([first[100] ^ 1]) + first[101:]
    cases.append({"name": "a flipped bit", "why": "one bit", "terms": b64(flipped), "error": "damaged"})
    cases = [{"key": b64(key), "header": b64(header)} | case for case in cases]
    other = b64(canonical(HEADER | {"views": 2}))
    wrong = {"terms": b64(first), "error": "damaged"}
    cases.append(
        {"key": b64(key), "name": "another header", "why": "sealed to another header", "header": other} | wrong
    )
    another = b64(octets("other key"))
    cases.append({"key": another, "name": "another key", "why": "under another key", "header": b64(header)} | wrong)
    return {"suite": "terms", "about": "PROTOCOL section 6, terms. `key` is K_term.", "cases": cases}


def _good_terms() -> dict[str, Case]:
    return {
        "plain": TERMS,
        "one character": {"text": "x"},
        "8000 characters of four octets": {"text": "🔑" * 8000},
        "markup": {"text": "<b>x</b>\u202e"},
        "exactly 1024 octets": {"text": "a" * (1024 - len(canonical({"text": ""})))},
        "1025 octets": {"text": "a" * (1025 - len(canonical({"text": ""})))},
    }


def acceptance_suite() -> Case:
    """The file acceptance.json."""
    key, header, terms = octets("K_acc"), canonical(HEADER), octets("sealed terms", 1064)
    whole = {"v": 1, "name": "Rui Sá", "at": CREATED + 60, "header": b64(h(header)), "terms": b64(h(terms))}
    cases: list[Case] = []
    names = {
        "plain": "Rui Sá",
        "one character": "R",
        "120 characters": "🔑" * 120,
        "control characters inside": "a\tb\x01c",
    }
    for name, typed in names.items():
        value = whole | {"name": typed}
        sealed = seal(key, padded(canonical(value)), h(header), octets(f"nonce {name}", 24))
        assert len(sealed) == 1064
        cases.append({"name": name, "acceptance": b64(sealed), "expect": value})
    rows: dict[str, tuple[Case, str]] = {
        "version 2": (whole | {"v": 2}, "v is not 1"),
        "no name": (whole | {"name": ""}, "too short"),
        "a name of 121 characters": (whole | {"name": "a" * 121}, "too long"),
        "a name with a space at its end": (whole | {"name": "Rui "}, "a character of W at an end"),
        "a name that begins unseen": (whole | {"name": "\u200bRui"}, "a character of W at an end"),
        "a negative time": (whole | {"at": -1}, "below 0"),
        "of another header": (whole | {"header": b64(h(b"other"))}, "another header's hash"),
        "of other terms": (whole | {"terms": b64(h(b"other"))}, "other terms' hash"),
        "a member more": (whole | {"x": 1}, "a member that is not named"),
    }
    for name, (value, why) in rows.items():
        sealed = seal(key, padded(canonical(value)), h(header), octets(f"nonce {name}", 24))
        cases.append({"name": name, "why": why, "acceptance": b64(sealed), "error": "not-valid"})
    unpadded = seal(key, canonical(whole), h(header), octets("nonce", 24))
    cases.append({"name": "no padding", "why": "too short", "acceptance": b64(unpadded), "error": "not-valid"})
    foreign = seal(octets("x"), padded(canonical(whole)), h(header), octets("nonce", 24))
    cases.append({"name": "another key", "why": "under another key", "acceptance": b64(foreign), "error": "not-valid"})
    moved = seal(key, padded(canonical(whole)), h(b"other"), octets("nonce", 24))
    cases.append(
        {"name": "sealed to another header", "why": "another one", "acceptance": b64(moved), "error": "not-valid"}
    )
    shared = {"key": b64(key), "header": b64(header), "terms": b64(terms)}
    about = "PROTOCOL section 6, acceptance. `key` is K_acc, `terms` the sealed ones."
    return {"suite": "acceptance", "about": about, "cases": [shared | case for case in cases]}


def address_suite() -> Case:
    """The file address.json."""
    proof = octets("L")
    good = {
        "plain": ("ana@example.pt", "ana@example.pt"),
        "capitals": ("Ana.Sousa@Example.PT", "ana.sousa@example.pt"),
        "unseen characters": (" ana\u200b@example.pt\u00a0\n", "ana@example.pt"),
        "a tag": ("ana+x@example.pt", "ana+x@example.pt"),
        "64 characters before": ("a" * 64 + "@example.pt", "a" * 64 + "@example.pt"),
        "the longest host": ("a@" + "b." * 125 + "pt", "a@" + "b." * 125 + "pt"),
        "short": ("a@b.c", "a@b.c"),
    }
    bad = {
        "nothing": ("", "empty"),
        "no at sign": ("ana.example.pt", "no @"),
        "two at signs": ("ana@x@example.pt", "two @"),
        "nothing before": ("@example.pt", "nothing before the @"),
        "65 characters before": ("a" * 65 + "@example.pt", "too long before the @"),
        "no dot behind": ("ana@example", "no dot in the host"),
        "a dot at the end": ("ana@example.pt.", "an empty label"),
        "a hyphen at an end": ("ana@-example.pt", "a hyphen at an end of a label"),
        "letters beyond ASCII": ("ánа@example.pt", "not of U+0021..U+007E"),
        "a host beyond ASCII": ("ana@exámple.pt", "not a host"),
        "an address in brackets": ("ana@[192.0.2.1]", "not a host with labels"),
        "255 characters": ("ab@" + "b." * 125 + "pt", "too long"),
        "two lines": ("ana@example.pt\nbcc:x@example.pt", "two @"),
    }
    cases: list[Case] = [
        {
            "name": name,
            "input": given,
            "expect": {"address": normal, "hash": b64(d(proof, "identity", normal.encode()))},
        }
        for name, (given, normal) in good.items()
    ]
    cases += [{"name": name, "why": why, "input": given, "error": "malformed"} for name, (given, why) in bad.items()]
    cases = [{"proof": b64(proof)} | case for case in cases]
    return {"suite": "address", "about": "PROTOCOL section 6, norm_address and identity_hash.", "cases": cases}
