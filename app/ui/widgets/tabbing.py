"""Tab as one reads: row by row, from left to right, whatever order the controls were made in. For forms whose fields come and go.

Qt goes by the order of making; a field that is added, moved or remade would be reached after all the others.

Nobody here asks Qt for the next in its chain of focus: PySide takes whoever is asked (`nextInFocusChain`) to be the owner of what
it gives. When a button of a sheet went, the wrapper of whatever stood behind it in the chain went as well, which could be the
whole window: functions in place of others, a crash, or a sheet that outlived the lock with all it showed.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

_ROW = 14  # what begins within so many px stands in one row: an icon inside a field begins a little below it


def step_as_read(root: QWidget, *, forward: bool) -> bool:
    """The focus on to what is read next within `root`, or out of it after the last; whether it went anywhere."""
    here = root.window().focusWidget()
    order = as_read(root)
    if here is None or here not in order:
        return False
    place = order.index(here) + (1 if forward else -1)
    there = order[place] if 0 <= place < len(order) else _outside(root, here, forward=forward)
    if there is not None:
        there.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return there is not None


def as_read(root: QWidget) -> list[QWidget]:
    """What Tab stops at, in rows."""
    found = sorted((one for one in root.findChildren(QWidget) if _stops(one)), key=lambda one: _at(root, one)[1])
    rows: list[list[QWidget]] = []
    for one in found:
        if rows and _at(root, one)[1] - _at(root, rows[-1][0])[1] <= _ROW:
            rows[-1].append(one)
        else:
            rows.append([one])
    return [one for row in rows for one in sorted(row, key=lambda one: _at(root, one)[0])]


def in_order(root: QWidget) -> list[QWidget]:
    """Everything below, in the order in which it was put where it is."""
    return root.findChildren(QWidget)


def _at(root: QWidget, one: QWidget) -> tuple[int, int]:
    corner = one.mapTo(root, one.rect().topLeft())
    return corner.x(), corner.y()


def _stops(one: QWidget) -> bool:
    tabbed = (one.focusPolicy().value & Qt.FocusPolicy.TabFocus.value) != 0
    return (
        tabbed
        and one.isVisible()
        and one.isEnabled()
        and one.focusProxy() is None
        and not one.isWindow()
        and not isinstance(one, QScrollArea)
    )


def _outside(root: QWidget, here: QWidget, *, forward: bool) -> QWidget | None:
    """The next of the window that does not lie in `root`."""
    everything = in_order(root.window())
    place = everything.index(here)
    after = everything[place + 1 :] + everything[:place]
    outside = (one for one in (after if forward else reversed(after)) if one is not root and not root.isAncestorOf(one))
    return next((one for one in outside if _stops(one)), None)
