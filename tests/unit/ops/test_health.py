"""Looking a vault over: every value that matters is opened once, others are left alone, and it can be stopped."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from app.crypto.secret import Secret
from app.errors import UserError
from app.ops.health import finding_text, look_over
from app.vault.health import Breaches as State
from app.vault.health import Problem
from app.vault.kinds import EntryKind
from app.vault.model import EntryDraft, FieldDraft
from app.vault.vault import Vault

STRONG = "k7M!q2Xw9#bTzR4u"


def add(vault: Vault, client_id: str, now: datetime, kind: EntryKind = EntryKind.LOGIN, **values: str) -> str:
    fields = tuple(FieldDraft(name, value) for name, value in values.items())
    return vault.add_entry(client_id, EntryDraft(kind, "Entrada", fields), now).id


class Asked:
    """In the place of what asks about breaches."""

    def __init__(self, seen: int | None) -> None:
        self.seen, self.begun, self.values = seen, 0, list[str]()

    def begin(self) -> None:
        self.begun += 1

    def count(self, password: Secret) -> int | None:
        self.values.append(password.text())
        return self.seen


def test_what_is_wrong_in_a_vault_is_found_by_client(vault: Vault, now: datetime) -> None:
    one, two = vault.add_client("Padaria Açores", now), vault.add_client("Atelier Zulmira", now)
    weak = add(vault, one.id, now, password="padaria123")
    same = [add(vault, client.id, now, password=STRONG) for client in (one, two)]
    add(vault, two.id, now, EntryKind.NOTE, text="password")
    door = add(vault, two.id, now, EntryKind.DOOR, code="8042", valid_until="2026-11-30")
    report = look_over(vault, now=now)
    assert (report.entries, report.values) == (5, 3)
    assert {(found.entry_id, found.problem) for found in report.findings} == {
        (weak, Problem.WEAK), *((entry, Problem.REUSED) for entry in same), (door, Problem.EXPIRING)
    }  # fmt: skip
    assert report.groups == (tuple(same),)
    alone = look_over(vault, now=now, client_id=two.id)
    assert {(found.entry_id, found.problem) for found in alone.findings} == {(door, Problem.EXPIRING)}
    (ending,) = alone.findings
    assert "30 de novembro de 2026" in finding_text(ending, "pt_PT")
    assert "30 November 2026" in finding_text(ending, "en")


def test_a_change_of_the_password_makes_it_young_again(vault: Vault, now: datetime) -> None:
    client = vault.add_client("Cliente", now)
    entry_id = add(vault, client.id, now, password=STRONG)
    later = now + timedelta(days=400)
    assert [found.problem for found in look_over(vault, now=later).findings] == [Problem.OLD]
    field = vault.entry(entry_id).fields[0]
    vault.edit_entry(
        entry_id, EntryDraft(EntryKind.LOGIN, "Entrada", (FieldDraft("password", f"{STRONG}!", id=field.id),)), later
    )
    assert look_over(vault, now=later).findings == ()


def test_an_identity_tells_what_passwords_are_made_of(vault: Vault, now: datetime) -> None:
    client = vault.add_client("Cliente", now)
    add(vault, client.id, now, EntryKind.IDENTITY, full_name="Zulmira Quintas", birth_date="1985-04-12")
    weak = add(vault, client.id, now, password="Zulmira.Quintas!")
    assert [(found.entry_id, found.code) for found in look_over(vault, now=now).findings] == [(weak, "weak")]


def test_breaches_are_asked_about_only_when_somebody_is_given_to_ask(vault: Vault, now: datetime) -> None:
    client = vault.add_client("Cliente", now)
    add(vault, client.id, now, password=STRONG, username="maria")
    assert look_over(vault, now=now).breaches == State.OFF
    asked = Asked(12)
    report = look_over(vault, now=now, breaches=asked)  # type: ignore[arg-type]
    assert (asked.begun, asked.values) == (1, [STRONG])
    assert [finding_text(found, "en") for found in report.findings] == ["Is on lists of stolen passwords (times: 12)."]
    partial = look_over(vault, now=now, breaches=Asked(None))  # type: ignore[arg-type]
    assert (partial.breaches, partial.unasked, partial.findings) == (State.PARTIAL, 1, ())


def test_how_far_it_is_can_be_seen_and_it_can_be_stopped(vault: Vault, now: datetime) -> None:
    client = vault.add_client("Cliente", now)
    for _ in range(40):
        add(vault, client.id, now, username="maria")
    seen = list[tuple[int, int]]()
    look_over(vault, now=now, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(0, 40), (16, 40), (32, 40), (40, 40)]
    answers = iter([False, True])
    with pytest.raises(UserError, match="cancelled"):
        look_over(vault, now=now, cancelled=lambda: next(answers))


def test_what_is_erased_meanwhile_is_passed_over(vault: Vault, now: datetime) -> None:
    client = vault.add_client("Cliente", now)
    ids = [add(vault, client.id, now, password="benfica1904") for _ in range(20)]

    def erase(done: int, total: int) -> None:
        if done == 16:
            vault.trash(ids[17], now)
            vault.purge(ids[17])

    assert look_over(vault, now=now, progress=erase).entries == 19


def test_a_vault_that_is_locked_meanwhile_ends_it(vault: Vault, now: datetime) -> None:
    client = vault.add_client("Cliente", now)
    add(vault, client.id, now, password=STRONG)
    with pytest.raises(UserError, match="vault-locked"):
        look_over(vault, now=now, progress=lambda done, total: vault.close())


@pytest.mark.slow
def test_ten_thousand_entries_take_half_a_minute_at_most(vault: Vault, now: datetime) -> None:
    import time

    from app.vault.generator import password, words

    client = vault.add_client("Cliente", now)
    with vault.bulk():
        for n in range(10_000):
            drawn = words(5)[0] if n % 4 == 0 else password(16)[0] if n % 4 < 3 else Secret(f"Benfica{n % 100}!")
            add(
                vault,
                client.id,
                now,
                password=drawn.text(),
                username=f"maria{n}@exemplo.pt",
                url=f"https://x{n}.exemplo.pt",
            )
    start = time.process_time()
    report = look_over(vault, now=now)
    assert report.counts()[Problem.WEAK] == 2_500
    assert time.process_time() - start < 30
