"""docs/FORMAT.md against vaults kept from its versions: read by the program, and by a reader written from that page alone."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from nacl import bindings as secretstream
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt

from app.crypto.secret import Secret
from app.vault.kinds import FieldKind
from app.vault.model import ParcelRow, RequestRow, SubmissionRow
from app.vault.vault import Vault

PASSPHRASE = "açúcar mascavado"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A copy of the vault that version 1 wrote."""
    return shutil.copytree(Path(__file__).with_name("fixtures") / "version-1.lacre", tmp_path / "kept.lacre")


def v(key: bytes, label: str, context: bytes = b"") -> bytes:
    return hashlib.blake2b(b"lacre/vault/1/" + label.encode() + b"\0" + context, digest_size=32, key=key).digest()


def opened(key: bytes, sealed: bytes, ad: bytes) -> bytes:
    return crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[24:], ad, sealed[:24], key)


def vault_key_of(header: bytes) -> bytes:
    """Sections 2: magic, version, vault id, one slot, mac, sum."""
    assert len(header) == 12 + 2 + 16 + 1 + 129 + 32 + 8
    assert header[:14] == b"lacre-vault\n\x00\x01"
    assert header[30] == 1
    assert header[-8:] == hashlib.blake2b(header[:-8], digest_size=32).digest()[:8]
    vault_id, slot = header[14:30], header[31:160]
    assert slot[0] == 1
    memory, passes, salt = int.from_bytes(slot[17:21]), int.from_bytes(slot[21:25]), slot[25:41]
    derive = Argon2id(salt=salt, length=32, iterations=passes, lanes=1, memory_cost=memory)
    slot_key = v(derive.derive(PASSPHRASE.encode()), "slot", vault_id)
    vault_key = opened(slot_key, slot[57:], b"lacre/vault/1/slot\0" + vault_id + slot[:57])
    mac = hashlib.blake2b(header[:-40], digest_size=32, key=v(vault_key, "header-mac")).digest()
    assert header[-40:-8] == mac
    return vault_key


def test_a_reader_written_from_the_format_alone_opens_everything(kept: Path) -> None:
    vault_key = vault_key_of((kept / "header").read_bytes())
    db = apsw.Connection(str(kept / "vault.db"))
    db.execute("PRAGMA cipher = 'chacha20'")
    db.execute(f"PRAGMA key = 'raw:{v(vault_key, 'database').hex()}'")
    assert (db.pragma("application_id"), db.pragma("user_version")) == (0x4C616372, 1)
    sealed = """SELECT client.id, client.key, entry.id, field.id, field.revision, field.name, field.sealed FROM field
        JOIN entry ON entry.number = field.entry JOIN client ON client.number = entry.client WHERE protected"""
    values = {}
    for client, wrapped, entry, field, revision, name, octets in db.execute(sealed):
        client_id = bytes.fromhex(client)
        client_key = opened(v(vault_key, "clients"), wrapped, b"client\0" + client_id)
        place = b"value\0" + client_id + bytes.fromhex(entry) + bytes.fromhex(field) + revision.to_bytes(4)
        values[name] = opened(client_key, octets, place).decode()
    assert values == {"password": "nova", "totp": "JBSWY3DPEHPK3PXP", "code": "1397#", "text": "palavra: girassol"}
    (setting,) = db.execute("SELECT name, sealed FROM setting").fetchall()
    assert opened(v(vault_key, "settings"), setting[1], b"setting\0" + setting[0].encode()) == b"chave"
    (share,) = db.execute("SELECT id, sealed FROM share").fetchall()
    assert opened(v(vault_key, "ledger"), share[1], b"share\0" + share[0].encode()) == b"link"
    db.close()


def test_the_program_still_reads_what_version_1_wrote(kept: Path) -> None:
    with Vault.unlock(kept, Secret(PASSPHRASE)) as vault:
        assert vault.check().ok
        assert [(c.name, c.entry_count) for c in vault.clients()] == [("Dra. São", 2), ("Padaria Açores", 1)]
        assert [e.title for e in vault.entries()] == ["Alarme", "Consultório", "Portal das Finanças"]
        (login,) = vault.entries(query="financas 513")
        assert login.updated_at == datetime(2026, 11, 22, 10, 0, 0, 250000, tzinfo=UTC)
        password = next(f for f in vault.entry(login.id).fields if f.name == "password")
        past = [vault.reveal(login.id, password.id, r.revision).text() for r in vault.history(login.id, password.id)]
        assert past == ["nova", "velha"]
        removed = next(state for state in vault.history(login.id) if state.removed)
        assert (removed.label, vault.reveal(login.id, removed.field_id, 1).text()) == ("PIN", "4321")
        assert vault.settings_get("relay-key") == Secret("chave")
        assert vault.share("s1").secrets == Secret("link")


