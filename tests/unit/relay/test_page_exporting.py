"""The page for a web server that is not the relay's: every file, every header, and configurations that say the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from app.errors import UserError, WorldError
from app.relay.exporting import export_page
from app.relay.page import Page
from tests.relay.kit import fake_page

PUBLIC, RELAY = "https://share.example", "https://relay.example:8443"


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    return fake_page(tmp_path / "page")


@pytest.fixture
def exported(dist: Path, tmp_path: Path) -> Path:
    export_page(dist, tmp_path / "out", PUBLIC, RELAY)
    return tmp_path / "out"


def test_files_and_headers_are_those_that_the_relay_serves(dist: Path, exported: Path) -> None:
    page = Page(dist)
    said = json.loads((exported / "headers.json").read_text())
    assert said["document"]["paths"] == ["/", "/s/*", "/r/*"]
    for path, file, headers in (
        ("/s/abc", "index.html", said["document"]["headers"]),
        ("/assets/x-1.js", "assets/x-1.js", said["files"]["/assets/x-1.js"]),
    ):
        for accepted, suffix in ((b"", ""), (b"br", ".br"), (b"gzip", ".gz")):
            answer = page.answer("GET", path, accepted, b"")
            packed = exported / "public" / (file + suffix)
            if packed.exists():
                assert packed.read_bytes() == answer.body
            served = {name.decode(): value.decode() for name, value in answer.headers}
            assert headers == {
                name: served[name] for name in served if name not in ("vary", "etag", "content-encoding")
            }


def test_both_configurations_say_every_header_and_where_the_relay_is(exported: Path) -> None:
    said = json.loads((exported / "headers.json").read_text())
    caddy, nginx = (exported / "Caddyfile").read_text(), (exported / "nginx.conf").read_text()
    told = [said["document"]["headers"], *said["files"].values()]
    for name, value in {(name, value) for headers in told for name, value in headers.items() if name != "content-type"}:
        assert f'{name} "{value}"' in caddy
        assert f'add_header {name} "{value}" always;' in nginx
    assert f"reverse_proxy {RELAY} {{" in caddy
    assert caddy.splitlines()[2] == f"{PUBLIC} {{"
    assert f"proxy_pass {RELAY};" in nginx
    assert "server_name share.example;" in nginx
    for text in (caddy, nginx):
        assert text.count("{") == text.count("}")
        assert str(exported / "public") in text


def test_a_port_of_its_own_is_listened_on(dist: Path, tmp_path: Path) -> None:
    export_page(dist, tmp_path / "out", "https://share.example:8444", RELAY)
    assert re.findall(r"listen (\S+) ssl", (tmp_path / "out" / "nginx.conf").read_text()) == ["8444", "[::]:8444"]


@pytest.mark.parametrize(
    "wrong", ["share.example", "https://share.example/", "http://share.example", 'https://a"b.example']
)
def test_what_is_no_origin_never_comes_into_a_configuration(dist: Path, tmp_path: Path, wrong: str) -> None:
    for public, relay in ((wrong, RELAY), (PUBLIC, wrong)):
        with pytest.raises(UserError) as refused:
            export_page(dist, tmp_path / "out", public, relay)
        assert refused.value.code == "bad-public-url"
    assert not (tmp_path / "out").exists()


def test_an_older_page_is_not_served_beside_the_new_one(dist: Path, exported: Path) -> None:
    with pytest.raises(UserError) as refused:
        export_page(dist, exported, PUBLIC, RELAY)
    assert refused.value.code == "page-folder-taken"


def test_a_header_that_would_end_its_text_in_a_configuration_is_refused(dist: Path, tmp_path: Path) -> None:
    said = json.loads((dist / "page.json").read_text())
    said["headers"]["Content-Security-Policy"] = 'default-src "; }'
    (dist / "page.json").write_text(json.dumps(said))
    with pytest.raises(WorldError) as refused:
        export_page(dist, tmp_path / "out", PUBLIC, RELAY)
    assert refused.value.code == "damaged-page"
