"""The words, icons and tones of the health page. Decides nothing; the sentence of each finding is `ops.health`'s."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.vault.health import Problem

ICONS = {
    Problem.BREACHED: "shield-warning",
    Problem.EXPIRED: "calendar-x",
    Problem.WEAK: "warning",
    Problem.REUSED: "copy-simple",
    Problem.EXPIRING: "calendar-blank",
    Problem.NO_TOTP: "device-mobile",
    Problem.OLD: "clock",
}
TONES = {
    Problem.BREACHED: "bad",
    Problem.EXPIRED: "bad",
    Problem.WEAK: "warn",
    Problem.REUSED: "warn",
    Problem.EXPIRING: "info",
    Problem.NO_TOTP: "info",
    Problem.OLD: "muted",
}


def problem_name(problem: Problem) -> str:
    return {
        Problem.BREACHED: QCoreApplication.translate("Health", "In a breach"),
        Problem.EXPIRED: QCoreApplication.translate("Health", "Expired"),
        Problem.WEAK: QCoreApplication.translate("Health", "Weak"),
        Problem.REUSED: QCoreApplication.translate("Health", "Reused"),
        Problem.EXPIRING: QCoreApplication.translate("Health", "Ending soon"),
        Problem.NO_TOTP: QCoreApplication.translate("Health", "Without 2FA"),
        Problem.OLD: QCoreApplication.translate("Health", "Old"),
    }[problem]
