"""What was generated lately, sealed: a password typed into a site and never saved is found here. Owns the table `generated`."""

from __future__ import annotations

from datetime import datetime

from app.crypto.secret import Secret
from app.vault.core import Part, guarded, new_id, to_moment, to_ticks
from app.vault.model import Generated as Made

MOST = 100


class Generated(Part):
    """The part of a vault that remembers what the generator made."""

    @guarded
    def keep_generated(self, value: Secret, now: datetime) -> None:
        """Remember one more; the oldest beyond a hundred are erased."""
        with self._core.write() as db:
            made = new_id()
            sealed = self._core.keys.seal_generated(made, value)
            db.execute("INSERT INTO generated (id, sealed, made_at) VALUES (?, ?, ?)", (made, sealed, to_ticks(now)))
            db.execute(
                "DELETE FROM generated WHERE number <= (SELECT number FROM generated ORDER BY number DESC LIMIT 1 OFFSET ?)",
                (MOST,),
            )

    @guarded
    def generated(self) -> list[Made]:
        """What is remembered, the latest first."""
        rows = self._core.rows("SELECT id, sealed, made_at FROM generated ORDER BY number DESC")
        return [Made(made, self._core.keys.open_generated(made, sealed), to_moment(at)) for made, sealed, at in rows]

    @guarded
    def forget_generated(self) -> None:
        """Erase all of them."""
        with self._core.write() as db:
            db.execute("DELETE FROM generated")