def test_unlocking_imports_no_more_than_it_needs() -> None:
    """`lacre vault list` starts in a fraction of a second because of this."""
    heavy = ("nacl.bindings", "cryptography", "requests", "msgspec", "PySide6", "babel", "mnemonic", "asyncio", "json")
    code = f"import sys, app.vault.vault; print(*(name for name in {heavy!r} if name in sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """A copy of the vault that version 2 wrote."""
    return shutil.copytree(Path(__file__).with_name("fixtures") / "version-2.lacre", tmp_path / "second.lacre")


def test_a_reader_written_from_the_format_alone_opens_a_file_of_version_2(second: Path) -> None:
    vault_key = vault_key_of((second / "header").read_bytes())
    db = apsw.Connection(str(second / "vault.db"))
    db.execute("PRAGMA cipher = 'chacha20'")
    db.execute(f"PRAGMA key = 'raw:{v(vault_key, 'database').hex()}'")
    assert db.pragma("user_version") == 2
    kept = """SELECT client.id, client.key, entry.id, attachment.id, attachment.key, size FROM attachment
        JOIN entry ON entry.number = attachment.entry JOIN client ON client.number = entry.client
        WHERE attachment.name = 'contrato.txt'"""
    ((client, wrapped, entry, attachment, sealed, size),) = db.execute(kept).fetchall()
    client_key = opened(v(vault_key, "clients"), wrapped, b"client\0" + bytes.fromhex(client))
    place = b"file\0" + bytes.fromhex(client) + bytes.fromhex(entry) + bytes.fromhex(attachment)
    file_key = opened(client_key, sealed, place)
    lying = (second / "files" / attachment).read_bytes()
    state = secretstream.crypto_secretstream_xchacha20poly1305_state()
    secretstream.crypto_secretstream_xchacha20poly1305_init_pull(state, lying[:24], file_key)
    plain, tag = secretstream.crypto_secretstream_xchacha20poly1305_pull(state, lying[24:])
    assert (plain.decode(), len(plain), tag) == ("cláusula primeira", size, 3)
    ((made, octets),) = db.execute("SELECT id, sealed FROM generated").fetchall()
    assert opened(v(vault_key, "generated"), octets, b"generated\0" + bytes.fromhex(made)) == b"gerada"
    db.close()


_STATES = """SELECT field, name, label, revision, removed FROM past WHERE entry = :entry
    UNION SELECT id, name, label, revision, 0 FROM field WHERE entry = :entry
    UNION SELECT id, 'title', '', title_revision, 0 FROM entry WHERE number = :entry"""


def origins(db: apsw.Connection, title: str) -> dict[tuple[str, int], tuple[str, str, str] | None]:
    """Section 4, Origin: of each state of an entry its how, person and source, by the field's label or name."""
    ((entry, entry_id),) = db.execute("SELECT number, id FROM entry WHERE title = ?", (title,)).fetchall()
    kept = "SELECT field, revision, how, person, source FROM origin WHERE entry = ?"
    rows = {(field, revision): (how, *who) for field, revision, how, *who in db.execute(kept, (entry,))}
    told = {}
    for field, name, label, revision, _ in db.execute(_STATES, {"entry": entry}):
        with_entry = rows.get((entry_id, 1)) if revision == 1 else None
        told[label or name, revision] = rows.get((field, revision), with_entry)
    return told


@pytest.fixture
def third(tmp_path: Path) -> Path:
    """A copy of the vault that version 3 wrote."""
    return shutil.copytree(Path(__file__).with_name("fixtures") / "version-3.lacre", tmp_path / "third.lacre")


def test_who_wrote_what_is_read_from_the_format_alone(third: Path) -> None:
    vault_key = vault_key_of((third / "header").read_bytes())
    db = apsw.Connection(str(third / "vault.db"))
    db.execute("PRAGMA cipher = 'chacha20'")
    db.execute(f"PRAGMA key = 'raw:{v(vault_key, 'database').hex()}'")
    typed, generated = ("typed", "Rui", ""), ("generated", "Rui", "")
    assert db.pragma("user_version") == 3
    assert origins(db, "Portal") == {("title", 1): typed, ("username", 1): typed, ("password", 1): generated}
    older = dict.fromkeys([("title", 1), ("ssid", 1), ("password", 1), ("password", 2)])
    joined = {("Cofre", 1): ("joined", "Ana Sá", "Bitwarden"), ("Cofre", 2): typed}
    assert origins(db, "Rede") == older | joined
    kinds = "SELECT kind FROM past_kind JOIN past USING (entry, field, revision) WHERE label = 'Cofre'"
    assert db.execute(kinds).fetchall() == [("pin",)]
    db.close()
    with Vault.unlock(third, Secret(PASSPHRASE)) as vault:
        (moved,) = vault.entries(query="cliente:sao rede")
        past = {(one.label or one.name, one.revision): one for one in vault.history(moved.id)}
        told = {place: one.how and (one.how.value, one.person, one.source) for place, one in past.items()}
        assert told == older | joined
        assert past["Cofre", 1].kind is FieldKind.PIN


