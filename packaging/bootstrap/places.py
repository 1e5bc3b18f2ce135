"""Where the set-up keeps what it makes, all of it inside this folder."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
PAGE = ROOT / "resources" / "page"
TRANSLATIONS = ROOT / "resources" / "translations"
DIST = ROOT / "dist"


def script(name: str) -> Path:
    """A command of the environment, such as `lacre` or `ruff`."""
    return SCRIPTS / (f"{name}.exe" if os.name == "nt" else name)
