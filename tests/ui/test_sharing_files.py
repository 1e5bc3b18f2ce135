"""Files, folders and several entries in the share sheet: what is chosen, how it is sent, what stays when it is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from app.errors import WorldError
from app.ops.share_options import EntryChoice
from app.ui.sharing.choices import Draft, EntryOffer, FieldChoice, FileChoice, Problem
from app.ui.sharing.desk import Made, Unsent
from app.ui.sharing.sending import UploadCards, far_words
from app.ui.sharing.sheet import ShareSheet
from app.ui.sharing.speed import Speed
from app.ui.sharing.uploads import Going, Upload, uploads_of
from app.ui.state import Session
from tests.ui.sharing_fakes import NOW, MemoryDesk

GIB = 1024**3


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    window.resize(1000, 800)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def desk() -> Iterator[MemoryDesk]:
    made = MemoryDesk()
    yield made
    made.let_end.set()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "contas").mkdir()
    (tmp_path / "contas" / "a.txt").write_bytes(b"x" * 10)
    (tmp_path / "contas" / "b.txt").write_bytes(b"x" * 20)
    (tmp_path / "foto.png").write_bytes(b"x" * 5)
    return tmp_path


def press(sheet: QWidget, text: str) -> None:
    button = next(b for b in sheet.findChildren(QAbstractButton) if b.text() == text and b.isVisible())
    assert button.isEnabled()
    button.click()


def entry(number: int, *files: FileChoice) -> EntryOffer:
    fields = (
        FieldChoice(f"u{number}", "User name", "username", False, "ana", True),
        FieldChoice(f"n{number}", "Notes", "text", True, "", False),
    )
    return EntryOffer(f"e{number}", f"Loja {number}", "c", fields, files)


def sheet_of(
    session: Session, desk: MemoryDesk, window: QMainWindow, made: list[Made], *offers: EntryOffer
) -> ShareSheet:
    sheet = ShareSheet(session, desk, window, on_made=made.append, offers=offers)
    sheet.open()
    return sheet


def with_files(qtbot: QtBot, sheet: ShareSheet, folder: Path) -> ShareSheet:
    sheet._what.carried.take([folder / "contas", folder / "foto.png"])
    qtbot.waitUntil(lambda: sheet._what.carried.count == 3)
    return sheet


def test_a_folder_is_told_with_all_that_is_in_it_and_may_be_left_out_again(
    qtbot: QtBot, session: Session, window: QMainWindow, desk: MemoryDesk, folder: Path
) -> None:
    sheet = with_files(qtbot, sheet_of(session, desk, window, []), folder)
    draft = sheet.draft()
    assert (draft.count, draft.octets, draft.views) == (3, 35, 3)
    assert set(draft.files) == {folder / "contas", folder / "foto.png"}
    sheet._what.carried.remove(folder / "contas")
    assert sheet.draft().octets == 5
    sheet._what.carried.remove(folder / "foto.png")
    assert (sheet.draft().views, sheet._create.isEnabled()) == (1, False)


def test_how_often_it_can_be_opened_stays_as_it_was_chosen(
    qtbot: QtBot, session: Session, window: QMainWindow, desk: MemoryDesk, folder: Path
) -> None:
    sheet = sheet_of(session, desk, window, [])
    sheet._more._views.setValue(2)
    assert with_files(qtbot, sheet, folder).draft().views == 2


def test_a_file_that_is_not_there_is_refused_and_keeps_no_other_out(
    qtbot: QtBot, session: Session, window: QMainWindow, desk: MemoryDesk, folder: Path
) -> None:
    sheet = sheet_of(session, desk, window, [])
    sheet._what.carried.take([folder / "nowhere", folder / "foto.png"])
    qtbot.waitUntil(lambda: bool(sheet.problem) and sheet._what.carried.count == 1)


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        (Draft(files=(Path("a"),), count=1001), Problem.TOO_MANY_FILES),
        (Draft(files=(Path("a"),), count=2, octets=2 * GIB + 1), Problem.FILES_TOO_LARGE),
        (Draft(files=(Path("a"),), count=1000, octets=2 * GIB), None),
        (Draft(attachments=("a",), count=1), None),
        (Draft(more=(EntryChoice("e", ("f",)),)), None),
        (Draft(), Problem.NOTHING),
    ],
)
def test_what_does_not_fit_is_said_before_anything_is_sent(draft: Draft, problem: Problem | None) -> None:
    assert draft.problem(NOW) is problem


def test_several_entries_go_into_one_link_with_their_own_fields_and_files(
    qtbot: QtBot, session: Session, window: QMainWindow, desk: MemoryDesk
) -> None:
    sheet = sheet_of(session, desk, window, [], entry(1), entry(2, FileChoice("a", "contrato.pdf", 7)), entry(3))
    draft = sheet.draft()
    assert draft.field_ids == ("u1",)
    assert draft.more == (EntryChoice("e2", ("u2",)), EntryChoice("e3", ("u3",)))
    assert draft.attachments == (), "files are not chosen by themselves"
    sheet._what.entries[1].fields._files[0][1].click()
    sheet._what.entries[2].remove.click()
    draft = sheet.draft()
    assert (draft.more, draft.attachments, draft.octets) == ((EntryChoice("e2", ("u2",)),), ("a",), 7)
    assert sheet.title.text() == "Share 2 entries"


def test_while_files_are_sent_the_sheet_says_how_far_it_is_and_then_hands_the_link_over(
    qtbot: QtBot, session: Session, window: QMainWindow, desk: MemoryDesk, folder: Path
) -> None:
    made = list[Made]()
    sheet = with_files(qtbot, sheet_of(session, desk, window, made), folder)
    press(sheet, "Create link")
    qtbot.waitUntil(lambda: sheet.sending.sending is not None and "50 %" in sheet.sending.sending.line.text())
    assert sheet.sending.sending is not None
    assert "File 2 of 2" in sheet.sending.sending.line.text()
    assert not sheet._form.isVisible()
    desk.let_end.set()
    qtbot.waitUntil(lambda: bool(made))
    assert made[0].label == "contas and 1 more"
    assert uploads_of(session).all == []


def test_cancel_closes_at_once_and_nothing_stays(
    qtbot: QtBot, session: Session, window: QMainWindow, desk: MemoryDesk, folder: Path
) -> None:
    sheet = with_files(qtbot, sheet_of(session, desk, window, []), folder)
    press(sheet, "Create link")
    qtbot.waitUntil(lambda: desk.calls("send") != [])
    press(sheet, "Cancel")
    assert sheet.isHidden()
    assert uploads_of(session).all == []
    qtbot.waitUntil(lambda: desk.calls("give_up") == [("u",)])


def test_cancel_before_it_was_written_down_leaves_nothing_either(
    qtbot: QtBot, session: Session, window: QMainWindow, desk: MemoryDesk, folder: Path
) -> None:
    sheet = with_files(qtbot, sheet_of(session, desk, window, []), folder)
    press(sheet, "Create link")
    press(sheet, "Cancel")
    qtbot.waitUntil(lambda: desk.calls("give_up") == [("u",)])
    assert desk.calls("send") == []


def test_a_sheet_that_is_closed_sends_on_and_it_is_said_where_the_link_is(
    qtbot: QtBot, session: Session, window: QMainWindow, desk: MemoryDesk, folder: Path
) -> None:
    made, said = list[Made](), list[str]()
    session.said.connect(lambda text, _tone: said.append(text))
    sheet = with_files(qtbot, sheet_of(session, desk, window, made), folder)
    press(sheet, "Create link")
    qtbot.waitUntil(lambda: desk.calls("send") != [])
    press(sheet, "Close and send on")
    desk.let_end.set()
    qtbot.waitUntil(lambda: any("ready to send" in text for text in said))
    assert made == []


def test_a_line_that_breaks_leaves_an_upload_that_goes_on(
    qtbot: QtBot, session: Session, window: QMainWindow, desk: MemoryDesk, folder: Path
) -> None:
    made = list[Made]()
    sheet = with_files(qtbot, sheet_of(session, desk, window, made), folder)
    press(sheet, "Create link")
    qtbot.waitUntil(lambda: desk.calls("send") != [])
    desk.silent = WorldError("unreachable")
    qtbot.waitUntil(lambda: bool(sheet.problem))
    assert [one.going for one in uploads_of(session).all] == [Going.HALTED]
    desk.silent = None
    desk.let_end.set()
    press(sheet, "Continue")
    qtbot.waitUntil(lambda: bool(made))


def test_what_is_refused_before_it_began_leaves_the_sheet_with_all_that_was_chosen(
    qtbot: QtBot, session: Session, window: QMainWindow, desk: MemoryDesk, folder: Path
) -> None:
    desk.silent = WorldError("unreachable")
    sheet = with_files(qtbot, sheet_of(session, desk, window, []), folder)
    press(sheet, "Create link")
    qtbot.waitUntil(lambda: bool(sheet.problem))
    assert sheet._form.isVisible()
    assert (sheet.draft().count, sheet._create.isEnabled()) == (3, True)


def cards(session: Session, desk: MemoryDesk, window: QMainWindow) -> UploadCards:
    shown = UploadCards(session, desk)
    window.setCentralWidget(shown)
    return shown


def test_an_interrupted_upload_is_said_once_and_continued_from_its_card(
    qtbot: QtBot, session: Session, window: QMainWindow, desk: MemoryDesk
) -> None:
    said = list[str]()
    session.said.connect(lambda text, _tone: said.append(text))
    desk.unsent_now = [Unsent("u", "contrato.pdf", 1_500, 3_000, (1_000, 2_000))]
    shown = cards(session, desk, window)
    qtbot.waitUntil(lambda: len(shown.cards) == 1)
    assert "interrupted" in shown.cards[0].sending.title.text()
    assert "50 % of" in shown.cards[0].sending.line.text()
    uploads_of(session).load(desk)
    desk.let_end.set()
    press(shown, "Continue")
    qtbot.waitUntil(lambda: shown.cards == [])
    assert len([text for text in said if "interrupted" in text]) == 1


def test_a_list_from_before_its_end_brings_no_upload_back(
    qtbot: QtBot, session: Session, window: QMainWindow, desk: MemoryDesk
) -> None:
    older = desk.unsent_now = [Unsent("u", "contrato.pdf", 1_500, 3_000, (1_000, 2_000))]
    shown = cards(session, desk, window)
    qtbot.waitUntil(lambda: len(shown.cards) == 1)
    desk.let_end.set()
    press(shown, "Continue")
    qtbot.waitUntil(lambda: shown.cards == [])
    uploads_of(session)._found(desk, older)
    assert (uploads_of(session).all, shown.cards) == ([], [])


def test_an_interrupted_upload_is_discarded_from_its_card(
    qtbot: QtBot, session: Session, window: QMainWindow, desk: MemoryDesk
) -> None:
    desk.unsent_now = [Unsent("u", "contrato.pdf", 1_500, 3_000, (3_000,))]
    shown = cards(session, desk, window)
    qtbot.waitUntil(lambda: len(shown.cards) == 1)
    press(shown, "Discard")
    assert not shown.isVisible()
    qtbot.waitUntil(lambda: desk.calls("give_up") == [("u",)])


def test_one_upload_goes_at_a_time(qtbot: QtBot, session: Session, window: QMainWindow, desk: MemoryDesk) -> None:
    desk.unsent_now = [Unsent(one, one, 0, 3_000, (3_000,)) for one in ("u", "v")]
    shown = cards(session, desk, window)
    qtbot.waitUntil(lambda: len(shown.cards) == 2)
    first, second = uploads_of(session).all
    uploads_of(session).proceed(first)
    uploads_of(session).proceed(second)
    assert (first.going, second.going) == (Going.SENDING, Going.WAITING)
    uploads_of(session).discard(first)
    qtbot.waitUntil(lambda: ("v",) in desk.calls("send"))


def test_speed_and_what_is_left_follow_from_the_last_seconds() -> None:
    speed = Speed()
    assert (speed.per_s, speed.left_s(10)) == (0, None)
    for second in range(20):
        speed.note(float(second), 100 * second)
    assert (speed.per_s, speed.left_s(150)) == (100, 2)
    speed.note(21.0, 5)
    assert speed.per_s == 0, "the relay had forgotten what was there"


def test_the_line_says_only_what_is_known(desk: MemoryDesk, session: Session) -> None:
    upload = Upload(desk, "x", Going.SENDING, sizes=(2_000_000_000,), total=2_100_000_000, done=1_050_000_000)
    assert far_words(upload) == "50 % of 2.0 GB"
    upload.speed.note(0.0, 0)
    upload.speed.note(10.0, 1_050_000_000)
    assert far_words(upload) == "50 % of 2.0 GB · 105.0 MB a second · less than a minute left"
