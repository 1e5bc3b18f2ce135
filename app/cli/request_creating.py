"""`lacre request create`: makes a request. Thin: reads arguments, calls ops, prints."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.cli.output import emit, require_text, say
from app.cli.sentences import language, text
from app.cli.share_commands import iso
from app.cli.stdin import read_stdin
from app.cli.unlocking import unlocked
from app.crypto.secret import Secret
from app.errors import UserError
from app.host.clock import now
from app.host.paths import home
from app.ops.expiry import parse_expiry
from app.ops.messages import until
from app.ops.passcodes import PasscodeChoice
from app.ops.request_options import STANDING
from app.ops.requesting import (
    CreatedRequest,
    OwnField,
    RequestKind,
    RequestOptions,
    create_request,
    sharing_relay,
)

if TYPE_CHECKING:
    from app.vault.vault import Vault

_CHOICES = {"auto", "words", "pin", "none"}
_HERE = frozenset({"127.0.0.1", "::1", "localhost"})


def create(args: argparse.Namespace) -> int:
    """Make a request and print its link and, apart, its passcode."""
    named = (args.label, args.note, args.sender, args.client, args.relay, *(args.field or ()))
    require_text(*(name for name in named if name is not None))
    if args.expires is not None:
        parse_expiry(args.expires, now())  # what cannot be done is said before anything is asked for
    fields, typed = tuple(map(_field, args.field or ())), _typed(args)
    with unlocked() as vault:
        options = _options(args, vault, fields, typed)
        from app.share.courier import Courier

        relay = sharing_relay(home(), vault, args.relay)
        with Courier(relay.origin, relay.access_key) as courier:
            created = create_request(vault, courier, options, now())
    _print_created(args, created)
    return 0


def _field(written: str) -> OwnField:
    """`KIND=LABEL`; a `!` behind the label: it must be filled in; behind a `|` a hint."""
    kind, equals, said = written.partition("=")
    if not equals:
        raise UserError("bad-field-label")
    label, _, hint = said.partition("|")
    return OwnField(kind, label.removesuffix("!"), hint.strip(), required=label.endswith("!"))


def _typed(args: argparse.Namespace) -> Secret | None:
    if args.passcode == "-":
        return Secret(read_stdin(text("share.open-prompt")))
    if args.passcode.startswith("="):
        try:
            return Secret(args.passcode[1:])
        except UnicodeEncodeError:
            raise UserError("not-text") from None
    if args.passcode not in _CHOICES:
        raise UserError("bad-passcode-option")
    return None


def _options(
    args: argparse.Namespace, vault: Vault, fields: tuple[OwnField, ...], typed: Secret | None
) -> RequestOptions:
    from app.host.settings import load
    from app.ops.finding import require_client

    return RequestOptions(
        kind=RequestKind(args.kind),
        label=args.label,
        client_id=require_client(vault, args.client).id if args.client else None,
        sender=load(home()).sender_name if args.sender is None else args.sender,
        note=args.note,
        language=(args.language or language()).replace("-", "_"),
        expires_at=None if args.expires is None else parse_expiry(args.expires, now()),
        takes=args.takes,
        standing=args.standing,
        files=args.files,
        fields=fields,
        passcode=PasscodeChoice.TYPED if typed is not None else PasscodeChoice(args.passcode),
        typed=typed,
    )


def _print_created(args: argparse.Namespace, created: CreatedRequest) -> None:
    url = created.url.text()
    passcode = None if created.passcode is None else created.passcode.text()
    obj = {"id": created.id, "url": url, "passcode": passcode, "expires_at": iso(created.expires_at)}
    lines = [text("request.created-link"), f"  {url}"]
    if passcode is not None:
        lines += [text("share.created-passcode"), f"  {passcode}"]
    how = "once" if created.takes == 1 else "stays" if created.takes >= STANDING else "often"
    ends = until(created.expires_at, language())
    emit(
        args,
        obj,
        "\n".join([*lines, text(f"request.created-{how}", until=ends, takes=created.takes, id=created.id[:8])]),
    )
    if not args.json and urlsplit(url).hostname in _HERE:
        say(text("share.created-here"))
