"""A wheel and a source archive in dist/, with the built page and the compiled translations inside the package.

Run by `python3 run.py package`, which builds both first. Works on a staged copy: the source tree keeps its one resources
folder, while an installed package finds its own under app/resources (app/host/paths.py looks there first).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOP = ["app", "docs", "packaging", "resources", "tests", "benchmarks"]
FILES = ["pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md", "run.py"]
FILES += ["requirements.lock", "requirements-dev.lock", "requirements-node.lock", "requirements-bench.lock"]
MADE_BY_TOOLS = shutil.ignore_patterns("__pycache__", "node_modules", "dist", "*.egg-info", ".stamp", "*.qm")
NOT_AT_RUN_TIME = shutil.ignore_patterns("__pycache__", "page", "node", ".stamp", "*.ts")

_SOME_TIME = "1767225600"  # where there is no commit to ask: 2026 begins

BUILD = """
import sys
from setuptools import build_meta
target = sys.argv[1]  # setuptools writes its own arguments over sys.argv
for step in (build_meta.build_wheel, build_meta.build_sdist):
    print(step(target))
"""


def main(arguments: list[str]) -> int:
    target = Path(arguments[0] if arguments else ROOT / "dist").absolute()
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        stage(Path(name))
        for archive in build(Path(name), target):
            print(target / archive)
    return 0


def stage(folder: Path) -> None:
    """The source tree without what tools made, and the run-time resources inside the package."""
    for name in TOP:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=MADE_BY_TOOLS)
    for name in FILES:
        shutil.copy2(ROOT / name, folder)
    inside = folder / "app" / "resources"
    shutil.copytree(ROOT / "resources", inside, ignore=NOT_AT_RUN_TIME)
    page = ROOT / "resources" / "page" / "dist"
    if not (page / "page.json").is_file():
        sys.exit("lacre: the page is not built: start this by `python3 run.py package`")
    shutil.copytree(page, inside / "page" / "dist", ignore=NOT_AT_RUN_TIME)
    grafts = "".join(f"graft {name}\n" for name in TOP)
    (folder / "MANIFEST.in").write_text(f"{grafts}include {' '.join(FILES)}\nglobal-exclude *.pyc\n", encoding="utf-8")


def build(folder: Path, target: Path) -> list[str]:
    """The names of the archives. Times inside are the last commit's, so that the same commit gives the same wheel."""
    env = {**os.environ, "SOURCE_DATE_EPOCH": _commit_time()}
    command = [sys.executable, "-c", BUILD, str(target)]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"lacre: building the archives failed\n{done.stderr[-3000:]}")
    return [line for line in done.stdout.splitlines() if line.endswith((".whl", ".tar.gz")) and " " not in line]


def _commit_time() -> str:
    git = shutil.which("git")
    if not git:
        return _SOME_TIME
    told = subprocess.run([git, "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    return told.stdout.strip() or _SOME_TIME


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
