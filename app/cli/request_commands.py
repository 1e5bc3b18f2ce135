"""The commands of an asker for requests that exist: list, status, collect, accept, reject, revoke, extend, remind, forget, watch.
Thin: ops do the work. What a client wrote is on one line, or set in: none of it can look like a message of ours.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.output import as_json, emit, indented, one_line, put, say, table
from app.cli.sentences import language, text
from app.cli.share_commands import iso
from app.cli.sizes import size_text
from app.cli.unlocking import unlocked
from app.errors import LacreError, UserError
from app.host.clock import now
from app.ops import requesting
from app.ops.expiry import parse_expiry
from app.ops.messages import until
from app.ops.request_ledger import OPEN
from app.ops.request_options import STANDING
from app.ops.request_words import kind_name
from app.ops.requesting import RequestView, Review
from app.ops.sentences import sentence

if TYPE_CHECKING:
    from app.vault.vault import Vault

DONE, NOT_YET = 0, 3
_UNDECIDED = frozenset({"waiting", "accepted", "rejected"})


def list_requests(args: argparse.Namespace) -> int:
    """All requests, after asking the relays; as last known where one does not answer."""
    with unlocked() as vault:
        try:
            views = requesting.refresh(vault, now())
        except LacreError as error:
            say(sentence(error, language()))
            views = requesting.list_requests(vault, now())
    rows = [(view.id[:8], _state(view), _end(view), str(len(view.waiting)), _name(view)) for view in views]
    told = {"requests": [_listed(view) for view in views]}
    emit(args, told, table(rows, (8, 16, 16, 3, 30)) if rows else text("request.none"))
    return DONE


def status(args: argparse.Namespace) -> int:
    """One request, as its relay says now."""
    with unlocked() as vault:
        view = _refreshed(vault, args.id)
    return _print_view(args, view)


def collect(args: argparse.Namespace) -> int:
    """Take what came, and print what waits for a decision."""
    with unlocked() as vault:
        view = _refreshed(vault, args.id)
        found = [requesting.review(vault, view.id, one.number, now(), language()) for one in view.waiting]
        paths = {one.number: _saved(args, vault, one) for one in found if one.files}
    refused = [one for one in view.submissions if one.state not in _UNDECIDED]
    obj = {
        "submissions": [_submission(one, paths.get(one.number)) for one in found],
        "refused": [{"number": one.number, "state": one.state} for one in refused],
    }
    lines = [line for one in found for line in _shown(one, paths.get(one.number))]
    lines += [text(f"request.refused-{one.state}", number=one.number) for one in refused]
    emit(args, obj, "\n".join(lines) if lines else text("request.nothing-came"))
    return DONE


def _saved(args: argparse.Namespace, vault: Vault, one: Review) -> list[Path] | None:
    if args.output is None:
        return None
    from app.ops.request_saving import save_files

    folder = Path(args.output)
    folder.mkdir(parents=True, exist_ok=True)
    return save_files(vault, one.request_id, one.number, folder)


def accept(args: argparse.Namespace) -> int:
    """Keep one in the vault."""
    from app.ops.finding import require_client, require_entry

    with unlocked() as vault:
        view = _refreshed(vault, args.id)
        into = list(dict.fromkeys(require_entry(vault, named).id for named in args.into))
        ids = requesting.accept(
            vault,
            view.id,
            _number(args, view),
            now(),
            language=language(),
            client_id=require_client(vault, args.client).id if args.client else None,
            into=into,
            title=one_line(args.title),
        )
        titles = [one_line(vault.entry(entry_id).title) for entry_id in ids]
    lines = [text("request.accepted", count=len(ids)) if ids else text("request.accepted-code")]
    for place, (entry_id, title) in enumerate(zip(ids, titles, strict=True)):
        key = "request.accepted-into" if place < len(into) else "request.accepted-new"
        lines.append(text(key, id=entry_id[:8], title=title))
    emit(args, {"entries": ids, "into": into, "new": ids[len(into) :]}, "\n".join(lines))
    return DONE


def reject(args: argparse.Namespace) -> int:
    """Keep nothing of one."""
    with unlocked() as vault:
        view = _refreshed(vault, args.id)
        requesting.reject(vault, view.id, _number(args, view), now())
        view = requesting.view_of(vault, view.id, now())
    return _print_view(args, view)


def _number(args: argparse.Namespace, view: RequestView) -> int:
    """The one that was named; without a number the only one that waits."""
    if args.number is not None:
        return int(args.number)
    if len(view.waiting) != 1:
        raise UserError("which-submission", count=len(view.waiting))
    return view.waiting[0].number


def revoke(args: argparse.Namespace) -> int:
    """Nobody can answer any more."""
    with unlocked() as vault:
        view = requesting.revoke(vault, requesting.require_request(vault, args.id).id, now())
    _print_view(args, view)
    return NOT_YET if view.state == "revoking" else DONE


def extend(args: argparse.Namespace) -> int:
    """Another end."""
    ends = parse_expiry(args.expires, now())
    with unlocked() as vault:
        view = requesting.extend(vault, requesting.require_request(vault, args.id).id, ends, now())
    return _print_view(args, view)


def remind(args: argparse.Namespace) -> int:
    """The message to send once more, with its age."""
    from app.host.paths import home
    from app.host.settings import load
    from app.ops.request_words import Reminder, request_message, request_subject

    with unlocked() as vault:
        row = requesting.require_request(vault, args.id)
        made = requesting.reopen(vault, row.id, now())
        view = requesting.view_of(vault, row.id, now())
        again = Reminder(row.created_at, now())
        message = request_message(made, view.language, sender=load(home()).sender_name, again=again).text()
        requesting.note_reminded(vault, row.id, now())
    emit(args, {"subject": request_subject(view.language), "message": message, "url": made.url.text()}, message)
    return DONE


def forget(args: argparse.Namespace) -> int:
    """Take one that is over off the list."""
    with unlocked() as vault:
        requesting.forget(vault, requesting.require_request(vault, args.id).id, now())
    emit(args, {}, text("request.forgotten"))
    return DONE


def watch(args: argparse.Namespace) -> int:
    """Print what comes, as it comes, until it is interrupted or nothing can come any more."""
    from app.ops.request_watching import watch_requests

    with unlocked() as vault:
        for news in watch_requests(vault):
            for number in news.came:
                one = next(each for each in news.request.submissions if each.number == number)
                told = {"id": news.request.id, "state": one.state, "number": number, "came_at": iso(one.came_at)}
                if args.json:
                    put(as_json(told))
                else:
                    key = "request.came" if one.state == "waiting" else f"request.refused-{one.state}"
                    emit(args, {}, f"{news.request.id[:8]}  {text(key, number=number)}  {_name(news.request)}")
    return DONE


def _refreshed(vault: Vault, named: str) -> RequestView:
    """After asking its relay, if anything can still come; what is here is here, also without it."""
    row = requesting.require_request(vault, named)
    try:
        requesting.refresh(vault, now(), ids=(row.id,), at_once=True)
    except LacreError as error:
        view = requesting.view_of(vault, row.id, now())
        if not view.waiting:
            raise
        say(sentence(error, language()))
        return view
    return requesting.view_of(vault, row.id, now())


def _print_view(args: argparse.Namespace, view: RequestView) -> int:
    lines = [
        text("share.view-state", state=_state(view), label=_name(view)),
        *_ahead(view),
    ]
    lines += [text("request.submission", number=one.number, state=_fate(one.state)) for one in view.submissions]
    emit(args, _listed(view), "\n".join(lines))
    return DONE


def _ahead(view: RequestView) -> list[str]:
    """How long it is open, and for how much more: nothing that can still come is said of one that is over."""
    if view.state not in OPEN:
        return []
    if view.takes >= STANDING:
        return [text("request.stays")]
    left = text("request.left", takes=view.takes_left)
    return [text("share.view-ends", until=until(view.expires_at, language())), left]


def _name(view: RequestView) -> str:
    return one_line(view.label) or kind_name(view.kind.value, language())


def _state(view: RequestView) -> str:
    return text(f"request.state-{view.state}")


def _fate(state: str) -> str:
    return text(f"request.fate-{state}")


def _end(view: RequestView) -> str:
    """Of a letter box none: the day years away is nothing that anybody chose."""
    return "–" if view.takes >= STANDING else view.expires_at.astimezone().strftime("%Y-%m-%d %H:%M")


def _listed(view: RequestView) -> dict[str, Any]:
    return {
        "id": view.id,
        "kind": view.kind.value,
        "label": view.label,
        "state": view.state,
        "takes": view.takes,
        "takes_left": view.takes_left,
        "tries_left": view.tries_left,
        "created_at": iso(view.created_at),
        "expires_at": iso(view.expires_at),
        "relay": view.relay,
        "submissions": [
            {
                "number": one.number,
                "state": one.state,
                "came_at": iso(one.came_at),
                "missing_before": one.missing,
                "held_back": one.held_back,
            }
            for one in view.submissions
        ],
    }


def _submission(one: Review, paths: list[Path] | None) -> dict[str, Any]:
    fields = [
        {"part": part.title, "label": field.label, "kind": field.kind, "value": field.value.text()}
        for part in one.parts
        for field in part.fields
        if len(field.value)
    ]
    files = [
        {"name": file.name, "size": file.size, "path": None if paths is None else str(paths[place])}
        for place, file in enumerate(one.files)
    ]
    return {
        "number": one.number,
        "check": " ".join(one.words),
        "came_at": iso(one.came_at),
        "sent_at": iso(one.sent_at),
        "language": one.language,
        "message": one.message.text(),
        "fields": fields,
        "files": files,
        "missing_before": one.missing,
        "held_back": one.held_back,
    }


def _shown(one: Review, paths: list[Path] | None) -> list[str]:
    lines = [text("request.came", number=one.number), text("request.check", words=" ".join(one.words))]
    if one.missing:
        lines.append(text("request.missing"))
    if one.held_back:
        lines.append(text("request.held-back"))
    for part in one.parts:
        lines.append(one_line(part.title))
        lines += [f"  {one_line(each.label)}: {indented(each.value.text())}" for each in part.fields if len(each.value)]
    if len(one.message):
        lines.append(f"  {indented(one.message.text())}")
    for place, file in enumerate(one.files):
        lines.append(f"  {one_line(file.name) if paths is None else paths[place]} ({size_text(file.size)})")
    return [*lines, ""]
