"""What a person chose that is no secret: language, theme, relay address. Secrets are kept in the vault, never here."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from app.errors import UserError
from app.host.files import private_folder, write_atomic
from app.host.paths import settings_path

Language = Literal["auto", "pt_PT", "en"]
Theme = Literal["auto", "light", "dark", "contrast"]
TextSize = Literal["auto", "100", "125", "150", "175", "200"]
Sort = Literal["title", "changed", "used"]
YesNo = Literal["1", "0"]

_CHOICES: dict[str, tuple[str, ...]] = {
    "language": get_args(Language),
    "theme": get_args(Theme),
    "text_size": get_args(TextSize),
    "sort": get_args(Sort),
    "notify": get_args(YesNo),
    "toured": get_args(YesNo),
}
_SIZE_CAP = 256 * 1024  # the ready messages that a person rewrote, in all languages, are in it
_UNFIT = re.compile("[\x00\ud800-\udfff]")  # no path holds the first, and the others could not be written again


@dataclass(frozen=True, slots=True)
class Settings:
    language: Language = "auto"
    theme: Theme = "auto"
    relay_url: str = ""  # the relay this person is connected to; empty means the embedded one
    sender_name: str = ""  # how recipients are told who sends
    window: str = ""  # place and size of the window, as Qt writes it
    columns: str = ""  # how wide the lists are: `clients=320 shares=360`
    sort: Sort = "title"  # how entries are ordered
    place: str = ""  # where the window was: a page, or the random id of a client; names nobody
    text_size: TextSize = "auto"  # per cent of the type scale; "auto" follows the system's font
    notify: YesNo = "1"  # whether the system's notifications are used
    toured: YesNo = "0"  # whether the first steps were shown
    backup_folder: str = ""  # where backups go; empty means the folder beside the vault
    messages: str = ""  # ready messages that were rewritten, as `app.ops.templates` writes them; empty means none


def load(home: Path) -> Settings:
    """The saved settings, or the defaults where none were saved. Strict: a file we did not write is not guessed at."""
    path = settings_path(home)
    try:
        # Without waiting: a pipe planted under this name would hold every start for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise UserError("damaged-settings", path=str(path))
            data = file.read(_SIZE_CAP + 1)
    except FileNotFoundError:
        return Settings()
    if len(data) > _SIZE_CAP:
        raise UserError("damaged-settings", path=str(path))
    return _parse(data, path)


def save(home: Path, settings: Settings) -> None:
    private_folder(home)
    values = {name: _UNFIT.sub("", value) for name, value in dataclasses.asdict(settings).items()}
    text = json.dumps(values, ensure_ascii=False, indent=2) + "\n"
    write_atomic(settings_path(home), text.encode())


def _parse(data: bytes, path: Path) -> Settings:
    try:
        read = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UserError("damaged-settings", path=str(path)) from error
    names = {field.name for field in dataclasses.fields(Settings)}
    if not isinstance(read, dict) or not read.keys() <= names or not all(_fits(*item) for item in read.items()):
        raise UserError("damaged-settings", path=str(path))
    return Settings(**read)


def _fits(name: str, value: Any) -> bool:
    if not isinstance(value, str) or _UNFIT.search(value):
        return False
    return name not in _CHOICES or value in _CHOICES[name]
