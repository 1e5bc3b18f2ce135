"""What an entry's fields are called and what they are when they leave the vault."""

from __future__ import annotations

import json

import pytest

from app.host.paths import resources
from app.ops.contents import kind_of
from app.share.manifest import KINDS as MANIFEST_KINDS
from app.vault.kinds import KINDS, FieldKind

TRANSLATIONS = resources() / "translations"
STANDARD = sorted({spec.name for specs in KINDS.values() for spec in specs})


@pytest.mark.parametrize("kind", FieldKind)
def test_every_kind_of_field_travels_as_one_that_the_protocol_names(kind: FieldKind) -> None:
    assert kind_of(kind) in MANIFEST_KINDS


def test_what_is_always_protected_travels_as_something_that_pages_hide() -> None:
    assert {kind_of(kind) for kind in (FieldKind.CARD, FieldKind.PIN, FieldKind.SECRET)} == {"code", "password"}


@pytest.mark.parametrize("language", ["pt_PT", "en"])
def test_every_standard_field_has_a_name_in_both_languages(language: str) -> None:
    shared = json.loads((TRANSLATIONS / "messages.json").read_bytes())[language]["fields"]
    told = json.loads((TRANSLATIONS / f"cli.vault.{language}.json").read_bytes())
    assert [name for name in STANDARD if not shared.get(name) or not told.get(f"field-{name}")] == []
