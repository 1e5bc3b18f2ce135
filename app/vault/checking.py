"""The whole check of an unlocked vault: every page, every index, every key and every protected value. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import apsw

from app.crypto.aead import CannotOpen, open_secret
from app.errors import PeerError, UserError
from app.vault.attachments import broken_files
from app.vault.core import Core
from app.vault.database import translated
from app.vault.keys import value_place
from app.vault.model import CheckReport

_VALUES = """SELECT client.number, client.id, entry.id, field.id, field.revision, field.sealed FROM field
    JOIN entry ON entry.number = field.entry JOIN client ON client.number = entry.client WHERE field.protected
    UNION ALL SELECT client.number, client.id, entry.id, past.field, past.revision, past.sealed FROM past
    JOIN entry ON entry.number = past.entry JOIN client ON client.number = entry.client WHERE past.sealed IS NOT NULL"""
_ORPHANS = {
    "fields-without-entry": "SELECT count(*) FROM field WHERE entry NOT IN (SELECT number FROM entry)",
    "marks-of-attachments": """SELECT count(*) FROM entry LEFT JOIN mark ON mark.entry = entry.number
        WHERE coalesce(mark.files, 0) != (SELECT count(*) FROM attachment WHERE attachment.entry = entry.number)""",
    "entries-without-client": "SELECT count(*) FROM entry WHERE client NOT IN (SELECT number FROM client)",
    "search-index": """SELECT (SELECT count(*) FROM entry) - (SELECT count(*) FROM search)
        + (SELECT count(*) FROM entry WHERE number NOT IN (SELECT rowid FROM search))""",
}


def check(core: Core) -> CheckReport:
    """What is wrong, by part. An empty list of problems means that everything in the vault can be read."""
    problems: list[str] = []
    values = 0
    core.drop_client_keys()
    try:
        with translated():
            problems += _structure(core)
            for ok in _openings(core):
                values += 1
                if not ok:
                    problems.append("value")
            problems += _sealed_rows(core)
            if core.folder is not None:  # a copy of the database alone has no files to look at
                problems += ["attachment" for _ in broken_files(core)]
            (entries,) = core.rows("SELECT count(*) FROM entry")[0]
    except PeerError as error:
        return CheckReport(0, values, (*problems, str(error.facts.get("part", error.code))))
    return CheckReport(entries, values, tuple(problems))


def _structure(core: Core) -> Iterator[str]:
    if core.rows("PRAGMA integrity_check(1)") != [("ok",)]:
        yield "database"
    if core.rows("PRAGMA foreign_key_check"):
        yield "references"
    for problem, count in _ORPHANS.items():
        if core.rows(count) != [(0,)]:
            yield problem
    try:
        core.db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except apsw.CorruptError:
        yield "search-index"


def _openings(core: Core) -> Iterator[bool]:
    """Whether each protected value opens, one at a time: none is kept, and none is left in memory that was let go."""
    for client, client_id, entry_id, field_id, revision, sealed in core.db.execute(_VALUES):
        place = value_place(client_id, entry_id, field_id, revision)
        try:
            open_secret(core.client_key(client), sealed, place)
        except (CannotOpen, UserError):
            yield False
        else:
            yield True


def _sealed_rows(core: Core) -> Iterator[str]:
    for name, sealed in core.db.execute("SELECT name, sealed FROM setting"):
        try:
            core.keys.open_setting(name, sealed)
        except PeerError:
            yield "setting"
    for generated_id, sealed in core.db.execute("SELECT id, sealed FROM generated"):
        try:
            core.keys.open_generated(generated_id, sealed)
        except PeerError:
            yield "generated"
    for share_id, sealed in core.db.execute("SELECT id, sealed FROM share WHERE sealed IS NOT NULL"):
        try:
            core.keys.open_share(share_id, sealed)
        except PeerError:
            yield "share"
    for share_id, sealed in core.db.execute("SELECT share, sealed FROM parcel"):
        try:
            core.keys.open_parcel(share_id, sealed)
        except PeerError:
            yield "parcel"
    yield from _sealed_requests(core)


def _sealed_requests(core: Core) -> Iterator[str]:
    for request_id, sealed in core.db.execute("SELECT id, sealed FROM request WHERE sealed IS NOT NULL"):
        try:
            core.keys.open_request(request_id, sealed)
        except PeerError:
            yield "request"
    for request_id, number, sealed in core.db.execute(
        "SELECT request, number, sealed FROM submission WHERE sealed IS NOT NULL"
    ):
        try:
            core.keys.open_submission(request_id, number, sealed)
        except PeerError:
            yield "submission"
