"""Files in words and pictures: size, kind, how far one is. Pure."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from app.ui.files.transfers import Transfer

_ENDINGS = {
    "file-pdf": "pdf",
    "image": "png jpg jpeg gif webp bmp tif tiff heic svg",
    "file-text": "txt md rtf log doc docx odt pages docm",
    "table": "xls xlsx ods csv numbers xlsm",
    "presentation": "ppt pptx odp key",
    "archive": "zip 7z rar gz tar xz bz2",
    "music-note": "mp3 wav ogg m4a flac opus",
    "film-strip": "mp4 mov avi mkv webm",
}
_BY_ENDING = {ending: icon for icon, endings in _ENDINGS.items() for ending in endings.split()}


def file_icon(name: str) -> str:
    """By the ending of its name, which is all that is known of a sealed file."""
    return _BY_ENDING.get(name.rpartition(".")[2].casefold(), "file")


def size_text(octets: int) -> str:
    """`1,4 MB`, in thousands as on the box of a disk."""
    digits = 1 if octets >= 1_000_000 else 0
    return QLocale().formattedDataSize(octets, digits, QLocale.DataSizeFormat.DataSizeSIFormat)


def way_text(moving: Transfer) -> str:
    """`Saving… 34 % of 1,4 GB`, or that it waits."""
    if moving.task is None:
        return QCoreApplication.translate("Files", "Waiting…")
    verb = {
        "add": QCoreApplication.translate("Files", "Encrypting into the vault…"),
        "open": QCoreApplication.translate("Files", "Opening…"),
        "save": QCoreApplication.translate("Files", "Saving…"),
    }[moving.way]
    if not moving.total:
        return verb
    far = QCoreApplication.translate("Files", "{percent} % of {size}")
    return f"{verb} {far.format(percent=percent(moving), size=size_text(moving.total))}"


def percent(moving: Transfer) -> int:
    return min(100, 100 * moving.done // moving.total) if moving.total else 0
