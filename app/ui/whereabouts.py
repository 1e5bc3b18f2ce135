"""Where one was in the vault, to be there again at the next unlock. Owns the words for it in the settings.

They name no person: a page, or a client by its id, which is random.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.ui.state import Session

if TYPE_CHECKING:
    from app.ui.desk import Desk
    from app.vault.model import Client

_CLIENT = "client"


def keep(session: Session, desk: Desk | None) -> None:
    """Write down where one is, if the vault is open."""
    if desk is not None and place_of(desk) != session.settings.place:
        session.update_settings(place=place_of(desk))


def place_of(desk: Desk) -> str:
    """Where one is; empty for the list of clients."""
    if desk.current != "clients":
        return desk.current
    return f"{_CLIENT}:{desk.clients.where}" if desk.clients.where else ""


def resume(session: Session, desk: Desk) -> None:
    """Go where one was, if that is still there; else to the clients."""
    from app.ui.desk import PAGES

    page, _, client_id = session.settings.place.partition(":")
    desk.show_page(page if page in PAGES else "clients")
    if page == _CLIENT and client_id:
        session.ask(lambda vault: vault.client(client_id), partial(_back_at, desk), lambda _gone: None, owner=desk)
    desk.focus_list()


def _back_at(desk: Desk, client: Client) -> None:
    """Unless a form that stood open at the lock is there again by now."""
    if desk.clients.detail.form is None:
        desk.clients.open_client(client)
