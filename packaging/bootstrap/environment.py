"""The Python environment in `.venv`: made once, filled from the locks with hashes checked, with uv where it is on PATH."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

from bootstrap import stamps
from bootstrap.places import PYTHON, ROOT, VENV, script
from bootstrap.shell import Stop, run, say

APP = "requirements.lock"
DEV = "requirements-dev.lock"  # holds everything of APP as well
NODE = "requirements-node.lock"
BENCH = "requirements-bench.lock"

# uv must not fetch a Python of its own.
_UV = {"UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}


def ensure(lock: str) -> None:
    """Have the environment hold what a lock names. Nothing is asked of the network where it does."""
    if _usable() and any(stamps.holds(_stamp(name), _value(name)) for name in {lock, _wider(lock)}):
        return
    _ensure_environment()
    say(f"installing the Python packages of {lock} into .venv (a minute or two, once)")
    _install("--require-hashes", "--no-deps", "-r", str(ROOT / lock))
    if lock in (APP, DEV):
        # Without build isolation: the build tool is in the lock too, so nothing comes in that has no hash.
        _install("--no-deps", "--no-build-isolation", "-e", str(ROOT))
        # Half a second here, half a second less at the first start, and at each where PYTHONDONTWRITEBYTECODE is set.
        run([PYTHON, "-m", "compileall", "-q", ROOT / "app"], "compiling Lacre")
    stamps.write(_stamp(lock), _value(lock))


def site_packages() -> Path:
    found = VENV / "Lib" / "site-packages"
    return found if found.is_dir() else next((VENV / "lib").glob("python3*/site-packages"))


def _wider(lock: str) -> str:
    return DEV if lock == APP else lock


def _stamp(lock: str) -> Path:
    return VENV / f"{lock}.stamp"


def _value(lock: str) -> str:
    return stamps.digest([ROOT / lock, ROOT / "pyproject.toml"], _identity())


def _identity() -> str:
    """An environment is bound to its Python and to its folder: scripts in it carry both as absolute paths."""
    return f"{sys.version_info.major}.{sys.version_info.minor} {ROOT}"


def _usable() -> bool:
    return PYTHON.exists()  # False as well where the Python that it links to was removed


def _ensure_environment() -> None:
    if VENV.exists() and not (_usable() and _works()):
        say("the environment in .venv does not fit this Python or this folder: making it anew")
        shutil.rmtree(VENV)
    if VENV.exists():
        return
    if uv := shutil.which("uv"):
        run([uv, "venv", "--python", sys.executable, VENV], "making .venv", env=_UV)
    else:
        _require_pip()
        run([sys.executable, "-m", "venv", VENV], "making .venv")
    stamps.write(VENV / "identity.stamp", _identity())


def _works() -> bool:
    marked = VENV / "identity.stamp"
    if marked.exists() and not stamps.holds(marked, _identity()):
        return False
    asked = [str(PYTHON), "-c", "import sys; print(*sys.version_info[:2], sep='.')"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False)
    return told.returncode == 0 and told.stdout.strip() == f"{sys.version_info.major}.{sys.version_info.minor}"


def missing() -> list[str]:
    """The system package without which no environment can be made: Debian ships Python without what `venv` needs."""
    if importlib.util.find_spec("ensurepip") or shutil.which("uv") or _usable():
        return []
    return [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]


def _require_pip() -> None:
    importlib.invalidate_caches()
    if not importlib.util.find_spec("ensurepip"):
        raise Stop(f"this Python ({sys.executable}) has no ensurepip: install a whole Python 3.11 or newer, or uv")


def _install(*arguments: str) -> None:
    if uv := shutil.which("uv"):
        # pip compiles what it installs; uv only when asked. Uncompiled, the first window takes 1.5 s longer.
        install = [uv, "pip", "install", "--compile-bytecode", "--python", str(PYTHON)]
        run([*install, *arguments], "installing Python packages", env=_UV)
        return
    if not (script("pip").exists() or _has_pip()):
        _require_pip()
        run([PYTHON, "-m", "ensurepip"], "putting pip into .venv")
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    run([PYTHON, "-m", "pip", "install", *quiet, *arguments], "installing Python packages")


def _has_pip() -> bool:
    return (site_packages() / "pip").is_dir()
