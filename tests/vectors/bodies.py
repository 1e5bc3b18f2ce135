"""Vectors of manifest, padding and body."""

from __future__ import annotations

from typing import Any

from reference import CHUNK, FINAL, MESSAGE, PUSH, REKEY, b64, body, canonical, frame, octets, padme

KEY = octets("K_body")
FIELD = {"label": "Palavra-passe", "kind": "password", "value": "s3nha-Única"}
MANIFEST: dict[str, Any] = {"v": 1, "message": "Bom dia", "fields": [FIELD], "files": [], "key": ""}
FILE = {"name": "contrato.pdf", "type": "application/pdf", "size": 5000}
WITH_FILES = MANIFEST | {"files": [FILE], "key": b64(octets("F"))}
LONG = canonical(MANIFEST | {"message": "a" * 66_000})
Case = dict[str, Any]


def padme_suite() -> dict[str, Any]:
    """The file padme.json."""
    numbers = [5, 100, 4095, 4096, 4097, 4224, 4225, 8191, 8192, 8193, 9000, 65_535, 65_536, 65_537, 67_584, 67_585]
    numbers += [100_000, 131_072, 131_073, 500_000, 999_999, 1_015_808, 1_048_575, 1_048_576]
    cases = []
    for n in numbers:
        length = max(4096, padme(n))
        size = 56 + length + 17 * -(-length // CHUNK)
        cases.append({"name": str(n), "n": n, "expect": {"padme": padme(n), "frame": length, "size": size}})
    about = "PROTOCOL section 7. `n` is 4 + the length of the manifest; `frame` is P."
    return {"suite": "padme", "about": about, "cases": cases}


def manifest_suite() -> dict[str, Any]:
    """The file manifest.json."""
    good = [
        {"name": name, "octets": b64(canonical(value)), "expect": value} for name, value in _good_manifests().items()
    ]
    bad = [
        {"name": name, "why": why, "octets": b64(octets), "error": "malformed"}
        for name, (octets, why) in _bad_manifests().items()
    ]
    return {"suite": "manifest", "about": "PROTOCOL section 7, manifest.", "cases": good + bad}


def _good_manifests() -> dict[str, Any]:
    kinds = [
        "text",
        "username",
        "password",
        "url",
        "totp",
        "wifi",
        "contact",
        "email",
        "phone",
        "code",
        "date",
        "address",
    ]
    kinds += ["note"]
    return {
        "plain": MANIFEST,
        "only a message": MANIFEST | {"fields": []},
        "only fields": MANIFEST | {"message": ""},
        "every kind": MANIFEST | {"fields": [FIELD | {"kind": kind} for kind in kinds]},
        "a file": WITH_FILES,
        "only files": WITH_FILES | {"message": "", "fields": []},
        "an empty file": WITH_FILES | {"files": [FILE | {"size": 0}]},
        "a file without a type": WITH_FILES | {"files": [FILE | {"type": ""}]},
        "the longest name and type": WITH_FILES | {"files": [FILE | {"name": "🔑" * 4096, "type": "a" * 127}]},
        "a name that is an attack": WITH_FILES | {"files": [FILE | {"name": "..\\..//\u202ecod.exe\x00"}]},
        "two files of one name": WITH_FILES | {"files": [FILE, FILE]},
        "1000 files": WITH_FILES | {"files": [FILE] * 1000},
        "the most octets in one file": WITH_FILES | {"files": [FILE | {"size": 2_147_483_648}]},
        "the most octets in two files": WITH_FILES | {"files": [FILE | {"size": 2_147_483_647}, FILE | {"size": 1}]},
        "an unknown kind": MANIFEST | {"fields": [FIELD | {"kind": "iban"}]},
        "a kind of 32 characters": MANIFEST | {"fields": [FIELD | {"kind": "a-" * 16}]},
        "empty texts": MANIFEST | {"fields": [FIELD | {"label": "", "value": ""}]},
        "200 fields": MANIFEST | {"fields": [FIELD] * 200},
        "a label of 200 characters beyond the first plane": MANIFEST | {"fields": [FIELD | {"label": "🔑" * 200}]},
        "control characters": MANIFEST | {"message": '\x00\x01\x08\t\n\x0b\x0c\r\x1f\x7f\u0085\u2028\u2029\ufeff"\\/'},
        "markup": MANIFEST | {"message": "<script>alert(1)</script>&amp;"},
        "right to left": MANIFEST | {"message": "\u202emoc.live"},
    }


def _file(**changes: Any) -> dict[str, Any]:
    """One file, with one thing changed."""
    return {"files": [FILE | changes], "key": WITH_FILES["key"]}


def _bad_manifests() -> dict[str, tuple[bytes, str]]:
    changes: dict[str, tuple[dict[str, Any], str]] = {
        "version 2": ({"v": 2}, "v is not 1"),
        "message null": ({"message": None}, "not a string"),
        "fields null": ({"fields": None}, "not an array"),
        "fields an object": ({"fields": {}}, "not an array"),
        "201 fields": ({"fields": [FIELD] * 201}, "too many"),
        "a file that is a string": ({"files": ["x"], "key": WITH_FILES["key"]}, "not an object"),
        "files null": ({"files": None}, "not an array"),
        "1001 files": ({"files": [FILE] * 1001, "key": WITH_FILES["key"]}, "too many"),
        "files without a key": ({"files": [FILE]}, "the key is missing"),
        "a key without files": ({"key": WITH_FILES["key"]}, "a key to nothing"),
        "a key of 31 octets": ({"files": [FILE], "key": b64(octets("F", 31))}, "too short"),
        "a key of 33 octets": ({"files": [FILE], "key": b64(octets("F", 33))}, "too long"),
        "a key null": ({"key": None}, "not a string"),
        "a file without a name": (_file(name=""), "too short"),
        "a name of 4097 characters": (_file(name="a" * 4097), "too long"),
        "a type of 128 characters": (_file(type="a" * 128), "too long"),
        "a file of a negative size": (_file(size=-1), "below 0"),
        "a file beyond 2 GiB": (_file(size=2_147_483_649), "above 2 147 483 648"),
        "files beyond 2 GiB together": (
            {"files": [FILE | {"size": 2_147_483_648}, FILE | {"size": 1}], "key": WITH_FILES["key"]},
            "above 2 147 483 648 together",
        ),
        "a file with a member more": (_file(x=1), "a member that is not named"),
        "a file in another order": (
            {"files": [{"type": "", "name": "a", "size": 0}], "key": WITH_FILES["key"]},
            "the members are in another order",
        ),
        "empty": ({"message": "", "fields": []}, "neither a message nor fields nor files"),
        "a label of 201 characters": ({"fields": [FIELD | {"label": "a" * 201}]}, "too long"),
        "a kind with a digit": ({"fields": [FIELD | {"kind": "a1"}]}, "not of a-z and -"),
        "a kind in capitals": ({"fields": [FIELD | {"kind": "Text"}]}, "not of a-z and -"),
        "an empty kind": ({"fields": [FIELD | {"kind": ""}]}, "too short"),
        "a kind of 33 characters": ({"fields": [FIELD | {"kind": "a" * 33}]}, "too long"),
        "a kind with a line feed": ({"fields": [FIELD | {"kind": "text\n"}]}, "not of a-z and -"),
        "a value that is a number": ({"fields": [FIELD | {"value": 5}]}, "not a string"),
        "a field with a member more": ({"fields": [FIELD | {"x": 1}]}, "a member that is not named"),
        "a field with a member less": ({"fields": [{"label": "", "kind": "text"}]}, "a member is missing"),
        "a field in another order": (
            {"fields": [{"kind": "text", "label": "", "value": ""}]},
            "the members are in another order",
        ),
        "a field that is an array": ({"fields": [["", "text", ""]]}, "not an object"),
        "a member more": ({"x": 1}, "a member that is not named"),
    }
    good = canonical(MANIFEST)
    return {
        **{name: (canonical(MANIFEST | change), why) for name, (change, why) in changes.items()},
        "no files": (good.replace(b',"files":[]', b""), "a member is missing"),
        "a member twice": (good[:-1] + b',"key":""}', "a member twice"),
        "a field's member twice": (good.replace(b'"kind":', b'"kind":"text","kind":'), "a member twice"),
        "white space": (good.replace(b",", b", ", 1), "white space"),
        "a line feed behind": (good + b"\n", "white space"),
        "an escape that need not be": (good.replace("Ú".encode(), b"\\u00da"), "an escape"),
        "an unpaired surrogate": (good.replace(b"Bom", b"\\udc00"), "a surrogate"),
        "a pair of surrogates, escaped": (good.replace(b"Bom", b"\\ud83d\\ude00"), "an escape that need not be"),
        "not UTF-8": (good.replace(b"Bom", b"\xff"), "not UTF-8"),
        "a byte order mark": (b"\xef\xbb\xbf" + good, "a byte order mark"),
    }


def body_suite() -> dict[str, Any]:
    """The file body.json."""
    plain, key = frame(canonical(MANIFEST)), b64(KEY)
    bodies = {name: body(KEY, *how) for name, how in _bodies(plain).items()}
    cases = [*_good_bodies(bodies), *_edited(bodies), *_badly_sealed(bodies), *_badly_framed(bodies)]
    return {
        "suite": "body",
        "about": "PROTOCOL section 7.1. `key` is K_body, `size` and `files` the header's; the edits are made to a copy of the "
        "named body. "
        "The order of checks is not visible: every failure is `damaged`.",
        "bodies": {name: b64(sealed) for name, sealed in bodies.items()},
        "cases": [{"key": key} | case for case in cases],
    }


def _bodies(plain: bytes) -> dict[str, tuple[Any, ...]]:
    manifest = canonical(MANIFEST)
    largest = canonical(MANIFEST | {"message": "b" * (4092 - len(canonical(MANIFEST | {"message": ""})))})
    over = canonical(MANIFEST | {"message": "c" * (4093 - len(canonical(MANIFEST | {"message": ""})))})
    u32 = len(manifest).to_bytes(4, "big")
    return {
        "plain": (plain,),
        "unknown kind": (frame(canonical(MANIFEST | {"fields": [FIELD | {"kind": "iban"}]})),),
        "full frame": (frame(largest),),
        "a little over": (frame(over),),
        "two chunks": (frame(LONG),),
        "final on both": (frame(LONG), [FINAL, FINAL]),
        "no final": (plain, [MESSAGE]),
        "push for final": (plain, [PUSH]),
        "rekey for final": (plain, [REKEY]),
        "small chunks": (plain, None, 2048),
        "small frame": ((u32 + manifest).ljust(2048, b"\x00"),),
        "long frame": (plain.ljust(4224, b"\x00"),),
        "over, not padded": (len(over).to_bytes(4, "big") + over,),
        "padding not zero": (plain[:-1] + b"\x01",),
        "padding not zero at its start": (plain.replace(b"}\x00", b"}\x01", 1),),
        "length one more": ((len(manifest) + 1).to_bytes(4, "big") + plain[4:],),
        "length one less": ((len(manifest) - 1).to_bytes(4, "big") + plain[4:],),
        "length beyond the frame": ((4093).to_bytes(4, "big") + plain[4:],),
        "length 2^32 - 1": (b"\xff\xff\xff\xff" + plain[4:],),
        "length 0": (b"\x00\x00\x00\x00" + plain[4:],),
        "length little-endian": (len(manifest).to_bytes(4, "little") + plain[4:],),
        "manifest not canonical": (frame(manifest[:-1] + b" }"),),
        "manifest with a file that is a string": (frame(canonical(WITH_FILES | {"files": ["x"]})),),
        "with a file": (frame(canonical(WITH_FILES)),),
        "with an empty file": (frame(canonical(WITH_FILES | {"files": [FILE | {"size": 0}]})),),
        "manifest empty": (frame(canonical(MANIFEST | {"message": "", "fields": []})),),
    }


def _good_bodies(bodies: dict[str, bytes]) -> list[Case]:
    lengths = 4092 - len(canonical(MANIFEST | {"message": ""}))
    expected = {
        "plain": MANIFEST,
        "unknown kind": MANIFEST | {"fields": [FIELD | {"kind": "iban"}]},
        "full frame": MANIFEST | {"message": "b" * lengths},
        "a little over": MANIFEST | {"message": "c" * (lengths + 1)},
        "two chunks": MANIFEST | {"message": "a" * 66_000},
    }
    good = [
        _body_case(name, name, bodies) | {"expect": canonical(manifest).decode()} for name, manifest in expected.items()
    ]
    empty = canonical(WITH_FILES | {"files": [FILE | {"size": 0}]}).decode()
    return [
        *good,
        _body_case("with a file", "with a file", bodies) | {"files": 5160, "expect": canonical(WITH_FILES).decode()},
        _body_case("with an empty file", "with an empty file", bodies) | {"files": 4136, "expect": empty},
    ]


def _body_case(name: str, which: str, bodies: dict[str, bytes], edits: list[Any] | None = None) -> Case:
    return {"name": name, "body": which, "size": len(bodies[which]), "files": 0, "edits": edits or []}


def _edited(bodies: dict[str, bytes]) -> list[Case]:
    """One thing done to a good body."""
    whole, two = len(bodies["plain"]), len(bodies["two chunks"])
    first_end = 56 + CHUNK + 17
    rows: list[tuple[str, str, str, list[Any], int]] = [
        ("a flipped bit in the commitment", "plain", "one bit", [["xor", 0, 1]], whole),
        ("the last bit of the commitment flipped", "plain", "one bit", [["xor", 31, 128]], whole),
        ("a flipped bit in the stream header", "plain", "one bit", [["xor", 32, 1]], whole),
        ("the last bit of the stream header flipped", "plain", "one bit", [["xor", 55, 128]], whole),
        ("a flipped bit in the sealed tag", "plain", "one bit", [["xor", 56, 1]], whole),
        ("a flipped bit in the chunk", "plain", "one bit", [["xor", 57, 1]], whole),
        ("a flipped bit in the padding", "plain", "one bit", [["xor", 4000, 1]], whole),
        ("a flipped bit in the chunk's MAC", "plain", "one bit", [["xor", whole - 1, 1]], whole),
        ("a flipped bit in the second chunk", "two chunks", "one bit", [["xor", first_end + 9, 1]], two),
        ("cut by one octet", "plain", "shorter than size", [["cut", whole - 1]], whole),
        ("cut by one octet, size too", "plain", "the MAC is cut", [["cut", whole - 1]], whole - 1),
        ("one octet more", "plain", "longer than size", [["add", b64(b"\x00")]], whole),
        ("one octet more, size too", "plain", "something is behind the end", [["add", b64(b"\x00")]], whole + 1),
        ("size one less", "plain", "the body is longer than size", [], whole - 1),
        ("size one more", "plain", "the body is shorter than size", [], whole + 1),
        ("nothing", "plain", "empty", [["cut", 0]], whole),
        ("nothing, size too", "plain", "empty", [["cut", 0]], 0),
        ("only the commitment", "plain", "no stream", [["cut", 32]], 32),
        ("only commitment and stream header", "plain", "no chunk", [["cut", 56]], 56),
        ("the second chunk missing", "two chunks", "no TAG_FINAL", [["cut", first_end]], first_end),
        (
            "a chunk behind the end",
            "plain",
            "something is behind TAG_FINAL",
            [["add", b64(bodies["plain"][56:])]],
            whole + whole - 56,
        ),
    ]
    return [
        {"name": name, "why": why, "body": which, "size": size, "files": 0, "edits": edits, "error": "damaged"}
        for name, which, why, edits, size in rows
    ]


def _badly_sealed(bodies: dict[str, bytes]) -> list[Case]:
    rows = {
        "final on both": "TAG_FINAL is on a chunk that is not the last",
        "no final": "the last chunk has TAG_MESSAGE",
        "push for final": "the last chunk has TAG_PUSH",
        "rekey for final": "the last chunk has TAG_REKEY",
        "small chunks": "chunks of 2048 octets",
    }
    cases = [_body_case(name, name, bodies) | {"why": why, "error": "damaged"} for name, why in rows.items()]
    other = {"key": b64(octets("another K_body")), "why": "the commitment is to another key", "error": "damaged"}
    return [*cases, _body_case("another key", "plain", bodies) | other]


def _badly_framed(bodies: dict[str, bytes]) -> list[Case]:
    """Sealed as it must be; what is inside is wrong."""
    rows = {
        "small frame": "the frame has 2048 octets, at least 4096 are demanded",
        "long frame": "the frame is longer than its manifest demands",
        "over, not padded": "the frame is not padded as Padmé demands",
        "padding not zero": "the last octet of the padding is 1",
        "padding not zero at its start": "the first octet of the padding is 1",
        "length one more": "the manifest has an octet too many",
        "length one less": "the manifest's last octet stands in the padding",
        "length beyond the frame": "the length is larger than the frame",
        "length 2^32 - 1": "the length is larger than the frame",
        "length 0": "the manifest is empty",
        "length little-endian": "the length is read big-endian",
        "manifest not canonical": "the manifest has white space",
        "manifest with a file that is a string": "the manifest is malformed",
        "manifest empty": "the manifest has neither message nor fields",
    }
    cases = [_body_case(name, name, bodies) | {"why": why, "error": "damaged"} for name, why in rows.items()]
    return [*cases, *_otherwise_long(bodies)]


def _otherwise_long(bodies: dict[str, bytes]) -> list[Case]:
    """The header's `files` is not what the manifest demands."""
    rows = [
        ("a file, and files 0", "with a file", 0, "the header knows of no files"),
        ("no file, and files not 0", "plain", 4136, "the manifest has no files"),
        ("a file, and files one class less", "with a file", 4864 + 40, "not what the sizes demand"),
        ("a file, and files without its padding", "with a file", 5000 + 40, "not what the sizes demand"),
        ("a file, and files without seals", "with a file", 5120, "not what the sizes demand"),
        ("an empty file, and files 0", "with an empty file", 0, "the padding is missing"),
    ]
    return [
        _body_case(name, which, bodies) | {"files": files, "why": why, "error": "damaged"}
        for name, which, files, why in rows
    ]
