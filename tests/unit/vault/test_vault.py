"""A vault's life: create, unlock, close, passphrase, check, backup; one instance at a time; nothing readable on disk."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.errors import LacreError, OurError, PeerError, UserError, WorldError
from app.vault.database import open_database
from app.vault.model import Client, FieldDraft, ShareRow
from app.vault.vault import Vault

from .conftest import CHEAP, NOW, PASSPHRASE, login, reopen

CANARY = "canario-amarelo-7d1f"


def create(folder: Path) -> Vault:
    return Vault.create(folder, PASSPHRASE, now=NOW, cost=KdfCost(8, 1), policy=CHEAP)


def test_a_wrong_passphrase_opens_nothing(vault: Vault, folder: Path) -> None:
    vault.close()
    with pytest.raises(UserError, match="wrong-passphrase"):
        reopen(folder, Secret("outra"))
    reopen(folder).close()


def test_a_folder_without_a_vault_says_so(tmp_path: Path) -> None:
    assert not Vault.exists(tmp_path)
    with pytest.raises(UserError, match="no-vault"):
        reopen(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_vault_is_never_made_over_something(vault: Vault, folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="vault-exists"):
        create(folder)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("mine")
    with pytest.raises(UserError, match="folder-not-empty"):
        create(tmp_path / "other")
    assert (tmp_path / "other" / "letter.txt").read_text() == "mine"


def test_a_vault_may_be_made_in_an_empty_folder(folder: Path) -> None:
    folder.mkdir()
    create(folder).close()
    assert sorted(path.name for path in folder.iterdir()) == ["header", "lock", "vault.db"]
    assert os.listdir(folder.parent) == [folder.name]


def test_only_its_owner_may_read_a_vault(vault: Vault, folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700
    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    assert modes == dict.fromkeys(("header", "lock", "vault.db", "vault.db-wal"), 0o600)


def test_a_second_instance_is_told_that_the_vault_is_in_use(vault: Vault, folder: Path) -> None:
    with pytest.raises(WorldError, match="in-use"):
        reopen(folder)
    vault.close()
    reopen(folder).close()


def test_a_failed_unlock_frees_the_vault(vault: Vault, folder: Path) -> None:
    vault.close()
    for _ in range(2):
        with pytest.raises(UserError, match="wrong-passphrase"):
            reopen(folder, Secret("errada"))


def test_a_locked_vault_answers_nothing(vault: Vault, client: Client) -> None:
    vault.close()
    vault.close()
    for call in (vault.clients, vault.entries, vault.shares, vault.check, lambda: vault.add_client("x", NOW)):
        with pytest.raises(UserError, match="vault-locked"):
            call()
    with pytest.raises(UserError, match="vault-locked"), vault.bulk():
        pass


def test_a_changed_passphrase_opens_the_same_vault_and_the_old_one_does_not(
    vault: Vault, client: Client, folder: Path
) -> None:
    with pytest.raises(UserError, match="wrong-passphrase"):
        vault.change_passphrase(Secret("errada"), Secret("nova"))
    vault.change_passphrase(PASSPHRASE, Secret("nova frase"), cost=KdfCost(16, 2))
    vault.close()
    with pytest.raises(UserError, match="wrong-passphrase"):
        reopen(folder)
    with reopen(folder, Secret("nova frase")) as again:
        assert again.clients() == [client]
        assert again.check().ok


def test_a_passphrase_change_that_cannot_be_written_leaves_the_old_one(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(WorldError, match="disk-full"):
        vault.change_passphrase(PASSPHRASE, Secret("nova"))
    monkeypatch.undo()
    vault.close()
    assert sorted(path.name for path in folder.iterdir()) == ["header", "lock", "vault.db"]
    reopen(folder).close()


def test_a_backup_is_a_whole_vault_of_its_own(vault: Vault, client: Client, tmp_path: Path) -> None:
    added = vault.add_entry(client.id, login("Correio", "ana", "um"), NOW)
    target = vault.backup(tmp_path / "copies" / "vault-1.lacre")
    vault.purge(added.id)
    assert sorted(path.name for path in target.iterdir()) == ["header", "lock", "vault.db"]
    with reopen(target) as copied:
        assert copied.entry(added.id) == added
        assert copied.reveal(added.id, added.fields[1].id).text() == "um"
        assert copied.check().ok


def test_a_backup_goes_over_nothing(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(UserError, match="target-exists"):
        vault.backup(tmp_path / "taken")


def test_a_backup_of_a_damaged_vault_is_refused_and_leaves_nothing_under_its_name(
    vault: Vault, folder: Path, tmp_path: Path
) -> None:
    (folder / "header").write_bytes(b"")
    with pytest.raises(PeerError, match="damaged-vault"):
        vault.backup(tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_check_of_a_whole_vault_opens_every_value(vault: Vault, client: Client) -> None:
    added = vault.add_entry(client.id, login("Correio", "ana", "um", totp="ABC"), NOW)
    vault.edit_entry(added.id, login("Correio", "ana", "dois"), NOW)
    vault.settings_set("relay", Secret("k"))
    report = vault.check()
    assert (report.entries, report.values, report.problems) == (1, 3, ())


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        ("UPDATE field SET sealed = zeroblob(60) WHERE sealed IS NOT NULL", "value"),
        ("UPDATE field SET revision = 7", "value"),
        ("UPDATE field SET id = CASE substr(id, 1, 1) WHEN '0' THEN '1' ELSE '0' END || substr(id, 2)", "value"),
        ("UPDATE entry SET id = CASE substr(id, 1, 1) WHEN '0' THEN '1' ELSE '0' END || substr(id, 2)", "value"),
        ("UPDATE client SET id = CASE substr(id, 1, 1) WHEN '0' THEN '1' ELSE '0' END || substr(id, 2)", "client-key"),
        ("UPDATE client SET key = zeroblob(72)", "client-key"),
        ("UPDATE setting SET sealed = zeroblob(50)", "setting"),
        ("UPDATE share SET id = 'other'", "share"),
        ("DELETE FROM search", "search-index"),
    ],
)
def test_a_check_names_the_part_that_is_wrong(
    vault: Vault, client: Client, folder: Path, damage: str, problem: str
) -> None:
    vault.add_entry(client.id, login("Correio", "ana", "um"), NOW)
    vault.settings_set("relay", Secret("k"))
    vault.save_share(ShareRow("s1", "x", client.id, None, "r", NOW, NOW, 1, "live", Secret("token"), b"{}", NOW))
    database_key = vault._core.keys.database
    vault.close()
    connection = open_database(folder / "vault.db", database_key)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(damage)
    connection.close()
    with reopen(folder) as damaged:
        assert problem in damaged.check().problems


def test_two_sealed_values_exchanged_do_not_open(vault: Vault, client: Client, folder: Path) -> None:
    entries = [vault.add_entry(client.id, login(title, "ana", f"de {title}"), NOW) for title in ("Um", "Dois")]
    database_key = vault._core.keys.database
    vault.close()
    connection = open_database(folder / "vault.db", database_key)
    sealed = [row[0] for row in connection.execute("SELECT sealed FROM field WHERE protected ORDER BY number")]
    connection.execute("UPDATE field SET sealed = ? WHERE sealed = ?", (bytes(60), sealed[0]))
    connection.execute("UPDATE field SET sealed = ? WHERE sealed = ?", (sealed[0], sealed[1]))
    connection.close()
    with reopen(folder) as again, pytest.raises(PeerError, match="damaged-vault"):
        again.reveal(entries[1].id, entries[1].fields[1].id)


def test_a_missing_part_is_damage_not_an_empty_vault(vault: Vault, folder: Path) -> None:
    vault.close()
    for name in ("header", "vault.db"):
        octets = (folder / name).read_bytes()
        (folder / name).unlink()
        assert Vault.exists(folder)
        with pytest.raises(PeerError, match="damaged-vault"):
            reopen(folder)
        with pytest.raises(UserError, match="vault-exists"):
            create(folder)
        (folder / name).write_bytes(octets)
    reopen(folder).close()


def test_no_secret_and_no_name_is_readable_in_any_file(vault: Vault, client: Client, folder: Path) -> None:
    with vault.bulk():
        for number in range(50):
            draft = login(
                f"{CANARY} título {number}", CANARY, CANARY, url=f"https://{CANARY}.pt", notes=CANARY, totp=CANARY
            )
            vault.add_entry(client.id, draft, NOW)
    vault.settings_set(CANARY, Secret(CANARY))
    vault.backup(folder.with_name("copy"))
    assert_unreadable(folder)
    vault.add_client(f"{CANARY} cliente", NOW)
    assert (folder / "vault.db-wal").stat().st_size > 0
    assert_unreadable(folder)
    vault.close()
    assert_unreadable(folder.parent)


def assert_unreadable(folder: Path) -> None:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) >= 3
    for path in files:
        octets = path.read_bytes()
        for trace in (
            CANARY.encode(),
            CANARY.upper().encode(),
            CANARY.encode("utf-16-le"),
            PASSPHRASE.reveal(),
            b"SQLite",
        ):
            assert trace not in octets, path.name


def test_threads_may_share_a_vault(vault: Vault, client: Client) -> None:
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(10):
                added = vault.add_entry(client.id, login(f"{number} {turn}", "u", "p"), NOW)
                vault.edit_entry(added.id, login(f"{number} {turn}", "u", "q"), NOW)
                vault.entries(query="titulo")
        except LacreError as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    assert len(vault.entries()) == 40
    assert vault.check().ok


def test_the_environment_cannot_lower_the_floor(vault: Vault, folder: Path) -> None:
    vault.close()
    code = "import sys; from pathlib import Path; from app.crypto.secret import Secret; from app.vault.vault import Vault\n"
    code += "Vault.unlock(Path(sys.argv[1]), Secret(sys.argv[2]))"
    environment = os.environ | {"LACRE_KDF": "8", "LACRE_TEST": "1", "LACRE_CHEAP": "1"}
    ran = subprocess.run(
        [sys.executable, "-c", code, str(folder), PASSPHRASE.text()], env=environment, capture_output=True, text=True
    )
    assert "weak-kdf" in ran.stderr


def test_a_field_draft_masks_its_secret() -> None:
    assert CANARY not in repr(FieldDraft("password", Secret(CANARY)))
    assert CANARY not in repr(login("Banco", "ana", CANARY))


def test_a_bulk_change_that_a_full_disk_ended_keeps_nothing_of_what_follows(vault: Vault, client: Client) -> None:
    def ignore_the_full_disk() -> None:
        with vault.bulk():
            vault.add_entry(client.id, login("Antes"), NOW)
            vault._core.db.execute("ROLLBACK")  # as SQLite does by itself when the disk is full
            vault.add_entry(client.id, login("Depois"), NOW)

    with pytest.raises(OurError, match="transaction-lost"):
        ignore_the_full_disk()
    assert vault.entries() == []
    vault.add_entry(client.id, login("Mais tarde"), NOW)


def test_a_full_disk_loses_nothing_and_is_named(vault: Vault, client: Client) -> None:
    added = vault.add_entry(client.id, login("Correio", "ana", "um"), NOW)
    pages = vault._core.db.pragma("page_count")
    vault._core.db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(WorldError, match="disk-full"):
        vault.add_entry(client.id, login("Grande", notes="x" * 500_000), NOW)
    vault._core.db.execute("PRAGMA max_page_count = 100000")
    assert [entry.id for entry in vault.entries()] == [added.id]
    vault.add_entry(client.id, login("Grande", notes="x" * 500_000), NOW)
    assert vault.check().ok
