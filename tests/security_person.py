"""The person before the screen, for tests with security keys: plugs in, types PINs, gives up, and remembers what was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from fido2.ctap import CtapDevice

from app.crypto.secret import Secret
from app.host import security_key_devices
from tests.software_key import SoftwareKey


class Person:
    """Answers as told; `asked` holds every question in order."""

    def __init__(self, *pins: str) -> None:
        self.cancelled = threading.Event()
        self.asked: list[str] = []
        self.pins = list(pins)
        self.on_insert: Callable[[], None] = lambda: None

    def insert(self) -> None:
        self.asked.append("insert")
        self.on_insert()

    def touch(self) -> None:
        self.asked.append("touch")

    def verify(self) -> None:
        self.asked.append("verify")

    def pin(self, again: bool, left: int | None) -> Secret | None:
        self.asked.append(f"pin {left}" if again else "pin")
        return Secret(self.pins.pop(0)) if self.pins else None

    def over(self) -> None:
        """They look away."""


def plug_in(monkeypatch: pytest.MonkeyPatch, *keys: SoftwareKey) -> list[CtapDevice]:
    """What is plugged in from now on: a list that a test may change."""
    plugged: list[CtapDevice] = list(keys)
    monkeypatch.setattr(security_key_devices, "_opened_devices", lambda: list(plugged))
    return plugged
