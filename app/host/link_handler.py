"""Which program the desktop opens `lacre:` addresses with. Owns the file that says it; asks the system's own tools to use it.

Linux and other systems with freedesktop.org's desktop entries. It is written only when a person asks for it, in their own folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from app.errors import UserError, WorldError
from app.host.files import write_atomic
from app.host.paths import resources

NAME = "lacre-links.desktop"
SCHEME = "x-scheme-handler/lacre"
_WAIT_S = 20
_QUOTED = str.maketrans({sign: "\\" + sign for sign in '\\"`$'})


def possible() -> bool:
    """Whether it can be set here."""
    return sys.platform not in ("win32", "darwin") and shutil.which("xdg-mime") is not None


def is_set(command: Path | None = None) -> bool:
    """Whether the file is there and names this program."""
    try:
        return _folder().joinpath(NAME).read_text(encoding="utf-8") == entry(command or program())
    except OSError:
        return False


def program() -> Path:
    """The `lacre` that is running."""
    return Path(sys.executable).with_name("lacre")


def install(command: Path | None = None) -> Path:
    """Have `lacre:` addresses opened by this program; the file that says so. WorldError if the system does not take it."""
    path = _folder() / NAME
    text = entry(command or program())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, text.encode(), 0o644)
        subprocess.run(["xdg-mime", "default", NAME, SCHEME], check=True, capture_output=True, timeout=_WAIT_S)
    except (OSError, subprocess.SubprocessError) as error:
        raise WorldError("cannot-handle-links", reason=type(error).__name__) from error
    return path


def entry(command: Path) -> str:
    """The desktop entry. Only for addresses: it is in no menu."""
    words = [str(command), "%u"]
    chosen = os.environ.get("LACRE_HOME")
    if chosen:  # a start from the desktop does not have it
        words = ["env", f"LACRE_HOME={Path(chosen).expanduser().absolute()}", *words]
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Name=Lacre",
        f"Exec={' '.join(_quoted(word) for word in words)}",
        f"Icon={resources() / 'icons' / 'seal.svg'}",
        "Terminal=false",
        "NoDisplay=true",
        f"MimeType={SCHEME};",
    ]
    return "\n".join(lines) + "\n"


def _quoted(word: str) -> str:
    """As the specification of desktop entries says: quoted for the command line, and then as a string of the file."""
    if word == "%u":
        return word
    if any(ord(sign) < 32 for sign in word):
        raise UserError("not-text")
    return '"' + word.translate(_QUOTED).replace("\\", "\\\\").replace("%", "%%") + '"'


def _folder() -> Path:
    base = os.environ.get("XDG_DATA_HOME") or ""
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".local" / "share") / "applications"
