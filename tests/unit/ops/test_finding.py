"""What people type for an entry or a client, and that nothing is guessed between two."""

from __future__ import annotations

from datetime import datetime

import pytest

from app.errors import UserError
from app.ops.finding import get_client, require_client, require_entry
from app.vault.model import EntryDraft, EntryKind
from app.vault.vault import Vault


@pytest.fixture
def ids(vault: Vault, now: datetime) -> dict[str, str]:
    client = vault.add_client("Padaria Açor", now)
    titles = ("Loja", "Correio", "Correio ")
    drafts = [EntryDraft(EntryKind.LOGIN, title) for title in titles]
    return {
        f"{title}{n}": vault.add_entry(client.id, draft, now).id
        for n, (title, draft) in enumerate(zip(titles, drafts, strict=True))
    }


def test_an_entry_is_found_by_id_start_of_id_and_title(vault: Vault, ids: dict[str, str]) -> None:
    loja = ids["Loja0"]
    assert {require_entry(vault, named).id for named in (loja, loja[:12], "Loja")} == {loja}


def test_two_entries_of_one_title_are_not_chosen_between(vault: Vault, ids: dict[str, str]) -> None:
    with pytest.raises(UserError, match="entry-ambiguous"):
        require_entry(vault, "Correio")


@pytest.mark.parametrize("named", ["loja", "", "Loj", "abc", "0" * 32])
def test_what_fits_no_entry_is_refused(vault: Vault, ids: dict[str, str], named: str) -> None:
    with pytest.raises(UserError, match="no-entry"):
        require_entry(vault, named)


def test_a_title_beats_the_start_of_an_id(vault: Vault, now: datetime, ids: dict[str, str]) -> None:
    client = vault.clients()[0]
    odd = vault.add_entry(client.id, EntryDraft(EntryKind.NOTE, ids["Loja0"][:6]), now)
    assert require_entry(vault, ids["Loja0"][:6]).id == odd.id


def test_a_client_is_found_whatever_the_case_and_accents(vault: Vault, now: datetime, ids: dict[str, str]) -> None:
    assert require_client(vault, "padaria acor").name == "Padaria Açor"
    assert get_client(vault, "Nenhum") is None
    with pytest.raises(UserError, match="no-client"):
        require_client(vault, "Nenhum")
    vault.add_client("PADARIA AÇOR", now)
    with pytest.raises(UserError, match="client-ambiguous"):
        require_client(vault, "padaria acor")
