"""SnapPass on Debian's Redis, as a peer: installed by name into an environment of its own, served by gunicorn with two workers.

Its Redis writes nothing to the disk, which is how SnapPass comes and favours it: ours waits for the disk at every commit.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks._clients import clients, connectable, free_port

PACKAGES = ("snappass", "gunicorn", "setuptools<81")  # SnapPass imports distutils, which newer Pythons lack
START_S = 60


HOW = "gunicorn, 2 workers with 16 threads each, Redis without a disk"


@contextmanager
def snappass(connections: int, folder: Path) -> Iterator[list[subprocess.Popen[str]] | str]:
    """Its clients, connected and in need of nothing but commands; or why there are none."""
    redis = shutil.which("redis-server")
    try:
        programs = installed() if redis else None
    except (subprocess.CalledProcessError, OSError) as error:
        yield f"it could not be installed ({type(error).__name__})"
        return
    if redis is None or programs is None:
        yield "there is no redis-server"
        return
    with served(redis, programs, folder) as port, clients(port, connections, "http://127.0.0.1", b"") as all_clients:
        yield all_clients


def installed() -> Path:
    """The folder of the environment's programs; made once, and kept."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "lacre-bench" / "snappass"
    programs = cache / ("Scripts" if os.name == "nt" else "bin")
    if not (cache / "done").exists():
        venv.create(cache, with_pip=True, clear=True)
        install = [programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES]
        subprocess.run(install, check=True, stdout=sys.stderr)
        (cache / "done").touch()
    return programs


@contextmanager
def served(redis: str, programs: Path, folder: Path) -> Iterator[int]:
    """SnapPass's port, while it runs."""
    store, port = free_port(), free_port()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    listen = ["--bind", "127.0.0.1", "--port", str(store), "--save", "", "--appendonly", "no"]
    kept = subprocess.Popen([redis, *listen], **quiet)
    try:
        wait_for(store)
        environment = {**os.environ, "REDIS_HOST": "127.0.0.1", "REDIS_PORT": str(store), "NO_SSL": "True"}
        workers = ["-k", "gthread", "--workers", "2", "--threads", "16", "--keep-alive", "75", "--backlog", "2048"]
        command = [programs / "gunicorn", *workers, "--bind", f"127.0.0.1:{port}", "snappass.main:app"]
        web = subprocess.Popen(command, env=environment, **quiet)
        try:
            wait_for(port)
            yield port
        finally:
            web.terminate()
            web.wait(30)
    finally:
        kept.terminate()
        kept.wait(30)


def wait_for(port: int) -> None:
    deadline = time.monotonic() + START_S
    while not connectable(port):
        if time.monotonic() > deadline:
            raise RuntimeError(f"nothing listens on {port}")
        time.sleep(0.1)
