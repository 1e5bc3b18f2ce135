"""The error families, named by who must act. Owns nothing else: no texts (they are translated), no exit codes (the CLI's).

Every error carries a stable `code` (kebab-case, also what `--json` prints) and `facts`: values for the sentence a person
reads. Facts are never secret: an error may be logged, printed and sent to us.
"""

from __future__ import annotations

Fact = str | int | float


class LacreError(Exception):
    """Base of all errors that Lacre raises on purpose."""

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        if not self.facts:
            return self.code
        return f"{self.code} ({', '.join(f'{name}={value}' for name, value in self.facts.items())})"


class UserError(LacreError):
    """The person at the keyboard can act: a wrong passphrase, a locked vault, a file of an unknown format."""


class PeerError(LacreError):
    """The other side refused or misbehaved: `expired`, `opened`, `wrong-passcode`, `damaged`."""


class Malformed(PeerError):
    """Bytes from a stranger are not of the form they must have. Says where, never quotes them."""

    def __init__(self, what: str) -> None:
        super().__init__("malformed", what=what)


class WorldError(LacreError):
    """Network, disk or another program failed: `unreachable`, `disk-full`, `in-use`."""


class OurError(LacreError):
    """We are at fault: a state that must not be."""
