"""An answer of several parts, accepted into entries that are there: each part where it fits, and what is left said to be new."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from app.errors import UserError
from app.ops import requesting
from app.ops.requesting import CreatedRequest, RequestKind
from app.vault.kinds import EntryKind
from app.vault.model import EntryDraft, FieldDraft
from app.vault.vault import Vault

from .request_line import Line, client, states

SHOP = ["https://loja.example", "ana", "nova-da-loja", ""]
BANK = ["https://banco.example", "ana", "nova-do-banco", ""]
MAIL = ["https://correio.example", "rui", "nova-do-correio", ""]


@pytest.fixture
def entries(vault: Vault, client_id: str, at: datetime) -> list[str]:
    """Logins of shop and bank that are there."""

    def added(title: str, url: str) -> str:
        fields = (FieldDraft("url", url), FieldDraft("username", "ana"), FieldDraft("password", "antiga"))
        return vault.add_entry(client_id, EntryDraft(EntryKind.LOGIN, title, fields), at).id

    return [added("Loja", "https://loja.example"), added("Banco", "https://banco.example")]


@pytest.fixture
def given(vault: Vault, line: Line, at: datetime, ask: Callable[..., CreatedRequest]) -> CreatedRequest:
    made = ask(RequestKind.LOGINS)
    client(made, line).give((0, MAIL), (0, BANK), (0, SHOP), message="Tudo")
    assert states(vault, made, line, at) == ["waiting"]
    return made


def passwords(vault: Vault) -> dict[str, str]:
    found = {}
    for one in vault.entries():
        field = next(field for field in vault.entry(one.id).fields if field.name == "password")
        found[one.title] = vault.reveal(one.id, field.id).text()
    return found


def test_each_entry_takes_the_part_that_is_about_it_and_the_rest_is_new(
    vault: Vault, line: Line, at: datetime, entries: list[str], given: CreatedRequest
) -> None:
    twins = requesting.twins(vault, given.id, 1, "en")
    assert {twin.entry_id: twin.changes[0] for twin in twins} == {
        entries[0]: ("Password", "antiga", "nova-da-loja"),
        entries[1]: ("Password", "antiga", "nova-do-banco"),
    }
    ids = requesting.accept(vault, given.id, 1, at, language="en", into=entries, carry=line.courier)
    assert (ids[:2], len(ids)) == (entries, 3)
    assert passwords(vault) == {
        "Loja": "nova-da-loja",
        "Banco": "nova-do-banco",
        "correio.example".capitalize(): "nova-do-correio",
    }


def test_into_one_entry_goes_one_part_and_never_two(
    vault: Vault, line: Line, at: datetime, entries: list[str], given: CreatedRequest
) -> None:
    ids = requesting.accept(vault, given.id, 1, at, language="en", into=entries[1], carry=line.courier)
    assert (ids[0], len(ids)) == (entries[1], 3)
    found = passwords(vault)
    assert (found["Banco"], found["Loja"], len(found)) == ("nova-do-banco", "antiga", 4)


def test_more_entries_than_parts_or_another_kind_change_nothing(
    vault: Vault, line: Line, at: datetime, client_id: str, entries: list[str], given: CreatedRequest
) -> None:
    note = vault.add_entry(client_id, EntryDraft(EntryKind.NOTE, "Nota", ()), at).id
    with pytest.raises(UserError, match="request-other-kind"):
        requesting.accept(vault, given.id, 1, at, language="en", into=[entries[0], note], carry=line.courier)
    vault.purge(note)
    assert passwords(vault) == {"Loja": "antiga", "Banco": "antiga"}
    assert vault.submission(given.id, 1).state == "waiting"
