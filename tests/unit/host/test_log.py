"""What looks like a secret does not reach a log, wherever in the record it stands."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.host.log import REDACTED, configure, redact

ID = "AbCdEf0123456789_-abcd"
KEY = "q1W2e3R4t5Y6u7I8o9P0-_a1S2d3F4g5H6j7K8l9z0X"


@pytest.fixture(autouse=True)
def _quiet_afterwards() -> Iterator[None]:
    yield
    logger = logging.getLogger("lacre")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
    logger.propagate = True
    logger.setLevel(logging.NOTSET)


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        (f"open https://relay.example/s/{ID}#1g.{KEY}.Abc123", KEY),
        (f"open https://relay.example/s/{ID}", ID),
        (f"fragment #1n.{KEY[:9]}", KEY[:9]),
        (f"connect lacre-invite-1.aHR0cHM6Ly9h.{KEY}.Abc123", "aHR0cHM6Ly9h"),
        (f"ticket {KEY}", KEY),
        ("R is " + "0f" * 32, "0f" * 32),
        ("passcode=ABCDE-FGHJ1", "ABCDE-FGHJ1"),
        ("Authorization: Bearer short", "short"),
    ],
)
def test_secrets_are_taken_out(text: str, secret: str) -> None:
    assert secret not in redact(text)
    assert REDACTED in redact(text)


@pytest.mark.parametrize(
    "text",
    [
        "relay started on http://127.0.0.1:8750",
        "swept 12 shares in 0.3 s",
        "vault /home/ana/.local/share/lacre/vault.lacre",
    ],
)
def test_plain_sentences_stay_readable(text: str) -> None:
    assert redact(text) == text


def test_arguments_and_tracebacks_are_redacted_too() -> None:
    stream = io.StringIO()
    configure(logging.INFO, stream=stream)
    logger = logging.getLogger("lacre.share")
    logger.info("claimed %s", KEY)
    try:
        raise ValueError(f"bad key {KEY}")
    except ValueError:
        logger.exception("it failed")
    assert KEY not in stream.getvalue()
    assert "ValueError" in stream.getvalue()


def test_configuring_twice_writes_each_line_once() -> None:
    first, second = io.StringIO(), io.StringIO()
    configure(logging.INFO, stream=first)
    configure(logging.INFO, stream=second)
    logging.getLogger("lacre.relay").info("once")
    assert first.getvalue() == ""
    assert second.getvalue().count("once") == 1


def test_a_log_file_is_its_owners_alone(tmp_path: Path) -> None:
    configure(logging.INFO, file=tmp_path / "lacre.log")
    logging.getLogger("lacre.relay").info("token %s", KEY)
    assert (tmp_path / "lacre.log").stat().st_mode & 0o777 == 0o600
    assert KEY not in (tmp_path / "lacre.log").read_text()
