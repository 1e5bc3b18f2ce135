"""The composition root: hardens the process, then the window for no words, the command line for some."""

from __future__ import annotations

import gc
import sys

_GARBAGE = 50_000


def run() -> int:
    """The `lacre` command. Gives the exit code."""
    from app.cli.traces import install
    from app.host.harden import harden

    harden()
    install()
    words = sys.argv[1:]
    if words:
        return _command(words)
    from app.ui import demo

    if not demo.has_display():
        return demo.run()  # before Qt is imported: without a display it would end the process
    from app.ui.app import main as window

    return window(sys.argv)


def _command(words: list[str]) -> int:
    """One command of the command line. What a start makes lives to the end: looking through it for garbage every 700 objects,
    and once more when all of it is dropped, would take a tenth of a search.
    """
    if words[0] == "vault":  # a relay runs for years
        gc.set_threshold(_GARBAGE)
    from app.cli.main import main

    code = main(words)
    gc.freeze()
    return code
