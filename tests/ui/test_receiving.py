"""A link opened in the window: the real window, a real relay in a process of its own, over a real line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDesktopServices, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.crypto.secret import Secret
from app.host import link_handler
from app.share.courier import Courier
from app.share.documents import Cover
from app.share.link import Kind
from app.share.manifest import Manifest, ManifestField
from app.share.passcode import generate
from app.share.sender import OwnerSecrets, Terms, prepare
from app.share.sources import Pieces
from app.share.uploading import KeptFile, Staged, Uploader
from app.share.wire.messages import Status
from app.ui.receiving.model import Step
from app.ui.receiving.questions import ActPart, AddressPart, CodePart, LinkPart, PasscodePart, TermsPart
from app.ui.receiving.sheet import ReceivingSheet
from app.ui.state import Session
from app.ui.widgets.sheet import Sheet
from app.ui.window import Shell
from tests.relay.kit import HOUR, NOON, Outside, outside
from tests.relay.mailbox import PASSWORD, USER, Mailbox, certificate, mail_server
from tests.ui.cheap import PASSPHRASE

Settle = Callable[[], None]
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
FIELDS = (
    ManifestField("Utilizador", "username", "ana@example.pt"),
    ManifestField("Palavra-passe", "password", "Broa<b>7</b>"),
    ManifestField("2FA", "totp", KEY),
    ManifestField("Sítio", "url", "https://loja.example/"),
    ManifestField("Falso", "url", "javascript:alert(1)"),
)
HOSTILE = {
    "../../fora.txt": b"um",
    "fatura\u202efdp.exe": b"dois",
    "CON": b"tres",
    "<b>n</b>/" + "a" * 300 + ".pdf": b"quatro" * 20_000,
}


@dataclass
class Sender:
    """Somebody else, with this relay."""

    relay: Outside
    key: Secret
    owners: dict[str, OwnerSecrets] = field(default_factory=dict)

    def send(self, manifest: Manifest, kind: Kind = Kind.NONE, passcode: Secret | None = None, **chosen: Any) -> str:
        """The link."""
        cover = Cover("Ana Sousa", "Loja online", "symbols")
        chosen = {"views": 1, "expires": NOON + HOUR, "rules": ()} | chosen
        terms = Terms(relay=self.relay.url, kind=kind, passcode=passcode, cover=cover, **chosen)
        with Courier(self.relay.url, self.key) as courier:
            create, owner = prepare(manifest, terms, NOON)
            courier.create(create)
        assert owner.url is not None
        self.owners[owner.url.text()] = owner
        return owner.url.text()

    def send_files(self, files: dict[str, bytes], **chosen: Any) -> str:
        staged = Staged.new([KeptFile("", name, "", len(octets), 0, 0) for name, octets in files.items()])
        sources = [
            Pieces(file, lambda octets=octets: iter([octets]))  # type: ignore[misc]
            for file, octets in zip(staged.manifest, files.values(), strict=True)
        ]
        with Courier(self.relay.url, self.key) as courier:
            Uploader(courier, staged, sources).send()
        manifest = Manifest(1, "", (), staged.manifest, staged.key.reveal())
        cover = Cover("Ana Sousa", "Contratos", "none")
        chosen = {"views": 1, "expires": NOON + HOUR, "rules": ()} | chosen
        terms = Terms(relay=self.relay.url, kind=Kind.NONE, passcode=None, cover=cover, **chosen)
        with Courier(self.relay.url, self.key) as courier:
            create, owner = prepare(manifest, terms, NOON, upload=staged.token)
            courier.create(create)
        assert owner.url is not None
        self.owners[owner.url.text()] = owner
        return owner.url.text()

    def revoke(self, link: str) -> None:
        with Courier(self.relay.url, self.key) as courier:
            courier.revoke(self.owners[link].owned)

    def events(self, link: str) -> list[str]:
        with Courier(self.relay.url, self.key) as courier:
            (status,) = courier.status(Status((self.owners[link].owned,))).shares
        assert status is not None
        return [event.what for event in status.events]


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Mailbox, Path]]:
    folder = tmp_path_factory.mktemp("mail")
    ca, context = certificate(folder, "127.0.0.1")
    with mail_server(context) as made:
        path = folder / "smtp.toml"
        path.write_text(
            f'host = "127.0.0.1"\nport = {made.port}\nfrom = "codes@relay.example"\nuser = "{USER}"\nca = "{ca}"\n'
        )
        path.chmod(0o600)
        yield made, path


@pytest.fixture(scope="module")
def sender(box: tuple[Mailbox, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sender]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LACRE_SMTP_FILE", str(box[1]))
        patch.setenv("LACRE_SMTP_PASSWORD", PASSWORD)
        with outside(tmp_path_factory.mktemp("relay")) as relay:
            yield Sender(relay, Secret(relay.invite_key()))


@dataclass
class Reader:
    """A person before the window."""

    session: Session
    shell: Shell
    settled: Settle
    qtbot: QtBot

    def open(self, link: str) -> ReceivingSheet:
        assert self.shell.commands is not None
        self.shell.commands.open_link(link)
        self.settled()
        return [one for one in self.shell.findChildren(ReceivingSheet) if one.isVisible()][-1]

    def press(self, sheet: ReceivingSheet) -> None:
        assert sheet.act.isEnabled()
        sheet.act.click()
        self.settled()

    def hold(self, sheet: ReceivingSheet) -> None:
        assert isinstance(sheet.part, ActPart)
        button = sheet.part.button
        QTest.mousePress(button, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: sheet.work.busy or sheet.work.step is Step.CONTENT)
        QTest.mouseRelease(
            self.shell, Qt.MouseButton.LeftButton
        )  # else it is held for every later test of this process
        self.settled()

    def opened(self, link: str) -> ReceivingSheet:
        """A link without passcode, open."""
        sheet = self.open(link)
        self.press(sheet)
        self.hold(sheet)
        assert sheet.opened is not None
        return sheet

    def answer(self, text: str) -> None:
        """In the question that stands over the sheet."""
        asked = [one for one in self.shell.findChildren(Sheet) if one.isVisible()][-1]
        next(one for one in asked.findChildren(QPushButton) if one.text() == text).click()
        self.settled()


def gone(sheet: ReceivingSheet) -> bool:
    """Whether nobody sees it any more."""
    return not isValid(sheet) or not sheet.isVisible()


@pytest.fixture
def reader(shell: Shell, unlocked: Session, settled: Settle, qtbot: QtBot) -> Reader:
    return Reader(unlocked, shell, settled, qtbot)


def test_a_link_is_read_here_and_nothing_is_asked_before_a_press(reader: Reader, sender: Sender) -> None:
    link = sender.send(Manifest(1, "olá", ()))
    sheet = reader.open(link)
    assert isinstance(sheet.part, LinkPart)
    assert f"127.0.0.1:{sender.relay.port} (this computer)" in sheet.part.where.text()
    assert sender.events(link) == []
    sheet.part.text.setPlainText(link[:-9])
    assert not sheet.act.isEnabled()
    assert "incomplete" in sheet.part.notice.text()
    sheet.part.text.setPlainText(f"lacre:{link}")
    reader.press(sheet)
    assert sheet.cover is not None
    assert sender.events(link) == ["delivered"]


def test_an_enter_that_was_meant_for_something_else_follows_no_link_that_was_handed_over(
    reader: Reader, sender: Sender
) -> None:
    link = sender.send(Manifest(1, "Bom dia", ()))
    reader.shell.receive(f"lacre:{link}")
    reader.settled()
    sheet = [one for one in reader.shell.findChildren(ReceivingSheet) if one.isVisible()][-1]
    assert sheet.act.isEnabled()
    assert reader.shell.focusWidget() is sheet.leave
    reader.press(sheet)
    assert isinstance(sheet.part, ActPart)
    assert reader.shell.focusWidget() is sheet.part.first()
    sheet.reject()


def test_links_that_are_handed_over_wait_their_turn_and_of_many_only_the_last_does(reader: Reader) -> None:
    def shown() -> list[ReceivingSheet]:
        reader.settled()
        return [one for one in reader.shell.findChildren(ReceivingSheet) if one.isVisible()]

    for link in ("um", *(f"link {n}" for n in range(30)), "outro"):
        reader.shell.receive(link)
    for link in ("um", "outro"):
        (sheet,) = shown()
        assert isinstance(sheet.part, LinkPart)
        assert sheet.part.link() == link
        sheet.reject()
    assert shown() == []


def test_a_passcode_with_a_slip_costs_no_try_a_wrong_one_tells_what_is_left_and_the_right_one_opens(
    reader: Reader, sender: Sender
) -> None:
    passcode = generate()
    link = sender.send(Manifest(1, "", FIELDS), Kind.GENERATED, passcode)
    sheet = reader.open(link)
    reader.press(sheet)
    assert isinstance(sheet.part, PasscodePart)
    sheet.part.passcode.set_text("K7M2Q-9XD4T")
    reader.press(sheet)
    assert "slip" in sheet.notice.text()
    assert sender.events(link) == ["delivered"]
    sheet.part.passcode.set_text(generate().text())
    reader.press(sheet)
    assert "Tries left: 4" in sheet.notice.text()
    sheet.part.passcode.set_text(passcode.text().lower())
    reader.press(sheet)
    assert sheet.opened is not None
    focused = reader.shell.focusWidget()
    assert focused is not None
    assert sheet.opened.isAncestorOf(focused), "a second Enter must not say that it arrived"
    reader.qtbot.waitUntil(lambda: "revealed" in sender.events(link))
    assert sender.events(link) == ["delivered", "wrong-passcode", "accepted", "revealed"]
    reader.press(sheet)
    assert gone(sheet)
    reader.qtbot.waitUntil(lambda: "acknowledged" in sender.events(link))


def test_fields_are_masked_copied_one_by_one_and_never_markup(
    reader: Reader, sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toString()))
    sheet = reader.opened(sender.send(Manifest(1, "Bom dia", FIELDS)))
    assert sheet.opened is not None
    contents = sheet.opened.contents
    user, password, code, site, false = contents.rows
    assert [row.shown for row in contents.rows] == [True, False, False, True, True]
    password.copy.click()
    assert QGuiApplication.clipboard().text() == "Broa<b>7</b>"
    assert reader.session.clipboard.left == 30, "it is cleared"
    password.eye.click()
    assert "&lt;" in password.value.text()
    code.eye.click()
    assert code.left.isVisible()
    code.copy.click()
    assert len(QGuiApplication.clipboard().text()) == 6
    assert (site.open.isHidden(), false.open.isHidden(), user.open.isHidden()) == (False, True, True)
    site.open.click()
    assert shown == ["https://loja.example/"]
    contents.mask_all()
    assert not password.shown
    assert contents.message is not None
    assert contents.message.toPlainText() == "Bom dia"


def test_what_the_sender_asks_is_heeded(reader: Reader, sender: Sender) -> None:
    sheet = reader.opened(sender.send(Manifest(1, "Bom dia", FIELDS[:1]), rules=("hide", "no-copy")))
    assert sheet.opened is not None
    (row,) = sheet.opened.contents.rows
    assert not row.shown
    assert row.copy.isHidden()
    assert sheet.opened.contents.message is not None
    assert not sheet.opened.contents.message.isVisible()
    assert sheet.opened.unfold.isHidden()


def test_a_click_opens_nothing_where_there_is_no_passcode(reader: Reader, sender: Sender) -> None:
    link = sender.send(Manifest(1, "olá", ()))
    sheet = reader.open(link)
    reader.press(sheet)
    for button in sheet.findChildren(QPushButton):
        if button.isVisible() and button not in (sheet.leave, sheet.close_button):
            button.click()
            QTest.keyClick(button, Qt.Key.Key_Return)
    reader.settled()
    assert sheet.work.step is Step.ACT
    assert sender.events(link) == ["delivered"]


def test_terms_then_the_code_by_e_mail_then_the_passcode(
    reader: Reader, sender: Sender, box: tuple[Mailbox, Path]
) -> None:
    passcode = Secret("cinco palavras muito bem escolhidas")
    chosen = {"accept": "Não mostrar a ninguém.", "address": "rui@example.pt"}
    link = sender.send(Manifest(1, "olá", ()), Kind.TYPED, passcode, **chosen)
    sheet = reader.open(link)
    reader.press(sheet)
    assert isinstance(sheet.part, TermsPart)
    assert sheet.part.text.toPlainText() == "Não mostrar a ninguém."
    assert not sheet.act.isEnabled()
    sheet.part.name.setText(" Rui Matos ")
    reader.press(sheet)
    assert isinstance(sheet.part, AddressPart)
    sheet.part.address.setText("Rui@example.pt")
    reader.press(sheet)
    assert isinstance(sheet.part, CodePart)
    assert not sheet.part.resend.isVisible()
    assert "60 s" in sheet.part.waits.text() or "59 s" in sheet.part.waits.text()
    (mail,) = box[0].wait_mails(1)
    sheet.part.code.setText(_digits(mail.message.get_content()))
    reader.press(sheet)
    assert isinstance(sheet.part, PasscodePart)
    sheet.part.passcode.set_text(passcode.text())
    reader.press(sheet)
    assert sheet.opened is not None
    assert "agreed" in sender.events(link)


def _digits(text: str) -> str:
    """The one code in a letter."""
    found = re.search(r"\b\d{4} ?\d{4}\b", text)
    assert found is not None, text
    return found[0]


def test_files_with_hostile_names_are_chosen_and_saved_whole_where_they_were_wanted(
    reader: Reader, sender: Sender, tmp_path: Path
) -> None:
    link = sender.send_files(HOSTILE)
    sheet = reader.opened(link)
    assert sheet.opened is not None
    files = sheet.opened.files
    assert files is not None
    assert not any("\u202e" in name or ".." in name or "<" in name for name in files.names)
    folder = tmp_path / "aqui"
    folder.mkdir()
    files.choose([1, 3])
    sheet.opened.save_to(folder)
    reader.settled()
    found = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert sorted(found.values()) == sorted([HOSTILE[name] for name in list(HOSTILE)[1::2]])
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == []
    assert sheet.opened.unsaved == 2
    assert [what for what in sender.events(link) if what == "file"] == ["file", "file"]
    sheet.act.click()
    assert sheet.isVisible(), "files would be left behind"
    reader.answer("I have it")
    assert gone(sheet)


def test_all_of_it_goes_into_the_vault_under_a_new_client(reader: Reader, sender: Sender) -> None:
    sheet = reader.opened(sender.send_files({"contrato.pdf": b"%PDF" * 1000, "nota.txt": b"sim"}))
    assert sheet.opened is not None
    sheet.opened.unfold.click()
    reader.settled()
    keep = sheet.opened.keep
    assert keep.title.text() == "Contratos"
    assert not keep.keep.isEnabled()
    keep.fresh.setText("Padaria Açor")
    keep.keep.click()
    reader.settled()
    vault = reader.session.vault
    assert vault is not None
    (entry,) = vault.entries()
    assert (entry.title, entry.client_name) == ("Contratos", "Padaria Açor")
    assert sorted((one.name, one.size) for one in vault.attachments(entry.id)) == [
        ("contrato.pdf", 4000),
        ("nota.txt", 3),
    ]
    assert list((reader.session.home / "opened").rglob("*")) == []
    reader.press(sheet)
    assert gone(sheet), "nothing is left behind"


def test_who_closes_without_keeping_it_is_asked(reader: Reader, sender: Sender) -> None:
    sheet = reader.opened(sender.send(Manifest(1, "olá", ())))
    sheet.reject()
    reader.settled()
    assert sheet.isVisible()
    reader.answer("Close")
    assert gone(sheet)


def test_the_ends_are_said_in_words_with_a_next_step(reader: Reader, sender: Sender) -> None:
    opened, revoked = sender.send(Manifest(1, "a", ())), sender.send(Manifest(1, "b", ()))
    reader.opened(opened).work.forget()
    sender.revoke(revoked)
    for link, words in ((opened, "was opened already"), (revoked, "revoked it")):
        sheet = reader.open(link)
        reader.press(sheet)
        assert sheet.work.step is Step.ENDED
        assert words in sheet.notice.text()
        assert "Ask" in sheet.notice.text() or "ask" in sheet.notice.text()
        assert sheet.act.isHidden()
        sheet.reject()
        reader.settled()


def test_a_link_that_begins_later_says_when_and_can_be_tried_again(reader: Reader, sender: Sender) -> None:
    link = sender.send(Manifest(1, "a", ()), starts=NOON + 600)
    sheet = reader.open(link)
    reader.press(sheet)
    assert sheet.work.step is Step.LATER
    assert sheet.act.text() == "Try again"
    reader.press(sheet)
    assert sheet.work.step is Step.LATER


def test_a_link_that_comes_while_the_vault_is_locked_waits_for_it(reader: Reader) -> None:
    session, shell = reader.session, reader.shell
    session.lock()
    reader.settled()
    data = QMimeData()
    data.setText("https://relay.example/s/AAAAAAAAAAAAAAAAAAAAAA#1g.x")
    copy, button, no_key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    shell.dropEvent(QDropEvent(QPointF(5, 5), copy, data, button, no_key))
    assert shell.unlock_page.form is not None
    assert "A link waits" in shell.unlock_page.form.notice.text()
    session.unlock(PASSPHRASE, pytest.fail)
    reader.settled()
    sheet = next(one for one in shell.findChildren(ReceivingSheet) if one.isVisible())
    assert isinstance(sheet.part, LinkPart)
    assert sheet.part.notice.text(), "it is damaged"


def test_who_wants_it_has_the_computer_hand_such_addresses_over(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(link_handler, "possible", lambda: True)
    monkeypatch.setattr(link_handler, "is_set", lambda: bool(asked))
    monkeypatch.setattr(link_handler, "install", lambda: asked.append("asked"))
    sheet = reader.open("")
    assert isinstance(sheet.part, LinkPart)
    sheet.part.here.click()
    reader.settled()
    assert asked == ["asked"]
    assert sheet.part.here.isHidden()
    sheet.reject()
    sheet = reader.open("")
    assert isinstance(sheet.part, LinkPart)
    assert sheet.part.here.isHidden(), "it is done"


def test_a_lock_takes_everything_away(reader: Reader, sender: Sender) -> None:
    sheet = reader.opened(sender.send(Manifest(1, "segredo", FIELDS)))
    work = sheet.work
    reader.session.lock()
    assert work.model.opened is None
    assert work.opening is None
    assert sheet.opened is None
    reader.settled()
