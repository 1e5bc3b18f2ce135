"""The kinds of entry keep to the share protocol's names, and protect what must be protected."""

from __future__ import annotations

from app.vault.model import KINDS, EntryKind, FieldKind, spec_of

# docs/PROTOCOL.md §7: the kinds that a manifest may carry
PROTOCOL_KINDS = ["text", "username", "password", "url", "totp", "email", "phone", "code", "date", "address", "note"]

_SECRET = {"password", "code", "totp", "card", "pin", "secret"}


def test_the_first_field_kinds_are_those_of_the_share_protocol() -> None:
    assert [kind.value for kind in FieldKind][: len(PROTOCOL_KINDS)] == PROTOCOL_KINDS


def test_every_kind_of_entry_has_its_fields_each_named_once() -> None:
    assert set(KINDS) == set(EntryKind)
    for specs in KINDS.values():
        assert len({spec.name for spec in specs}) == len(specs)


def test_passwords_codes_numbers_of_cards_and_second_factors_are_always_protected() -> None:
    for specs in KINDS.values():
        for spec in specs:
            if spec.kind in _SECRET:
                assert spec.protected, spec.name


def test_a_field_is_found_by_its_name_and_custom_ones_have_no_specification() -> None:
    password = spec_of(EntryKind.LOGIN, "password")
    assert password is not None
    assert password.kind is FieldKind.PASSWORD
    assert spec_of(EntryKind.LOGIN, "custom") is None
