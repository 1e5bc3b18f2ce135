"""`lacre relay verify-page` against a relay that runs as in life, with the page that was built."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli.main import main
from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.host.clock import now
from app.ops.page_check import check_page
from app.ops.relays import EmbeddedRelay
from app.ops.vaults import create_vault
from app.share.verifying import BuiltPage, built_page


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Any:
    home = tmp_path_factory.mktemp("home")
    create_vault(home, Secret("uma frase de passe"), now=now(), cost=KdfCost(65_536, 3)).close()
    with EmbeddedRelay.start(home) as relay:
        yield relay.url


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    code = main(["relay", "verify-page", *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_our_own_page_is_the_same_by_address_and_by_link(origin: str, capsys: pytest.CaptureFixture[str]) -> None:
    for address in (origin, f"{origin}/", f"{origin}/s/AAAAAAAAAAAAAAAAAAAAAA#1n.secret.check1"):
        code, said = told(capsys, address)
        assert (code, said["same"], said["relay"]) == (0, True, origin)
        assert len(said["digest"]) == 64


def test_a_page_of_another_build_is_said_loudly(
    origin: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def other(folder: Path) -> BuiltPage:
        page = built_page(folder)
        return BuiltPage("00" * 32, page.files, page.headers, page.digest)

    monkeypatch.setattr("app.share.verifying.built_page", other)
    assert not check_page(origin).same
    code, said = told(capsys, origin)
    assert (code, said["error"]) == (1, "page-differs")


def test_what_is_no_address_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "nothing")[1]["error"] == "bad-relay"
