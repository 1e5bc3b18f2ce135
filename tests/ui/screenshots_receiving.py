"""Pictures of opening a link: what is asked, one question after the other, and what was inside. Opens them; the tour takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from app.errors import PeerError
from app.share.link import Kind
from app.ui.receiving.questions import AddressPart, PasscodePart, TermsPart
from tests.ui.receiving_fakes import LINK, OPENED, TERMS, MemoryOpening, opening
from tests.ui.sharing_fakes import NOW

if TYPE_CHECKING:
    from tests.ui.screenshots import Tour


def receiving(tour: Tour) -> Iterator[tuple[str, QWidget]]:
    """From the link to what was inside; and what goes wrong."""
    sheet = opening(tour.session, tour.shell, MemoryOpening(), LINK[:-5])
    tour.settle()
    yield "90-link-damaged", tour.shell
    tour.close_sheets()
    door = MemoryOpening(terms=TERMS, needs_code=True, traces=True, kind=Kind.TYPED, views_left=3)
    sheet = opening(tour.session, tour.shell, door)
    tour.settle()
    yield "90-link", tour.shell
    sheet.submit()
    tour.settle(lambda: isinstance(sheet.part, TermsPart))
    yield "91-link-terms", tour.shell
    sheet.part.name.setText("Rui Matos")  # type: ignore[union-attr]
    sheet.submit()
    tour.settle()
    yield "92-link-address", tour.shell
    assert isinstance(sheet.part, AddressPart)
    sheet.part.address.setText("rui@example.pt")
    sheet.submit()
    tour.settle()
    yield "93-link-code", tour.shell
    tour.close_sheets()
    sheet = opening(tour.session, tour.shell, MemoryOpening(starts=int(NOW.timestamp()) + 7200))
    sheet.submit()
    tour.settle()
    yield "93-link-later", tour.shell
    tour.close_sheets()
    yield from _opened(tour)


def _opened(tour: Tour) -> Iterator[tuple[str, QWidget]]:
    door = MemoryOpening(refuses=PeerError("wrong-passcode", tries_left=4))
    sheet = opening(tour.session, tour.shell, door)
    sheet.submit()
    tour.settle(lambda: isinstance(sheet.part, PasscodePart))
    sheet.part.passcode.set_text("0000000000-0")  # type: ignore[union-attr]
    sheet.submit()
    tour.settle()
    yield "94-link-passcode", tour.shell
    door.refuses = PeerError("revoked")
    sheet.submit()
    tour.settle()
    yield "95-link-ended", tour.shell
    tour.close_sheets()
    sheet = opening(tour.session, tour.shell, MemoryOpening(kind=Kind.NONE))
    sheet.submit()
    tour.settle()
    yield "96-link-hold", tour.shell
    sheet.work.open()
    tour.settle(lambda: sheet.opened is not None)
    tour.settle()
    yield "97-link-open", tour.shell
    next(one for one in sheet.opened.findChildren(QPushButton) if one.text() and not one.isHidden()).click()  # type: ignore[union-attr]
    sheet.opened.unfold.click()  # type: ignore[union-attr]
    tour.settle()
    bar = sheet._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    yield "98-link-keep", tour.shell
    sheet.reject()
    tour.settle()
    yield "99-link-closing", tour.shell
    sheet._kept()
    tour.close_sheets()
    looked = MemoryOpening(replace(OPENED, fields=(), rules=("hide", "no-copy", "no-download")), Kind.NONE)
    sheet = opening(tour.session, tour.shell, looked)
    sheet.submit()
    tour.settle()
    sheet.work.open()
    tour.settle(lambda: sheet.opened is not None)
    yield "99-link-looked-at", tour.shell
    sheet._kept()
    tour.close_sheets()
