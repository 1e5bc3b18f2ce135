"""The shelves: ways to look at the entries of all clients at once. Owns which there are, their words and queries."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from app.vault.categories import Category

if TYPE_CHECKING:
    from app.vault.model import EntrySummary
    from app.vault.vault import Vault

RECENT_AT_MOST = 50


class Shelf(StrEnum):
    """Which entries of all clients."""

    ALL = "all"
    FAVOURITES = "favourites"
    RECENT = "recent"
    TAG = "tag"
    CATEGORY = "category"
    ARCHIVE = "archive"
    TRASH = "trash"


SHELF_ICONS = {
    Shelf.ALL: "stack",
    Shelf.FAVOURITES: "star",
    Shelf.RECENT: "clock",
    Shelf.TAG: "tag",
    Shelf.CATEGORY: "funnel",
    Shelf.ARCHIVE: "archive",
    Shelf.TRASH: "trash",
}

CATEGORY_ICONS = {
    Category.PERSONAL: "user",
    Category.PASSWORDS: "key",
    Category.THIRD_PARTIES: "users-three",
    Category.FINANCIAL: "bank",
}


class Place(NamedTuple):
    """A shelf, with the tag or category that it is about."""

    shelf: Shelf = Shelf.ALL
    value: str = ""


class Stock(NamedTuple):
    """What the rail shows of the shelves: tags with their counts, and how much is in the trash."""

    tags: tuple[tuple[str, int], ...] = ()
    trashed: int = 0


def take_stock(vault: Vault) -> Stock:
    return Stock(tuple(vault.tags()), len(vault.trashed()))


def entries_on(vault: Vault, place: Place, limit: int | None = None) -> Sequence[EntrySummary]:
    """What is on a shelf."""
    if place.shelf is Shelf.TRASH:
        return vault.trashed()
    if place.shelf is Shelf.RECENT:
        return vault.recent(RECENT_AT_MOST)
    if place.shelf is Shelf.TAG:  # the query finds tags by their beginning
        found = vault.entries(None, f'tag:"{place.value}"', limit)
        return [entry for entry in found if place.value in entry.tags]
    query = {Shelf.FAVOURITES: "is:favourite", Shelf.ARCHIVE: "is:archived", Shelf.CATEGORY: f"category:{place.value}"}
    return vault.entries(None, query.get(place.shelf, ""), limit)


def category_name(category: Category) -> str:
    return {
        Category.PERSONAL: QCoreApplication.translate("Shelves", "Personal"),
        Category.PASSWORDS: QCoreApplication.translate("Shelves", "Passwords"),
        Category.THIRD_PARTIES: QCoreApplication.translate("Shelves", "Third parties"),
        Category.FINANCIAL: QCoreApplication.translate("Shelves", "Financial"),
    }[category]


def place_name(place: Place) -> str:
    if place.shelf is Shelf.TAG:
        return place.value
    if place.shelf is Shelf.CATEGORY:
        return category_name(Category(place.value))
    return {
        Shelf.ALL: QCoreApplication.translate("Shelves", "All entries"),
        Shelf.FAVOURITES: QCoreApplication.translate("Shelves", "Favourites"),
        Shelf.RECENT: QCoreApplication.translate("Shelves", "Used lately"),
        Shelf.ARCHIVE: QCoreApplication.translate("Shelves", "Archive"),
        Shelf.TRASH: QCoreApplication.translate("Shelves", "Trash"),
    }[place.shelf]


class Words(NamedTuple):
    """What an empty shelf teaches."""

    title: str
    text: str


def empty_words(shelf: Shelf) -> Words:
    return {
        Shelf.ALL: Words(
            QCoreApplication.translate("Shelves", "No entries yet"),
            QCoreApplication.translate("Shelves", "Everything you keep, of every client, is listed here."),
        ),
        Shelf.FAVOURITES: Words(
            QCoreApplication.translate("Shelves", "No favourites yet"),
            QCoreApplication.translate("Shelves", "The star of an entry puts it here, whichever client it belongs to."),
        ),
        Shelf.RECENT: Words(
            QCoreApplication.translate("Shelves", "Nothing used yet"),
            QCoreApplication.translate("Shelves", "What you copy or share appears here, the latest first."),
        ),
        Shelf.TAG: Words(
            QCoreApplication.translate("Shelves", "Nothing has this tag"),
            QCoreApplication.translate("Shelves", "A tag stays as long as an entry has it."),
        ),
        Shelf.CATEGORY: Words(
            QCoreApplication.translate("Shelves", "Nothing of this category"),
            QCoreApplication.translate("Shelves", "An entry's category follows from its fields; you can correct it."),
        ),
        Shelf.ARCHIVE: Words(
            QCoreApplication.translate("Shelves", "The archive is empty"),
            QCoreApplication.translate("Shelves", "What is archived is kept, but no longer in your way."),
        ),
        Shelf.TRASH: Words(
            QCoreApplication.translate("Shelves", "The trash is empty"),
            QCoreApplication.translate(
                "Shelves", "What you delete waits here for 30 days, then it is erased for good."
            ),
        ),
    }[shelf]
