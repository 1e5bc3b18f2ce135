"""`lacre share create`, `resume` and `renew`: what makes a share. Thin: reads arguments, calls ops, prints."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.cli.output import emit, require_text, say
from app.cli.progress import progress
from app.cli.sentences import language, text
from app.cli.share_commands import iso
from app.cli.stdin import read_stdin, read_text
from app.cli.unlocking import unlocked
from app.crypto.secret import Secret
from app.errors import UserError, WorldError
from app.host.clock import now
from app.host.paths import home
from app.ops.expiry import parse_expiry
from app.ops.messages import until
from app.ops.passcodes import PasscodeChoice
from app.ops.sharing import (
    VIEWS,
    VIEWS_OF_FILES,
    CreatedShare,
    EntryChoice,
    ShareOptions,
    create_share,
    require_share,
    sharing_relay,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.share.courier import Courier
    from app.vault.model import EntrySummary
    from app.vault.vault import Vault

_CHOICES = {"auto", "words", "pin", "none"}
_HERE = frozenset({"127.0.0.1", "::1", "localhost"})
_TERMS_LIMIT = 64 * 1024


def create(args: argparse.Namespace) -> int:
    """Make a share and print its link and, apart, its passcode."""
    named = (args.label, args.note, args.sender, args.client, args.relay, args.identity)
    several = (*(args.entry or ()), *(args.field or ()), *(args.attach or ()))
    require_text(*(name for name in (*named, *several) if name is not None))
    parse_expiry(args.expires, now())  # what cannot be done is said before anything is asked for
    _require_one_stdin(args)
    message, typed, terms = _message(args), _typed(args), _terms(args)
    _load_line()
    with unlocked() as vault:
        options = _options(args, vault, message, typed, terms)
        with _courier(vault, args.relay) as courier:
            created = _sent(vault, courier, options)
    _print_created(args, created)
    return 0


def _load_line() -> None:
    """What speaks to a relay takes a while to load. A passphrase takes longer, outside the interpreter's lock: both at once."""
    Thread(target=import_module, args=("app.share.courier",), name="lacre-line").start()


def _sent(vault: Vault, courier: Courier, options: ShareOptions) -> CreatedShare:
    if not options.has_files:
        return create_share(vault, courier, options, now())
    from app.ops.share_sending import begin

    return _send(vault, courier, begin(vault, courier, options, now()))


def resume(args: argparse.Namespace) -> int:
    """Go on with the files of a share."""
    with unlocked() as vault:
        row = require_share(vault, args.id)
        with _courier(vault, row.relay) as courier:
            created = _send(vault, courier, row.id)
    _print_created(args, created)
    return 0


def _send(vault: Vault, courier: Courier, share_id: str) -> CreatedShare:
    from app.ops.share_attached import which_file
    from app.ops.share_sending import send, sizes_of, unfinished

    sizes = sizes_of(vault, share_id)
    told = progress("share.sending", len(sizes), lambda done: which_file(sizes, done))
    try:
        return send(vault, courier, share_id, progress=told)
    finally:
        if sys.exc_info()[0] is not None and share_id in unfinished(vault):
            say(text("share.resume-with", id=share_id[:8]))


def renew(args: argparse.Namespace) -> int:
    """A share that ended unopened, once more: by the same link if that can be."""
    from app.ops.share_attached import which_file
    from app.ops.share_renewing import renew_share
    from app.ops.share_sending import sizes_of

    ends = parse_expiry(args.expires, now())
    with unlocked() as vault:
        row = require_share(vault, args.id)
        sizes = sizes_of(vault, row.id)
        told = progress("share.sending", len(sizes), lambda done: which_file(sizes, done))
        with _courier(vault, row.relay) as courier:
            renewed = renew_share(vault, courier, row.id, ends, now(), progress=told)
    say(text("share.renewed-same" if renewed.same_link else "share.renewed-other"))
    _print_created(args, renewed.share)
    return 0


@contextmanager
def _courier(vault: Vault, origin: str | None) -> Iterator[Courier]:
    from app.share.courier import Courier

    relay = sharing_relay(home(), vault, origin)
    with Courier(relay.origin, relay.access_key) as courier:
        yield courier


def _require_one_stdin(args: argparse.Namespace) -> None:
    asked = (args.stdin or args.text == "-", args.passcode == "-", args.terms == "-")
    if sum(asked) > 1:
        raise UserError("stdin-twice")


