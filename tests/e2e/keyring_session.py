"""A login session of a test's own: a private D-Bus, and on it the real GNOME Keyring over a folder of the test's."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def bus() -> Iterator[str]:
    """The address of a message bus that nobody else is on."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--print-address", "--nofork"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    try:
        yield daemon.stdout.readline().strip()
    finally:
        daemon.terminate()
        daemon.wait(timeout=30)
        daemon.stdout.close()


@contextlib.contextmanager
def keyring(folder: Path, address: str, login_password: str = "da sessão") -> Iterator[dict[str, str]]:
    """The variables with which a program finds the keyring. Its file survives in `folder`, its session collection does not."""
    for name in ("data", "run", "cache", "config"):
        (folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    own = {f"XDG_{name.upper()}_HOME": str(folder / name) for name in ("data", "cache", "config")}
    own |= {"XDG_RUNTIME_DIR": str(folder / "run"), "HOME": str(folder), "DBUS_SESSION_BUS_ADDRESS": address}
    # Without these the library would look at the person's own choice of a back-end.
    variables = {**own, "PYTHON_KEYRING_BACKEND": "", "PATH": "/usr/bin:/bin"}
    daemon = subprocess.Popen(
        ["gnome-keyring-daemon", "--unlock", "--components=secrets", "--foreground"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=variables,
    )
    assert daemon.stdin is not None
    assert daemon.stdout is not None
    try:
        daemon.stdin.write(login_password.encode())
        daemon.stdin.close()
        daemon.stdout.readline()  # it says where its control socket is once it is there
        yield {name: value for name, value in variables.items() if name not in {"PATH", "PYTHON_KEYRING_BACKEND"}}
    finally:
        daemon.terminate()
        daemon.wait(timeout=30)
        daemon.stdout.close()
