"""The process that opens a KeePass file: pykeepass meets the stranger's octets here, without files, under hard limits.

Reads a request and the file from its input, writes one JSON line for each entry with the entry's files after it, and ends. Its
parent believes nothing of what it says: whoever takes this process over has a pipe and no more memory, time or files than were
set before the file was touched.
"""

from __future__ import annotations

import base64
import importlib
import importlib.util
import io
import sys
from types import ModuleType
from typing import Any, BinaryIO

import msgspec

from app.vault.importers.kdbx_lines import Request, Said
from app.vault.importers.kdbx_xml import Binaries, NotKeePass, TooLarge, entries, unpacked


def main() -> int:
    """Read, open, tell. Every refusal is a line as well; what cannot even be told ends the process with a code of its own."""
    source = sys.stdin.buffer
    size = int.from_bytes(source.read(4), "big")
    request = msgspec.json.decode(source.read(size), type=Request)
    octets = source.read()
    _confine(request)
    out = sys.stdout.buffer
    try:
        _open_and_tell(request, octets, out)
    except MemoryError:
        _say(out, Said(error="too-large"))
    out.flush()
    return 0


def _confine(request: Request) -> None:
    """No new file, no more memory or processor time than asked. On systems without these limits the parent's clock remains."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for name, most in (
        ("RLIMIT_DATA", request.memory_octets),
        ("RLIMIT_CPU", request.cpu_seconds),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
    ):
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (AttributeError, ValueError, OSError):
            continue


def _open_and_tell(request: Request, octets: bytes, out: BinaryIO) -> None:
    try:
        tree, binaries = _opened(request, octets)
        for said, files in entries(tree, Binaries(binaries, request.plain_octets), request.item_octets):
            _say(out, said)
            out.writelines(files)
    except NotKeePass as refusal:
        _say(out, Said(error=refusal.code))
    except TooLarge:
        _say(out, Said(error="too-large"))


def _say(out: BinaryIO, said: Said) -> None:
    out.write(msgspec.json.encode(said) + b"\n")


def _opened(request: Request, octets: bytes) -> tuple[Any, list[bytes]]:
    """The document, its protected values opened, and the files that lie beside it."""
    parsing = _library(request)
    key_file = io.BytesIO(base64.b64decode(request.key_file)) if request.key_file else None
    try:
        derived = _derived(parsing, request, key_file)  # reads the key file, which is a stranger's as well
        opened = parsing.KDBX.parse_stream(
            io.BytesIO(octets), password=request.password, keyfile=key_file, transformed_key=derived, decrypt=True
        )
    except (MemoryError, TooLarge, NotKeePass):
        raise
    except Exception as error:
        # Whatever a library raises over a stranger's octets, only a code goes on: its message may hold a piece of the file.
        wrong = type(error).__name__ == "ChecksumError" and "cred_check" in (getattr(error, "path", "") or "")
        raise NotKeePass("wrong-password" if wrong else "broken-kdbx") from None
    payload = opened.body.payload
    if opened.header.value.major_version == 3:
        return payload.xml, []
    return payload.xml, [
        one.data[1:] for one in payload.inner_header.binary
    ]  # the first octet says how to keep it in memory


def _derived(parsing: Any, request: Request, key_file: BinaryIO | None) -> bytes | None:
    """AES rounds are done here, as the library does them one by one; Argon2 is the library's."""
    if request.aes_rounds is None:
        return None
    from app.crypto.foreign import aes_rounds
    from app.crypto.secret import Secret

    composite = parsing.common.compute_key_composite(password=request.password, keyfile=key_file)
    return aes_rounds(base64.b64decode(request.aes_seed), request.aes_rounds, Secret(composite)).reveal()


def _library(request: Request) -> Any:
    """pykeepass' parser, with its XML reader and its unpacking replaced by strict ones."""
    # Cryptodome calls its C code by ctypes then: cffi would bring a parser of C, a third of the time that this process takes.
    sys.modules["cffi"] = None  # type: ignore[assignment]  # how an import is forbidden
    etree = importlib.import_module("lxml.etree")
    _without_front()
    parsing: Any = importlib.import_module("pykeepass.kdbx_parsing")
    common: Any = importlib.import_module("pykeepass.kdbx_parsing.common")

    def strict() -> Any:
        # Always UTF-8: in another encoding a DOCTYPE would not look like one. Huge: a value may be an attachment; without
        # entities, and within this process' memory, nothing can grow of it.
        return etree.XMLParser(
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=True,
            remove_comments=True,
            remove_pis=True,
        )

    def decode_xml(_adapter: Any, data: bytes, _context: Any, _path: Any) -> Any:
        # Before the parser sees it: neither KeePass nor its kin ever write one, and no entity can be without.
        if b"<!DOCTYPE" in data:
            raise NotKeePass("broken-kdbx")
        return etree.parse(io.BytesIO(data), strict())

    def unpack(_adapter: Any, data: bytes, _context: Any, _path: Any) -> bytes:
        return unpacked(data, request.plain_octets)

    common.XML._decode = decode_xml
    common.Decompressed._decode = unpack
    key_file_reader = type("Strict", (), {"XMLSyntaxError": etree.XMLSyntaxError})
    key_file_reader.fromstring = staticmethod(  # type: ignore[attr-defined]  # a module's place is taken by a class
        lambda data: etree.fromstring(data, strict())
    )
    common.etree = key_file_reader
    parsing.common = common
    return parsing


def _without_front() -> None:
    """The package without what its `__init__` imports for people who write with it: half the time that this process takes."""
    if "pykeepass" not in sys.modules and (spec := importlib.util.find_spec("pykeepass")) is not None:
        package = ModuleType("pykeepass")
        package.__path__ = list(spec.submodule_search_locations or ())
        sys.modules["pykeepass"] = package


if __name__ == "__main__":
    from app.host.harden import harden

    harden()
    sys.exit(main())
