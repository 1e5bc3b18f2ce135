"""The Python environment and the system packages: made once, from the locks, and never half."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from bootstrap import environment, page, stamps, system, translations
from bootstrap.shell import Stop

Calls = list[list[str]]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Commands that would have been run, run nothing."""
    commands: Calls = []

    def note(command: list[Any], *_: Any, **__: Any) -> None:
        commands.append([str(part) for part in command])

    for module in (environment, system, page, translations):
        monkeypatch.setattr(module, "run", note)
    return commands


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ran: Calls) -> Path:
    """A folder that looks like a fresh clone to the environment module."""
    for name in (environment.APP, environment.DEV, environment.NODE, environment.BENCH, "pyproject.toml"):
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name == "uv" else None)

    def make(command: list[Any], *_: Any, **__: Any) -> None:
        ran.append([str(part) for part in command])
        if "venv" in ran[-1]:
            (tmp_path / ".venv" / "bin").mkdir(parents=True)
            (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)

    monkeypatch.setattr(environment, "run", make)
    return tmp_path


def test_a_fresh_clone_gets_an_environment_the_lock_and_then_itself(clone: Path, ran: Calls) -> None:
    environment.ensure(environment.APP)
    made, lock, project, compiled = ran
    assert made[1] == "venv"
    assert "--require-hashes" in lock
    assert lock[-1] == str(clone / "requirements.lock")
    assert project[-2:] == ["-e", str(clone)]
    assert {"--no-deps", "--no-build-isolation"} <= set(project)
    assert "--compile-bytecode" in lock
    assert compiled[1:] == ["-m", "compileall", "-q", str(clone / "app")]


def test_a_second_start_runs_nothing_at_all(clone: Path, ran: Calls) -> None:
    environment.ensure(environment.APP)
    ran.clear()
    environment.ensure(environment.APP)
    assert ran == []


def test_the_developers_environment_is_good_for_the_app(clone: Path, ran: Calls) -> None:
    environment.ensure(environment.DEV)
    ran.clear()
    environment.ensure(environment.APP)
    assert ran == []


def test_the_apps_environment_is_not_enough_for_developing(clone: Path, ran: Calls) -> None:
    environment.ensure(environment.APP)
    ran.clear()
    environment.ensure(environment.DEV)
    assert ran[0][-1] == str(clone / "requirements-dev.lock")


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_is_installed_into_the_same_environment(clone: Path, ran: Calls, changed: str) -> None:
    environment.ensure(environment.APP)
    ran.clear()
    (clone / changed).write_text("changed")
    environment.ensure(environment.APP)
    assert [command[1] for command in ran] == ["pip", "pip", "-m"]


def test_an_interrupted_installation_is_done_again(clone: Path, ran: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    real = environment.run

    def fail(command: list[Any], *rest: Any, **named: Any) -> None:
        if "--require-hashes" in command:
            raise KeyboardInterrupt
        real(command, *rest, **named)

    monkeypatch.setattr(environment, "run", fail)
    with pytest.raises(KeyboardInterrupt):
        environment.ensure(environment.APP)
    monkeypatch.setattr(environment, "run", real)
    ran.clear()
    environment.ensure(environment.APP)
    assert [command[1] for command in ran] == ["pip", "pip", "-m"]


@pytest.mark.parametrize("damage", ["moved", "no python"])
def test_an_environment_of_another_folder_or_without_its_python_is_made_anew(
    clone: Path, ran: Calls, damage: str
) -> None:
    environment.ensure(environment.APP)
    ran.clear()
    if damage == "moved":
        stamps.write(clone / ".venv" / "identity.stamp", "3.11 /somewhere/else")
        stamps.write(clone / ".venv" / "requirements.lock.stamp", "0")
    else:
        (clone / ".venv" / "bin" / "python").unlink()
    environment.ensure(environment.APP)
    assert ran[0][1] == "venv"


def test_without_ensurepip_the_debian_package_is_named(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert environment.missing() == []
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert environment.missing() == [f"python3.{sys.version_info.minor}-venv"]


def test_nothing_missing_asks_for_no_rights(ran: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "_rights", lambda: pytest.fail("asked"))
    system.install([], "the window")
    assert ran == []


def test_root_installs_after_refreshing_the_lists(ran: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "_rights", list)
    monkeypatch.setattr(shutil, "which", lambda name: name)
    system.install(["libegl1", "xvfb"], "the window")
    assert ran == [
        ["apt-get", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", "libegl1", "xvfb"],
    ]


def test_without_rights_the_exact_line_is_shown_and_nothing_is_run(ran: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "_rights", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda name: name)
    with pytest.raises(Stop, match="sudo apt-get install -y --no-install-recommends libegl1 xvfb\n") as stopped:
        system.install(["libegl1", "xvfb"], "the window")
    assert stopped.value.code == 3
    assert ran == []


def test_other_systems_are_told_what_is_missing(ran: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(Stop, match="libegl1"):
        system.install(["libegl1"], "the window")
    assert ran == []


def test_a_library_that_does_not_load_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "QT_LIBRARIES", {"libc.so.6": "libc6", "libnothere.so.9": "libnothere9"})
    assert system.missing_for_qt() == ["libnothere9"]


def test_programs_that_are_there_are_not_installed() -> None:
    assert system.missing_programs({"sh": "dash", "no-such-program": "nosuch"}) == ["nosuch"]
