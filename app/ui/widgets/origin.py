"""Where the keyboard was before something came over it, and the way back. Owns no widget: any of them may be gone by then."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget
from shiboken6 import isValid


class Origin:
    """The control that had the focus, and what it stood in."""

    def __init__(self, window: QWidget) -> None:
        self._chain: list[QWidget] = []
        widget: QWidget | None = window.focusWidget()
        while widget is not None and widget is not window:
            self._chain.append(widget)
            widget = widget.parentWidget()

    def take_back(self) -> bool:
        """The focus to that control; where it is gone, to the list nearest to it: its chosen row is where one
        was. False where there is neither."""
        alive = [one for one in self._chain if isValid(one) and one.isVisible()]
        if alive and alive[0] is self._chain[0] and _reachable(alive[0]):
            alive[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        lists = (view for one in alive for view in one.findChildren(QAbstractItemView) if _reachable(view))
        view = next(lists, None)
        if view is not None:
            view.setFocus(Qt.FocusReason.OtherFocusReason)
        return view is not None


def _reachable(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
