"""Who wrote what a field was, and how, in words. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.vault.model import How, Revision


def origin_words(revision: Revision) -> str:
    """`Ana · imported from Bitwarden`; empty where nothing is known."""
    return " · ".join(part for part in (revision.person, _how(revision)) if part)


def _how(revision: Revision) -> str:
    if revision.how is None:
        return ""
    words = {
        How.TYPED: QCoreApplication.translate("Origins", "typed"),
        How.GENERATED: QCoreApplication.translate("Origins", "generated"),
        How.IMPORTED: QCoreApplication.translate("Origins", "imported from {program}"),
        How.JOINED: QCoreApplication.translate("Origins", "joined from {program}"),
        How.HISTORY: QCoreApplication.translate("Origins", "put back from the past"),
        How.BACKUP: QCoreApplication.translate("Origins", "brought back from a backup"),
        How.COMMAND: QCoreApplication.translate("Origins", "by a command"),
    }
    return words[revision.how].format(program=revision.source)
