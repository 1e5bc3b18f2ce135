"""The choice of the language that the recipient reads: of the ready messages and of the names of fields."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ui.widgets.choice import Choice

# Each in its own name, in every language of the window.
LANGUAGES = {
    "pt_PT": "Português (Portugal)",
    "pt_BR": "Português (Brasil)",
    "en": "English",
    "es": "Español",
    "fr": "Français",
}


class LanguageChoice(Choice):
    """One of `LANGUAGES`, by its code."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for code, name in LANGUAGES.items():
            self.addItem(name, code)
        self.set_value(language)

    @property
    def value(self) -> str:
        return str(self.currentData())

    def set_value(self, language: str) -> None:
        """The language with this code; English for one that nobody wrote messages in."""
        self.setCurrentIndex(self.findData(language if language in LANGUAGES else "en"))
