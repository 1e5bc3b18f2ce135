"""The developers' words: check, test, bench, screenshots, package. Each sets up what it needs and gives its exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from bootstrap import environment, page, system, translations
from bootstrap.places import PYTHON, ROOT, script
from bootstrap.shell import Stop, beside, call, say


def check(arguments: Sequence[str]) -> int:
    """Lint, format and types, of Python and of the page."""
    if arguments:
        raise Stop("check takes no arguments", code=2)
    environment.ensure(environment.DEV)
    commands = [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]]
    for name, *rest in commands:
        if code := call([script(name), *rest], cwd=ROOT):
            say(f"{name} {' '.join(rest)} found something: see above")
            return code
    return page.check()


def test(arguments: Sequence[str]) -> int:
    """Everything tests need, then the checks, then the tests on all cores. Arguments are pytest's, and --slow."""
    _ready("the tests", system.TEST_PROGRAMS)
    # What Python and pytest make of the tests is kept: else every worker, and every process that a test starts, makes it anew.
    env = {"PATH": page.node().path, "PYTHONDONTWRITEBYTECODE": ""}
    with beside([PYTHON, "-m", "pytest", "--collect-only", "--quiet"], cwd=ROOT, env=env) as reading:
        if code := check([]):
            reading.kill()
            return code
    chosen = any(argument.startswith(("-n", "--numprocesses", "--dist")) for argument in arguments)
    # Worksteal keeps a file's tests together: what is made once for a file (a Chromium, a vault) is seldom made on each core.
    spread = [] if chosen else ["-n", str(workers()), "--dist", "worksteal"]
    return call([PYTHON, "-m", "pytest", *spread, *arguments], cwd=ROOT, env=env)


def workers() -> int:
    """Three for two cores: a third of a test's time it waits for a disk, a browser or another process, and its core for work."""
    return max(2, cores() * 3 // 2)


def cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def bench(arguments: Sequence[str]) -> int:
    _ready("the benchmarks", system.BENCH_PROGRAMS)
    environment.ensure(environment.BENCH)
    return _module("benchmarks", arguments)


def screenshots(arguments: Sequence[str]) -> int:
    _ready("the screenshots", system.TEST_PROGRAMS)
    return _module("tests.ui.screenshots", arguments)


def package(arguments: Sequence[str]) -> int:
    """A wheel and a source archive in dist/, with the page built and the translations compiled inside."""
    _ready("the packages", {})
    return call([PYTHON, ROOT / "packaging" / "archives.py", *arguments], cwd=ROOT)


def _ready(what: str, programs: Mapping[str, str]) -> None:
    browser = system.missing_for_browser() if programs else []
    system.install(
        [*environment.missing(), *system.missing_for_qt(), *browser, *system.missing_programs(programs)], what
    )
    environment.ensure(environment.DEV)
    page.ensure()
    translations.ensure()


def _module(name: str, arguments: Sequence[str]) -> int:
    file = ROOT.joinpath(*name.split("."))
    if not (file.with_suffix(".py").is_file() or (file / "__main__.py").is_file()):
        raise Stop(f"{file.relative_to(ROOT)} is missing: this clone is not whole")
    return call([PYTHON, "-m", name, *arguments], cwd=ROOT, env={"PATH": page.node().path})
