"""Random lives of a vault against a model of a few dictionaries: entries, edits, histories, search, reopening, forgetting."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.vault.fold import fold
from app.vault.model import EntryDraft, EntryKind, FieldDraft
from app.vault.policy import KdfPolicy
from app.vault.vault import Vault

CHEAP = KdfPolicy(floor=KdfCost(8, 1), ceiling=KdfCost(64, 3), work_kib=1024, default=KdfCost(8, 1))
PASSPHRASE = Secret("frase")
START = datetime(2026, 11, 22, tzinfo=UTC)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
titles = st.text(st.sampled_from("abcçãÉ ñ1-"), min_size=1, max_size=12).filter(lambda text: text.strip())
custom = st.lists(st.tuples(st.sampled_from(["PIN", "Conta", "Nota"]), texts, st.booleans()), max_size=4)


@dataclass
class Known:
    """What the model knows of an entry: title, and for each field (by id) its states from the first on, None where removed."""

    client: str
    title: str
    states: dict[str, list[str | None]] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)


def draft(title: str, username: str, password: str, more: list[tuple[str, str, bool]]) -> EntryDraft:
    standard = (FieldDraft("username", username), FieldDraft("password", Secret(password)))
    own = tuple(FieldDraft("custom", value, label=label, protected=protected) for label, value, protected in more)
    return EntryDraft(EntryKind.LOGIN, title, standard + own)


class VaultMachine(RuleBasedStateMachine):
    """One vault, one model."""

    clients = Bundle("clients")
    entries = Bundle("entries")

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="lacre-property-"))
        self.folder = self.root / "vault.lacre"
        self.known: dict[str, Known] = {}
        self.names: dict[str, str] = {}
        self.now = START

    def tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    @initialize()
    def create(self) -> None:
        self.vault = Vault.create(self.folder, PASSPHRASE, now=START, cost=KdfCost(8, 1), policy=CHEAP)

    @rule(target=clients, name=titles)
    def add_client(self, name: str) -> str:
        client = self.vault.add_client(name, self.tick())
        self.names[client.id] = " ".join(name.split())
        return client.id

    @rule(client=clients, name=titles)
    def rename_client(self, client: str, name: str) -> None:
        self.vault.rename_client(client, name, self.tick())
        self.names[client] = " ".join(name.split())

    @rule(client=consumes(clients))
    def forget_client(self, client: str) -> None:
        self.vault.forget_client(client)
        del self.names[client]
        self.known = {entry_id: known for entry_id, known in self.known.items() if known.client != client}

    @rule(target=entries, client=clients, title=titles, username=texts, password=texts, more=custom)
    def add_entry(
        self, client: str, title: str, username: str, password: str, more: list[tuple[str, str, bool]]
    ) -> str:
        entry = self.vault.add_entry(client, draft(title, username, password, more), self.tick())
        values = [value for value in (username, password, *(value for _, value, _ in more)) if value]
        order = [field.id for field in entry.fields]
        states: dict[str, list[str | None]] = {one: [value] for one, value in zip(order, values, strict=True)}
        self.known[entry.id] = Known(client, " ".join(title.split()), states, order)
        return entry.id

    @rule(entry_id=entries, title=titles, new=texts, which=st.integers(0, 5), drop=st.booleans())
    def edit_entry(self, entry_id: str, title: str, new: str, which: int, drop: bool) -> None:
        known = self.known.get(entry_id)
        if known is None:  # its client was forgotten
            return
        entry = self.vault.entry(entry_id)
        fields = [FieldDraft(f.name, f.value, f.label, f.kind, f.protected, f.id) for f in entry.fields]
        if fields:
            at = which % len(fields)
            changed = fields.pop(at)
            if not drop:
                replaced = FieldDraft(changed.name, new, changed.label, changed.kind, changed.protected, changed.id)
                fields.insert(at, replaced)
            self._model_edit(known, str(changed.id), "" if drop else new)
        edited = self.vault.edit_entry(entry_id, EntryDraft(entry.kind, title, tuple(fields)), self.tick())
        known.title = " ".join(title.split())
        assert [field.id for field in edited.fields] == known.order

    @staticmethod
    def _model_edit(known: Known, field_id: str, value: str) -> None:
        states = known.states[field_id]
        if not value:
            states.append(None)
            known.order.remove(field_id)
        elif value != states[-1]:
            states.append(value)

    @rule(target=entries, entry_id=consumes(entries))
    def remove_entry(self, entry_id: str) -> object:
        if entry_id in self.known:
            self.vault.purge(entry_id)
            del self.known[entry_id]
        return multiple()

    @precondition(lambda self: self.known)
    @rule()
    def reopen(self) -> None:
        self.vault.close()
        self.vault = Vault.unlock(self.folder, PASSPHRASE, policy=CHEAP)

    @rule(query=titles)
    def search(self, query: str) -> None:
        found = {entry.id for entry in self.vault.entries(query=query)}
        for entry_id, known in self.known.items():
            title, client = fold(known.title), fold(self.names[known.client])
            if all(word in title or word in client for word in fold(query).split()):
                assert entry_id in found, (query, known.title)

    @invariant()
    def every_entry_is_as_the_model_says(self) -> None:
        if not hasattr(self, "vault"):
            return
        listed = {entry.id: entry.title for entry in self.vault.entries()}
        assert listed == {entry_id: known.title for entry_id, known in self.known.items()}

    @rule()
    def every_value_and_every_past_value_is_there(self) -> None:
        for entry_id, known in self.known.items():
            assert [field.id for field in self.vault.entry(entry_id).fields] == known.order
            for field_id, states in known.states.items():
                for revision, value in enumerate(states, start=1):
                    if value is not None:
                        assert self.vault.reveal(entry_id, field_id, revision).text() == value
                past = self.vault.history(entry_id, field_id)
                assert [state.removed for state in reversed(past)] == [value is None for value in states]

    def teardown(self) -> None:
        if hasattr(self, "vault"):
            report = self.vault.check()
            self.vault.close()
            assert report.ok, report.problems
            assert report.entries == len(self.known)
        shutil.rmtree(self.root)


TestVaultAgainstModel = VaultMachine.TestCase
TestVaultAgainstModel.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
