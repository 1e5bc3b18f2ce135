"""How an entry stands: its category, tags, archive or trash, below its title. Owns the chips and what a press on them does."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui import when
from app.ui.entry_acts import EntryActs
from app.ui.shelves import CATEGORY_ICONS, category_name
from app.ui.state import Session
from app.ui.theme import S4, S8
from app.ui.widgets.base import Living, bare, clear
from app.ui.widgets.buttons import Button
from app.ui.widgets.menus import Menu
from app.ui.widgets.notices import Notice
from app.vault.categories import Category
from app.vault.model import Entry


class Standing(Living):
    """Chips are buttons: the category opens its menu, a tag or the plus the tags."""

    tags_asked = Signal()
    restore_asked = Signal()
    purge_asked = Signal()
    back_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._acts = session, EntryActs(session)
        self._entry: Entry | None = None
        self.notice = Notice("info")
        self.restore, self.purge, self.back = (
            Button("", icon="arrow-counter-clockwise"),
            Button("", "danger"),
            Button(""),
        )
        self.restore.clicked.connect(self.restore_asked)
        self.purge.clicked.connect(self.purge_asked)
        self.back.clicked.connect(self.back_asked)
        self.category = Button("", "chip", "funnel")
        self.category.clicked.connect(self._choose_category)
        self._chips, self._line = QHBoxLayout(), QHBoxLayout()
        bare(self._chips, S4)
        bare(self._line, S8)
        self._line.addWidget(self.notice, 1)
        for button in (self.restore, self.purge, self.back):
            self._line.addWidget(button)
        chips = QHBoxLayout()
        bare(chips, S4)
        chips.addWidget(self.category)
        chips.addLayout(self._chips)
        chips.addStretch(1)
        column = QVBoxLayout(self)
        bare(column, S8)
        column.addLayout(chips)
        column.addLayout(self._line)

    def show_entry(self, entry: Entry) -> None:
        self._entry = entry
        self.retranslate()

    def retranslate(self) -> None:
        entry = self._entry
        if entry is None:
            return
        trashed = entry.removed_at is not None
        self.category.setText(category_name(entry.category))
        self.category.set_icon(CATEGORY_ICONS[entry.category])
        what = QCoreApplication.translate("Standing", "Category of data: {category}. Change it.")
        self.category.setAccessibleName(what.format(category=category_name(entry.category)))
        self.category.setToolTip(self.category.accessibleName())
        self.category.setEnabled(not trashed)
        self._fill_tags(entry, trashed)
        self.notice.say(self._words(entry), "warn" if trashed else "info")
        self.restore.setVisible(trashed)
        self.purge.setVisible(trashed)
        self.back.setVisible(entry.archived and not trashed)
        self.restore.setText(QCoreApplication.translate("Standing", "Restore"))
        self.purge.setText(QCoreApplication.translate("Standing", "Erase for good"))
        self.back.setText(QCoreApplication.translate("Standing", "Back from the archive"))

    def _words(self, entry: Entry) -> str:
        if entry.removed_at is not None:
            text = QCoreApplication.translate(
                "Standing", "In the trash since {day}. It is erased for good after 30 days."
            )
            return text.format(day=when.day(entry.removed_at))
        return QCoreApplication.translate("Standing", "Archived: kept, and out of the way.") if entry.archived else ""

    def _fill_tags(self, entry: Entry, trashed: bool) -> None:
        focused = self.window().focusWidget()
        held = focused is not None and self._chips.indexOf(focused) >= 0
        clear(self._chips)
        change = QCoreApplication.translate("Standing", "Change the tags")
        for tag in entry.tags:
            chip = Button(tag.replace("&", "&&"), "chip", "tag")
            chip.setAccessibleName(f"{tag}: {change}")
            chip.setEnabled(not trashed)
            chip.clicked.connect(self.tags_asked)
            self._chips.addWidget(chip)
        if not trashed:
            add = Button("" if entry.tags else QCoreApplication.translate("Standing", "Add tag"), "chip", "plus")
            add.setAccessibleName(change)
            add.setToolTip(change)
            add.clicked.connect(self.tags_asked)
            self._chips.addWidget(add)
            if held:  # the chip that was pressed is gone: Qt would hand the focus to whatever was made next
                add.setFocus()

    def _choose_category(self) -> None:
        entry = self._entry
        if entry is None:
            return
        before = entry.category if entry.category_chosen else None
        menu = Menu(self)
        for one in Category:
            icon = "check" if one is entry.category else CATEGORY_ICONS[one]
            menu.add(icon, category_name(one), partial(self._acts.categorise, entry.id, one, before))
        menu.addSeparator()
        by_fields = QCoreApplication.translate("Standing", "As its fields say")
        menu.add("arrow-counter-clockwise", by_fields, lambda: self._acts.categorise(entry.id, None, before))
        menu.open_under(self.category)