@pytest.fixture
def fourth(tmp_path: Path) -> Path:
    """A copy of the vault that version 4 wrote."""
    return shutil.copytree(Path(__file__).with_name("fixtures") / "version-4.lacre", tmp_path / "fourth.lacre")


def test_what_version_4_kept_of_shares_is_there_and_nothing_was_asked_for(fourth: Path) -> None:
    with Vault.unlock(fourth, Secret(PASSPHRASE)) as vault:
        assert [(row.label, row.secrets) for row in vault.shares()] == [("Portal", Secret('{"x":1}'))]
        assert [intent.wish for intent in vault.intents()] == [b'{"revoke":true}']
        (head,) = vault.share_heads()
        assert vault.parcel(head.id) == ParcelRow(head.id, Secret("{}"), *(head.parcel or (0, 0)))
        assert (vault.requests(), vault.submissions()) == ([], [])


def test_requests_are_read_from_the_format_alone(fourth: Path) -> None:
    with Vault.unlock(fourth, Secret(PASSPHRASE)) as vault:
        now = datetime(2026, 11, 22, tzinfo=UTC)
        asked = RequestRow(
            "cd" * 16, "login", "IRS", None, "https://x", now, now, 1, "live", Secret("x e S"), b"{}", now
        )
        vault.add_request(asked)
        vault.add_submission(SubmissionRow("cd" * 16, 3, now, "waiting", 0, None, None, Secret("envelope"), now))
    vault_key = vault_key_of((fourth / "header").read_bytes())
    db = apsw.Connection(str(fourth / "vault.db"))
    db.execute("PRAGMA cipher = 'chacha20'")
    db.execute(f"PRAGMA key = 'raw:{v(vault_key, 'database').hex()}'")
    assert db.pragma("user_version") == 5
    ((asked_id, secrets),) = db.execute("SELECT id, sealed FROM request").fetchall()
    assert opened(v(vault_key, "ledger"), secrets, b"request\0" + asked_id.encode()) == b"x e S"
    ((number, kept),) = db.execute("SELECT number, sealed FROM submission").fetchall()
    place = b"submission\0" + asked_id.encode() + b"\0" + number.to_bytes(4, "big")
    assert opened(v(vault_key, "ledger"), kept, place) == b"envelope"
    db.close()


@pytest.mark.parametrize(
    ("version", "trash"),
    [
        ("second", ["Correio antigo"]),
        ("third", ["Portal", "Correio antigo"]),
        ("fourth", ["Portal", "Correio antigo"]),
    ],
)
def test_the_program_reads_what_older_versions_and_this_one_wrote(
    version: str, trash: list[str], request: pytest.FixtureRequest
) -> None:
    with Vault.unlock(request.getfixturevalue(version), Secret(PASSPHRASE)) as vault:
        assert vault.check().ok
        assert [(c.name, c.entry_count) for c in vault.clients()] == [("Dra. São", 1), ("Padaria Açores", 2)]
        visa, contracts = (vault.entries(query=query)[0] for query in ("visa", "contratos"))
        assert (visa.favourite, visa.tags, visa.valid_until) == (True, ("IRS", "Água fria"), "2026-11-30")
        files = {found.name: b"".join(vault.open_attachment(found.id)) for found in vault.attachments(contracts.id)}
        assert files == {"contrato.txt": "cláusula primeira".encode(), "vazio": b""}
        assert vault.entry(contracts.id).category_chosen
        (moved,) = vault.entries(query="cliente:sao rede")
        password = next(field for field in vault.entry(moved.id).fields if field.name == "password")
        assert [vault.reveal(moved.id, password.id, n).text() for n in (1, 2)] == ["velha", "nova"]
        assert [entry.title for entry in vault.trashed()] == trash
        (door,) = vault.entries(query="is:archived")
        assert vault.entry(door.id).purge_after == 7
        assert [made.value.text() for made in vault.generated()] == ["gerada"]
