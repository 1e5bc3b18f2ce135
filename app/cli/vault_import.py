"""`lacre vault import`: looks at a file, or brings it in, and reports."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from app.cli.output import emit, say, table
from app.cli.sentences import language, text
from app.cli.sizes import size_text
from app.cli.unlocking import ask, unlocked
from app.errors import UserError
from app.host.clock import now
from app.host.paths import home
from app.ops.backups import before
from app.ops.exporting import wipe
from app.ops.importing import SEALED_FORMATS, Choices, ImportPreview, ImportReport, ImportSummary, preview, run_import
from app.ops.sentences import skip_reason
from app.ops.vaults import read_passphrase
from app.vault.importers.detect import (
    BITWARDEN,
    BITWARDEN_ZIP,
    KEEPASS,
    ONEPASSWORD,
    PROTON,
    PROTON_ZIP,
    TABLE,
    detect,
)
from app.vault.importers.imported import Progress
from app.vault.importers.mapping import chosen, guess
from app.vault.importers.parsing import Opening, headings
from app.vault.naming import one_line
from app.vault.rotation import Reason

if TYPE_CHECKING:
    from app.vault.vault import Vault

_Told = TypeVar("_Told")
_SHOWN = 20
# What is not a table counts its records, not its lines.
_NUMBERED = frozenset({BITWARDEN, BITWARDEN_ZIP, ONEPASSWORD, KEEPASS, PROTON, PROTON_ZIP})


def bring(args: argparse.Namespace) -> int:
    """Import, or with --preview only read. A preview opens no vault and asks for its passphrase never."""
    path, choices = Path(args.file), _choices(args)
    if args.preview:
        seen = _opened(choices, lambda given: preview(path, _format(args), client=args.client, choices=given))
        columns = _columns(path, choices) if seen.format == TABLE else {}
        told = {**_common(seen), "rows": [_row(row) for row in seen.rows], "columns": columns}
        emit(args, told, _preview_text(seen, columns))
        return 0
    format = _format(args) or _known(path)
    with unlocked() as vault:
        before(home(), vault, Reason.IMPORT, now())
        report = _opened(choices, lambda given: _run(vault, path, format, args, given))
    done = {"added": report.added, "merged": report.merged, "joined": report.joined}
    deleted = args.delete_after and _delete(path, report)
    told = {**_common(report), **done, "differing": _counts(report.differing), "deleted": deleted}
    emit(args, told, _report_text(report))
    if not args.json and not deleted and report.format not in SEALED_FORMATS:
        say(text("vault.import-delete-file"))
    return 0


def _delete(path: Path, report: ImportReport) -> bool:
    """Overwrite and delete the file. It stays where not all of it was brought in: it may be the only place that has the rest."""
    if report.skipped_count or report.leftovers:
        say(text("vault.import-kept-file", path=str(path)))
        return False
    wiped = wipe(path)
    say(text("vault.import-deleted-file" if wiped.overwritten else "vault.import-only-deleted", path=str(path)))
    return True


def _run(vault: Vault, path: Path, format: str, args: argparse.Namespace, choices: Choices) -> ImportReport:
    progress = _progress(args.json)
    return run_import(vault, path, format, client=args.client, now=now(), progress=progress, choices=choices)


def _format(args: argparse.Namespace) -> str | None:
    """Whoever maps columns says by it that the file is a table."""
    return args.format or (TABLE if args.map else None)


def _known(path: Path) -> str:
    """The format by the content. A table of no known program is not brought in on a guess that nobody has seen."""
    format = detect(path)
    if format == TABLE:
        told = ", ".join(f"{name}={target}" for name, target in guess(headings(path)).items())
        raise UserError("import-needs-mapping", columns=one_line(told, 500))
    return format


def _choices(args: argparse.Namespace) -> Choices:
    path = Path(args.file)
    opening = Opening(
        password=read_passphrase(Path(args.password_file)) if args.password_file else None,
        key_file=Path(args.key_file) if args.key_file else None,
        columns=chosen(headings(path), args.map) if args.map else None,
    )
    targets = dict(_pair(target) for target in args.target)
    return Choices(opening, patient=args.patient, keep_both=args.keep_both, targets=targets)


def _pair(target: str) -> tuple[str, str]:
    folder, sign, client = target.rpartition("=")
    if not sign or not folder.strip() or not client.strip():
        raise UserError("import-bad-target", target=one_line(target, 100))
    return folder.strip(), client.strip()


def _columns(path: Path, choices: Choices) -> dict[str, str]:
    names = headings(path)
    return {name: str(target) for name, target in {**guess(names), **(choices.opening.columns or {})}.items()}


def _opened(choices: Choices, work: Callable[[Choices], _Told]) -> _Told:
    """The work, with a password asked for at the terminal when the file turns out to have one."""
    try:
        return work(choices)
    except UserError as needed:
        if needed.code != "import-needs-password":
            raise
        try:
            password = ask(text("vault.import-password"))
        except UserError:
            raise needed from None  # no terminal: the sentence about the file says more than the one about the terminal
    return work(replace(choices, opening=replace(choices.opening, password=password)))


def _progress(json: bool) -> Progress | None:
    """Percent on the line of the cursor, where somebody may be watching."""
    if json or sys.stderr is None or not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        percent = 100 * done // max(total, 1)
        sys.stderr.write(f"\r{percent:3} %" if done < total else "\r     \r")
        sys.stderr.flush()

    return show


def _common(seen: ImportSummary) -> dict[str, Any]:
    return {
        "format": seen.format,
        "read": seen.read,
        "clients": [{"client": name, "entries": count} for name, count in seen.clients],
        "kinds": {str(kind): count for kind, count in seen.kinds.items()},
        "skipped": [{"line": row.line, "reason": row.reason} for row in seen.skipped],
        "skipped_count": seen.skipped_count,
        "leftovers": _counts(seen.leftovers),
        "own_fields": _counts(seen.own_fields),
        "cleaned": _counts(seen.cleaned),
        "files": {"count": seen.files, "octets": seen.file_octets},
    }


def _counts(names: Iterable[tuple[str, int]]) -> list[dict[str, Any]]:
    return [{"name": name, "count": count} for name, count in names]


def _row(row: Any) -> dict[str, str]:
    return {
        "client": row.client,
        "kind": str(row.kind),
        "title": row.title,
        "username": row.username,
        "url": row.url,
    }


def _preview_text(seen: ImportPreview, columns: dict[str, str]) -> str:
    head = text("vault.import-previewed", format=seen.format, read=seen.read, skipped=seen.skipped_count)
    rows = table([(row.client, str(row.kind), row.title, row.username) for row in seen.rows], (24, 5, 32))
    told = (
        [text("vault.import-columns", columns=", ".join(f"{one}={to}" for one, to in columns.items()))]
        if columns
        else []
    )
    return "\n".join([head, *told, *_details(seen), "", rows])


def _report_text(report: ImportReport) -> str:
    facts = {"added": report.added, "merged": report.merged, "skipped": report.skipped_count}
    lines = [text("vault.imported", read=report.read, **facts)]
    if report.joined:
        lines.append(text("vault.import-joined", count=report.joined))
    if report.differing:
        lines.append(text("vault.import-differing", names=_named(report.differing)))
    return "\n".join([*lines, *_details(report)])


def _details(seen: ImportSummary) -> list[str]:
    lines = [f"  {name}: {count}" for name, count in seen.clients[:_SHOWN]]
    skipped = "vault.import-skipped-item" if seen.format in _NUMBERED else "vault.import-skipped"
    lines += [text(skipped, line=row.line, reason=skip_reason(row.reason, language())) for row in seen.skipped[:_SHOWN]]
    if seen.skipped_count > _SHOWN:
        lines.append(text("vault.import-more", count=seen.skipped_count - _SHOWN))
    if seen.files:
        lines.append(text("vault.import-files", count=seen.files, size=size_text(seen.file_octets)))
    if seen.own_fields:
        lines.append(text("vault.import-own-fields", names=_named(seen.own_fields)))
    if seen.cleaned:
        lines.append(text("vault.import-cleaned", names=_named(seen.cleaned)))
    if seen.leftovers:
        lines.append(text("vault.import-leftovers", names=_named(seen.leftovers)))
    return lines


def _named(names: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in names)
