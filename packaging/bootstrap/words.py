"""The bootstrap's own words, and what each other command needs before it may run."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bootstrap import environment, page, quality, system, translations
from bootstrap.places import script
from bootstrap.shell import Stop, become, say

WORDS: dict[str, Callable[[Sequence[str]], int]] = {
    "test": quality.test,
    "bench": quality.bench,
    "check": quality.check,
    "screenshots": quality.screenshots,
    "package": quality.package,
}
_NO_WINDOW = {"-h", "--help", "--version"}


def main(arguments: Sequence[str]) -> int:
    try:
        if arguments and arguments[0] in WORDS:
            return WORDS[arguments[0]](arguments[1:])
        _prepare(arguments)
        return become([script("lacre"), *arguments])
    except Stop as stop:
        say(str(stop))
        return stop.code
    except KeyboardInterrupt:
        say("interrupted; the next start goes on from here")
        return 130


def _prepare(arguments: Sequence[str]) -> None:
    """A command of the vault needs Python's packages alone, the relay its page as well, the window all of it."""
    word = arguments[0] if arguments else ""
    link = word[:8].casefold().startswith(("lacre:", "https://", "http://"))
    window = not word or link or (word.startswith("-") and word not in _NO_WINDOW)
    system.install([*environment.missing(), *(system.missing_for_qt() if window else [])], "Lacre")
    environment.ensure(environment.APP)
    if window:
        translations.ensure()
    if window or word == "relay":
        page.ensure()
