"""The pictures of docs/USER-GUIDE: which screens they are, and how they are made small. `run.py screenshots` makes them anew."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
LANGUAGES = ("pt_PT", "en")
# Name in the guide → step of the tour in `screenshots`.
PICTURES = {
    "create": "01-create",
    "first-steps": "03-first-client",
    "new-entry": "32-new",
    "entry": "22-entry-revealed",
    "files": "64-archive",
    "generator": "47-generator",
    "palette": "45-palette-found",
    "several": "60-several",
    "share": "40-share",
    "result": "42-result-chat",
    "shares": "49-shares",
    "import": "52-import-preview",
    "health": "67-health",
    "kit": "80-kit",
    "restore": "84-bring-back",
    "export": "85-export",
    "key": "86-key-touch",
    "settings": "50-settings",
}
_PLAIN = (
    Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
)  # no grain, which costs ten times the size
_NEAR = 0xFFF8F8F8  # what is told apart
_BEST = 0  # of PNG's quality: as small as it gets, and without loss


def make(taken: Path, folder: Path = FOLDER) -> int:
    """Copies with 256 colours of what lies in `taken`; how many there were."""
    count = 0
    folder.mkdir(parents=True, exist_ok=True)
    for name, step in PICTURES.items():
        for language in LANGUAGES:
            picture = QImage(str(taken / f"{step}.{language}.light.png"))
            if picture.isNull():
                continue
            small = picture.convertToFormat(QImage.Format.Format_Indexed8, _colours(picture), _PLAIN)
            small.save(str(folder / f"{name}.{language}.png"), "PNG", _BEST)
            count += 1
    return count


def _colours(picture: QImage) -> list[int]:
    """The 256 that are used most, of those too near to one another only one."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)  # held as long as its pixels are read
    pixels = memoryview(plain.constBits()).cast("I")
    kept: dict[int, int] = {}
    for colour, _ in Counter(pixels).most_common():
        kept.setdefault(colour & _NEAR, colour)
        if len(kept) == 256:
            break
    return list(kept.values())
