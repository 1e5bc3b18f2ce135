"""`lacre share open URL`: a full recipient on the command line. Needs no vault. Owns the asking for the passcode."""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.output import emit, indented, one_line, say
from app.cli.sentences import language, text
from app.cli.stdin import read_stdin
from app.cli.unlocking import ask
from app.crypto.secret import Secret
from app.errors import LacreError, PeerError, UserError
from app.host.clock import moment
from app.ops.messages import until
from app.ops.opening import OpenedShare, Opening, begin, needs_passcode, require_form
from app.ops.sentences import sentence
from app.share.link import parse_link

_AGAIN = ("wrong-passcode", "mistyped-passcode", "unusable-passcode")


def open_link(args: argparse.Namespace) -> int:
    """Open the link, print what is inside, tell the sender that it arrived."""
    if args.url == "-" and args.passcode == "-":
        raise UserError("stdin-twice")
    url = read_stdin(text("share.open-ask-link")) if args.url == "-" else args.url
    passcode = _given(args)
    if passcode is not None and needs_passcode(url):
        require_form(parse_link(url).kind, passcode)  # a typing mistake costs no request
    with begin(url) as opening:
        opened = _unlock(opening, passcode)
        _print(args, opened)
        opening.acknowledge()
    return 0


def _given(args: argparse.Namespace) -> Secret | None:
    if args.passcode is None:
        return None
    try:
        return Secret(read_stdin(text("share.open-prompt")) if args.passcode == "-" else args.passcode)
    except UnicodeEncodeError:
        raise UserError("not-text") from None


def _unlock(opening: Opening, passcode: Secret | None) -> OpenedShare:
    if not opening.needs_passcode:
        return opening.unlock()
    if passcode is not None:
        return opening.unlock(passcode)
    _introduce(opening)
    return _asking(opening)


def _introduce(opening: Opening) -> None:
    """What the sender lets be seen before the passcode."""
    if opening.cover.sender:
        say(text("share.open-from", sender=one_line(opening.cover.sender)))
    if opening.cover.note:
        say(text("share.open-note", note=one_line(opening.cover.note)))
    say(text("share.open-until", until=until(moment(opening.expires), language())))


def _asking(opening: Opening) -> OpenedShare:
    """Ask until it is right, locked, or given up; a typing mistake costs no try."""
    while True:
        try:
            passcode = ask(text("share.open-prompt"))
        except UserError:
            raise UserError("passcode-needed") from None
        try:
            return opening.unlock(passcode)
        except (PeerError, UserError) as error:
            if not _may_retry(error):
                raise
            say(sentence(error, language()))


def _may_retry(error: LacreError) -> bool:
    return error.code in _AGAIN and error.facts.get("tries_left") != 0


def _print(args: argparse.Namespace, opened: OpenedShare) -> None:
    fields: list[dict[str, Any]] = [
        {"label": each.label, "kind": each.kind, "value": each.value} for each in opened.fields
    ]
    lines = [indented(opened.message)] if opened.message else []
    lines += [f"{one_line(each.label) or each.kind}: {indented(each.value)}" for each in opened.fields]
    emit(args, {"message": opened.message, "fields": fields, "files": []}, "\n".join(lines))
