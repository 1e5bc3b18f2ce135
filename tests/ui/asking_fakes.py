"""Stand-ins for the tests of the screens of requests: a desk that answers from memory, cards to show, an answer to look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from app.errors import LacreError
from app.ops.request_options import RequestKind
from app.ui.asking.cards import AnswerCard, Fate, RequestCard, Stage
from app.ui.asking.desk import Group, MadeRequest, Match, Review, Value
from app.ui.asking.draft import RequestDraft
from app.ui.sharing.desk import Channel
from tests.ui.sharing_fakes import NOW

URL = "https://relay.example/r/" + "A" * 22 + "#1n." + "b" * 43 + "." + "c" * 43 + ".Ab-_9z"
REQUEST = RequestCard(
    "r1", "Loja online", "Padaria Açor", RequestKind.LOGIN, Stage.WAITING, NOW - timedelta(days=3), NOW + timedelta(days=4),
    takes=1, left=1, tries_left=5, has_link=True,
)  # fmt: skip
MADE_REQUEST = MadeRequest("r1", "Loja online", URL, "K7M2Q-9XD4T-H", REQUEST.expires_at, 1, "pt_PT")
REQUESTS = (
    REQUEST,
    replace(
        REQUEST, id="r2", label="Documentos da Rita", client="Clínica do Bonfim", kind=RequestKind.IDENTITY, stage=Stage.ARRIVED,
        left=0, has_link=False, answers=(AnswerCard(1, NOW - timedelta(minutes=4), Fate.NEW),),
    ),
    replace(
        REQUEST, id="r3", label="", kind=RequestKind.CODE, stage=Stage.ARRIVED, takes=20, left=18, created_at=NOW,
        expires_at=NOW + timedelta(minutes=7), answers=(
            AnswerCard(1, NOW - timedelta(seconds=75), Fate.NEW, code="114 072", words=("faca", "lobo", "sino", "urna")),
            AnswerCard(2, NOW - timedelta(seconds=9), Fate.NEW, code="482 913", words=("arauto", "bigode", "cetim", "ruela")),
        ),
    ),
    replace(
        REQUEST, id="r4", label="Caixa de correio", client="Rui Matos", kind=RequestKind.TEXT, expires_at=None, takes=1000,
        left=997, stage=Stage.VISITED, answers=(
            AnswerCard(1, NOW - timedelta(days=2), Fate.ACCEPTED), AnswerCard(2, NOW - timedelta(days=1), Fate.FORGED),
            AnswerCard(3, NOW - timedelta(hours=5), Fate.REJECTED),
        ),
    ),
    replace(REQUEST, id="r5", label="Cartão da empresa", kind=RequestKind.CARD, stage=Stage.LOCKED, has_link=False),
)  # fmt: skip
REVIEW = Review(
    "r2", 1, ("arauto", "bigode", "cetim", "ruela"), NOW - timedelta(minutes=4), "Aqui vai. O NISS mando depois.",
    (
        Group("", (
            Value("Nome completo", "name", "Rita Sá <b>Nogueira</b>", protected=False),
            Value("NIF", "nif", "123456789", protected=True),
            Value("Morada", "address", "Rua das Flores 12, 3.º esq.\n4050-262 Porto", protected=False),
        )),
    ),
    (("passaporte.heic", 3_400_000), ("recibo de março.pdf", 84_000)),
    (Match("e1", "Rita Sá Nogueira", (("NIF", "", "••••••••"), ("Morada", "Rua Nova 1", "Rua das Flores 12"))),),
)  # fmt: skip


class MemoryAskingDesk:
    """Remembers what it was asked; `silent` makes every call that needs the relay fail."""

    def __init__(self, *cards: RequestCard) -> None:
        self.known = list(cards)
        self.asked: list[tuple[object, ...]] = []
        self.silent: LacreError | None = None
        self.people = [("c1", "Padaria Açor"), ("c2", "Clínica do Bonfim")]

    def clients(self) -> list[tuple[str, str]]:
        return self.people

    def create(self, draft: RequestDraft) -> MadeRequest:
        self._speak("create", draft)
        return replace(MADE_REQUEST, label=draft.label)

    def made(self, request_id: str) -> MadeRequest:
        return replace(MADE_REQUEST, id=request_id)

    def cards(self) -> list[RequestCard]:
        return list(self.known)

    def refresh(self) -> list[RequestCard]:
        self._speak("refresh")
        return list(self.known)

    def review(self, request_id: str, number: int) -> Review:
        return replace(REVIEW, request_id=request_id, number=number)

    def accept(self, request_id: str, number: int, entry_id: str | None, told: Callable[[int, int], None]) -> list[str]:
        self._speak("accept", request_id, number, entry_id)
        told(1, 2)
        return [entry_id or "new"]

    def reject(self, request_id: str, number: int) -> None:
        self._speak("reject", request_id, number)

    def change(self, request_id: str, *, until: datetime | None = None, paused: bool | None = None) -> None:
        self._speak("change", request_id, until, paused)
        changes = {"stage": Stage.PAUSED if paused else Stage.WAITING, "paused": bool(paused)}
        self.known = [replace(card, **changes) if card.id == request_id else card for card in self.known]  # type: ignore[arg-type]

    def revoke(self, request_id: str) -> None:
        self._speak("revoke", request_id)

    def forget(self, request_id: str) -> None:
        self._speak("forget", request_id)
        self.known = [card for card in self.known if card.id != request_id]

    def link_message(self, made: MadeRequest, language: str, channel: Channel) -> str:
        return f"{channel.value} {language} {made.url}"

    def link_subject(self, language: str) -> str:
        return f"subject {language}"

    def code_message(self, made: MadeRequest, language: str) -> str:
        return f"passcode {language} {made.passcode}"

    def reminder(self, made: MadeRequest, language: str, channel: Channel) -> str:
        self._speak("reminder", made.id)
        return f"again {channel.value} {language} {made.url}"

    def _speak(self, *what: object) -> None:
        if self.silent is not None:
            raise self.silent
        self.asked.append(what)
