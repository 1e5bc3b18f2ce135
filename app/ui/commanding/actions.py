"""The table of actions: name, keys, icon, where it works. Pure; `words` names them, `commands` does them.

A shortcut, a menu line, a line of the palette and a line of the cheat sheet are all made from one row here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where an action works; also the groups of the cheat sheet, in order."""

    EVERYWHERE = "everywhere"
    LIST = "list"
    ENTRY = "entry"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Action:
    """`own`: a widget listens to these keys itself, so no shortcut of the window is made and the palette does not offer it."""

    name: str
    place: Place
    icon: str
    keys: tuple[str, ...] = ()
    own: bool = False
    danger: bool = False


_EVERYWHERE = (
    Action("palette", Place.EVERYWHERE, "command", ("Ctrl+K",)),
    Action("search", Place.EVERYWHERE, "magnifying-glass", ("Ctrl+F",)),
    Action("new", Place.EVERYWHERE, "plus", ("Ctrl+N",)),
    Action("new-client", Place.EVERYWHERE, "user-plus", ("Ctrl+Shift+N",)),
    Action("go-clients", Place.EVERYWHERE, "users", ("Ctrl+1",)),
    Action("go-shares", Place.EVERYWHERE, "paper-plane-tilt", ("Ctrl+2",)),
    Action("go-requests", Place.EVERYWHERE, "tray", ("Ctrl+3",)),
    Action("go-health", Place.EVERYWHERE, "heartbeat", ("Ctrl+4",)),
    Action("go-settings", Place.EVERYWHERE, "gear-six", ("Ctrl+,",)),
    Action("all-entries", Place.EVERYWHERE, "stack", ("Ctrl+Shift+A",)),
    Action("favourites", Place.EVERYWHERE, "star", ("Ctrl+Shift+F",)),
    Action("recent", Place.EVERYWHERE, "clock"),
    Action("archived", Place.EVERYWHERE, "archive"),
    Action("trash", Place.EVERYWHERE, "trash", ("Ctrl+Shift+X",)),
    Action("generator", Place.EVERYWHERE, "dice-five", ("Ctrl+G",)),
    Action("ask-client", Place.EVERYWHERE, "tray", ("Ctrl+R",)),
    Action("open-link", Place.EVERYWHERE, "envelope-open", ("Ctrl+O",)),
    Action("import", Place.EVERYWHERE, "download-simple", ("Ctrl+Shift+I",)),
    Action("export", Place.EVERYWHERE, "export"),
    Action("undo", Place.EVERYWHERE, "arrow-counter-clockwise", ("Ctrl+Z",)),
    Action("recovery-kit", Place.EVERYWHERE, "first-aid-kit"),
    Action("passphrase", Place.EVERYWHERE, "key"),
    Action("restore-backup", Place.EVERYWHERE, "clock-counter-clockwise"),
    Action("first-steps", Place.EVERYWHERE, "flag", ("Shift+F1",)),
    Action("cheat-sheet", Place.EVERYWHERE, "keyboard", ("F1", "Ctrl+/")),
    Action("lock", Place.EVERYWHERE, "lock-simple", ("Ctrl+L",)),
    Action("quit", Place.EVERYWHERE, "sign-out", ("Ctrl+Q",)),
)
_LIST = (
    Action("move", Place.LIST, "arrows-down-up", ("Up", "Down"), own=True),
    Action("open", Place.LIST, "arrow-right", ("Return",), own=True),
    Action("back", Place.LIST, "arrow-left", ("Esc",), own=True),
    Action("select-more", Place.LIST, "selection-plus", ("Shift+Down",), own=True),
    Action("menu", Place.LIST, "dots-three", ("Shift+F10",), own=True),
    Action("order", Place.LIST, "sort-ascending", ("Ctrl+Shift+L",)),
    Action("list-wider", Place.LIST, "arrows-out-line-horizontal", ("Alt+Shift+Right",)),
    Action("list-narrower", Place.LIST, "arrows-in-line-horizontal", ("Alt+Shift+Left",)),
)
_ENTRY = (
    Action("copy-username", Place.ENTRY, "user", ("Ctrl+Shift+U",)),
    Action("copy-password", Place.ENTRY, "copy", ("Ctrl+Shift+C",)),
    Action("copy-totp", Place.ENTRY, "timer", ("Ctrl+Shift+T",)),
    Action("reveal", Place.ENTRY, "eye", ("Ctrl+Shift+R",)),
    Action("open-site", Place.ENTRY, "arrow-square-out", ("Ctrl+Shift+O",)),
    Action("wifi-code", Place.ENTRY, "qr-code", ("Ctrl+Shift+Q",)),
    Action("share", Place.ENTRY, "paper-plane-tilt", ("Ctrl+Shift+S",)),
    Action("edit", Place.ENTRY, "pencil-simple", ("Ctrl+E",)),
    Action("attach", Place.ENTRY, "paperclip", ("Ctrl+U",)),
    Action("favourite", Place.ENTRY, "star", ("Ctrl+D",)),
    Action("tags", Place.ENTRY, "tag", ("Ctrl+T",)),
    Action("move-to", Place.ENTRY, "folder", ("Ctrl+M",)),
    Action("archive", Place.ENTRY, "archive", ("Ctrl+Shift+E",)),
    Action("restore", Place.ENTRY, "arrow-u-up-left", ("Ctrl+Shift+Z",)),
    Action("past", Place.ENTRY, "clock-counter-clockwise", ("Ctrl+H",)),
    Action("delete", Place.ENTRY, "trash", ("Ctrl+Del",), danger=True),
    Action("purge", Place.ENTRY, "trash", danger=True),
)
_FORM = (
    Action("save", Place.FORM, "check", ("Ctrl+S", "Ctrl+Return"), own=True),
    Action("leave-form", Place.FORM, "x", ("Esc",), own=True),
    Action("field-up", Place.FORM, "arrow-up", ("Alt+Up",), own=True),
    Action("field-down", Place.FORM, "arrow-down", ("Alt+Down",), own=True),
)
ACTIONS: tuple[Action, ...] = (*_EVERYWHERE, *_LIST, *_ENTRY, *_FORM)
_BY_NAME = {action.name: action for action in ACTIONS}


def action(name: str) -> Action:
    """KeyError for a name that is not in the table."""
    return _BY_NAME[name]


def keys(name: str) -> str:
    """The first way to press it; empty where there is none."""
    pressed = _BY_NAME[name].keys
    return pressed[0] if pressed else ""
