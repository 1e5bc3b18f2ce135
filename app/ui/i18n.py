"""The language in use and its catalogues. Owns switching while the program runs; every text lives in resources/translations.

The source language is English. All compiled catalogues of a language in the folder are loaded (each part of the desktop has
its own, and Qt's own texts have one: Qt ships no European Portuguese, and its "pt" is Brazilian). Widgets hear of a switch by
QEvent.LanguageChange.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator, Signal

from app.host.paths import resources

LANGUAGES = ("pt_PT", "en")


def resolve(choice: str) -> str:
    """The language to use for a person's choice; "auto" follows the system: Portuguese of any country, else English."""
    if choice in LANGUAGES:
        return choice
    return "pt_PT" if QLocale.system().language() == QLocale.Language.Portuguese else "en"


def locale(language: str) -> QLocale:
    """How numbers and dates are written in a language."""
    if language == "pt_PT":
        return QLocale(QLocale.Language.Portuguese, QLocale.Country.Portugal)
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


class Languages(QObject):
    """Loads and unloads catalogues."""

    changed = Signal(str)

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder or resources() / "translations"
        self._loaded: list[QTranslator] = []
        self.language = "en"

    def choose(self, choice: str) -> None:
        """Use a language by name, or the system's ("auto"). Widgets hear of it when the event loop next turns."""
        language = resolve(choice)
        if language == self.language and (self._loaded or language == "en"):
            return
        self.language = language
        QLocale.setDefault(locale(language))
        for one in self._loaded:
            QCoreApplication.removeTranslator(one)
        self._loaded = [] if language == "en" else self._load(language)
        for one in self._loaded:
            QCoreApplication.installTranslator(one)
        self.changed.emit(language)

    def _load(self, language: str) -> list[QTranslator]:
        made = []
        for path in sorted(self._folder.glob(f"*_{language}.qm")):
            one = QTranslator(self)
            if one.load(str(path)):
                made.append(one)
        return made


def compile_catalogues(sources: Path, target: Path) -> list[Path]:
    """Compile every .ts of `sources` into `target`: for tests and set-up; the installed program carries the result."""
    import subprocess  # late, as all that the first paint does not need
    import sys

    tool = Path(sys.executable).parent / "pyside6-lrelease"
    made = []
    for source in sorted(sources.glob("*.ts")):
        compiled = target / f"{source.stem}.qm"
        subprocess.run([str(tool), "-silent", str(source), "-qm", str(compiled)], check=True, capture_output=True)
        made.append(compiled)
    return made
