"""What somebody was writing when the vault locked: sealed into the vault, and laid before them again after the next unlock.

The lock must come in its time whatever stands open, and nothing that was typed may silently vanish. So the last thing a vault
does before it closes is to take in the open form; no copy of it stays in memory. There is one form at a time, so one draft.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from app.errors import LacreError

if TYPE_CHECKING:
    from app.vault.model import Client, Entry
    from app.vault.vault import Vault

T = TypeVar("T")
_SETTING = "draft"


@dataclass(frozen=True, slots=True)
class DraftField:
    """One editor of the form. `text` None: its value lies in the vault and was not touched."""

    name: str
    field_id: str
    label: str
    kind: str
    protected: bool
    text: str | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as it stood: of an entry, or (`entry_id` empty) of a new one for a client."""

    entry_id: str
    client_id: str
    kind: str
    title: str
    fields: tuple[DraftField, ...]


class Found(NamedTuple):
    """A kept draft, with what it belongs to as far as that is still there."""

    draft: Draft
    entry: Entry | None
    client: Client | None


class Drafts:
    """Knows the open form. `wanted` is asked on the vault's thread, where a save that was under way has ended by then."""

    def __init__(self) -> None:
        self._draft: Callable[[], Draft | None] | None = None
        self._wanted: Callable[[], bool] = bool

    def watch(self, draft: Callable[[], Draft | None], wanted: Callable[[], bool]) -> None:
        """A form is open; `draft` is what is unsaved in it."""
        self._draft, self._wanted = draft, wanted

    def forget(self) -> None:
        """It was left. Nothing that leads to it is kept: it would live on, with all that was typed into it."""
        self._draft, self._wanted = None, bool

    def keeping(self) -> Callable[[Vault], bool]:
        """The last work of a vault before it closes: take in what is unsaved now. It says whether there was something."""
        draft = self._draft() if self._draft is not None else None
        wanted = self._wanted
        self.forget()
        if draft is None:
            return lambda _vault: False
        from app.crypto.secret import Secret  # late: the first paint does without

        sealed = Secret(json.dumps(asdict(draft)))

        def keep(vault: Vault) -> bool:
            if not wanted():
                return False
            vault.settings_set(_SETTING, sealed)
            return True

        return keep


class Closing:
    """The end of an open vault: draft in, keys away. Once, whoever comes first: the lock's thread or the program's end."""

    def __init__(self, vault: Vault, keep: Callable[[Vault], bool]) -> None:
        self._vault, self._keep = vault, keep
        self._over = False

    def __call__(self) -> bool:
        """Whether a draft was kept."""
        if self._over:
            return False
        self._over = True
        try:
            return self._keep(self._vault)
        finally:
            self._vault.close()


def find_draft(vault: Vault) -> Found | None:
    """What was kept at the last lock. It stays kept until it is saved or dropped."""
    sealed = vault.settings_get(_SETTING)
    draft = _read(sealed.text()) if sealed is not None else None
    if draft is None:
        return None
    entry = _there(lambda: vault.entry(draft.entry_id)) if draft.entry_id else None
    client_id = entry.client_id if entry is not None else draft.client_id
    return Found(draft, entry, _there(lambda: vault.client(client_id)) if client_id else None)


def drop_draft(vault: Vault) -> None:
    """It was saved, or is not wanted any more."""
    vault.settings_set(_SETTING, None)


def _there(look: Callable[[], T]) -> T | None:
    try:
        return look()
    except LacreError:
        return None


def _read(text: str) -> Draft | None:
    """None for what another version wrote in a way of its own."""
    try:
        said = json.loads(text)
        fields = tuple(DraftField(**one) for one in said.pop("fields"))
        return Draft(**said, fields=fields)
    except (ValueError, KeyError, TypeError):
        return None
