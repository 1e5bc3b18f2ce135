"""Files of a client who means harm: what their names would do, and how many there are."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from app.errors import Malformed
from app.ops import requesting
from app.ops.request_saving import save_files
from app.ops.requesting import CreatedRequest, RequestKind
from app.share.manifest import FILES_COUNT, ManifestFile
from app.vault.vault import Vault

from . import request_line
from .request_line import Giving, Line, client, states

NAMES = [
    "../../.ssh/authorized_keys", "/etc/passwd", "C:\\Windows\\System32\\a.dll", "a\x00b.pdf", "nul", "CON.txt", ".", "..",
    "~", "-rf", "\u202efdp.exe", "x" * 4096, "e\u0301.txt", "\u00e9.txt", "pasta/dentro/a.txt", "pasta", "contrato.pdf",
    "CONTRATO.PDF", "Contrato.pdf ", "a\r\nb", "\x1b[2J", "desktop.ini", "a:b:$DATA", " ",
]  # fmt: skip
Ask = Callable[..., CreatedRequest]


def test_names_that_would_do_harm_are_names_and_nothing_else(
    vault: Vault, line: Line, at: datetime, ask: Ask, tmp_path: Path
) -> None:
    made = ask(RequestKind.FILE)
    content = {name: b"%d" % n for n, name in enumerate(NAMES)}
    client(made, line).give((0, [""]), files=content)
    assert states(vault, made, line, at) == ["waiting"]
    before = set(tmp_path.rglob("*"))
    folder = tmp_path / "abertos"
    folder.mkdir()
    paths = save_files(vault, made.id, 1, folder, carry=line.courier)
    assert [path.read_bytes() for path in paths] == list(content.values())
    assert all(path.resolve().is_relative_to(folder.resolve()) and not path.is_symlink() for path in paths)
    assert {path for path in set(tmp_path.rglob("*")) - before if folder not in (path, *path.parents)} == set()
    (entry_id,) = requesting.accept(vault, made.id, 1, at, language="en", carry=line.courier)
    found = {one.name: b"".join(vault.open_attachment(one.id)) for one in vault.attachments(entry_id)}
    assert sorted(found.values()) == sorted(content.values())
    assert len({name.casefold() for name in found}) == len(NAMES)
    for name in found:
        assert os.path.basename(name) == name
        assert name not in ("", ".", "..")
        assert not set(name) & set('\x00\r\n\x1b\u202e/\\:"|?*<>')


def test_a_thousand_files_of_one_name_are_kept_and_one_more_is_not_sent(
    vault: Vault, line: Line, at: datetime, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ask(RequestKind.FILE)
    monkeypatch.setattr(request_line, "ManifestFile", lambda _, kind, size: ManifestFile("a.txt", kind, size))
    many = {str(n): b"" for n in range(FILES_COUNT)}
    with line.courier() as courier, pytest.raises(Malformed):
        Giving(made.url.text()).sealed(courier, (0, [""]), files=many | {"more": b""})
    client(made, line).give((0, [""]), files=many)
    assert states(vault, made, line, at) == ["waiting"]
    began = time.process_time()
    (entry_id,) = requesting.accept(vault, made.id, 1, at, language="en", carry=line.courier)
    assert len({one.name for one in vault.attachments(entry_id)}) == FILES_COUNT
    assert time.process_time() - began < 20
