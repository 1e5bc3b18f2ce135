"""Canaries: secrets that are told by sight go through a whole life, and are then looked for where none may be.

Looked for as text, as UTF-16, in hex, in base64 (at each of its three offsets) and reversed; in every file that the programs
left behind, in what they wrote to standard error and to their logs, and in the command lines of the processes.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.share.asking import calls
from app.share.courier import Courier
from tests.e2e.lacre_command import CHEAPEST, ROOT, Lacre
from tests.unit.ops.request_line import Giving

PASSPHRASE = "canario-frase-Qx71 passe"
IMPORTED = "canario-importado-Qx72"
NOTED = "canario-anotado-Qx73"
TYPED = "canario-escrito-Qx74"
SHARED = "canario-partilhado-Qx75"
CODE = "canario-codigo-Qx76"
REFUSED = "canario-recusado-Qx77"
ANSWERED = "canario-respondido-Qx78"
FILED = "canario-ficheiro-Qx79"
TURNED_AWAY = "canario-rejeitado-Qx80"
CANARIES = (PASSPHRASE, IMPORTED, NOTED, TYPED, SHARED, CODE, REFUSED, ANSWERED, FILED, TURNED_AWAY)


def _forms(secret: str) -> set[bytes]:
    octets = secret.encode()
    forms = {octets, octets[::-1], octets.hex().encode(), octets.hex().upper().encode()}
    forms |= {secret.encode("utf-16-le"), secret.encode("utf-16-be"), octets.upper(), octets.lower()}
    for offset in range(3):
        # The letters in the middle are the same whatever surrounds the secret.
        middle = base64.b64encode(b"\0" * offset + octets)[4:-4]
        forms |= {middle, middle.replace(b"+", b"-").replace(b"/", b"_")}
    return forms


def _found(octets: bytes, secrets: tuple[str, ...] = CANARIES) -> list[str]:
    return [secret for secret in secrets if any(form in octets for form in _forms(secret))]


@pytest.fixture
def lacre(tmp_path: Path) -> Lacre:
    """A vault whose every temporary file would land in a folder that is searched, with all logging on."""
    (tmp_path / "temporary").mkdir()
    (tmp_path / "passphrase").write_text(PASSPHRASE + "\n", encoding="utf-8")
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(tmp_path / "temporary"))
    debug = {"LACRE_DEBUG": "1", "XDG_CACHE_HOME": str(tmp_path / "cache"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    made = Lacre(tmp_path / "home", tmp_path / "passphrase", {**places, **debug})
    made.json("vault", "init", *CHEAPEST)
    return made


@contextlib.contextmanager
def _relay(lacre: Lacre, log: Path) -> Iterator[int]:
    with log.open("wb") as file:
        command = [sys.executable, "-m", "app", "relay", "serve", "--stop-with-stdin"]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=file, cwd=ROOT, env=lacre.environment
        )
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            assert process.stdout.readline().startswith(b"listening on ")
            yield process.pid
        finally:
            process.stdin.close()
            try:
                process.wait(60)
            finally:
                process.kill()
                process.stdout.close()


def _import_file(folder: Path) -> Path:
    path = folder / "export.csv"
    path.write_text(
        "url,username,password,totp,extra,name,grouping,fav\n"
        f"https://loja.example,ana,{IMPORTED},,,Loja,Cliente,0\n"
        f'http://sn,,,,"NoteType:Server\nUsername:u\nPassword:{NOTED}\nNotes:",Servidor,Cliente,0\n'
        f"http://sn,,,,{NOTED},Apontamento,Cliente,0\n"
        f"https://coxo.example,{REFUSED}\n",
        encoding="utf-8",
    )
    return path


def _life(lacre: Lacre, folder: Path) -> list[str]:
    """Import, add, share, open, mistype, fail, ask, keep and reject; everything that was said beside the results asked for."""
    told: list[str] = []

    def run(*words: str, stdin: str = "", result: bool = False) -> str:
        assert not _found(" ".join(words).encode()), "the test itself put a secret into an argument"
        done = lacre.run(*words, "--json", stdin=stdin)
        told.extend([done.stderr] if result else [done.stderr, done.stdout])
        return done.stdout

    exported = _import_file(folder)
    run("vault", "import", str(exported), "--preview")
    run("vault", "import", str(exported))
    run("vault", "import", str(exported))
    exported.unlink()
    run("vault", "add", "--client", "Cliente", "--title", "Nova", "--field", "password=-", stdin=TYPED)
    run("vault", "add", "--client", "Cliente", "--title", "Nova", "--field", "x=-", "--field", "x=-", stdin=REFUSED)
    run("vault", "show", "Nova")
    assert TYPED in run("vault", "show", "Nova", "--reveal", result=True)
    run("vault", "list")
    run("vault", "check")
    run("vault", "backup", str(folder / "backup"))

    plain = json.loads(run("share", "create", "--stdin", "--passcode", "none", stdin=SHARED, result=True))
    coded = json.loads(run("share", "create", "--entry", "Loja", "--passcode", "-", stdin=CODE, result=True))
    run("share", "open", coded["url"], "--passcode", "-", stdin=REFUSED)
    assert IMPORTED in run("share", "open", coded["url"], "--passcode", "-", stdin=CODE, result=True)
    assert SHARED in run("share", "open", "-", stdin=plain["url"], result=True)
    run("share", "open", "-", stdin=plain["url"])
    run("share", "status", plain["id"])
    run("share", "list")
    live = json.loads(
        run("share", "create", "--entry", "Nova", "--field", "password", "--passcode", "words", result=True)
    )
    wanted = (
        "request",
        "create",
        "--client",
        "Cliente",
        "--kind",
        "login",
        "--files",
        "optional",
        "--passcode",
        "none",
    )
    for answer, decided in ((ANSWERED, "accept"), (TURNED_AWAY, "reject")):
        asked = json.loads(run(*wanted, result=True))
        _answer(asked["url"], answer)
        assert answer in run("request", "collect", asked["id"], result=True)
        run("request", decided, asked["id"])
        run("request", "list")
    told.append(f"link {live['url'].partition('#')[2]}")
    return told


def _answer(url: str, value: str) -> None:
    """As a client's page does."""
    giving = Giving(url)
    with Courier(giving.link.origin) as courier:
        giver, _ = giving.sealed(
            courier, (0, ["loja.example", "ana", value, ""]), files={"a.txt": FILED.encode()}, message=value
        )
        calls.submit(courier, giver.submit(files=True))


