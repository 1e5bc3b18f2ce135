"""A real relay for the page's tests, in a process of its own, whose clock the test can move: it adds the seconds in a file.

Arguments: data folder, file of the clock, file to write an access key to, port of a mail server or 0, public URL or nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

from app.relay.access import add_key
from app.relay.app import Limits
from app.relay.post import Post
from app.relay.serve import Plan, serve, system_now


def main(data: Path, clock: Path, key: Path, mail_port: int, public: str) -> int:
    def now() -> int:
        return system_now() + int(clock.read_text())

    def prepare(store: object, _origin: str) -> None:
        key.write_bytes(add_key(store.database, "tests", now()))  # type: ignore[attr-defined]

    post = Post("127.0.0.1", "codigos@relay.example", security="none", port=mail_port) if mail_port else None
    return serve(
        Plan(
            data,
            public_urls=(public,) if public else (),
            limits=Limits(rate_per_s=0),
            stop_with_stdin=True,
            now=now,
            prepare=prepare,
            post=post,
        )
    )


if __name__ == "__main__":
    sys.exit(main(*(Path(argument) for argument in sys.argv[1:4]), int(sys.argv[4]), sys.argv[5]))
