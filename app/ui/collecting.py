"""Has Python's cyclic garbage collector run on the window's thread alone. Owns when.

Left to itself it runs on whichever thread allocates: the vault's, a pool's, the one that listens to the bus. A timer or a
notifier in a cycle that is found there is freed there, and Qt crashes: such objects are for their own thread alone.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Slot

WHOLE_EVERY_S = 10.0  # of a large vault all objects take some hundredths of a second to look at


class Collecting(QObject):
    """From now on, before this thread waits for events. How much has to have come together is Python's own rule."""

    def __init__(self, parent: QObject, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._whole_at = clock()
        self._dispatcher = QAbstractEventDispatcher.instance()
        self._dispatcher.aboutToBlock.connect(self.look)
        gc.disable()

    def close(self) -> None:
        """Python's own way again."""
        self._dispatcher.aboutToBlock.disconnect(self.look)
        gc.enable()

    @Slot()
    def look(self) -> None:
        """Collect the oldest generation that is due, and with it the younger ones."""
        due = [
            age
            for age, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if due and due[-1] == len(gc.get_threshold()) - 1:
            if self._clock() - self._whole_at < WHOLE_EVERY_S:
                due.pop()
            else:
                self._whole_at = self._clock()
        if due:
            gc.collect(due[-1])
