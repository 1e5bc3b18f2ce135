"""`lacre relay`: serve, invite, connect, stats, purge, backup. Thin: reads arguments, calls, prints."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.cli import relay_page
from app.cli.output import emit, require_text
from app.cli.sentences import text
from app.errors import UserError, WorldError

Subparsers = Any

_SIZE = re.compile(r"([0-9]{1,15})([KMGT]?)", re.ASCII | re.IGNORECASE)
_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}


def register(subparsers: Subparsers) -> None:
    """Add the words below `relay`."""
    relay = subparsers.add_parser("relay", help=text("main.relay"))
    words = relay.add_subparsers(metavar=text("main.command"), required=True)
    _register_serve(words)
    invite = _word(words, "invite", _invite)
    invite.add_argument("--label", default="", help=text("relay.label"))
    invite.add_argument("--public-url", default="", metavar="URL", help=text("relay.invite_url"))
    connect = _word(words, "connect", _connect, data=False)
    connect.add_argument("invite", metavar="INVITE", help=text("relay.invite_text"))
    _word(words, "stats", _stats)
    purge = _word(words, "purge", _purge)
    purge.add_argument("--halves", type=Path, metavar="FILE", help=text("relay.halves"))
    purge.add_argument("--all", action="store_true", help=text("relay.purge_all"))
    backup = _word(words, "backup", _backup)
    backup.add_argument("target", type=Path, metavar="FILE", help=text("relay.backup_target"))
    relay_page.register(words)


def _word(
    words: Subparsers, name: str, run: Any, *, data: bool = True, json: str = "relay.json"
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = words.add_parser(name, help=text(f"relay.{name}"))
    if data:
        parser.add_argument("--data", type=Path, metavar="DIR", help=text("relay.data"))
    parser.add_argument("--json", action="store_true", help=text(json))
    parser.set_defaults(run=run)
    return parser


def _register_serve(words: Subparsers) -> None:
    serve = _word(words, "serve", _serve, json="relay.serve_json")
    serve.add_argument("--host", default="127.0.0.1", help=text("relay.host"))
    serve.add_argument("--port", type=int, help=text("relay.port"))
    serve.add_argument("--halves", type=Path, metavar="FILE", help=text("relay.halves"))
    serve.add_argument("--without-halves", action="store_true", help=text("relay.without_halves"))
    serve.add_argument("--public-url", action="append", default=[], metavar="URL", help=text("relay.public_url"))
    serve.add_argument("--trusted-proxy", action="append", default=[], metavar="NET", help=text("relay.trusted_proxy"))
    serve.add_argument("--rate", type=float, metavar="N", help=text("relay.rate"))
    serve.add_argument("--room", metavar="SIZE", help=text("relay.room"))
    serve.add_argument("--smtp-file", type=Path, metavar="FILE", help=text("relay.smtp_file"))
    serve.add_argument("--workers", type=int, default=1, help=text("relay.workers"))
    serve.add_argument("--stop-with-stdin", action="store_true", help=text("relay.stop_with_stdin"))


def _serve(args: argparse.Namespace) -> int:
    from app.relay.app import Limits
    from app.relay.embedded import embedded_plan, runtime_removed
    from app.relay.limits import RATE_PER_S
    from app.relay.post import load_post
    from app.relay.serve import PORT, Plan, serve

    if args.workers != 1:
        raise UserError("one-worker", workers=args.workers)
    plan = Plan(
        data=_data(args),
        host=args.host,
        port=_port(args, PORT),
        halves=args.halves,
        public_urls=tuple(args.public_url),
        limits=Limits(RATE_PER_S if args.rate is None else args.rate, trusted_proxies=_networks(args.trusted_proxy)),
        without_halves=args.without_halves,
        stop_with_stdin=args.stop_with_stdin,
        post=load_post(args.smtp_file, os.environ),
        room=_octets(args.room),
    )
    with _one_at_a_time(plan.data):
        if args.data is None:
            home = _home()
            with runtime_removed(home):
                return serve(embedded_plan(home, plan))
        return serve(plan)


@contextmanager
def _one_at_a_time(data: Path) -> Iterator[None]:
    """Who finds the folder taken must end another relay: a sentence about the vault would send them to the wrong window."""
    try:
        yield
    except WorldError as error:
        if error.code != "in-use":
            raise
        raise WorldError("relay-in-use", path=str(data)) from error


def _port(args: argparse.Namespace, first: int) -> int:
    """What was asked for. Else a relay on a server has its well-known port, and the embedded one that of last time (0)."""
    if args.port is not None:
        return int(args.port)
    return 0 if args.data is None else first


def _octets(written: str | None) -> int | None:
    """`50G`, `500M` or a number."""
    if written is None:
        return None
    found = _SIZE.fullmatch(written)
    if found is None:
        raise UserError("bad-room", room=written)
    return int(found[1]) * _UNITS[found[2].upper()]


def _networks(networks: list[str]) -> tuple[str, ...]:
    import ipaddress

    for network in networks:
        try:
            ipaddress.ip_network(network, strict=False)
        except ValueError:
            raise UserError("bad-network", network=network) from None
    return tuple(networks)


def _invite(args: argparse.Namespace) -> int:
    from app.relay.keeping import invite
    from app.relay.serve import system_now

    require_text(args.label, args.public_url)
    made = invite(_data(args), args.label, system_now(), args.public_url)
    emit(args, {"invite": made}, made)
    return 0


def _connect(args: argparse.Namespace) -> int:
    from app.cli.stdin import read_stdin
    from app.cli.unlocking import unlocked
    from app.ops.relays import connect

    # It holds the access key, and arguments are seen by others.
    invite = read_stdin(text("relay.ask_invite")) if args.invite == "-" else args.invite
    with unlocked() as vault:
        origin = connect(_home(), vault, invite)
    emit(args, {"relay": origin}, text("relay.connected", origin=origin))
    return 0


def _stats(args: argparse.Namespace) -> int:
    from app.relay.keeping import stats
    from app.relay.serve import system_now

    found = stats(_data(args), system_now())
    emit(args, found, "\n".join(text(f"relay.stats_{name}", count=count) for name, count in found.items()))
    return 0


def _purge(args: argparse.Namespace) -> int:
    from app.relay.keeping import purge
    from app.relay.serve import system_now

    data = _data(args)
    with _one_at_a_time(data):
        done = purge(data, args.halves, system_now(), live_too=args.all)
    lines = [text("relay.purged", ended=done["ended"], forgotten=done["forgotten"])]
    answers = ("answers_kept", "answers_deleted")
    lines += [text(f"relay.purged_{name}", count=done[name]) for name in answers if done[name]]
    emit(args, done, "\n".join(lines))
    return 0


def _backup(args: argparse.Namespace) -> int:
    from app.relay.keeping import backup

    backup(_data(args), args.target)
    emit(args, {"path": str(args.target)}, text("relay.backed_up", path=str(args.target)))
    return 0


def _data(args: argparse.Namespace) -> Path:
    """The folder that was named, or the embedded relay's."""
    from app.host.paths import relay_data

    data: Path = args.data or relay_data(_home())
    require_text(str(data))  # SQLite takes no other names
    return data


def _home() -> Path:
    from app.host.paths import home

    return home()
