"""What is spoken for of the relay's room is kept beside the uploads, so that an offer among many costs no more than the first: it
must be their sum at every moment, whatever was done, undone or lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.relay.operations import Work
from app.relay.schema import STEPS, database_path, open_database, rows
from app.relay.sqlite import SqliteStore
from app.relay.uploading import COUNTING, LEAD, part_those_that_stand, room_left, still_ones

Deed = tuple[str, int, int, bool]

SIZES = st.sampled_from((1, 5000, LEAD - 1, LEAD, LEAD + 1, 3 * LEAD, 2_147_811_328))
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(("begin", "grow", "attach", "submit", "delete", "shrink")),
        st.integers(0, 5),
        SIZES,
        st.booleans(),
    ),
    max_size=12,
)
BEGIN = "INSERT OR IGNORE INTO blobs(name, token, share, size, have, at, request) VALUES (?, ?, NULL, ?, 0, 0, ?)"


def in_memory() -> apsw.Connection:
    db = apsw.Connection(":memory:")
    for step in STEPS:
        db.execute(step)
    db.execute(COUNTING)
    return db


@pytest.fixture(scope="module")
def shared() -> Iterator[apsw.Connection]:
    db = in_memory()
    yield db
    db.close()


def do(db: apsw.Connection, deed: Deed) -> None:
    what, number, size, of_request = deed
    name = bytes([number])
    if what == "begin":
        db.execute(BEGIN, (name, name, size, number if of_request else None))
    elif what == "grow":
        db.execute("UPDATE blobs SET have = max(have, min(size, ?)) WHERE name = ? AND token IS NOT NULL", (size, name))
    elif what == "shrink":
        db.execute("UPDATE blobs SET have = have / 2 WHERE name = ?", (name,))
    elif what == "attach":
        db.execute("UPDATE blobs SET token = NULL, share = ? WHERE name = ? AND request IS NULL", (number, name))
    elif what == "submit":
        db.execute("UPDATE blobs SET token = NULL WHERE name = ? AND request IS NOT NULL", (name,))
    else:
        db.execute("DELETE FROM blobs WHERE name = ? OR size = ?", (name, size))


def kept(db: apsw.Connection) -> tuple[int, int]:
    (told,) = rows(db, "SELECT held, missing FROM room")
    return int(told[0]), int(told[1])


def added_up(db: apsw.Connection) -> tuple[int, int]:
    """The same from the uploads themselves, reckoned otherwise than by SQLite."""
    held = missing = 0
    for size, have, request in rows(db, "SELECT size, have, request FROM blobs"):
        of_it = size if request is None else min(size, have + LEAD)
        held += of_it
        missing += of_it - have
    return held, missing


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(DEEDS, st.booleans()), max_size=4))
def test_what_is_kept_is_the_sum_of_all_after_whatever_was_done_and_undone(
    shared: apsw.Connection, batches: list[tuple[list[Deed], bool]]
) -> None:
    for deeds, undone in batches:
        shared.execute("BEGIN")
        for deed in deeds:
            do(shared, deed)
            assert kept(shared) == added_up(shared)
        shared.execute("ROLLBACK" if undone else "COMMIT")
        assert kept(shared) == added_up(shared)
    shared.execute("DELETE FROM blobs")
    assert kept(shared) == (0, 0)


def test_how_much_room_is_left_is_known_without_a_look_at_any_upload(shared: apsw.Connection) -> None:
    told: list[str] = []
    shared.exec_trace = lambda _cursor, statement, _bindings: told.append(statement) or True  # type: ignore[func-returns-value]
    try:
        assert room_left(shared, lambda held, missing: 100 - held - missing) == 100
    finally:
        shared.exec_trace = None
    (asked,) = told
    plan = [row[3] for row in rows(shared, f"EXPLAIN QUERY PLAN {asked}")]
    assert plan == ["SCAN room"]
    assert rows(shared, "SELECT count(*) FROM room") == [(1,)]


def test_which_uploads_give_way_is_known_without_a_look_at_any_other(shared: apsw.Connection) -> None:
    told: list[str] = []
    shared.exec_trace = lambda _cursor, statement, _bindings: told.append(statement) or True  # type: ignore[func-returns-value]
    work = Work(shared, None, 10_000)  # type: ignore[arg-type]  # no slot is touched
    try:
        assert still_ones(work, 1) is None
        part_those_that_stand(work, lambda _held, _missing: -1)
    finally:
        shared.exec_trace = None
    for asked in told:
        plan = [str(row[3]) for row in rows(shared, f"EXPLAIN QUERY PLAN {asked}", (0,) * asked.count("?"))]
        looked_at = [step for step in plan if "blobs" in step and "PRIMARY KEY" not in step]
        assert all("blobs_still" in step for step in looked_at), plan


def test_what_a_process_left_behind_that_died_between_two_changes_is_their_sum(tmp_path: Path) -> None:
    path = tmp_path / "relay.db"
    db = open_database(path)
    db.execute(COUNTING)
    do(db, ("begin", 1, 3 * LEAD, True))
    db.execute("BEGIN IMMEDIATE")
    do(db, ("grow", 1, 5000, True))
    do(db, ("begin", 2, 5000, False))
    other = apsw.Connection(str(path))  # sees what a start after a crash at this moment would
    assert kept(other) == added_up(other) == (LEAD, LEAD)
    db.execute("COMMIT")
    assert kept(other) == added_up(other) == (LEAD + 10_000, LEAD + 5000)
    other.close()
    db.close()


def test_a_relay_of_an_older_version_and_one_whose_sum_is_wrong_add_up_at_start(tmp_path: Path) -> None:
    data = tmp_path / "data"
    SqliteStore.open(data, lambda: 1).shut()
    db = open_database(database_path(data))
    do(db, ("begin", 1, 70_000, False))
    db.execute("UPDATE room SET held = 7, missing = -7")
    db.close()
    store = SqliteStore.open(data, lambda: 1)
    assert kept(store.database) == (70_000, 70_000)
    store.shut()
    db = open_database(database_path(data))
    db.execute("DROP TABLE room; DROP INDEX blobs_still")
    db.execute(f"PRAGMA user_version = {len(STEPS) - 1}")
    db.close()
    store = SqliteStore.open(data, lambda: 1)
    assert kept(store.database) == (70_000, 70_000)
    store.shut()
