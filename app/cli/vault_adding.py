"""`lacre vault add`: an entry from arguments. Owns how `--field NAME=VALUE` is read; a client that is missing is made."""

from __future__ import annotations

import argparse

from app.cli.output import emit, require_text, say
from app.cli.sentences import language, text
from app.cli.stdin import read_stdin
from app.cli.unlocking import unlocked
from app.crypto.secret import Secret
from app.errors import UserError
from app.host.clock import now
from app.ops.finding import get_client
from app.ops.findings import finding_sentence
from app.vault.model import BY_COMMAND, CUSTOM, EntryDraft, EntryKind, FieldDraft, FieldKind, spec_of
from app.vault.types.registry import check, tidy

_GENERATED = {EntryKind.LOGIN: "password", EntryKind.DOOR: "code"}


def add(args: argparse.Namespace) -> int:
    """Add one entry and tell its id."""
    draft = _draft(args)
    with unlocked() as vault, vault.bulk():
        client = get_client(vault, args.client) or vault.add_client(args.client, now())
        entry = vault.add_entry(client.id, draft, now(), BY_COMMAND)
    obj = {"id": entry.id, "client": entry.client_name, "kind": str(entry.kind), "title": entry.title}
    emit(args, obj, text("vault.added", title=entry.title, client=entry.client_name, id=entry.id))
    _tell_findings(draft)
    return 0


def _tell_findings(draft: EntryDraft) -> None:
    """What looks wrong is said beside the result. It is kept all the same: whoever typed it may know better."""
    for field in draft.fields:
        value = field.value.text() if isinstance(field.value, Secret) else field.value
        finding = check(field.kind, value or "")
        if finding is not None:
            say(f"{field.label or field.name}: {finding_sentence(finding, language())}")


def _draft(args: argparse.Namespace) -> EntryDraft:
    require_text(args.client, args.title, *args.field, *args.protected_field)
    kind = EntryKind(args.kind)
    pairs = [(*_split(field), False) for field in args.field] + [(*_split(f), True) for f in args.protected_field]
    if sum(value == "-" for _, value, _ in pairs) > 1:
        raise UserError("stdin-twice")
    fields = [_field(kind, name, _value(name, value), hidden) for name, value, hidden in pairs]
    if args.generate:
        fields.append(_generated(kind))
    return EntryDraft(kind, args.title, tuple(fields))


def _value(name: str, value: str) -> str:
    return read_stdin(text("vault.add-ask", name=name)) if value == "-" else value


def _split(pair: str) -> tuple[str, str]:
    name, equals, value = pair.partition("=")
    if not equals or not name.strip():
        raise UserError("field-form")  # without quoting it: the value may be a password
    return name.strip(), value


def _field(kind: EntryKind, name: str, value: str, hidden: bool) -> FieldDraft:
    spec = spec_of(kind, name)
    if spec is None:
        return FieldDraft(CUSTOM, Secret(value) if hidden else value, name, FieldKind.TEXT, hidden)
    protected, value = spec.protected or hidden, tidy(spec.kind, value)
    return FieldDraft(name, Secret(value) if protected else value, kind=spec.kind, protected=protected)


def _generated(kind: EntryKind) -> FieldDraft:
    from app.vault.generator import password

    name = _GENERATED.get(kind)
    spec = spec_of(kind, name or "")
    if spec is None:
        raise UserError("nothing-to-generate")
    if kind is EntryKind.DOOR:
        made, _ = password(6, upper=False, lower=False, symbols=False)
    else:
        made, _ = password(20, avoid_lookalikes=True)
    return FieldDraft(spec.name, made, kind=spec.kind, protected=True, generated=True)
