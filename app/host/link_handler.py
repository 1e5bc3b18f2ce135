"""Which program the desktop opens `lacre:` addresses with. Owns the file that says it on Linux and other systems with
freedesktop.org's desktop entries, and asks the system's own tools to use it; on Windows the registry says it (`link_registry`).

It is written only when a person asks for it, for this person alone. On macOS the bundle says it (`packaging/macos`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from app.errors import UserError, WorldError
from app.host import link_registry
from app.host.files import write_atomic
from app.host.paths import resources

NAME = "lacre-links.desktop"
SCHEME = "x-scheme-handler/lacre"
_WAIT_S = 20
_QUOTED = str.maketrans({sign: "\\" + sign for sign in '\\"`$'})


def possible() -> bool:
    """Whether it can be set here."""
    if _by_registry():
        return not os.environ.get("LACRE_HOME")  # what Windows starts has it not: the link would go to another vault
    return sys.platform != "darwin" and shutil.which("xdg-mime") is not None


def is_set(command: Path | None = None) -> bool:
    """Whether it is set, and to this program."""
    if _by_registry():
        return link_registry.is_set(command or program())
    try:
        return _folder().joinpath(NAME).read_text(encoding="utf-8") == entry(command or program())
    except OSError:
        return False


def program() -> Path:
    """The `lacre` that is running."""
    return Path(sys.executable).with_name("lacre.exe" if _by_registry() else "lacre")


def install(command: Path | None = None) -> None:
    """Have `lacre:` addresses opened by this program. WorldError if the system does not take it."""
    chosen = command or program()
    try:
        if _by_registry():
            link_registry.install(chosen)
        else:
            _install_entry(_folder() / NAME, entry(chosen))
    except (OSError, subprocess.SubprocessError) as error:
        raise WorldError("cannot-handle-links", reason=type(error).__name__) from error


def _by_registry() -> bool:
    return sys.platform == "win32"


def _install_entry(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, text.encode(), 0o644)
    subprocess.run(["xdg-mime", "default", NAME, SCHEME], check=True, capture_output=True, timeout=_WAIT_S)


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
