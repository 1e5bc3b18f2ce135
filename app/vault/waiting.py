"""What is still to be done about shares: wishes that no relay has heard yet, and of what a share is made that is on its way or
may be made again. Owns the tables `intent` and `parcel`, not what is in them.
"""

from __future__ import annotations

from datetime import datetime

from app.vault.core import Part, guarded, to_moment, to_ticks
from app.vault.model import Intent, ParcelRow

_SAVE = """INSERT INTO parcel (share, sealed, size, have) VALUES (?, ?, ?, ?) ON CONFLICT (share) DO UPDATE SET
    sealed = excluded.sealed, size = excluded.size, have = excluded.have"""


class Waiting(Part):
    """The part of a vault that remembers what was not done yet."""

    @guarded
    def add_intent(self, share_id: str, wish: bytes, now: datetime, *, alone: bool = False) -> None:
        """Behind all others; `alone`: in the place of what was wanted for this share before."""
        with self._core.write() as db:
            if alone:
                db.execute("DELETE FROM intent WHERE share = ?", (share_id,))
            row = (share_id, wish, to_ticks(now))
            db.execute("INSERT INTO intent (share, wish, asked_at) VALUES (?, ?, ?)", row)

    @guarded
    def intents(self, share_id: str | None = None) -> list[Intent]:
        """All, or those of one share, in the order in which they were asked for."""
        where, values = ("", ()) if share_id is None else (" WHERE share = ?", (share_id,))
        rows = self._core.rows(f"SELECT number, share, wish, asked_at FROM intent{where} ORDER BY number", *values)  # noqa: S608
        return [Intent(number, share, wish, to_moment(asked_at)) for number, share, wish, asked_at in rows]

    @guarded
    def remove_intents(self, share_id: str, *, up_to: int | None = None) -> None:
        """They were carried out, or can never be; those after the number `up_to` stay."""
        with self._core.write() as db:
            db.execute("DELETE FROM intent WHERE share = ?1 AND number <= coalesce(?2, number)", (share_id, up_to))

    @guarded
    def save_parcel(self, row: ParcelRow) -> None:
        """Record it, or replace its record whole."""
        sealed = self._core.keys.seal_parcel(row.share_id, row.secrets)
        with self._core.write() as db:
            db.execute(_SAVE, (row.share_id, sealed, row.size, row.have))

    @guarded
    def parcel(self, share_id: str) -> ParcelRow | None:
        """That of a share, if there is one."""
        row = self._core.row("SELECT sealed, size, have FROM parcel WHERE share = ?", share_id)
        if row is None:
            return None
        sealed, size, have = row
        return ParcelRow(share_id, self._core.keys.open_parcel(share_id, sealed), size, have)

    @guarded
    def note_parcel(self, share_id: str, have: int) -> None:
        """So many octets of its files are there now."""
        with self._core.write() as db:
            db.execute("UPDATE parcel SET have = ? WHERE share = ?", (have, share_id))

    @guarded
    def remove_parcel(self, share_id: str) -> None:
        """Nobody needs it any more: its keys are erased."""
        with self._core.write() as db:
            db.execute("DELETE FROM parcel WHERE share = ?", (share_id,))
