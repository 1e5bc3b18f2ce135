"""What may stand in committed files: no registry's address, no machine's path, and locks that are whole."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = [f"requirements{part}.lock" for part in ("", "-dev", "-node", "-bench")]

# Put together from pieces, so that this file passes its own test.
DOT = "."
HOSTS = [
    DOT.join(parts)
    for parts in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("archive", "ubuntu", "com"),
    ]
]
PLACES = ["/" + place for place in ("work/main", "work/shared", "root/", "opt/wheels", "opt/pypi")]
NOT_OURS = {
    ".git",
    ".venv",
    "node_modules",
    "dist",
    "build",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".hypothesis",
}


def committed() -> list[Path]:
    """The committed files; where there is no git (an unpacked archive), all that is not made by tools."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
        return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]
    found = (path for path in ROOT.rglob("*") if not NOT_OURS & set(path.relative_to(ROOT).parts))
    return [path for path in found if path.is_file() and path.suffix not in {".qm", ".pyc"}]


def texts() -> list[tuple[Path, str]]:
    read = ((path, path.read_bytes()) for path in committed())
    return [(path, data.decode(errors="replace")) for path, data in read if b"\0" not in data[:8000]]


@pytest.mark.parametrize("forbidden", HOSTS + PLACES)
def test_no_committed_file_names_a_registry_or_a_machines_path(forbidden: str) -> None:
    assert [str(path.relative_to(ROOT)) for path, text in texts() if forbidden in text] == []


def test_nothing_that_tools_make_is_committed() -> None:
    made = re.compile(
        r"(^|/)(\.venv|node_modules|__pycache__|dist|.*\.egg-info)/|\.(pyc|qm)$|(^|/)uv\.lock$|(^|/)pylock"
    )
    assert [str(path) for path in committed() if made.search(str(path.relative_to(ROOT)))] == []


def pins(lock: str) -> dict[str, int]:
    """Package name → how many hashes stand under it."""
    found: dict[str, int] = {}
    name = ""
    for line in (ROOT / lock).read_text().splitlines():
        if match := re.match(r"([a-z0-9-]+)==[0-9][0-9A-Za-z.+]*( ;.*)? \\$", line):
            name = match[1]
            found.setdefault(name, 0)
        else:
            assert re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line), f"{lock}: {line}"
            found[name] += 1
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes(lock: str) -> None:
    assert pins(lock)
    assert all(pins(lock).values())


def test_the_locks_hold_what_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    names = lambda lines: {re.split(r"[><=;\s]", line)[0] for line in lines}  # noqa: E731
    groups = project["dependency-groups"]
    assert names(project["project"]["dependencies"]) | names(groups["build"]) <= pins("requirements.lock").keys()
    assert names(groups["dev"]) | pins("requirements.lock").keys() <= pins("requirements-dev.lock").keys()
    assert pins("requirements-node.lock").keys() == names(groups["node"])
    assert names(groups["bench"]) <= pins("requirements-bench.lock").keys()


def test_a_package_has_the_same_version_in_every_lock() -> None:
    found: dict[str, set[frozenset[str]]] = {}
    for lock in LOCKS:
        text = (ROOT / lock).read_text()
        for name in pins(lock):
            versions = re.findall(rf"^{re.escape(name)}==(\S+)", text, re.MULTILINE)
            found.setdefault(name, set()).add(frozenset(versions))
    assert {name: versions for name, versions in found.items() if len(versions) > 1} == {}


def test_the_pages_lock_has_integrity_and_no_addresses() -> None:
    page = ROOT / "resources" / "page"
    packages = json.loads((page / "package-lock.json").read_text())["packages"]
    assert all("integrity" in package for name, package in packages.items() if name)
    assert not any("resolved" in package for package in packages.values())
    assert "omit-lockfile-registry-resolved=true" in (page / ".npmrc").read_text().splitlines()


def test_continuous_integration_runs_the_same_word_as_a_developer() -> None:
    script = ROOT / ".ci" / "run"
    subprocess.run(["bash", "-n", str(script)], check=True)
    assert script.stat().st_mode & 0o111
    assert "run.py test" in script.read_text()
    assert "CI=true" in script.read_text()
