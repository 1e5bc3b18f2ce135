"""The built page: reproducible, complete, small; and its own code on the protocol's vectors."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from bootstrap import page as page_building

from app.ui.theme import DARK, LIGHT
from tests.browser.page_relay import ROOT

PAGE = ROOT / "resources" / "page"
DIST = PAGE / "dist"
SOURCES = ("build.mjs", "package.json", "tsconfig.json", "src", "test")
LIMIT = 220 * 1024
ASKED = ("asked-pt-BR", "asked-es", "asked-fr")
LISTS = ("check-portuguese", "check-english", "check-spanish", "check-french")
WORDS = ("words-pt-BR", "words-es", "words-fr")


def _node(*arguments: str | Path, cwd: Path = PAGE) -> subprocess.CompletedProcess[str]:
    command = ["node", *(str(argument) for argument in arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120, check=False)


def _build_in(folder: Path) -> dict[str, bytes]:
    """A build from a copy of the sources in another place."""
    place = folder / "page"
    place.mkdir(parents=True)
    for name in SOURCES:
        source = PAGE / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, place / name)
    shutil.copytree(ROOT / "resources" / "icons", folder / "icons")
    (place / "node_modules").symlink_to(PAGE / "node_modules")
    built = _node("build.mjs", cwd=place)
    assert built.returncode == 0, built.stderr
    return _files(place / "dist")


def _files(dist: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in dist.iterdir() if path.is_file() and path.name != ".stamp"}


@pytest.mark.slow  # a whole build besides the one that is tested
def test_the_same_sources_give_the_same_octets_in_any_folder(tmp_path: Path) -> None:
    assert _build_in(tmp_path / "another" / "deeper") == _files(DIST)


def test_a_changed_seal_is_built_in_again() -> None:
    assert ROOT / "resources" / "icons" / "seal.svg" in page_building._sources()


def test_what_the_list_names_is_there_in_three_forms() -> None:
    page = json.loads((DIST / "page.json").read_text(encoding="utf-8"))
    names = [page["document"], *(one["file"] for one in page["files"])]
    for name in names:
        plain = (DIST / name).read_bytes()
        assert gzip.decompress((DIST / f"{name}.gz").read_bytes()) == plain
        assert len((DIST / f"{name}.br").read_bytes()) < len(plain)


def test_everything_that_travels_for_a_share_without_files_is_under_220_kilobytes() -> None:
    names = ("index", "engine", "libsodium", "codes", *WORDS)
    travelling = [path for path in DIST.glob("*.br") if path.name.startswith(names)]
    assert len(travelling) == len(names)
    assert sum(path.stat().st_size for path in travelling) <= LIMIT


def test_what_only_requests_need_is_small_and_apart() -> None:
    packed = {path.name.rsplit("-", 1)[0]: path.stat().st_size for path in DIST.glob("*.js.br")}
    assert packed["request"] <= 40 * 1024
    assert max(packed[name] for name in (*ASKED, *LISTS)) <= 8 * 1024
    document = (DIST / "index.html").read_text(encoding="utf-8")
    assert "Pedem-lhe dados confidenciais" not in document


def test_what_only_files_need_is_small_and_what_only_pdf_needs_is_apart() -> None:
    packed = {path.name.split("-")[0]: path.stat().st_size for path in DIST.glob("*.js.br")}
    assert packed["files"] <= 16 * 1024
    assert b"pdf.js" not in b"".join(path.read_bytes() for path in DIST.glob("[ef]*-*.js"))


def test_the_policy_names_the_hashes_of_what_is_inlined() -> None:
    page = json.loads((DIST / "page.json").read_text(encoding="utf-8"))
    document = (DIST / "index.html").read_text(encoding="utf-8")
    for tag in ("script", "style"):
        inside = document.split(f"<{tag}>")[1].split(f"</{tag}>")[0]
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in page["headers"]["Content-Security-Policy"]
    assert "https://" not in document.replace("https://github.com", "")


def test_the_document_names_the_digest_of_each_of_its_assets() -> None:
    page = json.loads((DIST / "page.json").read_text(encoding="utf-8"))
    document = (DIST / "index.html").read_text(encoding="utf-8")
    names = [one["file"].rsplit("-", 1)[0] for one in page["files"]]
    late = ["files", "codes", "pdf", "pdf-reader", "request", *WORDS, *ASKED, *LISTS, "jbig2", "openjpeg"]
    assert names == ["engine", "libsodium", *late]
    assert {one["type"] for one in page["files"]} == {"text/javascript; charset=utf-8", "application/wasm"}
    for one in page["files"]:
        digest = base64.b64encode(hashlib.sha384((DIST / one["file"]).read_bytes()).digest()).decode()
        assert f"sha384-{digest}" in document
        assert one["path"] in document


def test_the_library_travels_as_octets_and_only_once() -> None:
    page = json.loads((DIST / "page.json").read_text(encoding="utf-8"))
    engine, library = ((DIST / one["file"]).read_bytes() for one in page["files"][:2])
    assert library.startswith(b"\0asm")
    assert b"AGFzbQ" not in engine


def test_the_pages_own_code_passes_every_vector() -> None:
    ran = _node(DIST / "node" / "vectors.mjs", ROOT / "tests" / "vectors")
    assert ran.returncode == 0, ran.stdout
    assert ran.stdout.splitlines()[-1].endswith("passed, 0 failed")


def test_the_pages_own_code_passes_every_vector_of_requests() -> None:
    ran = _node(DIST / "node" / "requests.mjs", ROOT / "tests" / "vectors" / "requests")
    assert ran.returncode == 0, ran.stdout
    assert ran.stdout.splitlines()[-1].endswith("passed, 0 failed")


def test_the_page_has_the_colours_of_the_app() -> None:
    css = (PAGE / "src" / "page.css").read_text(encoding="utf-8")
    light, dark = css.split("prefers-color-scheme: dark", 1)
    for palette, part in ((LIGHT, light), (DARK, dark.split("prefers-contrast", 1)[0])):
        tokens = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", part))
        assert len(tokens) > 10
        assert {name: palette.role(name.replace("-", "_")).lower() for name in tokens} == tokens


@pytest.mark.parametrize("name", ["cross", "hostile", "requests.mjs", "vectors", "words.mjs"])
def test_programs_for_tests_are_not_served(name: str) -> None:
    page = json.loads((DIST / "page.json").read_text(encoding="utf-8"))
    assert name not in json.dumps(page)