def test_no_secret_is_left_where_none_may_be(lacre: Lacre, tmp_path: Path) -> None:
    log = tmp_path / "relay.log"
    with _relay(lacre, log) as pid:
        *told, live = _life(lacre, tmp_path)
        arguments = Path(f"/proc/{pid}/cmdline")
        assert _found(arguments.read_bytes() if arguments.exists() else b"") == []
        _search(tmp_path, lacre.passphrase_file)
    _search(tmp_path, lacre.passphrase_file)
    assert _found("\n".join(told).encode()) == []
    fragment = live.removeprefix("link ")
    assert len(fragment) > 40
    for path in _files(tmp_path):
        assert fragment.encode() not in path.read_bytes(), f"a link's key lies in {path.name}"


def test_the_search_finds_a_secret_in_every_form() -> None:
    for form in _forms(SHARED):
        assert _found(b"before" + form + b"behind") == [SHARED]
    for prefix in ("", "x", "xy", "xyz"):
        assert _found(base64.b64encode(f"{prefix}{SHARED}zzz".encode())) == [SHARED]


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _search(folder: Path, but: Path) -> None:
    files = [path for path in _files(folder) if path != but]
    assert {"vault.db", "relay.db", "header"} <= {path.name for path in files}
    for path in files:
        assert _found(path.read_bytes()) == [], f"a secret lies in {path.relative_to(folder)}"
        assert _found(os.fsencode(path)) == []
