"""Logging for loggers named `lacre.*`, with secrets taken out. Owns the redaction; that secrets are not logged in the first
place stays everybody's duty: this is the second fence.
"""

from __future__ import annotations

import logging
import re
import sys
from pathlib import Path
from typing import TextIO

REDACTED = "[redacted]"

# Link secrets, ids, tickets, invites and keys are base64url or hex of 16 bytes and more, so 22 and more symbols.
# A link's fragment goes whole; so does an id in a share path, which may be cut short by the writer.
_PATTERNS = (
    re.compile(r"(?<=#)[12][a-z]\.[A-Za-z0-9_\-.%]*"),
    re.compile(r"lacre-invite-[0-9]+\.[A-Za-z0-9_\-.]*"),
    re.compile(r"(?<=/s/)[A-Za-z0-9_\-]+"),
    re.compile(r"(?<=/r/)[A-Za-z0-9_\-]+"),
    re.compile(r"(?<![A-Za-z0-9_\-])(?=[A-Za-z_\-]*[0-9])(?=[0-9_\-]*[A-Za-z])[A-Za-z0-9_\-]{22,}={0,2}"),
    re.compile(r"(?i)(?<=passcode[=: ])\S+|(?<=passphrase[=: ])\S+|(?<=bearer )\S+"),
)


def redact(text: str) -> str:
    """The text without what looks like a link, an invite, a key or a passcode."""
    for pattern in _PATTERNS:
        text = pattern.sub(REDACTED, text)
    return text


class RedactingFormatter(logging.Formatter):
    """Redacts the finished line, so arguments, tracebacks and quoted exceptions pass through it as well."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


def configure(level: int = logging.WARNING, *, stream: TextIO | None = None, file: Path | None = None) -> None:
    """Send `lacre.*` to a stream (standard error unless told) or to a file that only its owner reads. Replaces what was set."""
    handler: logging.Handler = _file_handler(file) if file else logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("lacre")
    for old in list(logger.handlers):
        logger.removeHandler(old)
        old.close()
    logger.addHandler(handler)
    logger.setLevel(level)
    logger.propagate = False  # a root handler that some library adds would write unredacted lines


def _file_handler(path: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler  # late: pulls in sockets and queues

    path.touch(mode=0o600)
    return RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
