"""The local record of requests and of what came for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.crypto.secret import Secret
from app.errors import UserError
from app.vault.model import RequestRow, SubmissionRow
from app.vault.vault import Vault

from .conftest import NOW, reopen

LATER = NOW + timedelta(hours=1)


def request(request_id: str = "r1", client_id: str | None = None, secrets: Secret | None = None) -> RequestRow:
    ends = NOW + timedelta(days=7)
    return RequestRow(
        request_id, "login", "IRS", client_id, "http://127.0.0.1:1", NOW, ends, 1, "live", secrets, b"{}", NOW
    )


def submission(number: int = 1, kept: Secret | None = None, request_id: str = "r1") -> SubmissionRow:
    return SubmissionRow(request_id, number, NOW, "waiting", 0, b"s" * 16, 0, kept, NOW)


def test_requests_and_submissions_are_read_as_they_were_saved_also_after_reopening(vault: Vault, folder: Path) -> None:
    asked, came = request(secrets=Secret("x")), submission(kept=Secret(b"\x00envelope"))
    vault.add_request(asked)
    vault.add_submission(came, b"d" * 32)
    vault.close()
    with reopen(folder) as again:
        assert (again.request("r1"), again.requests()) == (asked, [asked])
        assert (again.submission("r1", 1), again.submissions()) == (came, [replace(came, kept=None)])
        assert again.was_seen("r1", b"d" * 32)
        assert not again.was_seen("r2", b"d" * 32)
        assert again.check().ok


def test_an_update_changes_only_what_is_given(vault: Vault) -> None:
    vault.add_request(request(secrets=Secret("x")))
    assert vault.update_request("r1", now=LATER, state="filled") == replace(
        request(secrets=Secret("x")), state="filled", updated_at=LATER
    )
    changed = vault.update_request("r1", now=LATER, expires_at=LATER, takes=3, facts=b"[]", secrets=Secret("y"))
    assert (changed.expires_at, changed.takes, changed.facts, changed.secrets) == (LATER, 3, b"[]", Secret("y"))
    assert vault.update_request("r1", now=LATER, forget_secrets=True).secrets is None


def test_what_was_decided_on_is_erased_and_remembered(vault: Vault) -> None:
    vault.add_request(request())
    vault.add_submission(submission(kept=Secret("envelope")))
    vault.decide_submission("r1", 1, "accepted", LATER)
    assert vault.submission("r1", 1) == replace(submission(), state="accepted", updated_at=LATER)


@pytest.mark.parametrize(
    "call",
    [
        lambda vault: vault.request("x"),
        lambda vault: vault.update_request("x", now=NOW),
        lambda vault: vault.submission("x", 1),
        lambda vault: vault.decide_submission("x", 1, "accepted", NOW),
    ],
)
def test_what_is_not_there_is_said(vault: Vault, call: object) -> None:
    with pytest.raises(UserError, match=r"no-(request|submission)"):
        call(vault)  # type: ignore[operator]


def test_a_request_goes_with_all_that_came_for_it(vault: Vault) -> None:
    for request_id in ("r1", "r2"):
        vault.add_request(request(request_id))
        vault.add_submission(submission(request_id=request_id), b"d" * 32)
    vault.remove_request("r1")
    vault.remove_request("r1")
    assert [row.id for row in vault.requests()] == ["r2"]
    assert [row.request_id for row in vault.submissions()] == ["r2"]
    assert not vault.was_seen("r1", b"d" * 32)


def test_who_forgets_a_client_forgets_what_they_gave_but_not_how_to_revoke(vault: Vault) -> None:
    client = vault.add_client("Rui", NOW)
    vault.add_request(request("over", client.id))
    vault.add_request(request("alive", client.id, Secret("x")))
    for request_id in ("over", "alive"):
        vault.add_submission(submission(kept=Secret("envelope"), request_id=request_id), b"d" * 32)
    vault.forget_client(client.id)
    assert vault.requests() == [request("alive", None, Secret("x"))]
    assert vault.submissions() == []
    assert vault.was_seen("alive", b"d" * 32)
    assert not vault.was_seen("over", b"d" * 32)


def test_a_check_finds_what_does_not_open(vault: Vault) -> None:
    vault.add_request(request(secrets=Secret("x")))
    vault.add_submission(submission(kept=Secret("envelope")))
    for table in ("request", "submission"):
        vault._core.db.execute(f"UPDATE {table} SET sealed = randomblob(60)")
    assert set(vault.check().problems) == {"request", "submission"}
