"""The commands of a sender: create, list, status, revoke, extend. Thin: reads arguments, calls ops, prints."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from app.cli.output import emit, require_text, say, table
from app.cli.sentences import language, text
from app.cli.stdin import read_stdin, read_text
from app.cli.unlocking import unlocked
from app.crypto.secret import Secret
from app.errors import LacreError, UserError
from app.host.clock import moment, now
from app.host.paths import home
from app.ops.expiry import parse_expiry
from app.ops.messages import until
from app.ops.passcodes import PasscodeChoice
from app.ops.sentences import sentence
from app.ops.share_names import name_of_share
from app.ops.sharing import CreatedShare, ShareOptions, ShareView, sharing_relay

if TYPE_CHECKING:
    from app.vault.vault import Vault

_CHOICES = {"auto", "words", "pin", "none"}
_HERE = frozenset({"127.0.0.1", "::1", "localhost"})


def create(args: argparse.Namespace) -> int:
    """Make a share and print its link and, apart, its passcode."""
    from app.ops.sharing import create_share
    from app.share.courier import Courier

    named = (args.label, args.note, args.sender, args.client, args.entry, args.relay, *(args.field or ()))
    require_text(*(name for name in named if name is not None))
    parse_expiry(args.expires, now())  # what cannot be done is said before anything is asked for
    message, typed = _message(args), _typed(args)
    with unlocked() as vault:
        options = _options(args, vault, message, typed)
        relay = sharing_relay(home(), vault, args.relay)
        with Courier(relay.origin, relay.access_key) as courier:
            created = create_share(vault, courier, options, now())
    _print_created(args, created)
    if not args.json and urlsplit(created.url.text()).hostname in _HERE:
        say(text("share.created-here"))
    return 0


def _message(args: argparse.Namespace) -> Secret:
    if args.field and args.entry is None:
        raise UserError("no-field")
    message = _secret(args.text or "")
    if args.stdin or args.text == "-":
        if args.passcode == "-":
            raise UserError("stdin-twice")
        message = Secret(read_text(text("share.create-ask-text")))
    if args.entry is None and not len(message):
        raise UserError("nothing-to-share")
    return message


def _typed(args: argparse.Namespace) -> Secret | None:
    if args.passcode == "-":
        return Secret(read_stdin(text("share.open-prompt")))
    if args.passcode.startswith("="):
        return _secret(args.passcode[1:])
    if args.passcode not in _CHOICES:
        raise UserError("bad-passcode-option")
    return None


def _secret(argument: str) -> Secret:
    """An argument as text; the shell may hand over octets that are none."""
    try:
        return Secret(argument)
    except UnicodeEncodeError:
        raise UserError("not-text") from None


def _options(args: argparse.Namespace, vault: Vault, message: Secret, typed: Secret | None) -> ShareOptions:
    from app.host.settings import load

    entry_id, client_id, label, field_ids = _subject(args, vault)
    moment_now = now()
    return ShareOptions(
        label=label,
        expires_at=parse_expiry(args.expires, moment_now),
        views=args.views,
        message=message,
        client_id=client_id,
        entry_id=entry_id,
        field_ids=field_ids,
        passcode=PasscodeChoice.TYPED if typed is not None else PasscodeChoice(args.passcode),
        typed=typed,
        hide=not args.no_hide,
        no_copy=args.no_copy,
        sender=load(home()).sender_name if args.sender is None else args.sender,
        note=args.note,
        language=language(),
    )


def _subject(args: argparse.Namespace, vault: Vault) -> tuple[str | None, str | None, str, tuple[str, ...] | None]:
    """Entry, client, label and fields, as they were named."""
    from app.ops.contents import fields_named
    from app.ops.finding import require_client, require_entry

    client_id = require_client(vault, args.client).id if args.client else None
    if args.entry is None:
        return None, client_id, args.label, None
    summary = require_entry(vault, args.entry)
    fields = tuple(fields_named(vault.entry(summary.id), args.field)) if args.field else None
    return summary.id, client_id or summary.client_id, args.label or summary.title, fields


def _print_created(args: argparse.Namespace, created: CreatedShare) -> None:
    url = created.url.text()
    passcode = None if created.passcode is None else created.passcode.text()
    obj = {"id": created.id, "url": url, "passcode": passcode, "expires_at": iso(created.expires_at)}
    lines = [text("share.created-link"), f"  {url}"]
    if passcode is not None:
        lines += [text("share.created-passcode"), f"  {passcode}"]
    ends = until(created.expires_at, language())
    key = "share.created-once" if created.views == 1 else "share.created-until"
    emit(args, obj, "\n".join([*lines, text(key, until=ends, views=created.views, id=created.id[:8])]))


def list_shares(args: argparse.Namespace) -> int:
    """All shares, after asking the relays; as last known where one does not answer."""
    from app.ops import sharing

    with unlocked() as vault:
        try:
            views = sharing.refresh(vault, now())
        except LacreError as error:
            say(sentence(error, language()))
            views = sharing.list_shares(vault, now())
    rows = [(view.id[:8], text(f"share.state-{view.state}"), _left(view), _name(view)) for view in views]
    emit(args, {"shares": [_listed(view) for view in views]}, table(rows, (8, 16, 24)) if rows else text("share.none"))
    return 0


def _name(view: ShareView) -> str:
    return name_of_share(view.label, view.created_at, language())


def _left(view: ShareView) -> str:
    return view.expires_at.astimezone().strftime("%Y-%m-%d %H:%M")


def status(args: argparse.Namespace) -> int:
    """One share, as its relay says now."""
    from app.ops import sharing

    with unlocked() as vault:
        share_id = sharing.require_share(vault, args.id).id
        found = [view for view in sharing.refresh(vault, now(), ids=(share_id,)) if view.id == share_id]
    if not found:  # it was never sent, and refreshing found that out
        raise UserError("no-share")
    _print_view(args, found[0])
    return 0


def revoke(args: argparse.Namespace) -> int:
    """Remove access."""
    from app.ops import sharing

    with unlocked() as vault:
        view = sharing.revoke(vault, sharing.require_share(vault, args.id).id, now())
    _print_view(args, view)
    return 0


def extend(args: argparse.Namespace) -> int:
    """Another end."""
    from app.ops import sharing

    ends = parse_expiry(args.expires, now())
    with unlocked() as vault:
        view = sharing.extend(vault, sharing.require_share(vault, args.id).id, ends, now())
    _print_view(args, view)
    return 0


def _print_view(args: argparse.Namespace, view: ShareView) -> None:
    obj = _listed(view) | {"events": [{"at": iso(moment(e.at)), "what": e.what, "claim": e.claim} for e in view.events]}
    lines = [
        text("share.view-state", state=text(f"share.state-{view.state}"), label=_name(view)),
        text("share.view-ends", until=until(view.expires_at, language())),
        text("share.view-left", views=view.views_left, tries=view.tries_left),
    ]
    for event in view.events:
        when = moment(event.at).astimezone().strftime("%Y-%m-%d %H:%M:%S")
        lines.append(f"  {when}  {text(f'share.event-{event.what}')}")
    emit(args, obj, "\n".join(lines))


def _listed(view: ShareView) -> dict[str, Any]:
    return {
        "id": view.id,
        "label": view.label,
        "state": view.state,
        "views": view.views,
        "views_left": view.views_left,
        "tries_left": view.tries_left,
        "created_at": iso(view.created_at),
        "expires_at": iso(view.expires_at),
        "relay": view.relay,
    }


def iso(instant: datetime) -> str:
    """An instant for programs: UTC, to the second."""
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")
