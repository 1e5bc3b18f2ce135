"""The composition root: hardens the process, then the window for no words or a link, the command line for others."""

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
    if words and not _is_link(words):
        return _command(words)
    return _window(_taken(words))


def _is_link(words: list[str]) -> bool:
    """What a desktop starts us with for a `lacre:` address, or a person who gives the link itself."""
    return len(words) == 1 and words[0][:8].casefold().startswith(("lacre:", "https://", "http://"))


def _taken(words: list[str]) -> str:
    """The link, which no longer stands where others can read what we were started with."""
    if not words:
        return ""
    from app.host.arguments import forget_argument

    forget_argument(words[0])
    del sys.argv[1:]
    return words[0]


def _window(link: str) -> int:
    from app.ui import demo

    if _another_has(link):
        return 0
    if not demo.has_display():
        if link:
            return _say_no_window()
        return demo.run()  # before Qt is imported: without a display it would end the process
    from app.ui.app import main as window

    return window(sys.argv, link)


def _another_has(link: str) -> bool:
    """Whether the window of this data folder stands already: then it comes to the front, and has the link."""
    from app.errors import LacreError
    from app.host.handing import hand_over
    from app.host.paths import home

    try:
        return hand_over(home(), link)
    except LacreError:  # a data folder that cannot be is told by who needs it
        return False


def _say_no_window() -> int:
    from app.cli.output import say
    from app.cli.sentences import text

    say(text("main.link-needs-window"))
    return 3


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
