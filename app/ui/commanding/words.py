"""The words of the actions, and of their keys. Decides nothing."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication

from app.ui.commanding.actions import Place, action

_SIGNS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Return": "↵"}
if sys.platform == "darwin":
    _SIGNS |= {"Ctrl": "⌘", "Alt": "⌥", "Shift": "⇧", "Del": "⌫"}


def place_title(place: Place) -> str:
    return {
        Place.EVERYWHERE: QCoreApplication.translate("Actions", "Everywhere"),
        Place.LIST: QCoreApplication.translate("Actions", "In a list"),
        Place.ENTRY: QCoreApplication.translate("Actions", "With the open entry"),
        Place.FORM: QCoreApplication.translate("Actions", "In a form"),
    }[place]


def action_text(name: str) -> str:
    """What an action is called in a menu, the palette and the cheat sheet."""
    return {**_everywhere(), **_list(), **_entry(), **_form()}[name]


def _everywhere() -> dict[str, str]:
    return {
        "palette": QCoreApplication.translate("Actions", "Find or do anything"),
        "search": QCoreApplication.translate("Actions", "Search all entries"),
        "new": QCoreApplication.translate("Actions", "New entry"),
        "new-client": QCoreApplication.translate("Actions", "New client"),
        "go-clients": QCoreApplication.translate("Actions", "Go to clients"),
        "go-shares": QCoreApplication.translate("Actions", "Go to shares"),
        "go-requests": QCoreApplication.translate("Actions", "Go to requests"),
        "ask-client": QCoreApplication.translate("Actions", "Ask a client for something"),
        "go-health": QCoreApplication.translate("Actions", "Go to health"),
        "go-settings": QCoreApplication.translate("Actions", "Go to settings"),
        "all-entries": QCoreApplication.translate("Actions", "Show all entries"),
        "favourites": QCoreApplication.translate("Actions", "Show favourites"),
        "recent": QCoreApplication.translate("Actions", "Show what was used lately"),
        "archived": QCoreApplication.translate("Actions", "Show the archive"),
        "trash": QCoreApplication.translate("Actions", "Show the trash"),
        "generator": QCoreApplication.translate("Actions", "Generate a password"),
        "open-link": QCoreApplication.translate("Receiving", "Open a link"),
        "import": QCoreApplication.translate("Actions", "Import from another program"),
        "export": QCoreApplication.translate("Actions", "Export to a file"),
        "undo": QCoreApplication.translate("Actions", "Undo"),
        "recovery-kit": QCoreApplication.translate("Actions", "Make a recovery kit"),
        "passphrase": QCoreApplication.translate("Actions", "Change the passphrase"),
        "restore-backup": QCoreApplication.translate("Actions", "Restore a backup"),
        "first-steps": QCoreApplication.translate("Actions", "First steps"),
        "cheat-sheet": QCoreApplication.translate("Actions", "Keyboard shortcuts"),
        "lock": QCoreApplication.translate("Actions", "Lock the vault"),
        "quit": QCoreApplication.translate("Actions", "Quit Lacre"),
    }


def _list() -> dict[str, str]:
    return {
        "move": QCoreApplication.translate("Actions", "Move up and down"),
        "open": QCoreApplication.translate("Actions", "Open"),
        "back": QCoreApplication.translate("Actions", "Back"),
        "select-more": QCoreApplication.translate("Actions", "Select several"),
        "menu": QCoreApplication.translate("Actions", "Open the menu of the row"),
        "order": QCoreApplication.translate("Actions", "Order of the list"),
        "list-wider": QCoreApplication.translate("Actions", "Make the list wider"),
        "list-narrower": QCoreApplication.translate("Actions", "Make the list narrower"),
    }


def _entry() -> dict[str, str]:
    return {
        "copy-username": QCoreApplication.translate("Actions", "Copy user name"),
        "copy-password": QCoreApplication.translate("Actions", "Copy password"),
        "copy-totp": QCoreApplication.translate("Actions", "Copy 2FA code"),
        "reveal": QCoreApplication.translate("Actions", "Show or hide what is protected"),
        "open-site": QCoreApplication.translate("Actions", "Open the address"),
        "wifi-code": QCoreApplication.translate("Actions", "Show the Wi-Fi as a QR code"),
        "share": QCoreApplication.translate("Actions", "Share"),
        "edit": QCoreApplication.translate("Actions", "Edit"),
        "attach": QCoreApplication.translate("Actions", "Add files"),
        "favourite": QCoreApplication.translate("Actions", "Favourite or not"),
        "tags": QCoreApplication.translate("Actions", "Change tags"),
        "move-to": QCoreApplication.translate("Actions", "Move to another client"),
        "archive": QCoreApplication.translate("Actions", "Archive or bring back"),
        "restore": QCoreApplication.translate("Actions", "Restore from the trash"),
        "past": QCoreApplication.translate("Actions", "Show the past"),
        "delete": QCoreApplication.translate("Actions", "Move to the trash"),
        "purge": QCoreApplication.translate("Actions", "Erase for good…"),
    }


def _form() -> dict[str, str]:
    return {
        "save": QCoreApplication.translate("Actions", "Save"),
        "leave-form": QCoreApplication.translate("Actions", "Leave the form"),
        "field-up": QCoreApplication.translate("Actions", "Move the field up"),
        "field-down": QCoreApplication.translate("Actions", "Move the field down"),
    }


def key_caps(keys: str) -> list[str]:
    """`Ctrl+Shift+C` → the caps to draw, as they stand on this system's keyboards."""
    return [_SIGNS.get(part, part) for part in keys.split("+")]


def shown_keys(name: str) -> str:
    """The first keys of an action in one line, for a menu or a tooltip."""
    pressed = action(name).keys
    return "+".join(key_caps(pressed[0])) if pressed else ""
