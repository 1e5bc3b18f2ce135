"""KeePass' KDBX 3 and 4, opened by a child process. Owns that process: what it may use, how long, and what is believed of it."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import msgspec

from app.crypto.secret import Secret
from app.errors import UserError, WorldError
from app.vault.importers.imported import Parsed, Progress, SkippedRow
from app.vault.importers.kdbx_entries import entry_of
from app.vault.importers.kdbx_header import Derivation, read_header
from app.vault.importers.kdbx_lines import Request, Said
from app.vault.importers.limits import LIMITS, MIB, Limits, refuse
from app.vault.importers.text import opened

_KEY_FILE_OCTETS = MIB
_BASE_MEMORY = 112 * MIB  # Python and the libraries, and the document of a small file
_BASE_SECONDS, _MIB_SECONDS, _PATIENT_SECONDS = 10, 2, 600
_CODES = frozenset({"wrong-password", "broken-kdbx", "too-large", "too-deep"})
_HANDED_ON = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "PYTHONPATH", "VIRTUAL_ENV", "LANG")
_EVERY = 64
_PIECE = 256 * 1024


def parse_kdbx(
    path: Path,
    *,
    limits: Limits = LIMITS,
    progress: Progress | None = None,
    password: Secret | None = None,
    key_file: Path | None = None,
) -> Iterator[Parsed]:
    """The file's entries, one by one, numbered. A refusal of the header comes before a password is asked for."""
    with opened(path, limits) as (file, size):
        octets = file.read(size)
    cost = read_header(octets, patient=limits.patient)
    if password is None and key_file is None:
        raise refuse("needs-password")
    request = _request(cost, size, limits, password, _key_octets(key_file, limits))
    with _child(request, octets) as said:
        yield from _entries(said, request.plain_octets, limits, progress)


def _entries(lines: IO[bytes], most: int, limits: Limits, progress: Progress | None) -> Iterator[Parsed]:
    told = 0
    for number, said in enumerate(_lines(lines, limits), start=1):
        if said.error:
            raise _refusal(said.error, limits)
        if number > limits.rows:
            raise refuse("too-many-rows", limit=limits.rows)
        told += sum(size for _, size in said.files)
        if told > most or any(size < 0 for _, size in said.files):
            raise _refusal("too-large", limits)
        files = _Files(lines, [size for _, size in said.files])
        yield SkippedRow(number, said.skip) if said.skip else entry_of(number, said, files.open, limits)
        files.pass_by(len(said.files))
        if progress and number % _EVERY == 0:
            progress(number, number + 1)  # how many there will be, nobody knows


class _Files:
    """The files of one entry, in the pipe behind its line. Each can be read once, in order; what nobody reads is passed by."""

    def __init__(self, pipe: IO[bytes], sizes: list[int]) -> None:
        self._pipe, self._left, self._at = pipe, [*sizes, 0], 0

    @contextmanager
    def open(self, number: int) -> Iterator[_Files]:
        self.pass_by(number)
        yield self

    def pass_by(self, number: int) -> None:
        while self._at < number:
            while self.read(_PIECE):
                pass
            self._at += 1

    def read(self, size: int, /) -> bytes:
        piece = self._pipe.read(min(size, self._left[self._at]))
        if not piece and self._left[self._at]:
            raise refuse("broken-kdbx")
        self._left[self._at] -= len(piece)
        return piece


def _refusal(code: str, limits: Limits) -> UserError:
    if code == "too-large":
        return refuse(code, limit_mib=limits.file_octets // MIB)
    if code == "too-deep":
        return refuse(code, limit=limits.depth)
    return refuse(code if code in _CODES else "broken-kdbx")


def _lines(lines: IO[bytes], limits: Limits) -> Iterator[Said]:
    """Lines of bounded length, of the one form they may have."""
    while line := lines.readline(2 * limits.item_octets):
        try:
            yield msgspec.json.decode(line, type=Said)
        except (msgspec.DecodeError, UnicodeError, ValueError):
            raise refuse("broken-kdbx") from None


def _key_octets(path: Path | None, limits: Limits) -> bytes:
    if path is None:
        return b""
    with opened(path, limits) as (file, size):
        if not 0 < size <= _KEY_FILE_OCTETS:
            raise refuse("key-file")
        return file.read(size)


def _request(cost: Derivation, size: int, limits: Limits, password: Secret | None, key_file: bytes) -> Request:
    seconds = _BASE_SECONDS + _MIB_SECONDS * (size // MIB)
    return Request(
        password=None if password is None else password.text(),
        key_file=base64.b64encode(key_file).decode(),
        memory_octets=max(cost.memory_kib * 1024 + 48 * MIB, _BASE_MEMORY + 12 * size),
        cpu_seconds=seconds + (_PATIENT_SECONDS if limits.patient else 0),
        plain_octets=16 * MIB + 20 * size,
        item_octets=limits.item_octets,
        aes_seed=base64.b64encode(cost.aes_seed).decode(),
        aes_rounds=cost.aes_rounds,
    )


@contextmanager
def _child(request: Request, octets: bytes) -> Iterator[IO[bytes]]:
    """Its output, after it was given everything. It is ended when the reading ends, and in any case after its time."""
    process = _started()
    # Twice the processor's time: the machine may be busy with other things.
    clock = threading.Timer(2 * request.cpu_seconds, process.kill)
    clock.daemon = True
    clock.start()
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        _give(process.stdin, msgspec.json.encode(request), octets)
        yield process.stdout
        if not _ended_well(process, request.cpu_seconds):
            raise _refusal("too-large", LIMITS)
    finally:
        clock.cancel()
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _ended_well(process: subprocess.Popen[bytes], seconds: int) -> bool:
    """Not killed by a limit, nor by what the file made a library do, nor still at work once it has told everything."""
    try:
        return process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        return False


def _started() -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "app.vault.importers.kdbx_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a library's complaint may quote the file
            cwd=Path(__file__).parents[3],
            env={name: os.environ[name] for name in _HANDED_ON if name in os.environ},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise WorldError("import-no-reader", reason=error.strerror or type(error).__name__) from error


def _give(pipe: IO[bytes], request: bytes, octets: bytes) -> None:
    with suppress(BrokenPipeError):  # then it has ended, and its exit code says so
        pipe.write(len(request).to_bytes(4, "big"))
        pipe.write(request)
        pipe.write(octets)
        pipe.flush()
    with suppress(BrokenPipeError):
        pipe.close()
