"""What stands beside the list of the page of clients, or instead of it: follows what is picked, listed, saved and left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from app.ui.list_column import ListColumn
from app.vault.model import EntrySummary

if TYPE_CHECKING:
    from app.ui.clients import ClientsPage


class Following(QObject):
    """Part of one page, and gone with it."""

    def __init__(self, page: ClientsPage, column: ListColumn) -> None:
        super().__init__(page)
        self._page, self._list = page, column
        entries, detail = page.entries, page.detail
        page.split.left.connect(self._leave_detail)
        entries.picked.connect(self._picked)
        entries.view.entered.connect(self._enter)
        entries.view.chose.connect(self._enter)
        entries.menu_asked.connect(self._open_menu)
        entries.emptied.connect(self._emptied)
        entries.listed.connect(self._listed)
        detail.saved.connect(lambda _entry: self._after_form(stays=True))
        detail.left.connect(lambda: self._after_form(stays=detail.shown_entry() is not None))

    def _picked(self, summary: EntrySummary) -> None:
        self._page.detail.show_entry(summary.id, later=self._list.searching and not self._page.entries.view.hasFocus())

    def _open_menu(self, at: QPoint) -> None:
        chosen: EntrySummary | None = self._page.entries.view.current_item()
        if chosen is not None:
            self._page.detail.open_menu(chosen.id, at)

    def _emptied(self) -> None:
        """The list has no row to show: what stands beside it, or instead of it, says why."""
        if self._page.detail.form is None:
            self._page.detail.close_all()
            self._page.retranslate()
            self._page.split.enter(focus=not self._list.searching)

    def _listed(self, count: int) -> None:
        """A search that finds something again."""
        if count and self._list.searching and self._page.detail.shown_entry() is None:
            self._page.split.leave()

    def _enter(self, _summary: EntrySummary) -> None:
        """One entry; several are chosen in the list."""
        if len(self._page.entries.chosen()) == 1:
            self._page.split.enter()

    def _leave_detail(self) -> None:
        """Back from an entry, or from a word on why there is none."""
        if self._list.in_entries and not self._page.entries.count and not self._list.searching:
            self._page.back()
        else:
            self._page.split.leave()
            self._page.focus_list()

    def _after_form(self, *, stays: bool) -> None:
        """To the entry where it stands alone, else to the list."""
        if self._page.split.alone and stays:
            self._page.split.enter()
        else:
            self._page.split.leave()
            self._page.focus_list()
