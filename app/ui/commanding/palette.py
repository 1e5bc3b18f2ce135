"""The command palette: one field from which every entry, client and action can be reached. Owns the sheet, not the searching."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from app.ui import icons
from app.ui.commanding.actions import Action
from app.ui.commanding.commands import Commands
from app.ui.commanding.fuzzy import best
from app.ui.commanding.keycaps import HEIGHT, caps_width, draw_caps
from app.ui.commanding.words import action_text
from app.ui.lists import client_face, draw_lines, draw_tile, second_line, spoken_entry, tile_px
from app.ui.state import Session
from app.ui.theme import ROW, S8, S12, T12, colour, font, grown
from app.ui.widgets.search import SearchField
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.table import RowDelegate, RowsModel, RowsView
from app.ui.widgets.text import Text
from app.vault.model import Client, EntrySummary

_WIDTH, _ROWS = 620, 8
_ENTRIES, _CLIENTS, _ACTIONS = 12, 4, 5
Hit = Action | Client | EntrySummary


@dataclass(frozen=True, slots=True)
class Found:
    """What fits the words, kind by kind."""

    entries: tuple[EntrySummary, ...] = ()
    clients: tuple[Client, ...] = ()
    actions: tuple[Action, ...] = ()

    def hits(self) -> list[Hit]:
        return [*self.entries, *self.clients, *self.actions]


def spoken_hit(hit: Hit) -> str:
    if isinstance(hit, Action):
        return action_text(hit.name)
    return hit.name if isinstance(hit, Client) else spoken_entry(hit)


class Palette(Sheet):
    """Type, choose with the arrows, Enter."""

    def __init__(self, session: Session, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent, "", _WIDTH)
        self._session, self._commands = session, commands
        self._offered = commands.available()
        self._all_clients: tuple[Client, ...] = ()
        self._looking = self._enter_waits = False
        self.title.hide()
        self.close_button.hide()
        self._head.setContentsMargins(0, S12, 0, 0)
        self.line = SearchField()
        self.line.textChanged.connect(self._look)
        self.line.left.connect(self.reject)
        self.line.into_results.connect(self._enter)
        self.line.installEventFilter(self)
        self.view = RowsView(RowsModel(spoken_hit, self), HitDelegate())
        self.view.setFixedHeight(_ROWS * grown(ROW))
        self.view.entered.connect(self._choose)
        self.view.chose.connect(self._choose)
        self.note = Text("", size=T12, role="muted")
        for part in (self.line, self.view, self.note):
            self.body.addWidget(part)
        self.body.setContentsMargins(S12, 0, S12, 0)
        self.body.setSpacing(S8)
        self.buttons.setContentsMargins(0, 0, 0, S12)
        self.retranslate()
        session.ask(lambda vault: tuple(vault.clients()), self._clients_there, owner=self)
        self._look("")

    def retranslate(self) -> None:
        super().retranslate()
        if not hasattr(self, "note"):
            return
        name = QCoreApplication.translate("Palette", "Find an entry, a client or something to do")
        self.line.setPlaceholderText(name)
        for part in (self, self.line):
            part.setAccessibleName(name)
        self.view.setAccessibleName(QCoreApplication.translate("Palette", "What was found"))
        self._tell()

    def _tell(self) -> None:
        """The keys; or, over an empty list, that nothing was found and where to look instead."""
        nothing = bool(self.line.text().strip()) and not self._looking and not self.view.model().rowCount()
        self.note.setText(
            QCoreApplication.translate("Palette", "Nothing found. Fewer letters find more; Esc to leave")
            if nothing
            else QCoreApplication.translate("Palette", "↑ ↓ to choose   ↵ to open   Esc to leave")
        )

    # -- looking ------------------------------------------------------------------------------------------------------

    def _clients_there(self, clients: tuple[Client, ...]) -> None:
        self._all_clients = clients
        self._look(self.line.text())

    def _look(self, text: str) -> None:
        """Actions and clients at once; entries come from the vault when it has them."""
        query = text.strip()
        actions = tuple(best(query, self._offered, lambda one: action_text(one.name), _ACTIONS if query else 99))
        clients = tuple(best(query, self._all_clients, lambda one: one.name, _CLIENTS)) if query else ()
        self._looking = bool(query)
        if query:
            self._session.ask(
                lambda vault: tuple(vault.entries(None, query, _ENTRIES)),
                lambda entries: self._show(Found(entries, clients, actions)),
                owner=self,
                key="palette",
            )
        else:
            self._show(Found((), (), actions))

    def _show(self, found: Found) -> None:
        self._looking = False
        hits = found.hits()
        self.view.show_rows(hits)
        self._tell()
        if hits:
            self.view.pick(0, quietly=True)
        if self._enter_waits:
            self._enter()

    # -- choosing -----------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the field move the choice below it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.line:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 7, Qt.Key.Key_PageUp: -7}.get(
                Qt.Key(event.key())
            )
            if step is not None:
                count = self.view.model().rowCount()
                if count:
                    self.view.pick(max(0, min(count - 1, self.view.currentIndex().row() + step)), quietly=True)
                return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        """Enter is for what was typed: pressed before the vault has answered, it waits for the answer."""
        self._enter_waits = self._looking
        if self._looking:
            return
        hit = self.view.current_item()
        if hit is not None:
            self._choose(hit)

    def _choose(self, hit: Hit) -> None:
        self.accept()
        if isinstance(hit, Action):
            self._commands.run(hit.name)
        elif isinstance(hit, Client):
            self._session.go("clients", client_id=hit.id)
        else:
            self._session.go("clients", entry_id=hit.id)


class HitDelegate(RowDelegate):
    """A face or a tile, what it is, and the keys of an action."""

    def draw(self, painter: QPainter, rect: QRectF, item: Any) -> None:
        hit: Hit = item
        tile = QRectF(rect.left(), rect.center().y() - tile_px() / 2, tile_px(), tile_px())
        lines = rect.adjusted(tile_px() + 12, 0, 0, 0)
        if isinstance(hit, Action):
            icons.paint(
                painter,
                hit.icon,
                tile.adjusted(grown(7), grown(7), -grown(7), -grown(7)),
                colour("bad" if hit.danger else "muted"),
            )
            self._action(painter, lines, hit)
        elif isinstance(hit, Client):
            client_face(painter, tile, hit.name)
            draw_lines(painter, lines, hit.name, QCoreApplication.translate("Palette", "Client"))
        else:
            draw_tile(painter, tile, hit.kind, hit.title)
            draw_lines(painter, lines, hit.title, second_line(hit, with_client=True))

    def _action(self, painter: QPainter, rect: QRectF, one: Action) -> None:
        painter.setFont(font(13))
        painter.setPen(colour("ink"))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, left, action_text(one.name))
        if one.keys:
            draw_caps(
                painter, rect.right() - caps_width(one.keys[0]), rect.center().y() - grown(HEIGHT) / 2, one.keys[0]
            )
