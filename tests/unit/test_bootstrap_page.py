"""The page and the translations are made from their sources, once, and by a Node that is new enough."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from bootstrap import environment, page, system, translations
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
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ran: Calls) -> Path:
    """A page whose building writes dist/page.json."""
    monkeypatch.setattr(page, "PAGE", tmp_path)
    monkeypatch.setattr(page, "node", lambda: page.Node(Path("/bin/node"), (Path("/bin/npm"),)))
    for name in ("package.json", "package-lock.json"):
        (tmp_path / name).write_text("{}")
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "main.ts").write_text("1")

    def build(command: list[Any], *_: Any, **__: Any) -> None:
        ran.append([str(part) for part in command])
        made = tmp_path / ("dist" if "build" in ran[-1] else "node_modules")
        made.mkdir(exist_ok=True)
        (made / "page.json").write_text("{}")

    monkeypatch.setattr(page, "run", build)
    return tmp_path


def test_the_page_is_built_once(sources: Path, ran: Calls) -> None:
    page.ensure()
    page.ensure()
    assert [command[1] for command in ran] == ["ci", "run"]
    assert "--ignore-scripts" in ran[0]


def test_a_changed_source_is_built_again_without_installing_again(sources: Path, ran: Calls) -> None:
    page.ensure()
    (sources / "src" / "main.ts").write_text("2")
    page.ensure()
    assert [command[1] for command in ran] == ["ci", "run", "run"]


def test_a_removed_build_is_made_again(sources: Path, ran: Calls) -> None:
    page.ensure()
    shutil.rmtree(sources / "dist")
    page.ensure()
    assert [command[1] for command in ran] == ["ci", "run", "run"]


def test_a_build_that_leaves_nothing_is_a_stop_and_not_a_success(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sources / "node_modules").mkdir()
    monkeypatch.setattr(page, "run", lambda *_, **__: None)
    with pytest.raises(Stop, match=r"page\.json"):
        page.ensure()


def test_missing_sources_are_said(sources: Path) -> None:
    (sources / "package.json").unlink()
    with pytest.raises(Stop, match="missing"):
        page.ensure()


@pytest.mark.parametrize(("version", "taken"), [("v20.0.0", True), ("v24.1.0", True), ("v18.19.0", False), ("", False)])
def test_a_node_that_is_too_old_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, taken: bool
) -> None:
    for name in ("node", "npm"):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {version}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(page, "_node_of_venv", lambda: None)
    assert (page.node() is not None) is taken


def test_a_node_without_npm_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "node").write_text("#!/bin/sh\necho v24.0.0\n")
    (tmp_path / "node").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(page, "_node_of_venv", lambda: None)
    assert page.node() is None


def test_translations_are_compiled_once_and_again_when_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ran: Calls
) -> None:
    monkeypatch.setattr(translations, "TRANSLATIONS", tmp_path)
    source = tmp_path / "lacre.pt_PT.ts"
    source.write_text("<TS/>")
    source.with_suffix(".qm").write_bytes(b"")
    translations.ensure()
    translations.ensure()
    source.write_text("<TS></TS>")
    translations.ensure()
    assert len(ran) == 2
