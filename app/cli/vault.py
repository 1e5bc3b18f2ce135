"""`lacre vault …`: the words and their arguments. Owns no work: each command is in vault_commands or vault_entries."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from app.cli import vault_care as care
from app.cli import vault_files as files
from app.cli import vault_keeping as keeping
from app.cli import vault_keys as keys
from app.cli import vault_marks as marks
from app.cli import vault_quick as quick
from app.cli.sentences import text

# The values of EntryKind, written out: `lacre --help` does not load the vault's model.
_KINDS = ("login", "identity", "card", "bank", "door", "api", "wifi", "licence", "documents", "note", "custom")


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Add `vault` and its words."""
    vault = subparsers.add_parser("vault", help=text("main.vault"), description=text("vault.description"))
    words = vault.add_subparsers(metavar=text("main.command"), required=True)
    _whole_vault(words)
    _import(words)
    _entries(words)
    marks.register(words)
    files.register(words)
    keeping.register(words)
    care.register_health(words)
    keys.register(words)
    quick.register(words)
    care.register_generate(words)  # after: it opens no vault, so no PIN unlocks it


def _word(words: argparse._SubParsersAction[Any], name: str, run: Callable[[argparse.Namespace], int]) -> Any:
    parser = words.add_parser(name, help=text(f"vault.{name}"), description=text(f"vault.{name}"))
    parser.add_argument("--json", action="store_true", help=text("main.json"))
    parser.set_defaults(run=run)
    return parser


def _whole_vault(words: argparse._SubParsersAction[Any]) -> None:
    init = _word(words, "init", _init)
    # For tests and odd machines; the calibrated default is right for people. docs/CLI.md tells the bounds.
    init.add_argument("--kdf-memory-kib", type=int, help=argparse.SUPPRESS)
    init.add_argument("--kdf-passes", type=int, help=argparse.SUPPRESS)
    _word(words, "check", _check)
    passphrase = _word(words, "passphrase", _passphrase)
    passphrase.add_argument("--new-passphrase-file", metavar="P", help=text("vault.new-passphrase-file"))
    backup = _word(words, "backup", _backup)
    backup.add_argument("target", metavar="PATH", nargs="?", help=text("vault.backup-target"))


# The names of app.vault.importers.detect, which is not loaded for them; a test compares.
IMPORT_FORMATS = (
    *(
        "lastpass",
        "bitwarden",
        "bitwarden-csv",
        "bitwarden-zip",
        "1password",
        "1password-csv",
        "keepass",
        "keepassxc-csv",
    ),
    *("chrome", "firefox", "proton", "proton-zip", "proton-csv", "dashlane", "lacre-csv", "csv"),
)


def _import(words: argparse._SubParsersAction[Any]) -> None:
    bring = _word(words, "import", _run_import)
    bring.add_argument("file", metavar="FILE", help=text("vault.import-file"))
    bring.add_argument("--format", choices=IMPORT_FORMATS, metavar="F", help=text("vault.import-format"))
    bring.add_argument("--client", metavar="C", help=text("vault.import-client"))
    many = {"action": "append", "default": []}
    bring.add_argument("--target", metavar="FOLDER=CLIENT", help=text("vault.import-target"), **many)
    bring.add_argument("--map", metavar="COLUMN=FIELD", help=text("vault.import-map"), **many)
    bring.add_argument("--keep-both", action="store_true", help=text("vault.import-keep-both"))
    bring.add_argument("--password-file", metavar="P", help=text("vault.import-password-file"))
    bring.add_argument("--key-file", metavar="K", help=text("vault.import-key-file"))
    bring.add_argument("--patient", action="store_true", help=text("vault.import-patient"))
    bring.add_argument("--preview", action="store_true", help=text("vault.import-preview"))
    bring.add_argument("--delete-after", action="store_true", help=text("vault.import-delete-after"))


def _entries(words: argparse._SubParsersAction[Any]) -> None:
    listing = _word(words, "list", _list)
    listing.add_argument("--client", metavar="C", help=text("vault.list-client"))
    listing.add_argument("--query", metavar="Q", default="", help=text("vault.list-query"))
    show = _word(words, "show", _show)
    show.add_argument("entry", metavar="ENTRY", help=text("vault.show-entry"))
    show.add_argument("--reveal", action="store_true", help=text("vault.show-reveal"))
    add = _word(words, "add", _add)
    add.add_argument("--kind", choices=_KINDS, default="login", help=text("vault.add-kind"))
    add.add_argument("--client", metavar="C", required=True, help=text("vault.add-client"))
    add.add_argument("--title", metavar="T", required=True, help=text("vault.add-title"))
    value = {"metavar": "NAME=VALUE", "action": "append", "default": []}
    add.add_argument("--field", help=text("vault.add-field"), **value)
    add.add_argument("--protected-field", help=text("vault.add-protected-field"), **value)
    add.add_argument("--generate", action="store_true", help=text("vault.add-generate"))


# Each imports its work only when it runs: `lacre vault --help` needs no cipher.


def _init(args: argparse.Namespace) -> int:
    from app.cli.vault_commands import init

    return init(args)


def _check(args: argparse.Namespace) -> int:
    from app.cli.vault_commands import check

    return check(args)


def _passphrase(args: argparse.Namespace) -> int:
    from app.cli.vault_commands import change_passphrase

    return change_passphrase(args)


def _backup(args: argparse.Namespace) -> int:
    from app.cli.vault_commands import backup

    return backup(args)


def _run_import(args: argparse.Namespace) -> int:
    from app.cli.vault_import import bring

    return bring(args)


def _list(args: argparse.Namespace) -> int:
    from app.cli.vault_entries import list_entries

    return list_entries(args)


def _show(args: argparse.Namespace) -> int:
    from app.cli.vault_entries import show

    return show(args)


def _add(args: argparse.Namespace) -> int:
    from app.cli.vault_adding import add

    return add(args)
