"""A `lacre:` address that macOS sends to the program comes out whole, and reaches the window. Sent here by the test."""

from __future__ import annotations

import os
import plistlib
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QFileOpenEvent

from app.ui.addressed import SCHEME, link_of
from tests.ui.sharing_fakes import URL

ROOT = Path(__file__).resolve().parents[2]
# As on macOS, in a process of its own: there is one application in each, and the one here is the tests'.
STARTED = """
import sys
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from app.ui import app as root

class Window:
    def receive(self, link):
        print(link)

root._on_macos = lambda: True
app = root.application(["lacre"])
window = Window()
root.hear_system(app, window)
QCoreApplication.sendEvent(app, QFileOpenEvent("/home/ana/contas.pdf"))
QCoreApplication.sendEvent(app, QFileOpenEvent(QUrl(sys.argv[1])))
"""


def test_the_link_comes_out_with_what_is_behind_its_sign() -> None:
    assert link_of(QFileOpenEvent(QUrl(f"lacre:{URL}"))) == f"lacre:{URL}"


@pytest.mark.parametrize(
    "event",
    [QFileOpenEvent("/home/ana/contas.pdf"), QFileOpenEvent(QUrl(URL)), QEvent(QEvent.Type.FileOpen)],
    ids=["a file", "an address of the web", "another event"],
)
def test_nothing_else_is_taken_for_a_link(event: QEvent) -> None:
    assert link_of(event) == ""


def test_the_bundle_claims_these_addresses_and_no_others() -> None:
    path = ROOT / "packaging" / "macos" / "Info.plist"
    (kind,) = plistlib.loads(path.read_bytes())["CFBundleURLTypes"]
    assert kind["CFBundleURLSchemes"] == [SCHEME]


@pytest.mark.slow
def test_the_application_hands_it_to_the_window() -> None:
    done = subprocess.run(
        [sys.executable, "-c", STARTED, f"lacre:{URL}"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.split() == [f"lacre:{URL}"]
