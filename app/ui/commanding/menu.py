"""A menu of actions from the table: icon, words and keys of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from app.ui.commanding.actions import action
from app.ui.commanding.words import action_text, shown_keys
from app.ui.widgets.menus import Menu


def fill_menu(
    menu: Menu, names: Sequence[str], do: Callable[[str], object], said: Mapping[str, str] | None = None
) -> None:
    """A line for every name; an empty name is a separator where lines stand on both sides of it. `said` has the words of what is
    called otherwise here.
    """
    wanted = False
    for name in names:
        if not name:
            wanted = bool(menu.actions())
            continue
        if wanted:
            menu.addSeparator()
            wanted = False
        one = action(name)
        role = "bad" if one.danger else "ink"
        text = (said or {}).get(name) or action_text(name)
        menu.add(one.icon, text, partial(do, name), role=role, keys=shown_keys(name))
