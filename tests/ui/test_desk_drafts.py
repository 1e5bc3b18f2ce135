"""Nothing that was typed vanishes when the vault locks: an open form goes into the vault, and is there after the next unlock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.errors import WorldError
from app.ops.sample import add_sample
from app.ui.clients import ClientsPage
from app.ui.drafts import Draft, find_draft
from app.ui.state import Session
from app.ui.window import Shell
from app.vault.model import EntryDraft, EntryKind, FieldKind
from app.vault.vault import Vault
from tests.ui.cheap import PASSPHRASE
from tests.ui.conftest import NOW
from tests.ui.test_desk_entries import open_entry

Settle = Callable[[], None]
SECRET = "três-gaivotas-19"


class Desk:
    """A window over sample data that is locked and unlocked."""

    def __init__(self, shell: Shell, session: Session, qtbot: QtBot, settled: Settle) -> None:
        self.shell, self.session, self.qtbot, self.settled = shell, session, qtbot, settled

    @property
    def page(self) -> ClientsPage:
        assert self.shell.desk is not None
        found = self.shell.desk.page("clients")
        assert isinstance(found, ClientsPage)
        return found

    @property
    def form(self) -> Any:
        return self.page.detail.form

    def edit(self, title: str = "Loja online") -> Any:
        open_entry(self.page, self.settled, "Padaria Açor", title)
        assert self.page.detail.page is not None
        assert self.page.detail.page.entry is not None
        self.page.detail.edit(self.page.detail.page.entry)
        return self.form

    def relock(self) -> None:
        """As when nobody is there for a while; then somebody is."""
        self.session.idle.idle.emit()
        self.settled()
        self.unlock()

    def unlock(self) -> None:
        with self.qtbot.waitSignal(self.session.unlocked, timeout=60_000):
            self.session.unlock(PASSPHRASE, _refused)
        self.settled()

    def kept(self) -> Draft | None:
        found: list[Any] = []
        self.session.ask(find_draft, found.append, owner=self.session)
        self.settled()
        return found[0].draft if found[0] is not None else None


@pytest.fixture
def desk(shell: Shell, unlocked: Session, qtbot: QtBot, settled: Settle) -> Desk:
    unlocked.change(lambda vault: add_sample(vault, NOW), owner=unlocked)
    settled()
    return Desk(shell, unlocked, qtbot, settled)


def field(form: Any, name: str) -> Any:
    return next(edit for edit in form.edits.standard if edit.spec.name == name).edit


def type_into(edit: Any, text: str) -> None:
    edit.set_text(text)
    edit.touch()


def test_a_changed_entry_comes_back_as_it_stood_and_saves(desk: Desk) -> None:
    form = desk.edit()
    type_into(field(form, "username"), "nova@example.pt")
    type_into(field(form, "password"), SECRET)
    own = form.edits.own.add(None)
    own.set_head("Gaveta", FieldKind.CODE, protected=True)
    type_into(own.edit, "4711")
    desk.relock()
    form = desk.form
    assert form.dirty
    assert field(form, "username").text() == "nova@example.pt"
    assert field(form, "password").text() == SECRET
    assert field(form, "totp").kept, "what was not touched stays in the vault"
    assert [edit.name.text() for edit in form.edits.own][-1] == "Gaveta"
    assert form.notice.isVisible()
    form.submit()
    desk.settled()
    assert desk.form is None
    assert desk.kept() is None, "what is saved is no draft any more"
    page = desk.page.detail.page
    assert page is not None
    assert page.entry is not None
    assert {field.label for field in page.entry.fields} >= {"Gaveta"}


def test_a_new_entry_comes_back_for_its_client(desk: Desk) -> None:
    open_entry(desk.page, desk.settled, "Padaria Açor", "Loja online")
    desk.page.new_entry()
    form = desk.form
    form.kind.set_value("door")
    form.edits.standard.fill(EntryKind.DOOR)
    form.title.setText("Armazém")
    form.title.textEdited.emit("Armazém")
    type_into(field(form, "code"), "90210#")
    desk.relock()
    assert desk.form.title.text() == "Armazém"
    assert desk.form.kind.value == "door"
    assert field(desk.form, "code").text() == "90210#"
    desk.form.submit()
    desk.settled()
    saved = desk.page.detail.page
    assert saved is not None
    assert saved.entry is not None
    assert (saved.entry.title, saved.entry.client_name) == ("Armazém", "Padaria Açor")


def test_a_protected_text_of_several_lines_is_not_overwritten_by_the_one_in_the_vault(desk: Desk) -> None:
    form = desk.edit("Alarme da fábrica")
    desk.settled()
    type_into(field(form, "instructions"), "Primeiro a luz.\nDepois o código.")
    desk.relock()
    assert field(desk.form, "instructions").text() == "Primeiro a luz.\nDepois o código."
    assert field(desk.form, "instructions").isEnabled()


def test_an_emptied_field_and_a_removed_one_stay_so(desk: Desk) -> None:
    form = desk.edit()
    own = form.edits.own.add(None)
    own.name.setText("Balcão")
    type_into(own.edit, "3")
    form.submit()
    desk.settled()
    form = desk.edit()
    form.edits.own.edits[-1].away.click()
    type_into(field(form, "username"), "")
    desk.relock()
    assert field(desk.form, "username").text() == ""
    assert "Balcão" not in [edit.name.text() for edit in desk.form.edits.own]


def test_a_form_in_which_nothing_was_typed_leaves_no_draft(desk: Desk) -> None:
    desk.edit()
    desk.relock()
    assert desk.form is None
    assert desk.kept() is None


def test_a_draft_that_is_left_is_gone(desk: Desk) -> None:
    type_into(field(desk.edit(), "username"), "x")
    desk.relock()
    desk.form._leave()
    desk.settled()
    assert desk.kept() is None
    desk.relock()
    assert desk.form is None


def test_a_draft_survives_locks_until_it_is_saved_or_left(desk: Desk) -> None:
    type_into(field(desk.edit(), "username"), "uma@example.pt")
    desk.relock()
    desk.relock()
    assert field(desk.form, "username").text() == "uma@example.pt"


def test_the_draft_of_an_entry_that_is_gone_becomes_a_new_one(desk: Desk) -> None:
    form = desk.edit()
    type_into(field(form, "username"), "fica@example.pt")
    entry_id = form._entry.id
    desk.session.change(lambda vault: vault.purge(entry_id), owner=desk.session)
    desk.settled()
    desk.relock()
    assert "gone" in desk.form.notice.text()
    desk.form.submit()
    desk.settled()
    saved = desk.page.detail.page
    assert saved is not None
    assert saved.entry is not None
    assert [one.value for one in saved.entry.fields if one.name == "username"] == ["fica@example.pt"]


def test_a_save_that_went_through_while_locking_leaves_no_draft(desk: Desk) -> None:
    form = desk.edit()
    type_into(field(form, "username"), "duas@example.pt")
    form.submit()
    desk.session.lock()
    desk.settled()
    desk.unlock()
    assert desk.form is None
    assert desk.kept() is None


def test_the_unlock_screen_says_that_something_is_kept(desk: Desk) -> None:
    type_into(field(desk.edit(), "username"), "x")
    desk.session.lock()
    desk.settled()
    form = desk.shell.unlock_page.form
    assert form is not None
    assert form.notice.isVisible()
    assert "is kept" in form.notice.text()


def test_after_the_lock_the_passphrase_can_be_typed_at_once(desk: Desk) -> None:
    form = desk.edit()
    form.focus_first()
    desk.session.lock()
    desk.settled()
    assert desk.shell.unlock_page.form is not None
    assert desk.shell.focusWidget() is desk.shell.unlock_page.form.passphrase.line


def test_a_draft_that_cannot_be_kept_is_said_and_the_vault_locks_all_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_into(field(desk.edit(), "username"), "x")
    vault = desk.session.vault

    def full(*_given: object) -> None:
        raise WorldError("disk-full")

    monkeypatch.setattr(Vault, "settings_set", full)
    said: list[tuple[str, str]] = []
    desk.session.said.connect(lambda text, tone: said.append((text, tone)))
    desk.session.lock()
    desk.settled()
    assert [tone for _, tone in said] == ["bad"]
    monkeypatch.undo()
    assert vault is not None
    desk.unlock()


def test_closing_the_program_keeps_the_draft(desk: Desk) -> None:
    type_into(field(desk.edit(), "username"), "tarde@example.pt")
    desk.session.close()
    desk.session.vault = None
    with Vault.unlock(desk.session.home / "vault.lacre", PASSPHRASE, policy=_policy()) as vault:
        found = find_draft(vault)
        assert found is not None
        assert "tarde@example.pt" in [one.text for one in found.draft.fields]


def test_closing_the_program_right_after_the_lock_keeps_it_too(desk: Desk) -> None:
    type_into(field(desk.edit(), "username"), "tarde@example.pt")
    desk.session.lock()
    desk.session.close()
    with Vault.unlock(desk.session.home / "vault.lacre", PASSPHRASE, policy=_policy()) as vault:
        assert find_draft(vault) is not None


def test_a_draft_of_another_version_is_left_alone(desk: Desk) -> None:
    from app.crypto.secret import Secret

    desk.session.change(lambda vault: vault.settings_set("draft", Secret('{"fields": 7}')), owner=desk.session)
    desk.settled()
    assert desk.kept() is None
    desk.relock()
    assert desk.form is None


def test_a_form_closed_while_saving_fails_is_answered_by_the_window(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = desk.edit()
    type_into(field(form, "username"), "x")

    def refuse(*_given: object) -> EntryDraft:
        raise WorldError("disk-full")

    monkeypatch.setattr(Vault, "edit_entry", refuse)
    form.submit()
    desk.session.lock()
    desk.settled()
    desk.unlock()
    assert field(desk.form, "username").text() == "x", "what could not be saved is still a draft"


def _policy() -> Any:
    from tests.ui.cheap import CHEAP

    return CHEAP


def _refused(error: Exception) -> None:
    pytest.fail(str(error))
