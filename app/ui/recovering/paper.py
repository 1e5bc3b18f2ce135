"""The recovery kit on paper: one A4 page with the code, its QR code and what to do with it. Knows nothing of making a kit."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QImage, QPainter

from app.ops.recovery import groups_of
from app.ui import paper, when
from app.ui.paper import HEAD, HEIGHT, INK, INSIDE, MARGIN, SMALL, Paper
from app.ui.theme import mono_font
from app.vault.recovery import RecoveryKit

_CODE = 15.0
_QR, _ROW, _ACROSS = 60.0, 11.5, 3


def pdf(kit: RecoveryKit) -> bytes:
    """The page as a PDF, in memory alone."""
    return paper.pdf(lambda painter: draw(painter, kit), _title())


def picture(kit: RecoveryKit, dots: int = 150) -> QImage:
    """The page as it will look, for the preview."""
    return paper.picture(lambda painter: draw(painter, kit), dots)


def draw(painter: QPainter, kit: RecoveryKit) -> None:
    """All of it, from the top down."""
    page = paper.sheet_on(painter)
    y = _heading(page, kit)
    y = _code(page, kit, y)
    y = _steps(page, y)
    _lines_to_fill(page, y)
    _foot(page, kit)


def _heading(page: Paper, kit: RecoveryKit) -> float:
    made = QCoreApplication.translate("RecoveryPaper", "Lacre · made on {day}").format(day=when.day(kit.made_at))
    y = page.heading(_title(), made)
    lead = QCoreApplication.translate(
        "RecoveryPaper",
        "This code opens your vault if you lose the passphrase. Whoever has this sheet and a copy of the vault can read "
        "everything in it: keep it as you keep your documents.",
    )
    return page.text(lead, MARGIN, y, INSIDE) + 8


def _code(page: Paper, kit: RecoveryKit, y: float) -> float:
    """The QR code, and the groups at its right, each with its number: a group is found again by it."""
    page.frame(y, _QR + 4)
    page.qr(kit.code.text(), MARGIN + 2, y + 2, _QR)
    left, width = MARGIN + _QR + 6, (INSIDE - _QR - 8) / _ACROSS
    font = QFont(mono_font().families())
    font.setPointSizeF(_CODE)
    font.setWeight(QFont.Weight.DemiBold)
    for index, group in enumerate(groups_of(kit)):
        row, column = divmod(index, _ACROSS)
        x, top = left + column * width, y + 5.5 + row * _ROW
        page.text(str(index + 1), x, top + 1.6, 8, SMALL - 1, muted=True)
        page.words(group, font, x + 6, top, width, INK)
    return y + _QR + 12


def _steps(page: Paper, y: float) -> float:
    y = (
        page.text(
            QCoreApplication.translate("RecoveryPaper", "If the passphrase is lost"),
            MARGIN,
            y,
            INSIDE,
            HEAD,
            bold=True,
        )
        + 2
    )
    for number, words in enumerate(_when_lost(), 1):
        y = page.numbered(number, words, y)
    y = page.text(QCoreApplication.translate("RecoveryPaper", "Until then"), MARGIN, y + 5, INSIDE, HEAD, bold=True) + 2
    for words in _until_then():
        y = page.numbered(0, words, y)
    return y


def _lines_to_fill(page: Paper, y: float) -> None:
    """For the hand: who has several vaults must know which this one is."""
    top = max(y + 8, HEIGHT - MARGIN - 40)
    for index, words in enumerate(
        (
            QCoreApplication.translate("RecoveryPaper", "Whose vault, and on which computer"),
            QCoreApplication.translate("RecoveryPaper", "Where its backups are"),
        )
    ):
        page.text(words, MARGIN, top + index * 13, INSIDE, SMALL, muted=True)
        page.rule(MARGIN, top + index * 13 + 10, INSIDE)


def _foot(page: Paper, kit: RecoveryKit) -> None:
    words = QCoreApplication.translate(
        "RecoveryPaper", "Vault {id} · the passphrase is not on this sheet, and nobody but you has this code."
    )
    page.text(words.format(id=kit.vault_id[:8]), MARGIN, HEIGHT - MARGIN - 5, INSIDE, SMALL, muted=True)


def _title() -> str:
    return QCoreApplication.translate("RecoveryPaper", "Recovery kit")


def _when_lost() -> tuple[str, ...]:
    return (
        QCoreApplication.translate(
            "RecoveryPaper", "Open Lacre on the computer with the vault, or restore a backup there."
        ),
        QCoreApplication.translate(
            "RecoveryPaper", "Where the passphrase is asked for, choose “I forgot my passphrase”."
        ),
        QCoreApplication.translate(
            "RecoveryPaper",
            "Type the code, or choose a photograph of the square. Capitals, spaces and hyphens do not matter; "
            "0 is always a zero and 1 always a one: the letters O, I, L and U do not occur.",
        ),
        QCoreApplication.translate("RecoveryPaper", "Choose a new passphrase. This sheet goes on working."),
    )


def _until_then() -> tuple[str, ...]:
    return (
        QCoreApplication.translate(
            "RecoveryPaper",
            "Keep this sheet away from the computer and from the backups. Do not photograph it or send it.",
        ),
        QCoreApplication.translate(
            "RecoveryPaper",
            "If it was lost or read by somebody, make a new kit: in Lacre, Settings, Passphrase and recovery kit. This one then "
            "opens the vault no more, but it does open backups that were made before.",
        ),
    )
