"""What every test shares: Qt without a screen, a data folder of its own, the same examples each time, `slow` only when asked
for, and no skips under CI.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Hypothesis as a suite wants it: the same examples each time, no deadline (the machine may be busy), nothing left on disk.
settings.register_profile("lacre", derandomize=True, deadline=None, database=None)
settings.load_profile("lacre")

_COLLECTOR = gc.get_threshold()
_FEW = 8  # widgets: a window, its question, a menu or two


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the slow suites as well")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--slow"):
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    if slow:
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if item not in slow]


def pytest_collection_finish(session: pytest.Session) -> None:
    """Thousands of tests stay to the end: the collector need not look at them again each time."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, None, None]:
    """What a window's tests leave behind is freed here, on Qt's thread: a thread of a later test that is no window's would come
    upon it, and free a timer where Qt crashes. And before there is much of it: what is left is styled, and spoken to, with
    every window after it, which made a second of each fifth of one."""
    yield
    if _has_qt(item) and (nextitem is None or not _has_qt(nextitem) or _orphans() > _FEW):
        gc.collect()


def _orphans() -> int:
    """How many widgets stand outside any other."""
    from PySide6.QtWidgets import QApplication

    return len(QApplication.topLevelWidgets())


def _has_qt(item: pytest.Item) -> bool:
    return "qapp" in getattr(item, "fixturenames", ())


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test is a hole nobody sees: where everything was installed, it fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def collector() -> None:
    """As Python has it for every test: a word of the command line, run in this process, sets it for a process that soon ends."""
    if gc.get_threshold() != _COLLECTOR:
        gc.set_threshold(*_COLLECTOR)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh LACRE_HOME for every test, so that none touches another or the person's own data."""
    folder = tmp_path / "home"
    monkeypatch.setenv("LACRE_HOME", str(folder))
    return folder
