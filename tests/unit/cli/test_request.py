"""What `lacre request` makes of what is typed."""

from __future__ import annotations

import pytest

from app.cli.request_creating import _field
from app.errors import UserError
from app.ops.requesting import OwnField


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


def test_a_field_without_a_label_is_said() -> None:
    with pytest.raises(UserError, match="bad-field-label"):
        _field("text")
