"""The commands of a sender for shares that exist: list, status, change, extend, revoke, watch. Thin: ops do the work."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import Any

from app.cli.output import as_json, emit, one_line, put, say, table
from app.cli.sentences import language, text
from app.cli.unlocking import unlocked
from app.errors import LacreError, UserError
from app.host.clock import moment, now
from app.ops import sharing
from app.ops.expiry import parse_expiry
from app.ops.facts import Fact
from app.ops.messages import until
from app.ops.sentences import of_code, sentence
from app.ops.share_names import name_of_share
from app.ops.share_wishes import Wish
from app.ops.sharing import ShareView

DONE, NOT_YET = 0, 3


def list_shares(args: argparse.Namespace) -> int:
    """All shares, after asking the relays; as last known where one does not answer."""
    with unlocked() as vault:
        try:
            views = sharing.refresh(vault, now())
        except LacreError as error:
            say(sentence(error, language()))
            views = sharing.list_shares(vault, now())
    rows = [(view.id[:8], _state(view), _left(view), _name(view)) for view in views]
    emit(args, {"shares": [_listed(view) for view in views]}, table(rows, (8, 16, 24)) if rows else text("share.none"))
    return DONE


def _state(view: ShareView) -> str:
    return text("share.state-revoking" if view.revoking else f"share.state-{view.state}")


def _name(view: ShareView) -> str:
    return name_of_share(view.label, view.created_at, language())


def _left(view: ShareView) -> str:
    return view.expires_at.astimezone().strftime("%Y-%m-%d %H:%M")


def status(args: argparse.Namespace) -> int:
    """One share, as its relay says now; where that does not answer, as last known."""
    with unlocked() as vault:
        share_id = sharing.require_share(vault, args.id).id
        failed: LacreError | None = None
        try:
            views = sharing.refresh(vault, now(), ids=(share_id,))
        except LacreError as error:
            failed, views = error, sharing.list_shares(vault, now())
        found = [view for view in views if view.id == share_id]
    if failed is not None and not (found and found[0].wanted):
        raise failed
    if not found:  # it was never sent, and refreshing found that out
        raise UserError("no-share")
    return _print_view(args, found[0])


def revoke(args: argparse.Namespace) -> int:
    """Remove access to a share, or to all of a client."""
    if (args.id is None) == (args.client is None):
        raise UserError("revoke-what")
    with unlocked() as vault:
        if args.client is None:
            view = sharing.revoke(vault, sharing.require_share(vault, args.id).id, now())
            return _print_view(args, view)
        from app.ops.finding import require_client

        views = sharing.revoke_client(vault, require_client(vault, args.client).id, now())
    rows = [(view.id[:8], _state(view), _name(view)) for view in views]
    emit(args, {"shares": [_listed(view) for view in views]}, table(rows, (8, 24)) if rows else text("share.none"))
    return _waiting([view for view in views if view.wanted])


def change(args: argparse.Namespace) -> int:
    """Other conditions."""
    moment_now = now()
    starts = None if args.starts is None else parse_expiry(args.starts, moment_now)
    ends = None if args.expires is None else parse_expiry(args.expires, moment_now)
    if starts is ends is args.views is args.paused is None:
        raise UserError("change-what")
    with unlocked() as vault:
        share_id = sharing.require_share(vault, args.id).id
        view = sharing.change(
            vault, share_id, moment_now, starts_at=starts, expires_at=ends, views=args.views, paused=args.paused
        )
    return _print_view(args, view)


def extend(args: argparse.Namespace) -> int:
    """Another end."""
    ends = parse_expiry(args.expires, now())
    with unlocked() as vault:
        view = sharing.extend(vault, sharing.require_share(vault, args.id).id, ends, now())
    return _print_view(args, view)


def watch(args: argparse.Namespace) -> int:
    """Print what happens, as it happens, until it is interrupted or nothing can happen any more."""
    from app.ops.share_watching import watch_all

    with unlocked() as vault:
        for news in watch_all(vault):
            for event in news.events:
                if args.json:
                    put(as_json({"id": news.share.id, "state": news.share.state, **_event(event)}))
                else:
                    emit(args, {}, f"{news.share.id[:8]}  {_when(event)}  {_told(event)}  {_name(news.share)}")
    return DONE


def _print_view(args: argparse.Namespace, view: ShareView) -> int:
    obj = _listed(view) | {
        "events": [_event(event) for event in view.events],
        "waiting": [_wish(wish) for wish in view.wanted],
        "acceptances": [
            {"claim": each.claim, "came_at": iso(moment(each.came)), "valid": each.valid, "name": each.name}
            for each in view.consents
        ],
    }
    lines = [
        text("share.view-state", state=_state(view), label=_name(view)),
        text("share.view-ends", until=until(view.expires_at, language())),
        text("share.view-left", views=view.views_left, tries=view.tries_left),
    ]
    if view.starts_at is not None and view.starts_at > view.created_at:
        lines.insert(1, text("share.view-starts", until=until(view.starts_at, language())))
    if view.sent is not None:
        lines.append(text("share.view-sent", percent=view.sent[0] * 100 // max(view.sent[1], 1), id=view.id[:8]))
    lines += [text("share.waiting-revoke" if wish.revoke else "share.waiting-change") for wish in view.wanted]
    lines += [f"  {_when(event)}  {_told(event)}" for event in view.events]
    for each in view.consents:
        key = "share.accepted-by" if each.valid else "share.accepted-not-valid"
        lines.append(text(key, name=one_line(each.name)))
    emit(args, obj, "\n".join(lines))
    return _waiting([view] if view.wanted else [])


def _waiting(views: list[ShareView]) -> int:
    """What the relay has not heard is not done, and the exit code says so."""
    if not views:
        return DONE
    say(str(of_code("unreachable", {}, language())))
    return NOT_YET


def _wish(wish: Wish) -> dict[str, Any]:
    times = {name: iso(moment(at)) for name, at in (("starts_at", wish.starts), ("expires_at", wish.expires)) if at}
    rest = {"views": wish.views, "paused": wish.paused}
    known = {name: value for name, value in rest.items() if value is not None}
    return {"what": "revoke" if wish.revoke else "change", **times, **known}


def _event(event: Fact) -> dict[str, Any]:
    told = {"at": iso(moment(event.at)), "what": event.what, "claim": event.claim}
    return told | ({"detail": event.detail} if event.detail else {})


def _when(event: Fact) -> str:
    return moment(event.at).astimezone().strftime("%Y-%m-%d %H:%M:%S")


def _told(event: Fact) -> str:
    detail = event.detail
    if event.what == "file" and detail.isdecimal():
        detail = str(int(detail) + 1)
    return text(f"share.event-{event.what}") + (f" ({detail})" if detail else "")


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
