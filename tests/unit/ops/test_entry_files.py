"""Files of an entry outside the vault: the private folder, what is wiped and when, and what is never opened."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from app.errors import UserError, WorldError
from app.ops import entry_files
from app.ops.entry_files import OpenedFiles, add_file, open_file, runs, save_file
from app.vault.model import Entry, EntryDraft, EntryKind
from app.vault.vault import Vault
from tests.unit.ops.conftest import NOW


@pytest.fixture
def entry(vault: Vault) -> Entry:
    return vault.add_entry(
        vault.add_client("Padaria Açor", NOW).id, EntryDraft(EntryKind.DOCUMENTS, "Contrato", ()), NOW
    )


@pytest.fixture
def opened(tmp_path: Path) -> OpenedFiles:
    (tmp_path / "home").mkdir()
    return OpenedFiles(tmp_path / "home")


def test_a_file_is_kept_opened_and_wiped(vault: Vault, entry: Entry, opened: OpenedFiles, tmp_path: Path) -> None:
    (tmp_path / "contrato.pdf").write_bytes(b"%PDF de mentira")
    told: list[tuple[int, int]] = []
    kept = add_file(vault, entry.id, tmp_path / "contrato.pdf", NOW, lambda done, total: told.append((done, total)))
    assert told[-1] == (15, 15)
    path = open_file(vault, opened, kept)
    assert (path.name, path.read_bytes()) == ("contrato.pdf", b"%PDF de mentira")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(one.stat().st_mode) for one in (path.parent, opened.folder)} == {0o700}
    assert open_file(vault, opened, kept) != path  # two of one name do not meet
    with path.open("rb") as held:
        assert opened.wipe() == 0
        assert held.read() == b""  # a viewer that still holds it reads nothing more
    assert not opened.folder.exists()


def test_what_a_killed_program_left_is_gone_after_the_next_start(tmp_path: Path) -> None:
    program = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from app.ops.entry_files import OpenedFiles
        OpenedFiles(Path(sys.argv[1])).place("segredo.txt").write_bytes(b"numero do cartao")
        print("there", flush=True)
        sys.stdin.read()
        """
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path.cwd()
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"there\n"
    left = [path for path in tmp_path.rglob("*") if path.name == "segredo.txt"]
    assert len(left) == 1
    beside = OpenedFiles(tmp_path)
    assert beside.sweep() == 0
    assert left[0].exists()  # a second program that starts meanwhile leaves the first one's files alone
    with pytest.raises(WorldError, match="in-use"):
        beside.place("a")
    child.send_signal(signal.SIGKILL)
    child.communicate(timeout=60)
    assert left[0].exists()
    assert OpenedFiles(tmp_path).sweep() == 0
    assert [path for path in tmp_path.rglob("*") if "segredo" in path.name or path.parent.name == "opened"] == []


def test_a_planted_link_goes_and_what_it_points_to_stays(opened: OpenedFiles, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "dear").write_text("stays")
    opened.place("a").write_text("x")
    (opened.folder / "link").symlink_to(mine)
    (opened.folder / "file").symlink_to(mine / "dear")
    os.link(mine / "dear", opened.folder / "hard")
    assert opened.wipe() == 0
    assert (mine / "dear").read_text() == "stays"
    opened.folder.symlink_to(mine)
    place = opened.place("b")
    assert not opened.folder.is_symlink()
    assert mine not in place.parents


@pytest.mark.parametrize("name", ["fatura.pdf.exe", "a.SCR", "b.desktop", "c.Lnk", "d.docm", "e.exe ", "f.sh"])
def test_what_would_run_is_not_opened(
    vault: Vault, entry: Entry, opened: OpenedFiles, tmp_path: Path, name: str
) -> None:
    assert runs(name)
    (tmp_path / name).write_bytes(b"x")
    kept = add_file(vault, entry.id, tmp_path / name, NOW)
    with pytest.raises(UserError, match="file-runs"):
        open_file(vault, opened, kept)
    assert not opened.folder.exists()


@pytest.mark.parametrize("name", ["contrato.pdf", "foto.jpeg", "sem-nada", "notas.exe.txt", "folha.xlsx"])
def test_what_is_only_looked_at_is_opened(name: str) -> None:
    assert not runs(name)


def test_a_lock_while_a_file_is_opened_leaves_nothing(
    vault: Vault, entry: Entry, opened: OpenedFiles, tmp_path: Path
) -> None:
    (tmp_path / "a.dat").write_bytes(bytes(200_000))
    kept = add_file(vault, entry.id, tmp_path / "a.dat", NOW)
    with pytest.raises(UserError, match="vault-locked"):
        open_file(vault, opened, kept, lambda _done: vault.close())
    assert list(opened.folder.rglob("*")) == []


def test_saving_over_a_file_is_all_or_nothing(vault: Vault, entry: Entry, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"novo")
    kept = add_file(vault, entry.id, tmp_path / "a.txt", NOW)
    target = tmp_path / "out" / "a.txt"
    target.parent.mkdir()
    target.write_bytes(b"velho")

    def cancelled(_done: int) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        save_file(vault, kept.id, target, cancelled)
    assert [(one.name, one.read_bytes()) for one in target.parent.iterdir()] == [("a.txt", b"velho")]
    save_file(vault, kept.id, target)
    assert [(one.name, one.read_bytes()) for one in target.parent.iterdir()] == [("a.txt", b"novo")]


def test_what_a_kill_left_of_saving_goes_with_the_next(vault: Vault, entry: Entry, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"novo")
    kept = add_file(vault, entry.id, tmp_path / "a.txt", NOW)
    old, new, other = (tmp_path / name for name in (f".lacre-{'0a' * 8}.part", f".lacre-{'1a' * 8}.part", ".mine.part"))
    for path in (old, new, other):
        path.write_bytes(b"half, in clear")
    os.utime(old, (0, 0))
    os.utime(other, (0, 0))
    save_file(vault, kept.id, tmp_path / "b.txt")
    assert {path.name for path in tmp_path.glob("*")} >= {"b.txt", new.name, other.name}
    assert not old.exists()


def test_a_saved_file_is_on_the_medium_before_it_takes_the_place_of_another(
    vault: Vault, entry: Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_bytes(b"novo")
    kept = add_file(vault, entry.id, tmp_path / "a.txt", NOW)
    target = tmp_path / "b.txt"
    target.write_bytes(b"velho")
    seen: list[object] = []
    monkeypatch.setattr(
        entry_files, "sync", lambda descriptor: seen.append((os.pread(descriptor, 9, 0), target.read_bytes()))
    )
    monkeypatch.setattr(entry_files, "sync_folder", lambda folder: seen.append((folder, target.read_bytes())))
    save_file(vault, kept.id, target)
    assert seen == [(b"novo", b"velho"), (tmp_path, b"novo")]


def test_only_plain_files_are_read_and_none_that_is_too_big(vault: Vault, entry: Entry, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises((UserError, WorldError), match=r"not-a-file|cannot-read"):
            add_file(vault, entry.id, path, NOW)
    with (tmp_path / "big").open("wb") as big:
        big.truncate(2 * 1024**3 + 1)
    with pytest.raises(UserError, match="file-too-big"):
        add_file(vault, entry.id, tmp_path / "big", NOW)
    with pytest.raises(WorldError, match="cannot-read"):
        add_file(vault, entry.id, tmp_path / "missing", NOW)
    assert vault.attachments(entry.id) == []
