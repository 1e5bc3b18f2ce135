"""`lacre vault backups|restore|recovery|export|wipe`: the words and their arguments. Owns no work: it is loaded for every
`lacre vault …`, so each word's module is imported only when it runs.
"""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.lean import late
from app.cli.sentences import text

# Of app.ops.exporting, which is not loaded for them; a test compares.
EXPORT_FORMATS = ("bitwarden", "bitwarden-zip", "kdbx", "csv")


def register(words: argparse._SubParsersAction[Any]) -> None:
    """Add the words to those of `lacre vault`."""
    _backups(words)
    _recovery(words)
    _export(words)


def _backups(words: argparse._SubParsersAction[Any]) -> None:
    backups = _word(words, "backups", "vault_backup.list_backups")
    backups.add_argument("--if-due", action="store_true", help=text("keeping.backups-if-due"))
    restore = _word(words, "restore", "vault_backup.restore")
    restore.add_argument("backup", metavar="BACKUP", help=text("keeping.restore-backup"))
    restore.add_argument("--preview", action="store_true", help=text("keeping.restore-preview"))
    restore.add_argument("--whole", action="store_true", help=text("keeping.restore-whole"))
    restore.add_argument("--entry", metavar="ID", action="append", default=[], help=text("keeping.restore-entry"))
    restore.add_argument("--set-aside", action="store_true", help=text("keeping.restore-set-aside"))


def _export(words: argparse._SubParsersAction[Any]) -> None:
    export = _word(words, "export", "vault_export.export")
    export.add_argument("file", metavar="FILE", help=text("keeping.export-file"))
    export.add_argument("--format", choices=EXPORT_FORMATS, required=True, help=text("keeping.export-format"))
    export.add_argument("--client", metavar="C", action="append", default=[], help=text("keeping.export-client"))
    export.add_argument("--password-file", metavar="P", help=text("keeping.export-password-file"))
    wipe = _word(words, "wipe", "vault_export.wipe")
    wipe.add_argument("file", metavar="FILE", help=text("keeping.wipe-file"))


def _recovery(words: argparse._SubParsersAction[Any]) -> None:
    kit = words.add_parser("recovery", help=text("keeping.recovery"), description=text("keeping.recovery"))
    steps = kit.add_subparsers(metavar=text("main.command"), required=True)
    make = _word(steps, "make", "vault_recovery.make", "recovery-make")
    make.add_argument("--untried", action="store_true", help=text("keeping.recovery-untried"))
    use = _word(steps, "use", "vault_recovery.use", "recovery-use")
    use.add_argument("--code-file", metavar="P", help=text("keeping.recovery-code-file"))
    use.add_argument("--new-passphrase-file", metavar="P", help=text("vault.new-passphrase-file"))
    _word(steps, "revoke", "vault_recovery.revoke", "recovery-revoke")


def _word(words: argparse._SubParsersAction[Any], name: str, work: str, key: str = "") -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = words.add_parser(
        name, help=text(f"keeping.{key or name}"), description=text(f"keeping.{key or name}")
    )
    parser.add_argument("--json", action="store_true", help=text("main.json"))
    parser.set_defaults(run=late(work))
    return parser
