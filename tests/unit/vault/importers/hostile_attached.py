"""Files made to hurt by what is attached to their entries, and honest ones cut at random places."""

from __future__ import annotations

import base64
import io
import json
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from .kdbx_writer import document, entry, kdbx3, kdbx4

MIB = 1024 * 1024
LOGIN = {"id": "i", "type": 1, "name": "N", "login": {"username": "u", "password": "p"}}
_STEERING = (
    "CON",
    "nul.txt",
    "LPT1",
    "a:b",
    "x" * 5000,
    "\u202egnp.exe",
    "a/../../b",
    "\\\\server\\share\\x",
    ".",
    "..",
)


def attached() -> Iterator[tuple[str, bytes]]:
    """All of them, by name."""
    yield from _zips()
    yield from _databases()
    yield from cut_and_flipped()
    yield "zip-attached-bomb", _zip({"attachments/i/x": bytes(300 * MIB)})
    yield "zip-attached-bombs", _zip({f"attachments/i/{n}": bytes(3 * MIB) for n in range(60)})
    yield "zip-attached-overlapping", _overlapping()


def sample() -> Iterator[tuple[str, bytes]]:
    """A few that take little to make: for the tests that run each time."""
    yield from _zips()
    yield from list(cut_and_flipped())[::5]
    yield "kdbx-attached-by-all", _kdbx(bytes(MIB), refs=400)
    yield "zip-attached-bomb", _zip({"attachments/i/x": bytes(70 * MIB)})


def cut_and_flipped() -> Iterator[tuple[str, bytes]]:
    honest_zip = _zip({f"attachments/i/{n}": random.Random(n).randbytes(5000) for n in range(3)})
    honest_kdbx = _kdbx(random.Random(1).randbytes(5000))
    chance = random.Random(7)
    for number in range(6):
        yield f"zip-cut-{number}", honest_zip[: chance.randrange(1, len(honest_zip))]
        yield f"kdbx-cut-{number}", honest_kdbx[: chance.randrange(1, len(honest_kdbx))]
        for name, octets in ("zip", honest_zip), ("kdbx", honest_kdbx):
            flipped = bytearray(octets)
            for _ in range(4):
                flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
            yield f"{name}-flipped-{number}", bytes(flipped)


def _zip(
    members: dict[str, bytes], items: tuple[dict[str, Any], ...] = (LOGIN,), method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("data.json", json.dumps({"encrypted": False, "folders": [], "items": items}))
        for name, octets in members.items():
            archive.writestr(zipfile.ZipInfo(name), octets, method)
    return out.getvalue()


def _zips() -> Iterator[tuple[str, bytes]]:
    yield "zip-attached-names", _zip({f"attachments/i/{name}": b"x" for name in _STEERING})
    yield "zip-attached-many", _zip({f"attachments/i/{n}": b"" for n in range(4000)})
    yield "zip-attached-same-name", _zip({f"attachments/i/{'a/' * n}x": b"" for n in range(1500)})
    yield "zip-attached-bzip2", _zip({"attachments/i/x": b"x" * 9000}, method=zipfile.ZIP_BZIP2)
    crc = _zip({"attachments/i/x": b"canary" * 100})
    yield "zip-attached-crc", crc.replace(struct.pack("<L", zlib.crc32(b"canary" * 100)), b"\0\0\0\0")
    yield "zip-attached-lies-of-its-size", _lying(_zip({"attachments/i/x": b"y" * 5000}))
    link = zipfile.ZipInfo("attachments/i/link")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO(_zip({}))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    yield "zip-attached-symlink", out.getvalue()
    yield "zip64-that-counts-to-the-moon", _zip64(2**40, 2**50)
    yield "zip64-without-its-record", _zip64(1, 60)[:-100]
    vault = {"name": "V", "items": [_proton("../../../etc/passwd"), _proton("x")], "folders": []}
    proton = {"version": "1", "userId": "u", "encrypted": False, "vaults": {"v": vault}}
    files = {
        "Proton Pass/data.json": json.dumps(proton).encode(),
        "Proton Pass/files/.._.._.._etc_passwd": b"x",
    }
    yield "zip-proton-files", _plain_zip(files)
    item = {"uuid": "u", "categoryUuid": "006", "overview": {"title": "T"}}
    item["details"] = {
        "documentAttributes": {"fileName": "/etc/cron.d/x", "documentId": "../../d", "decryptedSize": -1}
    }
    data = {"accounts": [{"vaults": [{"attrs": {"name": "V"}, "items": [item]}]}]}
    yield "zip-1pux-files", _plain_zip({"export.data": json.dumps(data).encode(), "files/../../d__x": b"x"})


def _proton(name: str) -> dict[str, Any]:
    data = {"type": "note", "metadata": {"name": "N", "note": "n"}, "content": {}, "extraFields": []}
    return {"itemId": "i", "shareId": "s", "data": data, "state": 1, "pinned": 7, "files": [name, 5, None]}


def _plain_zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, octets in members.items():
            archive.writestr(name, octets)
    return out.getvalue()


def _lying(octets: bytes) -> bytes:
    """The directory says of the last member that it unpacks to nearly 4 GiB."""
    changed = bytearray(octets)
    at = changed.rfind(b"PK\x01\x02")
    changed[at + 24 : at + 28] = b"\xf0\xff\xff\xff"
    return bytes(changed)


def _overlapping() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps({"encrypted": False, "items": [LOGIN]}))
        archive.writestr("attachments/i/a", bytes(30 * MIB))
        first = archive.infolist()[1]
        for number in range(300):
            again = zipfile.ZipInfo("attachments/i/a")
            again.header_offset, again.compress_type, again.CRC = first.header_offset, first.compress_type, first.CRC
            again.file_size, again.compress_size = first.file_size, first.compress_size
            again.filename = f"attachments/i/{number}"
            archive.filelist.append(again)
    return out.getvalue()


def _zip64(count: int, octets: int) -> bytes:
    honest = _zip({})
    record = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, octets, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(honest) - 22, 1)
    return honest[:-22] + record + locator + honest[-22:]


def _kdbx(*binaries: bytes, refs: int = 1) -> bytes:
    named = "".join(f'<Binary><Key>f{n}</Key><Value Ref="{n % len(binaries)}"/></Binary>' for n in range(refs))
    return kdbx4(document(entry({"Title": "T", "Password": "p"}, more=named)), binaries=binaries)


def _databases() -> Iterator[tuple[str, bytes]]:
    yield "kdbx-attached-by-all", _kdbx(bytes(MIB), refs=400)
    yield "kdbx-attached-many", _kdbx(b"", refs=4000)
    yield "kdbx-attached-nothing-but", kdbx4(document(), binaries=(b"",) * 20_000)
    names = "".join(
        f'<Binary><Key>{name}</Key><Value Ref="0"/></Binary>' for name in ("../../x", "CON", "/etc/x", "", "a&#9;")
    )
    yield "kdbx-attached-names", kdbx4(document(entry({"Title": "T"}, more=names)), binaries=(b"x",))
    bomb = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = base64.b64encode(bomb.compress(bytes(200 * MIB)) + bomb.flush()).decode()
    for name, text in ("bomb", packed), ("no-base64", "%%%%"), ("no-gzip", "QUJD"):
        meta = f'<Binaries><Binary ID="0" Compressed="True">{text}</Binary></Binaries>'
        inside = entry({"Title": "T"}, more='<Binary><Key>x</Key><Value Ref="0"/></Binary>')
        yield f"kdbx3-attached-{name}", kdbx3(document(inside, meta=meta))
