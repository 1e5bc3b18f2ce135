"""The composition root: hardens the process, then the window for no words, the command line for some."""

from __future__ import annotations

import sys


def run() -> int:
    """The `lacre` command. Gives the exit code."""
    from app.cli.traces import install
    from app.host.harden import harden

    harden()
    install()
    words = sys.argv[1:]
    if words:
        from app.cli.main import main

        return main(words)
    from app.ui import demo

    if not demo.has_display():
        return demo.run()  # before Qt is imported: without a display it would end the process
    from app.ui.app import main as window

    return window(sys.argv)
