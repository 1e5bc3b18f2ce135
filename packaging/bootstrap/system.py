"""What the operating system must bring: libraries that Qt links to, and programs that tests and benchmarks run.

Installed by apt where that is possible without asking for a password; otherwise the exact line is printed and we stop.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bootstrap.shell import Stop, run, say

QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libbrotlidec.so.1": "libbrotli1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", str(Path("~/.fonts").expanduser()))
FONTS = "fonts-dejavu-core"

DRIVER_LIBRARIES = {"libatomic.so.1": "libatomic1"}  # of the Node that Playwright brings
TEST_PROGRAMS = {
    "chromium": "chromium",
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "git": "git",
    "dbus-daemon": "dbus",
    "gnome-keyring-daemon": "gnome-keyring",
}
BENCH_PROGRAMS = {
    "chromium": "chromium",
    "redis-server": "redis-server",
    "keepassxc-cli": "keepassxc",
    "age": "age",
    "Xvfb": "xvfb",
}


def missing_for_qt() -> list[str]:
    """The libraries that Qt's own wheel leaves to the system. Windows and macOS bring them."""
    if sys.platform != "linux":
        return []
    missing = missing_libraries(QT_LIBRARIES)
    if not _has_font():
        missing.append(FONTS)
    return missing


def missing_libraries(libraries: Mapping[str, str]) -> list[str]:
    return [package for name, package in libraries.items() if not _loads(name)]


def missing_for_browser() -> list[str]:
    return missing_libraries(DRIVER_LIBRARIES) if sys.platform == "linux" else []


def missing_programs(programs: Mapping[str, str]) -> list[str]:
    return [package for program, package in programs.items() if not shutil.which(program)]


def install(packages: Sequence[str], what: str) -> None:
    """Install Debian packages, or stop with the line to type."""
    if not packages:
        return
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if sys.platform != "linux" or not shutil.which("apt-get"):
        raise Stop(
            f"{what} needs what Debian calls {', '.join(packages)}: install it by your system's own means, then try again"
        )
    rights = _rights()
    if rights is None:
        raise Stop(f"{what} needs system packages. Type this, then try again:\n\n    sudo {line}\n")
    say(f"installing system packages for {what}: {', '.join(packages)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run([*rights, "apt-get", "update"], "refreshing the system's package lists", env=quiet)
    run([*rights, *_keep(quiet, rights), *line.split()], "installing system packages", env=quiet)


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _has_font() -> bool:
    return any(name.endswith((".ttf", ".otf", ".ttc")) for name in _files(FONT_FOLDERS))


def _files(folders: Iterable[str]) -> Iterable[str]:
    for folder in folders:
        for _, _, names in os.walk(folder):
            yield from names


def _rights() -> list[str] | None:
    """What to put before a command that root must run: nothing, sudo where it does not ask, or None where neither is."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def _keep(env: Mapping[str, str], rights: Sequence[str]) -> list[str]:
    """sudo drops our environment, so hand it over as arguments."""
    return ["env", *(f"{name}={value}" for name, value in env.items())] if rights else []
