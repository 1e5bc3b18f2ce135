"""What a person chose that is no secret, in use: language, theme, and the rest of the settings file."""

from __future__ import annotations

import contextlib
import dataclasses
from abc import abstractmethod
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.errors import LacreError
from app.host import settings
from app.ui.i18n import Languages
from app.ui.tasks import Tasks
from app.ui.theme import Theme, palette


class Chosen(QObject):
    """Reads, uses and saves the settings. The session is one."""

    language_changed = Signal(str)
    theme_changed = Signal(str)

    def __init__(self, home: Path, catalogues: Path | None, parent: QObject | None) -> None:
        super().__init__(parent)
        self.home = home
        self.tasks = Tasks(self)
        self.languages = Languages(catalogues, self)
        self.themes = Theme(self)
        self.settings = settings.Settings()
        self.languages.changed.connect(self.language_changed)
        self.themes.changed.connect(self.theme_changed)

    @property
    def language(self) -> str:
        return self.languages.language

    @property
    def theme(self) -> str:
        return palette().name

    def load_settings(self) -> None:
        """Read what was chosen and put it into use. Damaged settings are no reason not to start: the defaults are used."""
        try:
            self.settings = settings.load(self.home)
        except LacreError:
            self.settings = settings.Settings()
        self.themes.choose_size(self.settings.text_size)
        self.themes.choose(self.settings.theme)
        self.languages.choose(self.settings.language)

    def update_settings(self, **changes: str) -> None:
        """Change settings: in use at once, saved behind."""
        with contextlib.suppress(LacreError):  # others write it too: connecting to a relay notes its address
            self.settings = settings.load(self.home)
        self.settings = wanted = dataclasses.replace(self.settings, **changes)  # type: ignore[arg-type]  # words, which `settings` checks
        # Only what is chosen now: the place of a window that closes must not bring another choice back into use.
        if "text_size" in changes:
            self.themes.choose_size(wanted.text_size)
        if "theme" in changes:
            self.themes.choose(wanted.theme)
        if "language" in changes:
            self.languages.choose(wanted.language)
        self.tasks.run(lambda: settings.save(self.home, wanted), None, self.say_error, owner=self)

    def keep_column(self, name: str, width: int) -> None:
        """How wide a list was made."""
        from app.ui.widgets.split import read_columns, write_columns

        widths = read_columns(self.settings.columns) | {name: width}
        self.update_settings(columns=write_columns(widths))

    @abstractmethod
    def say_error(self, error: Exception) -> None:
        """Say why the settings could not be saved."""
