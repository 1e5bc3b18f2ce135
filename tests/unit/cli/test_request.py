"""What `lacre request` makes of what is typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.cli.request_commands import _ahead, _end
from app.cli.request_creating import _field
from app.cli.sizes import size_text
from app.errors import UserError
from app.ops.request_options import STANDING, STANDING_LASTS
from app.ops.requesting import OwnField, RequestKind, RequestView

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
OPEN = RequestView(
    id="ab" * 16, kind=RequestKind.LOGIN, label="IRS", client_id=None, relay="https://relay.example", created_at=NOW,
    expires_at=NOW.replace(day=29), takes=20, state="live", takes_left=18, tries_left=5, language="pt_PT", asked_at=None,
    looked_at=None, reminded_at=None, submissions=(), has_link=True,
)  # fmt: skip


@pytest.fixture
def portuguese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.cli.sentences.language", lambda: "pt_PT")
    monkeypatch.setattr("app.cli.sizes.language", lambda: "pt_PT")


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ("text=Número de sócio", OwnField("text", "Número de sócio")),
        ("text=Número de sócio!", OwnField("text", "Número de sócio", required=True)),
        ("nif=NIF!|no cartão de cidadão", OwnField("nif", "NIF", "no cartão de cidadão", required=True)),
        ("text=a=b| c ", OwnField("text", "a=b", "c")),
    ],
)
def test_a_field_of_ones_own_has_a_label_a_mark_and_a_hint(written: str, field: OwnField) -> None:
    assert _field(written) == field


@pytest.mark.usefixtures("portuguese")
@pytest.mark.parametrize(
    ("octets", "said"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (200_002, "200 kB"),
        (999_500, "1,0 MB"),
        (3_400_000, "3,4 MB"),
        (2_147_483_648, "2,1 GB"),
    ],
)
def test_a_file_has_the_size_that_people_read(octets: int, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert size_text(octets) == said
    monkeypatch.setattr("app.cli.sizes.language", lambda: "en")
    assert size_text(octets) == said.replace(",", ".")


@pytest.mark.usefixtures("portuguese")
def test_what_is_over_says_nothing_of_what_it_still_takes() -> None:
    ends, left = _ahead(OPEN)
    assert (ends.startswith("Fim: "), left) == (True, "Respostas que ainda recebe: 18.")
    for state in ("filled", "expired", "revoked", "locked", "gone"):
        assert _ahead(replace(OPEN, state=state)) == []


@pytest.mark.usefixtures("portuguese")
def test_a_letter_box_names_no_day_years_away_and_no_number_of_answers() -> None:
    box = replace(OPEN, takes=STANDING, takes_left=STANDING, expires_at=NOW + STANDING_LASTS)
    assert _ahead(box) == ["Fica aberto até ser revogado."]
    assert _end(box) == "–"
    assert _ahead(replace(box, state="revoked")) == []


def test_a_field_without_a_label_is_said() -> None:
    with pytest.raises(UserError, match="bad-field-label"):
        _field("text")
