"""Pictures of requests: the sheet, the link, the page with what came, the look at it. Opens them; the tour settles and takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ops.request_options import RequestKind
from app.ui.asking.cards import RequestCard
from app.ui.asking.endsheet import RequestEndSheet
from app.ui.asking.page import RequestsPage
from app.ui.asking.result import RequestResultSheet
from app.ui.asking.review import ReviewSheet
from app.ui.asking.sheet import RequestSheet
from tests.ui.asking_fakes import MADE_REQUEST, REQUEST, REQUESTS, REVIEW, MemoryAskingDesk

if TYPE_CHECKING:
    from tests.ui.screenshots import Tour


def asking(tour: Tour) -> Iterator[tuple[str, QWidget]]:
    """From nothing asked to what came."""
    yield from _sheets(tour)
    with _page(tour) as page:
        tour.settle()
        yield "A2-requests-none", tour.shell
    with _page(tour, *REQUESTS) as page:
        for name, card in zip(("waiting", "arrived", "code", "letter-box", "locked"), REQUESTS, strict=True):
            tour.settle(lambda: page.model.rowCount() > 0)
            page.select(card.id)
            tour.settle()
            yield f"A3-requests-{name}", tour.shell


def _sheets(tour: Tour) -> Iterator[tuple[str, QWidget]]:
    desk = MemoryAskingDesk()
    for name, kind in (("login", RequestKind.LOGIN), ("code", RequestKind.CODE), ("own", RequestKind.OWN)):
        sheet = RequestSheet(tour.session, desk, tour.shell, on_made=lambda _made: None, client_id="c1")
        sheet.choose(kind)
        sheet.open()
        tour.settle()
        if kind is RequestKind.OWN:
            sheet._own.add().name.setText("Número do contador")
            sheet._unfold.click()
            tour.settle()
        yield f"A0-ask-{name}", tour.shell
        tour.close_sheets()
    RequestResultSheet(tour.session, desk, MADE_REQUEST, tour.shell).open()
    tour.settle()
    yield "A1-ask-ready", tour.shell
    tour.close_sheets()
    RequestEndSheet(tour.session, desk, REQUEST, tour.shell).open()
    tour.settle()
    yield "A1-ask-end", tour.shell
    tour.close_sheets()
    plain = replace(MADE_REQUEST, passcode="", expires_at=None)
    RequestResultSheet(tour.session, desk, plain, tour.shell, again=True).open()
    tour.settle()
    yield "A1-ask-again", tour.shell
    tour.close_sheets()
    for name, review in (("review", REVIEW), ("review-missing", replace(REVIEW, missing_before=True, held_back=True))):
        sheet = ReviewSheet(tour.session, desk, review, tour.shell, place=(1, 3))
        sheet._where.setCurrentIndex(1 if review.missing_before else 0)
        sheet.open()
        tour.settle()
        yield f"A4-{name}", tour.shell
        tour.close_sheets()


@contextmanager
def _page(tour: Tour, *cards: RequestCard) -> Iterator[RequestsPage]:
    """The page over these, in the window."""
    desk = tour.shell.desk
    assert desk is not None
    desk.show_page("requests")
    page, stack = RequestsPage(tour.session, MemoryAskingDesk(*cards)), desk._stack
    stack.addWidget(page)
    stack.setCurrentWidget(page)
    try:
        yield page
    finally:
        desk.show_page("requests")
        stack.removeWidget(page)
        page.deleteLater()
