"""`lacre share open URL`: a full recipient on the command line. Needs no vault but to keep what was opened. Owns the asking: for
the passcode, for the code of the identity check, for the acceptance of terms.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.output import emit, indented, one_line, say
from app.cli.sentences import language, text
from app.cli.sizes import size_text
from app.cli.stdin import read_stdin
from app.cli.unlocking import ask, unlocked
from app.crypto.secret import Secret
from app.errors import LacreError, PeerError, UserError
from app.host.clock import instant, moment, now
from app.host.paths import home
from app.ops.messages import until
from app.ops.opening import Accepted, OpenedShare, Opening, begin, needs_passcode, require_form
from app.ops.sentences import sentence
from app.share.link import parse_link

if TYPE_CHECKING:
    from app.share.manifest import ManifestFile
    from app.vault.vault import Vault

NOT_THERE = 2
_AGAIN = ("wrong-passcode", "mistyped-passcode", "unusable-passcode")


def open_link(args: argparse.Namespace) -> int:
    """Open the link, print what is inside, keep what is to be kept, tell the sender that it arrived."""
    if args.url == "-" and args.passcode == "-":
        raise UserError("stdin-twice")
    url = read_stdin(text("share.open-ask-link")) if args.url == "-" else args.url
    passcode = _given(args)
    if passcode is not None and needs_passcode(url):
        require_form(parse_link(url).kind, passcode)  # a typing mistake costs no request
    parse_link(url)
    with _vault(args) as vault, begin(url) as opening:
        _require_begun(opening)
        client = _client(args, vault, opening)
        opened = _unlock(args, opening, passcode)
        numbers, missing = _chosen(args, opened)
        with _folder(args, vault, opened) as folder:
            paths = _saved(opening, opened, folder, numbers) if folder is not None else {}
            if vault is not None and client is not None:
                from app.ops.keeping_opened import keep

                entry = keep(vault, client, _title(args, opening), opened, list(paths.values()), now())
                told = {"entry": {"id": entry.id, "client": entry.client_id, "title": entry.title}}
                _print(args, opened, {}, told)
            else:
                _print(args, opened, paths)
        if len(paths) == len(opened.files):
            opening.acknowledge()
        else:
            opening.revealed()  # some files were not taken, and nobody is to think so
        if opened.files and args.output is None and args.into is None:
            say(text("share.open-no-output"))
        for name in missing:
            say(text("share.open-not-there", name=one_line(name)))
    return NOT_THERE if missing else 0


def _chosen(args: argparse.Namespace, opened: OpenedShare) -> tuple[list[int], list[str]]:
    """Which files are wanted; and what was named and is not there, which is told at the end: the view is taken by now, and what
    it gave is not thrown away for a slip."""
    if args.only is None:
        return list(range(len(opened.files))), []
    from app.ops.opening import chosen_files

    return chosen_files(opened.files, args.only)


def _saved(opening: Opening, opened: OpenedShare, folder: Path, numbers: list[int]) -> dict[int, Path]:
    """Where each of these files is now. No key outlives this run (PROTOCOL §10), and so no download does: whoever is cut off is
    told what there is, and what another opening costs."""
    if not numbers:
        return {}
    try:
        told = _progress([opened.files[number] for number in numbers])
        return dict(zip(numbers, opening.save(folder, numbers, progress=told), strict=True))
    except (LacreError, KeyboardInterrupt):
        say(text("share.open-cut", views=opened.views_left))
        raise


@contextlib.contextmanager
def _vault(args: argparse.Namespace) -> Iterator[Vault | None]:
    """The vault, where it is to be kept there: opened before a view is taken."""
    if args.into is None:
        yield None
        return
    with unlocked() as vault:
        yield vault


def _require_begun(opening: Opening) -> None:
    if opening.starts > instant(now()):
        say(text("share.open-early", starts=until(moment(opening.starts), language())))
        raise PeerError("early")


def _client(args: argparse.Namespace, vault: Vault | None, opening: Opening) -> str | None:
    if vault is None:
        return None
    from app.ops.keeping_opened import require_client_and_title

    return require_client_and_title(vault, args.into, _title(args, opening))


def _title(args: argparse.Namespace, opening: Opening) -> str:
    said = args.title or opening.cover.note or opening.cover.sender
    return one_line(said) or text("share.open-untitled")


@contextlib.contextmanager
def _folder(args: argparse.Namespace, vault: Vault | None, opened: OpenedShare) -> Iterator[Path | None]:
    """Where files go: a folder that a person named, or the private one on the way into the vault, which is wiped."""
    if vault is None or not opened.files:
        yield None if args.output is None or vault is not None else _made(Path(args.output))
        return
    from app.ops.entry_files import OpenedFiles

    private = OpenedFiles(home())
    try:
        yield private.place("x").parent
    finally:
        private.close()


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        from app.errors import WorldError

        raise WorldError("cannot-write", path=str(folder), reason=error.strerror or type(error).__name__) from error
    return folder


def _progress(files: list[ManifestFile]) -> Any:
    from app.cli.progress import progress
    from app.ops.share_attached import file_at

    sizes = [file.size for file in files]
    return progress("share.receiving", len(sizes), lambda done: file_at(sizes, done))


def _given(args: argparse.Namespace) -> Secret | None:
    if args.passcode is None:
        return None
    try:
        return Secret(read_stdin(text("share.open-prompt")) if args.passcode == "-" else args.passcode)
    except UnicodeEncodeError:
        raise UserError("not-text") from None


def _unlock(args: argparse.Namespace, opening: Opening, passcode: Secret | None) -> OpenedShare:
    if passcode is None or opening.terms or opening.traces:
        _introduce(opening)
    accepted = _accepted(args, opening)
    code = _code(args, opening)
    if not opening.needs_passcode:
        return opening.unlock(code=code, accepted=accepted)
    if passcode is not None:
        return opening.unlock(passcode, code=code, accepted=accepted)
    return _asking(opening, code, accepted)


def _accepted(args: argparse.Namespace, opening: Opening) -> Accepted | None:
    """The terms are shown; a name typed at the terminal, or given beforehand, accepts them."""
    if not opening.terms:
        return None
    say(text("share.open-terms"))
    say("  " + indented(opening.terms))
    if args.accept_terms is not None:
        return Accepted(args.accept_terms, instant(now()))
    name = _asked(text("share.open-ask-name"), "terms-not-accepted")
    return Accepted(name, instant(now()))


def _code(args: argparse.Namespace, opening: Opening) -> str:
    """The code is for this opening alone: it is sent now, and asked for."""
    if not opening.needs_code:
        return ""
    address = args.address if args.address is not None else _asked(text("share.open-ask-address"), "code-needed")
    opening.ask_code(address, language())
    say(text("share.open-code-sent"))
    return _asked(text("share.open-ask-code"), "code-needed")


def _asked(question: str, code: str) -> str:
    """A line that may be seen while it is typed."""
    if sys.stdin is None:
        raise UserError(code)
    if sys.stdin.isatty():
        say(question)
    answer = sys.stdin.readline().strip()
    if not answer:
        raise UserError(code)
    return answer


def _introduce(opening: Opening) -> None:
    """What the sender lets be seen before the passcode."""
    if opening.cover.sender:
        say(text("share.open-from", sender=one_line(opening.cover.sender)))
    if opening.cover.note:
        say(text("share.open-note", note=one_line(opening.cover.note)))
    if opening.traces:
        say(text("share.open-traces"))
    say(text("share.open-until", until=until(moment(opening.expires), language())))


def _asking(opening: Opening, code: str, accepted: Accepted | None) -> OpenedShare:
    """Ask until it is right, locked, or given up; a typing mistake costs no try."""
    while True:
        try:
            passcode = ask(text("share.open-prompt"))
        except UserError:
            raise UserError("passcode-needed") from None
        try:
            return opening.unlock(passcode, code=code, accepted=accepted)
        except (PeerError, UserError) as error:
            if not _may_retry(error):
                raise
            say(sentence(error, language()))


def _may_retry(error: LacreError) -> bool:
    return error.code in _AGAIN and error.facts.get("tries_left") != 0


def _print(
    args: argparse.Namespace, opened: OpenedShare, paths: dict[int, Path], more: dict[str, Any] | None = None
) -> None:
    fields: list[dict[str, Any]] = [
        {"label": each.label, "kind": each.kind, "value": each.value} for each in opened.fields
    ]
    places = [str(paths[number]) if number in paths else None for number in range(len(opened.files))]
    files = [
        {"name": each.name, "size": each.size, "path": place} for each, place in zip(opened.files, places, strict=True)
    ]
    lines = [indented(opened.message)] if opened.message else []
    lines += [f"{one_line(each.label) or each.kind}: {indented(each.value)}" for each in opened.fields]
    lines += [
        one_line(place or f"{each.name} ({size_text(each.size)})")
        for each, place in zip(opened.files, places, strict=True)
    ]
    if more:
        lines = [text("share.open-kept", title=more["entry"]["title"])]
    emit(args, {"message": opened.message, "fields": fields, "files": files, **(more or {})}, "\n".join(lines))