def _message(args: argparse.Namespace) -> Secret:
    if args.field and not args.entry:
        raise UserError("no-field")
    if args.attach and not args.entry:
        raise UserError("no-attachment-named", name=args.attach[0])
    message = _secret(args.text or "")
    if args.stdin or args.text == "-":
        message = Secret(read_text(text("share.create-ask-text")))
    if not args.entry and not args.file and not len(message):
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


def _terms(args: argparse.Namespace) -> str:
    """A text file, read whole; a line end at its end is the editor's."""
    if args.terms is None:
        return ""
    if args.terms == "-":
        return read_text(text("share.create-ask-terms"))
    try:
        with Path(args.terms).open("rb") as file:
            read = file.read(_TERMS_LIMIT + 1)
    except OSError as error:
        raise WorldError("cannot-read", path=args.terms, reason=error.strerror or type(error).__name__) from error
    try:
        terms = read.decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n")
    except UnicodeDecodeError:
        raise UserError("not-text") from None
    if not terms:
        raise UserError("terms-length", limit=8000)
    return terms


def _options(args: argparse.Namespace, vault: Vault, message: Secret, typed: Secret | None, terms: str) -> ShareOptions:
    from app.host.settings import load
    from app.ops.finding import require_client, require_entry

    entries = [require_entry(vault, named) for named in args.entry or ()]
    client_id = require_client(vault, args.client).id if args.client else _one_client(entries)
    moment = now()
    files = tuple(Path(path) for path in args.file or ())
    attachments = _attachments(args, vault, entries)
    views = args.views if args.views is not None else VIEWS_OF_FILES if files or attachments else VIEWS
    title = entries[0].title if len(entries) == 1 else files[0].name if len(files) == 1 and not entries else ""
    first, *more = _choices(args, vault, entries) or (None,)
    return ShareOptions(
        label=args.label or title,
        expires_at=parse_expiry(args.expires, moment),
        views=views,
        message=message,
        client_id=client_id,
        entry_id=None if first is None else first.entry_id,
        field_ids=None if first is None else first.field_ids,
        passcode=PasscodeChoice.TYPED if typed is not None else PasscodeChoice(args.passcode),
        typed=typed,
        hide=not args.no_hide,
        no_copy=args.no_copy,
        sender=load(home()).sender_name if args.sender is None else args.sender,
        note=args.note,
        language=language(),
        entries=tuple(choice for choice in more if choice is not None),
        files=files,
        attachments=attachments,
        starts_at=None if args.starts is None else parse_expiry(args.starts, moment),
        terms=terms,
        address=args.identity or "",
        no_download=args.no_download,
        trace=args.trace,
    )


def _one_client(entries: list[EntrySummary]) -> str | None:
    clients = {entry.client_id for entry in entries}
    return clients.pop() if len(clients) == 1 else None


def _choices(args: argparse.Namespace, vault: Vault, entries: list[EntrySummary]) -> list[EntryChoice]:
    """The fields that were named, of each entry that has them; a name that fits none is refused."""
    if not args.field:
        return [EntryChoice(entry.id) for entry in entries]
    from app.ops.contents import fields_named

    found: dict[str, list[str]] = {}
    for name in args.field:
        fitting = {entry.id: _named(vault, entry.id, name, fields_named) for entry in entries}
        if not any(fitting.values()):
            raise UserError("no-field", name=name)
        for entry_id, ids in fitting.items():
            found.setdefault(entry_id, []).extend(ids)
    return [EntryChoice(entry_id, tuple(ids)) for entry_id, ids in found.items() if ids]


def _attachments(args: argparse.Namespace, vault: Vault, entries: list[EntrySummary]) -> tuple[str, ...]:
    """The ids of the kept files that were named: an id names one, a name all that are called so."""
    if not args.attach:
        return ()
    there = [file for entry in entries for file in vault.attachments(entry.id)]
    found: dict[str, None] = {}
    for name in args.attach:
        fitting = [file.id for file in there if name in (file.id, file.name)]
        if not fitting:
            raise UserError("no-attachment-named", name=name)
        found.update(dict.fromkeys(fitting))
    return tuple(found)


def _named(vault: Vault, entry_id: str, name: str, find: Callable[..., list[str]]) -> list[str]:
    try:
        return find(vault.entry(entry_id), [name])
    except UserError:
        return []


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
    if not args.json and urlsplit(url).hostname in _HERE:
        say(text("share.created-here"))
