"""A hundred files made to hurt, by name. Each is small on the disk; what it unfolds to, asks for or climbs to is not."""

from __future__ import annotations

import base64
import io
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .hostile_attached import LOGIN, attached
from .kdbx_writer import argon2, document, entry, group, kdbx3, kdbx4

MIB = 1024 * 1024
LASTPASS = "url,username,password,totp,extra,name,grouping,fav\n"
CHROME = "name,url,username,password,note\n"


def make_all(folder: Path) -> list[Path]:
    """Write them all; the paths in order of their names."""
    for name, octets in (*zips(), *keepass(), *jsons(), *tables(), *others(), *attached()):
        (folder / name).write_bytes(octets)
    _special(folder)
    return sorted(folder.iterdir())


def _zip(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, octets in members.items():
            archive.writestr(zipfile.ZipInfo(name), octets, method)
    return out.getvalue()


def _bitwarden(*items: Any, **more: Any) -> bytes:
    return json.dumps({"encrypted": False, "folders": [], "items": items, **more}).encode()


def _changed(octets: bytes, old: bytes, new: bytes) -> bytes:
    assert old in octets
    return octets.replace(old, new)


def zips() -> Iterator[tuple[str, bytes]]:
    honest = _zip({"data.json": _bitwarden(LOGIN)})
    zeros, spaces = bytes(70 * MIB), b" " * (70 * MIB)
    for name in ("data.json", "export.data", "Proton Pass/data.json", "credentials.csv"):
        yield f"zip-bomb-{name.replace('/', '-')}", _zip({name: zeros})
    yield "zip-bomb-spaces", _zip({"data.json": spaces})
    yield "zip-bomb-in-a-zip", _zip({"data.json": _zip({"data.json": zeros})})
    yield "zip-bomb-attachment", _zip({"data.json": _bitwarden(LOGIN), "attachments/i/x": zeros})
    for number, climb in enumerate(
        ("../../../tmp/escaped", "/tmp/escaped", "C:\\escaped", "..\\..\\escaped", "a/\x00b", "~/.bashrc")
    ):
        yield (
            f"zip-traversal-{number}",
            _zip({"data.json": _bitwarden(LOGIN), climb: b"x", f"attachments/i/{climb}": b"x"}),
        )
    yield "zip-traversal-data", _zip({"../data.json": _bitwarden(LOGIN)})
    link = io.BytesIO()
    with zipfile.ZipFile(link, "w") as archive:
        info = zipfile.ZipInfo("data.json")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    yield "zip-symlink", link.getvalue()
    yield "zip-bzip2", _zip({"data.json": _bitwarden(LOGIN)}, zipfile.ZIP_BZIP2)
    yield "zip-lzma", _zip({"data.json": _bitwarden(LOGIN)}, zipfile.ZIP_LZMA)
    yield "zip-encrypted", _flagged(honest)
    yield "zip-crc", honest.replace(struct.pack("<L", zlib.crc32(_bitwarden(LOGIN))), b"\0\0\0\0")
    yield "zip-cut", honest[: len(honest) // 2]
    yield "zip-end-alone", b"PK\x05\x06" + bytes(18)
    yield "zip-end-lies", honest[:-12] + struct.pack("<LLH", 0xFFFFFFF0, 0, 0) + honest[-2:]
    yield "zip-end-in-its-comment", honest[:-2] + struct.pack("<H", 22) + b"PK\x05\x06" + bytes(18)
    yield "zip64-locator", honest[:-22] + b"PK\x06\x07" + bytes(16) + honest[-22:]
    yield "zip-many-members", _many_members(60_000)
    yield "zip-overlapping", _overlapping()
    yield "zip-same-name-twice", _twice()
    yield "zip-tables-by-the-hundred", _zip({f"{n}.csv": b"a,b\n1,2\n" for n in range(1000)} | {"credentials.csv": b""})


def _flagged(octets: bytes) -> bytes:
    changed = bytearray(octets)
    changed[6] |= 1
    changed[octets.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def _many_members(count: int) -> bytes:
    head = b"PK\x01\x02" + bytes(24) + struct.pack("<H", 1) + bytes(16)
    directory = (head + b"x") * count
    return b"PK\x03\x04" + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), 4, 0)


def _overlapping() -> bytes:
    """Many members that are one and the same deflated kernel."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("credentials.csv", bytes(30 * MIB))
        first = archive.infolist()[0]
        for number in range(200):
            again = zipfile.ZipInfo(f"{number}.csv")
            again.header_offset, again.compress_type, again.CRC = 0, first.compress_type, first.CRC
            again.file_size, again.compress_size = first.file_size, first.compress_size
            archive.filelist.append(again)
    return out.getvalue()


def _twice() -> bytes:
    once = _zip({"data.json": _bitwarden(LOGIN), "data.jsom": b'{"items":[]}'})
    return _changed(once, b"data.jsom", b"data.json")


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


def keepass() -> Iterator[tuple[str, bytes]]:
    plain = document(entry({"Title": "T", "Password": "p"}))
    for number, parameters in enumerate(
        (
            argon2(2**63, 2), argon2(8 * 1024**3, 1), argon2(64 * MIB, 2**32), argon2(512 * MIB, 50),
            argon2(64 * MIB, 2, 2**31), argon2(0, 0, 0), argon2(120 * MIB, 64), b"\x00\x01", b"\x00\x01\x42" + b"\xff" * 40,
        )
    ):  # fmt: skip
        yield f"kdbx-kdf-{number}", kdbx4(plain, parameters=parameters)
    for told in (2**64 - 1, 2**40, 300_000_000, 0):
        yield f"kdbx3-rounds-{told}", kdbx3(plain, told=told)
    root = plain.replace('<?xml version="1.0" encoding="utf-8"?>\n', "")
    yield "kdbx-billion-laughs", kdbx4((LAUGHS + root.replace("<Key>Title", "<Key>&j;")).encode())
    yield "kdbx-laughs-in-an-attribute", kdbx4((LAUGHS + root.replace("<Group>", '<Group x="&j;">')).encode())
    outside = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    yield "kdbx-outside-entity", kdbx4((outside + root.replace("<Key>Title", "<Key>&f;")).encode())
    yield "kdbx-parameter-entity", kdbx4(('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">' + root).encode())
    yield "kdbx-laughs-in-utf16", kdbx4(("\ufeff" + LAUGHS + root).encode("utf-16-le"))
    utf7 = f'<?xml version="1.0" encoding="UTF-7"?>{(LAUGHS + root).replace("<", "+ADw-")}'
    yield "kdbx-laughs-in-utf7", kdbx4(utf7.encode())
    yield "kdbx-deep-groups", kdbx4(document("<Group>" * 3000 + "</Group>" * 3000))
    yield "kdbx-deep-tags", kdbx4(document("<a>" * 200_000 + "</a>" * 200_000))
    yield "kdbx-many-tags", kdbx4(document("<a/>" * 3_000_000))
    yield "kdbx-gzip-bomb", kdbx4(plain, packed=_gzip(bytes(200 * MIB)))
    yield "kdbx-gigantic-value", kdbx4(document(entry({"Title": "x" * (12 * MIB)})))
    yield "kdbx-many-strings", kdbx4(document(entry({f"k{n}": "v" for n in range(20_000)})))
    yield "kdbx-many-blocks", kdbx4(plain + "<!-- " + "x" * 2000 + " -->", block=16)
    yield (
        "kdbx-wild-reference",
        kdbx4(document(entry({"Title": "T"}, more=f'<Binary><Key>x</Key><Value Ref="{"9" * 5000}"/></Binary>'))),
    )
    yield "kdbx-no-root", kdbx4("<KeePassFile/>")
    yield "kdbx-not-xml", kdbx4(b"\x00\xff" * 1000)
    yield "kdbx-broken-protected", kdbx4(plain.encode().replace(b"<Value>", b'<Value Protected="True">%%%'))
    yield (
        "kdbx-history-in-history",
        kdbx4(document("<Entry>" + "<History><Entry>" * 100 + "</Entry></History>" * 100 + "</Entry>")),
    )
    yield "kdbx-cut", kdbx4(plain)[:-40]
    yield (
        "kdbx-names-that-steer",
        kdbx4(document(group("\t\n../../x\u202e", entry({"Title": "\u202e\u2028", "Password": "p"})))),
    )


def _gzip(octets: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(octets) + packer.flush()


def jsons() -> Iterator[tuple[str, bytes]]:
    yield "json-deep", b'{"items":' + b"[" * 300_000
    yield "json-deep-in-an-item", b'{"items":[{"type":1,"x":' + b'{"a":' * 300_000 + b"1" + b"}" * 300_000 + b"}]}"
    yield "json-brackets-in-an-item", b'{"items":[{"type":1,"name":"a","x":[' + b"[]," * 1_300_000 + b"[]]}]}"
    yield "json-objects-in-an-item", b'{"items":[{"type":1,"name":"a","x":[' + b'{"a":1},' * 500_000 + b"1]}]}"
    yield "json-item-too-large", _bitwarden({**LOGIN, "x": ["y" * 1000] * 5000})
    yield "json-many-members", b'{"items":[' + b"1," * 2_000_000 + b"1]}"
    yield "json-many-keys", b'{"items":[],' + b",".join(b'"k%d":1' % n for n in range(300_000)) + b"}"
    yield "json-huge-number", _changed(_bitwarden(LOGIN), b'"type": 1', b'"type": ' + b"9" * 200_000)
    yield "json-huge-exponent", _changed(_bitwarden(LOGIN), b'"type": 1', b'"type": 1e999999999')
    yield "json-half-a-character", b'{"items":[{"type":1,"name":"\\ud800","login":{"password":"\\udfff"}}]}'
    yield "json-zeros", _bitwarden({**LOGIN, "name": "a\0b"})
    yield (
        "json-names-that-climb",
        _bitwarden({**LOGIN, "folderId": "f"}, folders=[{"id": "f", "name": "../../../etc/\u202epasswd"}]),
    )
    yield "json-many-folders", _bitwarden(folders=[{"id": str(n), "name": str(n)} for n in range(100_000)])
    yield (
        "json-strange-types",
        _bitwarden({**LOGIN, "name": [], "fields": {}}, 7, None, [], {"type": True}, {"type": 1, "login": "x"}),
    )
    yield "json-same-key-twice", b'{"items":[{"type":1,"name":"a","name":"b","login":{}}],"items":[]}'
    yield (
        "json-many-uris",
        _bitwarden({"type": 1, "name": "a", "login": {"uris": [{"uri": f"u{n}"} for n in range(5000)]}}),
    )
    yield (
        "json-uris-without-sense",
        _bitwarden({"type": 1, "login": {"uris": [{"uri": "http://[::1"}, {"uri": "//" * 9000}]}}),
    )
    yield "json-utf16-odd", _bitwarden(LOGIN).decode().encode("utf-16")[:-1]
    yield "json-mark-twice", b"\xef\xbb\xbf\xef\xbb\xbf" + _bitwarden(LOGIN)
    yield "json-after-the-end", _bitwarden(LOGIN) + b"}" * 1000
    envelope = {"encrypted": True, "passwordProtected": True, "salt": "s", "kdfType": 1, "data": "2.a|b|c"}
    for number, kdf in enumerate(
        ({"kdfIterations": 2**40}, {"kdfIterations": 3, "kdfMemory": 2**40, "kdfParallelism": 1})
    ):
        yield f"json-sealed-kdf-{number}", json.dumps({**envelope, **kdf}).encode()
    big = "2." + "|".join((base64.b64encode(bytes(3 * MIB)).decode(),) * 3)
    sealed = {**envelope, "kdfType": 0, "kdfIterations": 1, "data": big, "encKeyValidation_DO_NOT_EDIT": big}
    yield "json-sealed-and-large", json.dumps(sealed).encode()
    circle = [
        {"folderId": "a", "parentFolderId": "b", "name": "A"},
        {"folderId": "b", "parentFolderId": "a", "name": "B"},
    ]
    item = {
        "itemId": "i",
        "folderId": "a",
        "data": {"type": "login", "metadata": {"name": "x"}, "content": {"password": "p"}},
    }
    yield (
        "proton-folders-in-a-circle",
        json.dumps({"vaults": {"v": {"name": "V", "items": [item], "folders": circle}}}).encode(),
    )
    yield "proton-vaults-that-are-none", b'{"vaults":{"v":7},"encrypted":false}'
    yield (
        "1pux-strange",
        _zip({"export.data": json.dumps({"accounts": [{"vaults": [{"items": [[], {"overview": 1}]}]}]}).encode()}),
    )
    yield "1pux-deep", _zip({"export.data": b'{"accounts":' + b"[" * 200_000})


def tables() -> Iterator[tuple[str, bytes]]:
    def table(name: str, text: str) -> tuple[str, bytes]:
        return f"csv-{name}", text.encode()

    yield table("gigantic-cell", CHROME + '"' + "x" * (20 * MIB) + '",b,c,d,e\n')
    yield table("quote-left-open", CHROME + '"' + "a\n" * 5_000_000)
    yield table("line-without-end", CHROME + "x" * (20 * MIB))
    yield table("many-columns", ",".join(f"c{n}" for n in range(200_000)) + "\n")
    yield table("many-cells", CHROME + "," * (4 * MIB) + "\n")
    yield table("zeros", CHROME + "a\0b,https://a.example,u,p,\n")
    yield table("quotes", CHROME + '"""' * 300_000)
    yield table("formulas", CHROME + "=cmd|' /C calc'!A0,https://a.example,+1,@x,-2\n")
    yield table("ragged", CHROME + "a\n" * 50_000)
    yield table("known-column-twice", "name,url,username,password,password\na,b,c,d,e\n")
    yield table("nothing-but-signs", ",,,,\n" * 10_000)
    yield table("steering-title", CHROME + "\u202e\x1b[2J\u2028,https://a.example,u,p,\n")
    yield table("many-clients", LASTPASS + "".join(f"https://a.example,u,p,,,S{n},C{n},0\n" for n in range(2_200)))
    yield table("typed-notes", LASTPASS + 'http://sn,,,,"NoteType:x\n' + "a:b\n" * 100_000 + '",N,,0\n')
    yield table("fields-of-bitwarden", "type,name,login_uri,login_username,login_password,fields\n"
                "login,N,,u,p,\"" + "a: b\n" * 100_000 + '"\n')  # fmt: skip
    yield table("addresses-of-proton", "type,name,url,username,password,note,totp,createTime,modifyTime,vault\n"
                "login,N,\"" + "https://a.example " * 50_000 + '",u,p,,,1,2,V\n')  # fmt: skip
    yield table("spaces-of-proton", "type,name,url,username,password,note,totp,createTime,modifyTime,vault\n"
                "login,N,\"" + " ," * 200_000 + '",u,p,,,1,2,V\n')  # fmt: skip
    yield "csv-half-an-encoding", CHROME.encode() + b"a,b,\x81,d,e\n"
    yield "csv-two-encodings", CHROME.encode("utf-16") + CHROME.encode()
    yield "csv-only-returns", CHROME.replace("\n", "\r").encode() * 10_000


def others() -> Iterator[tuple[str, bytes]]:
    yield "pgp-armoured", b"-----BEGIN PGP MESSAGE-----\n\nx\n"
    yield "pgp-packets", b"\xc3\x2e\x04\x09\x03\x08" + bytes(range(100))
    yield "program", b"\x7fELF\x02\x01\x01" + bytes(4000)
    yield "picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(4000)
    yield "packed-table", _gzip(CHROME.encode())
    yield "keepass-1", bytes.fromhex("03d9a29a65fb4bb5") + bytes(4000)
    yield "keepass-alone", bytes.fromhex("03d9a29a67fb4bb5")
    yield "empty", b""


def _special(folder: Path) -> None:
    """Things that are no files, and one that is far too large."""
    (folder / "special-folder").mkdir()
    (folder / "special-endless").symlink_to("/dev/zero")
    (folder / "special-nowhere").symlink_to(folder / "not-there")
    os.mkfifo(folder / "special-pipe")
    with (folder / "special-large").open("wb") as file:
        file.truncate(257 * MIB)
