"""What is done with whole entries, one or several: favourite, tags, move, archive, trash. Each is one transaction, and undoable.

Owns the acts and their words; what cannot be undone (purging) is asked about by whoever offers it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QLocale

from app.ui.names import kind_words
from app.ui.state import Session
from app.ui.undo import Work
from app.vault.kinds import FieldKind

if TYPE_CHECKING:
    from app.vault.model import Category, Client
    from app.vault.vault import Vault

One = Callable[["Vault", str], object]


class EntryActs:
    """Acts on entries by their ids."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def favourite(self, ids: Sequence[str], on: bool) -> None:
        said = QCoreApplication.translate("EntryActs", "Added to the favourites")
        unsaid = QCoreApplication.translate("EntryActs", "No longer a favourite")
        self._each(
            ids,
            lambda vault, one: vault.mark(one, favourite=on),
            lambda vault, one: vault.mark(one, favourite=not on),
            said if on else unsaid,
        )

    def archive(self, ids: Sequence[str], on: bool) -> None:
        said = QCoreApplication.translate("EntryActs", "Archived")
        unsaid = QCoreApplication.translate("EntryActs", "Back from the archive")
        self._each(
            ids,
            lambda vault, one: vault.mark(one, archived=on),
            lambda vault, one: vault.mark(one, archived=not on),
            said if on else unsaid,
        )

    def trash(self, ids: Sequence[str]) -> None:
        now = self._session.now()
        text = QCoreApplication.translate("EntryActs", "Moved to the trash")
        self._each(ids, lambda vault, one: vault.trash(one, now), lambda vault, one: vault.restore(one), text)

    def restore(self, ids: Sequence[str]) -> None:
        now = self._session.now()
        text = QCoreApplication.translate("EntryActs", "Restored")
        self._each(ids, lambda vault, one: vault.restore(one), lambda vault, one: vault.trash(one, now), text)

    def purge(self, ids: Sequence[str]) -> None:
        """For good: nobody can bring it back."""
        text = QCoreApplication.translate("EntryActs", "Erased for good")
        self._change(lambda vault: [vault.purge(one) for one in ids], lambda _none: self._session.say(text, "good"))

    def empty_trash(self) -> None:
        text = QCoreApplication.translate("EntryActs", "The trash is empty")
        self._change(lambda vault: vault.empty_trash(), lambda _count: self._session.say(text, "good"))

    def move(self, ids: Sequence[str], client: Client) -> None:
        """To another client, under that one's key."""
        now = self._session.now()

        def work(vault: Vault) -> list[tuple[str, str]]:
            before = [(one, vault.entry(one).client_id) for one in ids]
            with vault.bulk():
                for one, home in before:
                    if home != client.id:
                        vault.move_entry(one, client.id, now)
            return [(one, home) for one, home in before if home != client.id]

        def back(moved: list[tuple[str, str]]) -> Work:
            return lambda vault: [vault.move_entry(one, home, now) for one, home in moved]

        text = QCoreApplication.translate("EntryActs", "Moved to {client}").format(client=client.name)
        self._undoable(work, back, counted_act(text, len(ids)))

    def tag(self, ids: Sequence[str], add: Iterable[str], remove: Iterable[str] = ()) -> None:
        """These tags on all of them, those on none; what else each has stays."""
        added, gone = list(add), {tag.casefold() for tag in remove}

        def work(vault: Vault) -> list[tuple[str, tuple[str, ...]]]:
            before = [(one, vault.entry(one).tags) for one in ids]
            with vault.bulk():
                for one, tags in before:
                    kept = [tag for tag in tags if tag.casefold() not in gone]
                    vault.tag(one, dict.fromkeys([*kept, *added]))
            return before

        def back(before: list[tuple[str, tuple[str, ...]]]) -> Work:
            return lambda vault: [vault.tag(one, tags) for one, tags in before]

        text = QCoreApplication.translate("EntryActs", "Tags changed")
        self._undoable(work, back, counted_act(text, len(ids)))

    def categorise(self, entry_id: str, category: Category | None, before: Category | None) -> None:
        text = QCoreApplication.translate("EntryActs", "Category changed")
        self._undoable(
            lambda vault: vault.categorise(entry_id, category),
            lambda _none: lambda vault: vault.categorise(entry_id, before),
            text,
        )

    def add_link(self, entry_id: str, link: str) -> None:
        """One more address of an entry."""
        from app.ui.entry_links import add_link, drop_field

        now, label = self._session.now(), kind_words(FieldKind.URL)

        def done(field_id: str | None) -> None:
            if field_id is None:
                self._session.say(QCoreApplication.translate("EntryActs", "The entry has this address already."))
                return
            text = QCoreApplication.translate("EntryActs", "Address added")
            self._session.undo.offer(text, lambda vault: drop_field(vault, entry_id, field_id, now))

        self._change(lambda vault: add_link(vault, entry_id, link, label, now), done)

    # -- how ----------------------------------------------------------------------------------------------------------

    def _each(self, ids: Sequence[str], do: One, undo: One, text: str) -> None:
        def all_of(one_act: One) -> Work:
            def work(vault: Vault) -> None:
                with vault.bulk():
                    for one in ids:
                        one_act(vault, one)

            return work

        self._undoable(all_of(do), lambda _none: all_of(undo), counted_act(text, len(ids)))

    def _undoable(self, work: Callable[[Vault], Any], back: Callable[[Any], Work], text: str) -> None:
        self._change(work, lambda result: self._session.undo.offer(text, back(result)))

    def _change(self, work: Callable[[Vault], Any], done: Callable[[Any], None]) -> None:
        self._session.change(work, done, owner=self._session)


def counted_act(text: str, count: int) -> str:
    """`Archived`, or `Archived: 3 entries`."""
    if count == 1:
        return text
    many = QCoreApplication.translate("EntryActs", "{what}: {count} entries")
    return many.format(what=text, count=QLocale().toString(count))
