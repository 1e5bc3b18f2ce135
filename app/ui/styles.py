"""The style sheet, generated from a palette. Owns how standard Qt widgets look; what it cannot say, widgets paint themselves.

Selectors go by class and by the dynamic properties that `widgets/` sets (`kind`, `role`, `ground`, `bad`).
"""

from __future__ import annotations

import re
from string import Template

from app.host.paths import resources
from app.ui.theme import CONTROL, CONTROL_RADIUS, PRIMARY, RADIUS, Palette, grown

_SHEET = Template("""
* { outline: none; }
QWidget { color: $ink; }
QMainWindow, QWidget[ground="paper"] { background: $paper; }
QWidget[ground="surface"] { background: $surface; }
QWidget[ground="sunken"] { background: $sunken; }
QToolTip { background: $ink; color: $paper; border: 0; padding: 4px 8px; font-size: 12px; }
QFrame[card="true"] { background: $surface; border: 1px solid $line; border-radius: ${radius}px; }
QFrame[sheet="true"] { background: $raised; border: 1px solid $line; border-radius: 12px; }
QFrame[popup="true"] { background: $raised; border: 1px solid $edge; }
QFrame[rule="h"] { background: $line; border: 0; min-height: 1px; max-height: 1px; }
QFrame[rule="v"] { background: $line; border: 0; min-width: 1px; max-width: 1px; }
QFrame[notice="good"] { background: $good_ground; border-radius: ${cr}px; border: ${nb}px solid $good; }
QFrame[notice="warn"] { background: $warn_ground; border-radius: ${cr}px; border: ${nb}px solid $warn; }
QFrame[notice="bad"] { background: $bad_ground; border-radius: ${cr}px; border: ${nb}px solid $bad; }
QFrame[notice="info"] { background: $info_ground; border-radius: ${cr}px; border: ${nb}px solid $info; }

QFrame[toast="true"] { background: $raised; border: 1px solid $edge; border-radius: ${radius}px; }

QLabel { background: transparent; border: 0; }
QLabel[role="ink"] { color: $ink; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="seal"] { color: $seal; }
QLabel[role="good"] { color: $good; }
QLabel[role="warn"] { color: $warn; }
QLabel[role="bad"] { color: $bad; }
QLabel[role="info"] { color: $info; }

QPushButton { background: $surface; border: 1px solid $edge; border-radius: ${cr}px; padding: 0 14px;
  min-height: ${inner}px; max-height: ${inner}px; color: $ink; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selected; }
QPushButton:disabled { color: $muted; border-color: $line; background: $sunken; }
QPushButton[kind="primary"] { background: $seal; color: $on_seal; border: 1px solid $seal; font-weight: 600; padding: 0 16px; }
QPushButton[hero="true"] { min-height: ${inner_primary}px; max-height: ${inner_primary}px; font-size: 15px; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed { background: $seal_hover; border-color: $seal_hover; }
QPushButton[kind="primary"]:disabled { background: $sunken; border-color: $line; color: $muted; }
QPushButton[kind="danger"] { color: $bad; border-color: $bad; font-weight: 600; }
QPushButton[kind="danger"]:hover { background: $bad_ground; }
QPushButton[kind="quiet"] { background: transparent; border: 1px solid transparent; color: $ink; padding: 0 8px; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:pressed { background: $selected; }
QPushButton[kind="quiet"]:disabled { color: $muted; }
QPushButton[kind="link"] { background: transparent; border: 0; color: $seal; padding: 0; text-align: left;
  min-height: 20px; max-height: 20px; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="icon"] { background: transparent; border: 1px solid transparent; padding: 0;
  min-width: ${inner}px; max-width: ${inner}px; }
QPushButton[kind="icon"]:hover { background: $hover; }
QPushButton[kind="icon"]:pressed, QPushButton[kind="icon"]:checked { background: $selected; }
QPushButton[kind="inside"] { background: transparent; border: 0; border-radius: 5px; padding: 0;
  min-width: 26px; max-width: 26px; min-height: 26px; max-height: 26px; }
QPushButton[kind="inside"]:hover { background: $hover; }
QPushButton[kind="inside"]:pressed { background: $selected; }
QPushButton[kind="segment"] { background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 0 10px;
  min-height: 26px; max-height: 26px; color: $muted; }
QPushButton[kind="segment"]:hover { color: $ink; }
QPushButton[kind="segment"]:checked { background: $surface; border-color: $edge; color: $ink; font-weight: 600; }
QPushButton[kind="stat"] { background: $surface; border: 1px solid $line; border-radius: ${radius}px; min-height: 64px;
  max-height: 64px; padding: 0; }
QPushButton[kind="stat"]:hover { background: $hover; border-color: $edge; }
QPushButton[kind="stat"]:checked { border: 2px solid $seal; }
QPushButton[kind="stat"]:disabled { background: transparent; }
QPushButton[kind="chip"] { background: $sunken; border: 1px solid $line; border-radius: 12px; padding: 0 10px; font-size: 12px;
  min-height: 22px; max-height: 22px; color: $ink; }
QPushButton[kind="chip"]:hover { background: $hover; border-color: $edge; }
QPushButton[kind="chip"]:disabled { color: $muted; }
QPushButton[kind="shelf"] { background: transparent; border: 0; border-radius: ${cr}px; text-align: left; padding: 0 10px 0 12px;
  min-height: 30px; max-height: 30px; color: $ink; }
QPushButton[kind="shelf"]:hover { background: $hover; }
QPushButton[kind="shelf"]:checked { background: $selected; color: $seal; font-weight: 600; }
QPushButton[kind="fold"] { background: transparent; border: 0; border-radius: ${cr}px; text-align: left; padding: 0 10px;
  min-height: 28px; max-height: 28px; color: $muted; font-size: 12px; font-weight: 600; }
QPushButton[kind="fold"]:hover { background: $hover; }
QPushButton[kind="nav"] { background: transparent; border: 0; border-radius: ${cr}px; text-align: left; padding: 0 10px;
  min-height: 36px; max-height: 36px; color: $ink; }
QPushButton[kind="nav"]:hover { background: $hover; }
QPushButton[kind="nav"]:checked { background: $selected; color: $seal; font-weight: 600; }
QPushButton[kind="tile"] { background: $surface; border: 1px solid $line; text-align: left; padding: 0 10px;
  min-height: 34px; max-height: 34px; }
QPushButton[kind="tile"]:hover { background: $hover; }
QPushButton[kind="tile"]:checked { background: $seal_ground; border-color: $seal; color: $seal; font-weight: 600; }
QPushButton::menu-indicator { image: none; width: 0; }
QFrame[segmented="true"] { background: $sunken; border: 1px solid $line; border-radius: 7px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox { background: $surface; color: $ink; border: 1px solid $edge;
  border-radius: ${cr}px; padding: 0 9px; selection-background-color: $seal; selection-color: $on_seal;
  placeholder-text-color: $muted; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: ${inner}px; max-height: ${inner}px; }
QPlainTextEdit, QTextEdit { padding: 4px 5px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 2px solid $seal; padding: 0 8px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { min-height: ${inner2}px; max-height: ${inner2}px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 3px 4px; }
QLineEdit[bad="true"] { border-color: $bad; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $sunken; color: $muted; border-color: $line; }
QLineEdit[search="true"] { background: $surface; border-color: $line; padding-left: 4px; }
QLineEdit[search="true"]:focus { border: 2px solid $seal; padding-left: 3px; }
QLineEdit[large="true"] { min-height: 40px; max-height: 40px; font-size: 15px; }
QLineEdit[large="true"]:focus { min-height: 38px; max-height: 38px; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url("$caret"); width: 12px; height: 12px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: 20px; background: transparent; }
QAbstractSpinBox::up-arrow { image: url("$caret_up"); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url("$caret"); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line; border-radius: ${cr}px; padding: 4px;
  selection-background-color: $selected; selection-color: $ink; }

QCheckBox, QRadioButton { spacing: 8px; background: transparent; min-height: 24px; }
QCheckBox::indicator, QRadioButton::indicator, QTreeView::indicator {
  width: 16px; height: 16px; border: 1px solid $edge; background: $surface; }
QCheckBox::indicator, QTreeView::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover, QTreeView::indicator:hover { background: $hover; }
QCheckBox::indicator:checked, QTreeView::indicator:checked { background: $seal; border-color: $seal; image: url("$check"); }
QRadioButton::indicator:checked { border: 5px solid $seal; width: 8px; height: 8px; background: $on_seal; }
QCheckBox::indicator:indeterminate, QTreeView::indicator:indeterminate {
  background: $seal_ground; border-color: $seal; image: url("$minus"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; background: $sunken; }
QCheckBox:disabled, QRadioButton:disabled { color: $muted; }

QSlider:horizontal { min-height: 22px; }
QSlider::groove:horizontal { height: 4px; background: $line; border-radius: 2px; }
QSlider::sub-page:horizontal { height: 4px; background: $seal; border-radius: 2px; }
QSlider::handle:horizontal {
  width: 16px; height: 16px; margin: -7px 0; border-radius: 9px; background: $surface; border: 2px solid $seal; }
QProgressBar { background: $line; border: 0; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $seal; border-radius: 3px; }

QMenu { background: $raised; border: 1px solid $line; border-radius: ${radius}px; padding: 4px; }
QMenu::item { padding: 6px 16px 6px 10px; border-radius: ${cr}px; min-height: 20px; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $muted; }
QMenu::indicator { width: 0; height: 0; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QAbstractItemView { background: transparent; border: 0; selection-background-color: $selected; selection-color: $ink; }
QTableView[rows="true"] { selection-background-color: transparent; }
QTableView { gridline-color: $line; }
QHeaderView::section {
  background: $surface; color: $muted; border: 0; border-bottom: 1px solid $line; padding: 6px 8px; font-size: 12px; }
QScrollArea { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar::handle:vertical { background: $edge; border-radius: 3px; min-height: 32px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle:horizontal { background: $edge; border-radius: 3px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
""")


_HOLDS_TEXT = re.compile(r"(font-size|min-height|max-height|min-width|max-width): (\d{2,})px")


def stylesheet(p: Palette) -> str:
    """The application's style sheet in a palette, as large as the text is."""
    return _HOLDS_TEXT.sub(lambda found: f"{found[1]}: {grown(int(found[2]))}px", _in_colour(p))


def _in_colour(p: Palette) -> str:
    icons = (resources() / "icons").as_posix()
    roles = {name: p.role(name) for name in p.__slots__}
    return _SHEET.substitute(
        roles,
        radius=RADIUS,
        cr=CONTROL_RADIUS,
        inner=CONTROL - 2,
        inner2=CONTROL - 4,
        inner_primary=PRIMARY - 2,
        nb=1 if p.name == "contrast" else 0,
        check=f"{icons}/check-{'dark' if p.dark else 'light'}.svg",
        minus=f"{icons}/minus-{'dark' if p.dark else 'light'}.svg",
        caret=f"{icons}/caret-down.svg",
        caret_up=f"{icons}/caret-up.svg",
    )
