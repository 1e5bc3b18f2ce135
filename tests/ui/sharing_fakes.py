"""Stand-ins for the tests of the sharing screens: a desk that answers from memory, and cards to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event

from app.errors import LacreError, UserError
from app.ops.halting import Halt
from app.ops.share_ledger import ShareView
from app.ui.sharing.cards import Receipt, ShareCard, State
from app.ui.sharing.choices import Draft
from app.ui.sharing.desk import Again, Channel, Made, Removed, Unsent

NOW = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)
URL = "https://relay.example/s/" + "A" * 22 + "#1g." + "b" * 43 + ".Ab-_9z"
CARD = ShareCard(
    "1", "Loja online", "Padaria Açor", State.LIVE, NOW, NOW + timedelta(days=1), views=1, views_left=1, heard_at=NOW
)
MADE = Made("1", "Loja online", URL, "K7M2Q-9XD4T-H", CARD.expires_at, 1)


def seen(*whats: str, card: ShareCard = CARD, **changes: object) -> ShareCard:
    """The card after these events, a second apart."""
    receipts = tuple(Receipt(NOW + timedelta(seconds=n + 1), what, 1) for n, what in enumerate(whats))
    return replace(card, receipts=receipts, **changes)


SHARES = (
    seen("delivered", "accepted", "revealed", id="1"),
    seen("delivered", "wrong-passcode", "wrong-passcode", id="2", label="Wi-Fi da loja", client="Clínica do Bonfim"),
    replace(CARD, id="3", label="", client="", views=3),
)


class MemoryDesk:
    """Remembers what it was asked; `silent` makes every call that needs the relay fail."""

    def __init__(self, *cards: ShareCard) -> None:
        self.known = list(cards)
        self.asked: list[tuple[object, ...]] = []
        self.silent: LacreError | None = None
        self.mail = True
        self.unsent_now: list[Unsent] = []
        self.goes_to = 1_500
        self.renewed_files: tuple[int, ...] = ()
        self.let_end = Event()

    def create(self, entry_id: str | None, label: str, draft: Draft) -> Made:
        self._speak("create", entry_id, label, draft)
        return replace(MADE, label=label, views=draft.views)

    def begin(self, entry_id: str | None, label: str, draft: Draft) -> Unsent:
        self._speak("begin", entry_id, label, draft)
        self.unsent_now.append(Unsent("u", label, 0, 3_000, (1_000, 2_000)))
        return self.unsent_now[-1]

    def send(self, share_id: str, halt: Halt, told: Callable[[int, int], None]) -> Made:
        """As far as `goes_to`, and not to the end before somebody lets it or halts it."""
        self._speak("send", share_id)
        kept = next(one for one in self.unsent_now if one.id == share_id)
        told(self.goes_to, kept.total)
        while not self.let_end.wait(0.005):
            if halt.said:
                self.unsent_now = [replace(kept, done=self.goes_to)]
                raise UserError("cancelled")
            if self.silent is not None:
                raise self.silent
        told(kept.total, kept.total)
        self.unsent_now = []
        return replace(MADE, label=kept.label)

    def unsent(self) -> list[Unsent]:
        return list(self.unsent_now)

    def give_up(self, share_id: str) -> None:
        self.asked.append(("give_up", share_id))
        self.unsent_now = [one for one in self.unsent_now if one.id != share_id]

    def sends_mail(self) -> bool:
        self._speak("sends_mail")
        return self.mail

    def cards(self) -> list[ShareCard]:
        return list(self.known)

    def refresh(self) -> list[ShareCard]:
        self._speak("refresh")
        return list(self.known)

    def heard(self, view: ShareView) -> ShareCard:
        return next(card for card in self.known if card.id == view.id)

    def made(self, share_id: str) -> Made:
        self.asked.append(("made", share_id))
        return replace(MADE, id=share_id)

    def revoke(self, share_id: str) -> None:
        self._speak("revoke", share_id)
        self.known = [replace(c, state=State.REVOKED) if c.id == share_id else c for c in self.known]

    def revoke_client(self, client_id: str) -> Removed:
        self.asked.append(("revoke_client", client_id))
        living = [card for card in self.known if card.state is State.LIVE]
        if self.silent is not None:
            return Removed(0, len(living))
        self.known = [replace(card, state=State.REVOKED) if card in living else card for card in self.known]
        return Removed(len(living), 0)

    def renew(self, share_id: str, until: datetime, halt: Halt, told: Callable[[Unsent], None]) -> Again:
        """Its files, if there are any, as far as `goes_to`, and not to the end before somebody lets it or halts it."""
        self._speak("renew", share_id, until)
        if self.renewed_files:
            told(Unsent(share_id, "Loja", self.goes_to, sum(self.renewed_files), self.renewed_files))
            while not self.let_end.wait(0.005):
                if halt.said:
                    raise UserError("cancelled")
                if self.silent is not None:
                    raise self.silent
        self.known = [
            replace(card, state=State.LIVE, expires_at=until, renewable=False) if card.id == share_id else card
            for card in self.known
        ]
        return Again(replace(MADE, id=share_id, expires_at=until), same_link=True)

    def change(
        self, share_id: str, *, until: datetime | None = None, views: int | None = None, paused: bool | None = None
    ) -> None:
        self._speak("change", share_id, until, views, paused)
        self.known = [_changed(c, until, views, paused) if c.id == share_id else c for c in self.known]

    def forget(self, share_id: str) -> None:
        self.asked.append(("forget", share_id))
        self.known = [card for card in self.known if card.id != share_id]

    def link_message(self, made: Made, language: str, channel: Channel) -> str:
        return f"{language} {channel}: {made.url}"

    def link_subject(self, language: str) -> str:
        return f"{language} subject"

    def code_message(self, made: Made, language: str) -> str:
        return f"{language}: {made.passcode}"

    def calls(self, name: str) -> list[tuple[object, ...]]:
        return [call[1:] for call in self.asked if call[0] == name]

    def _speak(self, *call: object) -> None:
        self.asked.append(call)
        if self.silent is not None:
            raise self.silent


def _changed(card: ShareCard, until: datetime | None, views: int | None, paused: bool | None) -> ShareCard:
    state = card.state if paused is None else State.PAUSED if paused else State.LIVE
    more = 0 if views is None else views - card.views
    return replace(
        card,
        state=state,
        expires_at=until or card.expires_at,
        views=card.views + more,
        views_left=card.views_left + more,
    )
