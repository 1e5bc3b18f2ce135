"""Parts of a vault that work on its folder: they know where it is and make sure that it is still the same one."""

from __future__ import annotations

from pathlib import Path

from app.crypto.secret import Secret
from app.errors import UserError, WorldError
from app.host.files import write_atomic
from app.host.locks import InstanceLock
from app.vault import folders
from app.vault import header as headers
from app.vault.core import Part
from app.vault.key_slot import KeySlot, Second
from app.vault.policy import KdfPolicy
from app.vault.staging import HEADER


class Placed(Part):
    """Base of the parts that read or write the folder."""

    folder: Path
    _lock: InstanceLock
    _policy: KdfPolicy
    _second: Second | None = None  # who is asked for a security key while the vault is open

    def _require_in_place(self) -> None:
        """Header and database must be of one vault: at our path there may by now be another."""
        if not self._lock.is_in_place():
            raise WorldError("vault-moved", path=str(self.folder))

    def _header(self) -> headers.Header:
        """The header as it is on disk, of this vault and whole."""
        self._require_in_place()
        header = folders.read_header(self.folder)
        headers.verify(header, self._core.keys.header)
        return header

    def _opened(self, passphrase: Secret) -> tuple[headers.Header, Secret, headers.Slot | KeySlot]:
        """The vault key once more, by what opens the vault. Holds no lock: a key waits for a hand, and others work meanwhile."""
        with self._core.lock:
            header = self._header()
        return header, *headers.open_slot(header, passphrase, self._policy, self._second)

    def _exchange_header(self, old: headers.Header, new: headers.Header) -> None:
        """The new one in the place of the old, if that is still what is there: somebody may have been faster."""
        with self._core.lock:
            if self._header().octets != old.octets:
                raise UserError("vault-busy")
            self._replace_header(new)

    def _replace_header(self, header: headers.Header) -> None:
        """One atomic rename."""
        write_atomic(self.folder / HEADER, header.octets)
