"""A list and what it is about, where there is no room for both; numbers the wheel passes over."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.ui.widgets.choice import Number
from app.ui.widgets.split import Split


def test_where_both_have_no_room_one_stands_alone_with_a_way_back(qapp: object) -> None:
    side, main = QLabel("list"), QLabel("entry")
    split = Split(side, main, 320)
    split.left.connect(split.leave)
    split.resize(500, 400)
    split.show()
    assert side.isVisible()
    assert not main.isVisible()
    split.enter()
    assert main.isVisible()
    assert not side.isVisible()
    QTest.keyClick(main.parentWidget(), Qt.Key.Key_Escape)
    assert side.isVisible()
    assert not main.isVisible()
    split.resize(900, 400)
    assert side.isVisible()
    assert main.isVisible()
    split.hide()


def test_a_form_that_stands_alone_is_not_left_by_the_way_back(qapp: object) -> None:
    side, main = QLabel("list"), QLabel("form")
    split = Split(side, main, 320)
    split.resize(500, 400)
    split.show()
    split.hold(True)
    split.leave()
    assert main.isVisible()
    assert not side.isVisible()
    split.hold(False)
    split.leave()
    assert side.isVisible()
    split.hide()


def test_the_wheel_passes_over_a_number(qapp: object) -> None:
    number = Number()
    number.setValue(3)
    turned = QWheelEvent(
        QPointF(2, 2),
        QPointF(2, 2),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(number, turned)
    assert number.value() == 3
    assert not turned.isAccepted()
