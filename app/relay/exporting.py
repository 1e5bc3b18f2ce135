"""Writes the recipient's page for a web server that is not the relay's: the files, every header that each must carry, and ready
configurations of two web servers. Owns what lies in that folder; which octets the page has is the build's, and which headers
they carry is `page`'s, so that a host of its own serves what the relay would.

Whoever controls the page's host can change the page, and whoever controls the relay can not: that is what it is for. The host
passes the calls on to the relay, so the page keeps to one origin, its policy names no other, and no relay answers a stranger's
page (docs/RELAY.md, "The page on a host of its own").
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from app.errors import UserError, WorldError
from app.relay.http import Headers
from app.relay.page import LINKS, ROBOTS, document_headers, file_headers
from app.share.wire.documents import is_origin

PUBLIC = "public"
HSTS = "max-age=31536000"
# Of each file: the web server chooses which of the packed ones it sends, and says so itself.
_PACKED = ("", ".br", ".gz")
# What a web server sets by itself, from the file.
_OWN = "content-type"

Told = dict[str, str]


def export_page(dist: Path, folder: Path, public: str, relay: str) -> None:
    """Everything into a folder that is new or empty. `public` is the origin that links shall name, `relay` the relay's own."""
    for origin in (public, relay):
        if not is_origin(origin):
            raise UserError("bad-public-url", url=origin)
    said = _said(dist)
    document = _told(document_headers(said["headers"]))
    files = {one["path"]: _told(file_headers(one)) for one in said["files"]}
    assets = next(iter(files.values()))
    try:
        _empty(folder)
        place = folder / PUBLIC
        _copy(dist, said["document"], place / "index.html")
        for one in said["files"]:
            _copy(dist, one["file"], place.joinpath(*one["path"].strip("/").split("/")))
        (place / "robots.txt").write_bytes(ROBOTS.body)
        headers = {"document": {"paths": ["/", *(f"{path}*" for path in LINKS)], "headers": document}, "files": files}
        _write(folder / "headers.json", json.dumps(headers, indent=2) + "\n")
        _write(folder / "Caddyfile", caddyfile(place.resolve(), public, relay, document, assets))
        _write(folder / "nginx.conf", nginx_conf(place.resolve(), public, relay, document, assets))
    except OSError as error:
        raise WorldError("cannot-write", path=str(folder), reason=error.strerror or type(error).__name__) from error


def caddyfile(place: Path, public: str, relay: str, document: Told, assets: Told) -> str:
    """For Caddy, which gets the certificate by itself."""
    return f"""# Lacre's page on a host of its own: it serves the page and passes the calls on to the relay.
# No log directive: paths below /s/ are nobody's business, and Caddy keeps no access log unless it is told to.
{public} {{
	header Strict-Transport-Security "{HSTS}"
	request_body {{
		max_size 5MiB
	}}
	root * "{place}"
	handle /api/1/* {{
		reverse_proxy {relay} {{
			header_up Host {{upstream_hostport}}
			header_up X-Forwarded-For {{remote_host}}
			flush_interval -1
		}}
	}}
	handle /assets/* {{
{_caddy_headers(assets)}
		file_server {{
			precompressed br gzip
		}}
	}}
	@document path / {" ".join(f"{path}*" for path in LINKS)}
	handle @document {{
{_caddy_headers(document)}
		rewrite * /index.html
		file_server {{
			precompressed br gzip
		}}
	}}
	handle /robots.txt {{
		file_server
	}}
	handle {{
		respond 404
	}}
}}
"""


def nginx_conf(place: Path, public: str, relay: str, document: Told, assets: Told) -> str:
    """For nginx; where the certificates lie is an example."""
    told = urlsplit(public)
    name, port = told.hostname, told.port or 443
    folders = "|".join(path.strip("/") for path in LINKS)
    answer = "try_files /index.html =404;"
    return f"""# Lacre's page on a host of its own: it serves the page and passes the calls on to the relay.
# Goes into /etc/nginx/conf.d; the paths of the certificates are examples.
server {{
    listen {port} ssl http2;
    listen [::]:{port} ssl http2;
    server_name {name};
    ssl_certificate /etc/letsencrypt/live/{name}/fullchain.pem;
    ssl_certificate_key /etc/letsencrypt/live/{name}/privkey.pem;

    root "{place}";
    access_log off;                     # paths below /s/ are nobody's business
    client_max_body_size 5m;            # a piece of a file has 4 MiB
    gzip_static on;
    gzip_vary on;
    charset utf-8;
    charset_types text/plain text/javascript;     # and text/html, always
    types {{ text/html html; text/plain txt; text/javascript js; application/wasm wasm; }}

    location /api/1/ {{
        proxy_pass {relay};
        proxy_http_version 1.1;
        proxy_ssl_server_name on;
        proxy_ssl_verify on;
        proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
        proxy_set_header Connection "";
        proxy_set_header Host $proxy_host;
        proxy_set_header X-Forwarded-For $remote_addr;   # set, not added to: what the caller claims is dropped
        proxy_request_buffering off;    # else each piece is written to the disk twice
        proxy_buffering off;
        add_header Strict-Transport-Security "{HSTS}" always;
    }}
    location /assets/ {{
        try_files $uri =404;
{_nginx_headers(assets)}
    }}
    location = / {{
        {answer}
{_nginx_headers(document)}
    }}
    location ~ ^/({folders})/ {{
        {answer}
{_nginx_headers(document)}
    }}
    location = /robots.txt {{ }}
    location / {{ return 404; }}
}}
"""


def _caddy_headers(headers: Told) -> str:
    lines = [f'\t\t\t{name} "{value}"' for name, value in headers.items() if name != _OWN]
    return "\n".join(["\t\theader {", *lines, "\t\t}"])


def _nginx_headers(headers: Told) -> str:
    # Those of a place replace all that stand above it, so it says this one again.
    told = {"strict-transport-security": HSTS} | {name: value for name, value in headers.items() if name != _OWN}
    return "\n".join(f'        add_header {name} "{value}" always;' for name, value in told.items())


def _said(dist: Path) -> Any:
    try:
        return json.loads((dist / "page.json").read_bytes())
    except FileNotFoundError as error:
        raise WorldError("no-page", path=str(dist)) from error


def _told(headers: Headers) -> Told:
    told = {name.decode("ascii"): value.decode("latin-1") for name, value in headers}
    if any('"' in value or "\\" in value or "$" in value for value in told.values()):
        raise WorldError("damaged-page")  # it would end the text in a configuration, or be read as a variable
    return told


def _empty(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):  # files of an older page would be served beside the new one
        raise UserError("page-folder-taken", path=str(folder))
    (folder / PUBLIC / "assets").mkdir(parents=True)


def _copy(dist: Path, name: str, target: Path) -> None:
    for suffix in _PACKED:
        if (dist / (name + suffix)).exists():
            shutil.copyfile(dist / (name + suffix), target.with_name(target.name + suffix))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
