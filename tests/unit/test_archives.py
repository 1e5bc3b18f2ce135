"""What `run.py package` makes: a wheel that holds what the app needs at run time, and nothing that it does not."""

from __future__ import annotations

import zipfile
from pathlib import Path

import archives
import pytest


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    stage, target = tmp_path_factory.mktemp("stage"), tmp_path_factory.mktemp("target")
    archives.stage(stage)
    names = archives.build(stage, target)
    assert sorted(Path(name).suffix for name in names) == [".gz", ".whl"]
    return zipfile.ZipFile(target / next(name for name in names if name.endswith(".whl"))).namelist()


def test_the_wheel_brings_the_built_page(wheel: list[str]) -> None:
    assert "app/resources/page/dist/page.json" in wheel
    assert "app/resources/page/dist/index.html.br" in wheel


def test_the_wheel_brings_neither_tests_nor_sources_of_the_page(wheel: list[str]) -> None:
    assert {name.split("/")[0] for name in wheel if ".dist-info" not in name} == {"app"}
    assert not [name for name in wheel if "node_modules" in name or name.endswith((".ts", "package.json"))]


def test_the_wheel_names_its_command_and_carries_its_licence(wheel: list[str]) -> None:
    endings = {name.split(".dist-info/")[1] for name in wheel if ".dist-info/" in name}
    assert {"entry_points.txt", "licenses/LICENSE"} <= endings
