"""The recovery kit in the window: a page that can be read again, a kit that counts only once it was tried, and its use."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.crypto.secret import Secret
from app.errors import UserError
from app.ops import backups, recovery
from app.ui.recovering import outputs, paper
from app.ui.recovering.card import RecoveryCard
from app.ui.recovering.offer import KitOffer
from app.ui.recovering.passphrase import open_passphrase
from app.ui.recovering.scanning import read_picture
from app.ui.recovering.sheet import KitSheet, open_kit
from app.ui.recovering.using import UseKitSheet
from app.ui.state import Session
from app.ui.unlock import UnlockForm
from app.ui.window import Shell
from app.vault.rotation import Reason
from app.vault.vault import Vault
from tests.ui.cheap import PASSPHRASE
from tests.ui.conftest import NOW

Settle = Callable[[], None]
NEW = "carta mesa selo novo"


@pytest.fixture
def opened(shell: Shell, unlocked: Session) -> Shell:
    return shell


def vault_of(session: Session) -> Vault:
    assert session.vault is not None
    return session.vault


def at_paper(session: Session, shell: Shell, settled: Settle) -> KitSheet:
    sheet = open_kit(session, None, shell)
    sheet.ask.passphrase.set_text(PASSPHRASE.text())
    sheet.next.click()
    settled()
    assert sheet.paper.isVisible()
    return sheet


def read_back(sheet: KitSheet, settled: Settle) -> None:
    assert sheet._kit is not None
    groups = recovery.groups_of(sheet._kit)
    sheet.next.click()
    for index, edit in sheet.back.edits.items():
        edit.setText(groups[index].lower())
    sheet.next.click()
    settled()


def test_the_page_carries_the_code_and_no_passphrase(opened: Shell, unlocked: Session) -> None:
    kit = recovery.prepare(vault_of(unlocked), NOW)
    (found,) = zxingcpp.read_barcodes(paper.picture(kit, 110))
    assert found.text == kit.code.text()
    octets = paper.pdf(kit)
    assert octets.startswith(b"%PDF-")
    assert octets.count(b"/Type /Page\n") == 1
    assert b"/MediaBox [0 0 595 842]" in octets or b"/MediaBox [0 0 595" in octets


def test_a_kit_counts_only_once_its_groups_were_read_back(opened: Shell, unlocked: Session, settled: Settle) -> None:
    sheet = at_paper(unlocked, opened, settled)
    code = Secret(sheet._kit.code.text()) if sheet._kit else Secret("")
    assert recovery.made_at(vault_of(unlocked)) is None
    sheet.next.click()
    sheet.next.click()  # nothing typed
    settled()
    assert sheet._problem.isVisible()
    assert recovery.made_at(vault_of(unlocked)) is None
    sheet.earlier.click()
    read_back(sheet, settled)
    assert sheet.done.isVisible()
    recovery.prove(vault_of(unlocked), code)
    assert sheet._kit is None, "the code is not kept once the kit is made"
    sheet.leave.click()


def test_a_wrong_passphrase_makes_no_page(opened: Shell, unlocked: Session, settled: Settle) -> None:
    sheet = open_kit(unlocked, None, opened)
    sheet.ask.passphrase.set_text("not this one")
    sheet.next.click()
    settled()
    assert sheet.ask.isVisible()
    assert "passphrase" in sheet.ask.labelled.note.text()


def test_the_pdf_is_for_its_owner_alone_and_is_deleted_on_request(
    opened: Shell, unlocked: Session, settled: Settle, tmp_path: Path
) -> None:
    sheet = at_paper(unlocked, opened, settled)
    path = tmp_path / "kit.pdf"
    sheet.save(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    sheet.save(path)
    assert sheet._problem.tone == "bad", "nothing is written over"
    read_back(sheet, settled)
    assert "kit.pdf" in sheet.done.file.notice.text()
    sheet.done.file.button.click()
    settled()
    assert not path.exists()
    assert sheet.done.file.notice.tone == "good"


def test_a_picture_of_the_paper_is_as_good_as_typing(
    opened: Shell, unlocked: Session, settled: Settle, tmp_path: Path
) -> None:
    sheet = at_paper(unlocked, opened, settled)
    assert sheet._kit is not None
    paper.picture(sheet._kit).save(str(tmp_path / "photo.png"))
    other = recovery.prepare(vault_of(unlocked), NOW)
    paper.picture(other).save(str(tmp_path / "other.png"))
    sheet.next.click()
    sheet.read_picture(tmp_path / "other.png")
    settled()
    assert recovery.made_at(vault_of(unlocked)) is None
    assert sheet._problem.isVisible()
    sheet.read_picture(tmp_path / "photo.png")
    settled()
    assert sheet.done.isVisible()


def test_a_picture_without_the_code_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    image.save(str(tmp_path / "white.png"))
    (tmp_path / "text.png").write_text("no picture")
    for name in ("white.png", "text.png", "none.png"):
        with pytest.raises(UserError, match="picture-without-code"):
            read_picture(tmp_path / name)


def test_a_lock_takes_the_code_away(opened: Shell, unlocked: Session, settled: Settle) -> None:
    sheet = at_paper(unlocked, opened, settled)
    unlocked.lock()
    assert sheet._kit is None
    assert sheet._known is None
    settled()


def test_the_forgotten_passphrase_is_replaced_by_the_kit_from_the_unlock_screen(
    opened: Shell, unlocked: Session, settled: Settle, qtbot: QtBot
) -> None:
    vault = vault_of(unlocked)
    kit = recovery.prepare(vault, NOW)
    recovery.make(vault, PASSPHRASE, kit, kit.code)
    unlocked.lock()
    settled()
    form = opened.unlock_page.form
    assert isinstance(form, UnlockForm)
    form.forgot.click()
    (sheet,) = opened.findChildren(UseKitSheet)
    sheet.code.setPlainText(kit.code.text()[:-1])
    sheet.new.once.set_text(NEW)
    sheet.new.again.set_text("another")
    sheet.act.click()
    assert "symbols" in sheet._labelled.note.text()
    sheet.code.setPlainText(kit.code.text().replace("-", "\n"))
    sheet.act.click()
    assert sheet.new.second.note.text() == "The two are not the same."
    sheet.new.again.set_text(NEW)
    with qtbot.waitSignal(unlocked.unlocked, timeout=30_000):
        sheet.act.click()
    assert sheet.isHidden()
    assert sheet.code.toPlainText() == ""
    vault_of(unlocked).require_passphrase(Secret(NEW))
    with pytest.raises(UserError, match="wrong-passphrase"):
        vault_of(unlocked).require_passphrase(PASSPHRASE)


def test_another_vaults_kit_is_told_at_the_code(
    opened: Shell, unlocked: Session, settled: Settle, qtbot: QtBot
) -> None:
    other = recovery.prepare(vault_of(unlocked), NOW)
    unlocked.lock()
    settled()
    form = opened.unlock_page.form
    assert isinstance(form, UnlockForm)
    form.forgot.click()
    (sheet,) = opened.findChildren(UseKitSheet)
    sheet.code.setPlainText(other.code.text())
    sheet.new.once.set_text(NEW)
    sheet.new.again.set_text(NEW)
    sheet.act.click()
    qtbot.waitUntil(sheet.act.isEnabled, timeout=30_000)
    assert sheet._labelled.note.text()
    assert unlocked.vault is None
    sheet.reject()


def test_the_card_tells_whether_there_is_a_kit_and_removes_it(
    opened: Shell, unlocked: Session, settled: Settle, qtbot: QtBot
) -> None:
    card = RecoveryCard(unlocked)
    qtbot.addWidget(card)
    card.show()
    settled()
    assert card.chip.tone == "warn"
    assert not card.remove_button.isVisible()
    vault = vault_of(unlocked)
    kit = recovery.prepare(vault, NOW)
    recovery.make(vault, PASSPHRASE, kit, kit.code)
    card.reload()
    settled()
    assert card.chip.tone == "good"
    question = card.ask_remove()
    next(b for b in question.findChildren(QAbstractButton) if b.text() == "Remove the kit").click()
    settled()
    settled()
    assert card.chip.tone == "warn"
    assert recovery.made_at(vault) is None


def test_another_passphrase_after_a_backup(opened: Shell, unlocked: Session, settled: Settle) -> None:
    vault = vault_of(unlocked)
    vault.add_client("Padaria Açor", NOW)
    sheet = open_passphrase(unlocked, opened)
    sheet.old.set_text("wrong")
    sheet.new.once.set_text(NEW)
    sheet.new.again.set_text(NEW)
    sheet.act.click()
    settled()
    assert sheet._known.note.text()
    assert backups.listed(unlocked.home, vault) == [], "no backup for a passphrase that was wrong"
    sheet.old.set_text(PASSPHRASE.text())
    sheet.act.click()
    assert sheet.act.text() == "Changing…"
    settled()
    vault.require_passphrase(Secret(NEW))
    assert [one.stamp.reason for one in backups.listed(unlocked.home, vault)] == [Reason.PASSPHRASE]


def test_nothing_is_printed_when_the_dialog_is_left(
    opened: Shell, unlocked: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtPrintSupport import QPrintDialog

    monkeypatch.setattr(QPrintDialog, "exec", lambda _self: 0)
    assert not outputs.print_kit(opened, recovery.prepare(vault_of(unlocked), NOW))


def test_what_is_printed_is_the_page(
    opened: Shell, unlocked: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from PySide6.QtPrintSupport import QPrintDialog

    def into_a_file(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", into_a_file)
    assert outputs.print_kit(opened, recovery.prepare(vault_of(unlocked), NOW))
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF-")


def test_without_a_kit_the_health_page_offers_one(
    opened: Shell, unlocked: Session, settled: Settle, qtbot: QtBot
) -> None:
    offer = KitOffer(unlocked)
    qtbot.addWidget(offer)
    offer.look()
    settled()
    assert offer.isVisible()
    offer.button.click()
    vault = vault_of(unlocked)
    kit = recovery.prepare(vault, NOW)
    recovery.make(vault, PASSPHRASE, kit, kit.code)
    next(one for one in opened.findChildren(KitSheet) + offer.findChildren(KitSheet)).reject()
    settled()
    assert not offer.isVisible()
