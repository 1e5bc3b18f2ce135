"""Pictures of sharing files and several entries: the sheet filled, another entry, uploads on their way and interrupted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ops.share_sending import Survey
from app.ui.sharing.again import SendAgainSheet
from app.ui.sharing.choices import EntryOffer, FieldChoice, FileChoice
from app.ui.sharing.desk import Unsent
from app.ui.sharing.page import SharesPage
from app.ui.sharing.picker import EntryPicker
from app.ui.sharing.sending import Sending
from app.ui.sharing.sheet import ShareSheet
from app.ui.sharing.uploads import Going, Upload, uploads_of
from tests.ui.sharing_fakes import SHARES, MemoryDesk

if TYPE_CHECKING:
    from tests.ui.screenshots import Tour

CONTRACT = "Contrato de fornecimento de farinha 2026, assinado por ambas as partes.pdf"
FIELDS = (
    FieldChoice("u", "Utilizador", "username", False, "ana@padaria-acor.example", True),
    FieldChoice("p", "Palavra-passe", "password", True, "", True),
)
OFFERS = (
    EntryOffer("e", "Loja online", "c", FIELDS, (FileChoice("a", CONTRACT, 1_400_000),)),
    EntryOffer("f", "Conta bancária", "c", FIELDS),
)
FOUND = (
    Survey(Path("Contas 2026"), folder=True, count=12, octets=1_000_000),
    Survey(Path(CONTRACT), folder=False, count=1, octets=1_400_000),
)


def files(tour: Tour) -> Iterator[tuple[str, QWidget]]:
    """All that a link can carry, and on its way."""
    desk = MemoryDesk(*SHARES)
    sheet = ShareSheet(tour.session, desk, tour.shell, on_made=lambda _made: None, offers=OFFERS)
    sheet.open()
    for found in FOUND:
        sheet._what.carried._there(found)
    tour.settle()
    yield "95-share-files", tour.shell
    sheet._show_form(False)
    sheet.sending._column.insertWidget(0, Sending(on_its_way(desk)))
    tour.settle()
    yield "96-share-sending", tour.shell
    tour.close_sheets()
    again = SendAgainSheet(tour.session, desk, SHARES[0], tour.shell, on_made=lambda _made: None)
    again.open()
    again._upload = on_its_way(desk)
    again._moved()
    tour.settle()
    yield "96-sending-again", tour.shell
    tour.close_sheets()
    yield from uploads(tour, desk)


def picker(tour: Tour, client_id: str) -> EntryPicker:
    """Which other entry of the client."""
    made = EntryPicker(tour.session, client_id, (), tour.shell, on_picked=lambda _entry: None)
    made.open()
    return made


def uploads(tour: Tour, desk: MemoryDesk) -> Iterator[tuple[str, QWidget]]:
    """Above the list of shares."""
    broken = Upload(desk, CONTRACT, Going.HALTED)
    broken.take(Unsent("z", CONTRACT, 340, 1000, (1_400_000_000,)))
    page, all_of_them = SharesPage(tour.session, desk), uploads_of(tour.session)
    all_of_them.all += [on_its_way(desk), broken]
    all_of_them.changed.emit()
    stack = tour.shell.desk._stack  # type: ignore[union-attr]
    before = stack.currentWidget()
    stack.addWidget(page)
    stack.setCurrentWidget(page)
    tour.settle(lambda: page.model.total() > 0)
    yield "97-uploads", tour.shell
    all_of_them.all.clear()
    all_of_them.changed.emit()
    stack.setCurrentWidget(before)
    page.deleteLater()


def on_its_way(desk: MemoryDesk) -> Upload:
    upload = Upload(desk, "Loja online", Going.SENDING, sizes=(700_000_000,) * 3, done=840_000_000, total=2_100_000_000)
    upload.speed.note(0.0, 720_000_000)
    upload.speed.note(10.0, 840_000_000)
    return upload
