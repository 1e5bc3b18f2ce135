"""What is on the screens, for a QR code that a site shows. On the window's thread, as Qt wants it; reading it is not.

On Wayland no program may look at the screen by itself: this says so instead of returning black. macOS shows a program that was
not allowed its own windows alone: no code is found, and the sentence says where to look.
"""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QImage

from app.errors import WorldError


def grabbed() -> list[QImage]:
    """A picture of every screen; WorldError `no-screen` where the system gives none."""
    if QGuiApplication.platformName().startswith("wayland"):
        raise WorldError("no-screen")
    pictures = [screen.grabWindow(0).toImage() for screen in QGuiApplication.screens()]
    found = [picture for picture in pictures if not picture.isNull()]
    if not found:
        raise WorldError("no-screen")
    return found
