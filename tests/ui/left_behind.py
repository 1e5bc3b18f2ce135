"""What a window holds that a person could still see, copy or undo: `texts()` of everything Qt knows, `kept_by_python()` of
everything Python holds. Owns the walk; which of it must not be there is the tests'.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from types import FrameType
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QAbstractProxyModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QAccessible, QClipboard, QGuiApplication, QImage, QPixmap, QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QWidget
from shiboken6 import isValid

Held = tuple[str, str]  # where, and what
_ROLES = (*range(32), *range(Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 24))
_SAID = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help)
_WORDS = ("QString", "QStringList", "QVariant")  # the types of properties that can hold a text
_BINDING = "_PySideInvalidatePtr"  # of the binding itself, which cannot read it
_ICON = 96  # pixels: what is larger is not one of our icons


def texts() -> set[Held]:
    """Every text of every object that Qt still has, of what it can undo, and of both clipboards."""
    gc.collect()
    return {(where, text) for where, text in _all() if text.strip()}


def pictures() -> list[str]:
    """Pictures larger than an icon, wherever they are held."""
    kept = [one for one in _objects() if isinstance(one, QLabel)]
    shown = [f"{_name(one)} shows {one.pixmap().size()}" for one in kept if _large(one.pixmap())]
    return shown + [
        f"Python holds {one!r}" for one in gc.get_objects() if isinstance(one, QPixmap | QImage) if _large(one)
    ]


def kept_by_python(mark: str) -> list[str]:
    """What Python holds of the texts with this mark: in whatever object, and so in caches and closures as well."""
    gc.collect()
    return [
        f"{text!r} in {type(holder).__module__}.{type(holder).__qualname__}"
        for holder in gc.get_objects()
        for text in gc.get_referents(holder)
        if isinstance(text, str) and mark in text and text != mark
    ]


def ours() -> set[str]:
    """The classes of this program's that still have a living object."""
    gc.collect()
    kept = {type(one) for one in _objects()}
    return {one.__qualname__ for one in kept if str(one.__module__).startswith("app.")}


def outlived() -> list[str]:
    """Objects of this program's that Qt has deleted and the binding keeps all the same: nobody in Python holds them, so nobody
    will let go of what they hold."""
    gc.collect()
    gone = [one for one in gc.get_objects() if isinstance(one, QObject) and not isValid(one)]
    gone = [one for one in gone if type(one).__module__.startswith("app.")]
    return [f"{_name(one)}, deleted" for one in gone if not _held_by_python(one, gone)]


def _held_by_python(one: QObject, by_us: list[QObject]) -> bool:
    return any(holder is not by_us for holder in gc.get_referrers(one) if not isinstance(holder, FrameType))


def _large(picture: QPixmap | QImage) -> bool:
    return isValid(picture) and max(picture.width(), picture.height()) > _ICON * picture.devicePixelRatio()


def _objects() -> list[QObject]:
    """Widgets, their children, the application's, and those without a parent that Python holds."""
    roots: list[QObject] = [QApplication.instance(), *QGuiApplication.allWindows()]  # type: ignore[list-item] # it runs
    roots += [one for one in gc.get_objects() if isinstance(one, QObject) and isValid(one)]
    found: dict[int, QObject] = {}
    for root in [*roots, *QApplication.allWidgets()]:
        if id(root) not in found:
            found[id(root)] = root
            found |= {id(one): one for one in root.findChildren(QObject)}
    return [one for one in found.values() if isValid(one)]


def _all() -> Iterator[Held]:
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        yield f"clipboard {mode.name}", QGuiApplication.clipboard().text(mode)
    models: dict[int, QAbstractItemModel] = {}
    for one in _objects():
        yield from ((f"{_name(one)}: {where}", text) for where, text in _said_by(one))
        for model in _models_of(one):
            models[id(model)] = model
    for model in models.values():
        yield from ((_name(model), text) for text in _rows(model, QModelIndex()))


def _name(one: QObject) -> str:
    return type(one).__qualname__


def _said_by(one: QObject) -> Iterator[Held]:
    meta = one.metaObject()
    all_there_are = [meta.property(n) for n in range(meta.propertyCount())]
    names = [there.name() for there in all_there_are if there.typeName() in _WORDS]
    for name in [*names, *(own for own in _own_names(one) if own != _BINDING)]:
        yield from ((name, text) for text in _texts_in(one.property(name)))
    if isinstance(one, QTextDocument):
        yield "document", one.toPlainText()
        yield "what can be undone", "text" * (one.availableUndoSteps() + one.availableRedoSteps())
    if isinstance(one, QLineEdit) and (one.isUndoAvailable() or one.isRedoAvailable()):
        yield "what can be undone", "text"
    if isinstance(one, QWidget) and (told := QAccessible.queryAccessibleInterface(one)) is not None:
        yield from ((f"told as {kind.name}", told.text(kind)) for kind in _SAID)


def _own_names(one: QObject) -> Iterator[str]:
    yield from (bytes(own.data()).decode() for own in one.dynamicPropertyNames())


def _models_of(one: QObject) -> Iterator[QAbstractItemModel]:
    model: Any = one if isinstance(one, QAbstractItemModel) else None
    if isinstance(one, QAbstractItemView):
        model = one.model()
    while model is not None:
        yield model
        model = model.sourceModel() if isinstance(model, QAbstractProxyModel) else None


def _rows(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(model.rowCount(parent)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)):
            index = model.index(row, column, parent)
            for role in {*_ROLES, *model.roleNames()}:
                yield from _texts_in(model.data(index, role))
            if column == 0:
                yield from _rows(model, index)


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, QObject):
        return  # it is looked at by itself
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts_in(one)
    elif type(value).__module__.startswith("app."):
        yield repr(value)
