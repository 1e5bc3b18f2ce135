"""The whole path of a request: the window asks, Chromium on a phone's screen answers with a file, the window hears of it, and
what was accepted is in the vault alone: nothing of it on the relay, and no key of the request anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from pytestqt.qtbot import QtBot

from app.host.paths import relay_data
from app.ui import hearing
from app.ui.app import build, start_relay, stop
from app.ui.asking.asker import Asker
from app.ui.asking.page import RequestsPage
from app.ui.asking.result import RequestResultSheet
from app.ui.asking.review import ReviewSheet
from app.ui.asking.sheet import RequestSheet
from app.ui.sharing.model import BADGE
from app.ui.state import Session
from app.ui.widgets.text import Text
from tests.browser.page_visitor import CHROMIUM, FLAGS, PHONE, Visitor
from tests.browser.test_page_requests import PHOTO_OCTETS, SECRET, _begin, _choose, _fill_login, _review, _words
from tests.e2e.test_desktop_to_browser import Desktop
from tests.ui.cheap import PASSPHRASE, CheapOpener

DEADLINE_MS = 60_000


@pytest.fixture
def desktop(qtbot: QtBot, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    monkeypatch.setattr(hearing, "_FIRST_MS", 1)
    monkeypatch.setattr(Asker, "_wait", lambda _self: None)  # nobody asks by the clock: what comes was heard
    session = Session(home, opener=CheapOpener())
    shell = build(session)
    session.update_settings(language="en", theme="light", sender_name="Ana Assistente")
    qtbot.addWidget(shell)
    shell.show()
    start_relay(session)
    with qtbot.waitSignal(session.unlocked, timeout=DEADLINE_MS):
        session.unlock(PASSPHRASE, pytest.fail, create=True)
    made = Desktop(qtbot, session, shell, tmp_path)
    made.wait(lambda: shell.desk is not None and session.relay is not None)
    yield made
    stop(session)


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[Visitor]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        visitor = Visitor.enter(chromium, tmp_path, **PHONE)
        yield visitor
        visitor.leave()
        chromium.close()


@pytest.mark.slow
def test_what_the_window_asks_for_is_filled_in_on_a_phone_and_kept_in_the_vault_alone(
    desktop: Desktop, phone: Visitor
) -> None:
    vault = desktop.session.vault
    assert vault is not None
    client = vault.add_client("Padaria Açor", desktop.session.now())
    desktop.session.vault_changed.emit()
    desktop.session.go("requests")
    page = desktop.appears(RequestsPage)
    page.ask(client.id)
    sheet = desktop.appears(RequestSheet)
    desktop.wait(lambda: sheet.draft().client_id == client.id)
    sheet._files.setChecked(True)
    desktop.press("Create link", sheet)
    result = desktop.appears(RequestResultSheet)
    made = result.made
    result.accept()
    desktop.wait(lambda: page.model.rowCount() == 1)

    _begin(phone, made.url)
    _fill_login(phone)
    _choose(phone, "cartão.heic", PHOTO_OCTETS)
    _review(phone)
    phone.hold()
    phone.see_title("Enviado e fechado")
    words = _words(phone)

    desktop.wait(lambda: page.model.index(0).data(BADGE).word == "Answer to look at")
    assert vault.entries() == []
    desktop.press("Look at it", page)
    review = desktop.appears(ReviewSheet)
    assert "  ·  ".join(words) in [text.text() for text in review.findChildren(Text)]
    desktop.press("Keep in the vault", review)
    desktop.wait(lambda: bool(vault.entries(client.id)) and not desktop.session.tasks.busy)

    (kept,) = vault.entries(client.id)
    entry = vault.entry(kept.id)
    password = next(field for field in entry.fields if field.name == "password")
    assert vault.reveal(entry.id, password.id).text() == SECRET
    (file,) = vault.attachments(entry.id)
    assert (file.name, b"".join(vault.open_attachment(file.id))) == ("cartão.heic", PHOTO_OCTETS)
    assert vault.request(made.id).secrets is None
    assert [one.kept for one in vault.submissions(made.id)] == [None]
    left = relay_data(desktop.session.home) / "files"
    assert [path for path in left.rglob("*") if path.is_file() and path.stat().st_size] == []
    again = phone.context.new_page()
    again.goto(made.url)
    again.get_by_role("heading", name="Este pedido já foi preenchido").wait_for()
