"""Writes the requirement locks from pyproject.toml. Needs uv and the network; run it by hand after a change there.

uv.lock itself names the registry's address, so it is made in a temporary folder and thrown away: what is committed holds
versions, markers for all systems and hashes, and installs from any mirror. Versions that are locked now stay unless
`--upgrade` is given.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "requirements.lock": ("--no-default-groups", "--group", "build"),
    "requirements-dev.lock": ("--no-default-groups", "--group", "build", "--group", "dev"),
    "requirements-node.lock": ("--only-group", "node"),
    "requirements-bench.lock": ("--only-group", "bench"),
}


def main(arguments: list[str]) -> int:
    uv = shutil.which("uv") or str(ROOT / ".venv" / "bin" / "uv")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(ROOT / "pyproject.toml", folder)
        (folder / "README.md").touch()
        _keep_versions(folder, arguments)
        subprocess.run([uv, "lock", "-q", *arguments], cwd=folder, check=True)
        for lock, groups in LOCKS.items():
            export = [
                uv,
                "export",
                "-q",
                "--frozen",
                "--no-emit-project",
                "--no-header",
                "--no-annotate",
                *groups,
                "-o",
                lock,
            ]
            subprocess.run(export, cwd=folder, check=True)
            shutil.copy(folder / lock, ROOT / lock)
    return 0


def _keep_versions(folder: Path, arguments: list[str]) -> None:
    """Without a uv.lock to start from, uv takes the newest of everything: hand it today's versions as constraints."""
    if "--upgrade" in arguments:
        arguments.remove("--upgrade")
        return
    quoted = ", ".join(f'"{pin}"' for pin in sorted(_pins()))
    project = folder / "pyproject.toml"
    project.write_text(project.read_text().replace("[tool.uv]\n", f"[tool.uv]\nconstraint-dependencies = [{quoted}]\n"))


def _pins() -> set[str]:
    """What the locks hold now. The marker goes, unless a package is locked in several versions: a marker would split the
    resolution in two, and one half may have no answer."""
    found: dict[str, dict[str, str]] = {}
    for lock in LOCKS:
        for line in (ROOT / lock).read_text().splitlines() if (ROOT / lock).exists() else []:
            pin, _, marker = line.removesuffix(" \\").partition(" ; ")
            name, equals, _ = pin.partition("==")
            if equals and not line.startswith((" ", "#")):
                found.setdefault(name, {})[pin] = marker
    return {pin if len(pins) == 1 else f"{pin} ; {marker}" for pins in found.values() for pin, marker in pins.items()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
