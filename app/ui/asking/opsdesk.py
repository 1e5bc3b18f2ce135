"""The desk of an open vault: what the screens of requests ask, put to `app.ops`. Translates values both ways, decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from app.crypto.secret import Secret
from app.ops import request_changing, request_collecting, request_ledger, requesting
from app.ops.relays import connection
from app.ops.request_ledger import RequestView, SubmissionView
from app.ops.request_making import create_request
from app.ops.request_options import CODE_LASTS, STANDING, CreatedRequest, RequestKind, RequestOptions
from app.ops.request_reviewing import ReviewedPart, Twin
from app.ops.request_words import Reminder, request_message, request_passcode_message, request_subject
from app.share.courier import Courier
from app.ui.asking.cards import AnswerCard, Fate, RequestCard, Stage
from app.ui.asking.desk import Group, MadeRequest, Match, Review, Value
from app.ui.asking.draft import SEVERAL, RequestDraft, Takes
from app.ui.asking.values import MASK
from app.ui.sharing.desk import Channel
from app.ui.state import Session
from app.vault.vault import Vault


class OpsAskingDesk:
    """Of one vault, taken when it is unlocked; after the lock its calls end in `vault-locked`."""

    def __init__(self, session: Session) -> None:
        vault = session.vault
        if vault is None:
            raise RuntimeError("there is no desk without an open vault")
        self._vault: Vault = vault
        self._session = session

    def clients(self) -> list[tuple[str, str]]:
        return [(client.id, client.name) for client in self._vault.clients()]

    def create(self, draft: RequestDraft) -> MadeRequest:
        relay, now = connection(self._session.home, self._vault), self._session.now()
        options = _options(draft, now)
        with Courier(relay.origin, relay.access_key) as courier:
            return _made(create_request(self._vault, courier, options, now), draft.language)

    def made(self, request_id: str) -> MadeRequest:
        now = self._session.now()
        language = request_ledger.view_of(self._vault, request_id, now).language
        return _made(request_ledger.reopen(self._vault, request_id, now), language)

    def cards(self) -> list[RequestCard]:
        """What nobody can use any more goes first: for that no relay need be asked."""
        self._forget_stale_codes()
        return self._cards(requesting.list_requests(self._vault, self._session.now()))

    def refresh(self) -> list[RequestCard]:
        self._forget_stale_codes()
        request_collecting.refresh(self._vault, self._session.now())
        return self.cards()

    def review(self, request_id: str, number: int) -> Review:
        language = self._session.language
        found = requesting.review(self._vault, request_id, number, self._session.now(), language)
        twins = requesting.twins(self._vault, request_id, number, language)
        return Review(
            request_id,
            number,
            found.words,
            found.came_at,
            found.message.text(),
            tuple(_group(part, len(found.parts)) for part in found.parts),
            tuple((file.name, file.size) for file in found.files),
            tuple(Match(twin.entry_id, twin.title, _masked(twin)) for twin in twins),
            found.missing,
            found.held_back,
        )

    def accept(self, request_id: str, number: int, entry_id: str | None, told: Callable[[int, int], None]) -> list[str]:
        return requesting.accept(
            self._vault,
            request_id,
            number,
            self._session.now(),
            language=self._session.language,
            into=entry_id,
            progress=told,
        )

    def reject(self, request_id: str, number: int) -> None:
        requesting.reject(self._vault, request_id, number, self._session.now())

    def change(self, request_id: str, *, until: datetime | None = None, paused: bool | None = None) -> None:
        request_changing.change(self._vault, request_id, self._session.now(), expires_at=until, paused=paused)

    def revoke(self, request_id: str) -> None:
        request_changing.revoke(self._vault, request_id, self._session.now())

    def forget(self, request_id: str) -> None:
        request_ledger.forget(self._vault, request_id, self._session.now())

    def link_message(self, made: MadeRequest, language: str, channel: Channel) -> str:
        return self._message(made, language, channel, None)

    def link_subject(self, language: str) -> str:
        return request_subject(language)

    def code_message(self, made: MadeRequest, language: str) -> str:
        created = request_ledger.reopen(self._vault, made.id, self._session.now())
        return request_passcode_message(created, language, sender=self._session.settings.sender_name).text()

    def reminder(self, made: MadeRequest, language: str, channel: Channel) -> str:
        now = self._session.now()
        again = Reminder(request_ledger.view_of(self._vault, made.id, now).created_at, now)
        text = self._message(made, language, channel, again)
        request_ledger.note_reminded(self._vault, made.id, now)
        return text

    def _message(self, made: MadeRequest, language: str, channel: Channel, again: Reminder | None) -> str:
        created = request_ledger.reopen(self._vault, made.id, self._session.now())
        sender, brief = self._session.settings.sender_name, channel is not Channel.MAIL
        return request_message(created, language, sender=sender, brief=brief, again=again).text()

    def _forget_stale_codes(self) -> None:
        """A code is for now: one that nobody can use any more, or that a relay dates elsewhere, is kept nowhere."""
        now = self._session.now()
        for view in requesting.list_requests(self._vault, now):
            for one in view.waiting if view.kind is RequestKind.CODE else ():
                if abs(now - one.came_at) > CODE_LASTS:
                    requesting.accept(self._vault, view.id, one.number, now, language=self._session.language)

    def _cards(self, views: list[RequestView]) -> list[RequestCard]:
        clients = {client.id: client.name for client in self._vault.clients()}
        return [_card(view, clients, tuple(self._answer(view, one) for one in view.submissions)) for view in views]

    def _answer(self, view: RequestView, one: SubmissionView) -> AnswerCard:
        fate = Fate.NEW if one.state == request_ledger.WAITING else Fate(one.state)
        if view.kind is RequestKind.CODE and fate is Fate.ACCEPTED:
            fate = Fate.PAST
        card = AnswerCard(one.number, one.came_at, fate, octets=one.files, missing_before=one.missing)
        if view.kind is not RequestKind.CODE or fate is not Fate.NEW:
            return card
        found = requesting.review(self._vault, view.id, one.number, self._session.now(), self._session.language)
        code = next((field.value.text() for part in found.parts for field in part.fields), "")
        return replace(card, code=code, words=found.words)


def _masked(twin: Twin) -> tuple[tuple[str, str, str], ...]:
    """What changes, for a screen: of a password that it is another one. What came can be looked at among the values."""
    return tuple(
        (label, there and MASK, MASK) if protected else (label, there, came)
        for (label, there, came), protected in zip(twin.changes, twin.protected, strict=True)
    )


def _options(draft: RequestDraft, now: datetime) -> RequestOptions:
    return RequestOptions(
        kind=draft.kind,
        label=draft.label,
        client_id=draft.client_id,
        sender=draft.sender,
        note=draft.note,
        language=draft.language,
        expires_at=draft.ends_at(now),
        takes=SEVERAL if draft.has_end and draft.takes is Takes.SEVERAL else None,
        standing=draft.takes is Takes.STANDING and draft.kind is not RequestKind.CODE,
        files="optional" if draft.files else None,
        fields=draft.fields,
        passcode=draft.passcode,
        typed=Secret(draft.typed) if draft.typed else None,
    )


def _made(created: CreatedRequest, language: str) -> MadeRequest:
    passcode = created.passcode.text() if created.passcode else ""
    ends = None if created.takes >= STANDING else created.expires_at
    return MadeRequest(created.id, created.label, created.url.text(), passcode, ends, created.takes, language)


def _group(part: ReviewedPart, count: int) -> Group:
    """A title is of use only where there are several."""
    values = tuple(
        Value(field.label, field.kind, field.value.text(), protected=field.protected)
        for field in part.fields
        if field.value.text() or field.required
    )
    return Group(part.title if count > 1 else "", values)


def _card(view: RequestView, clients: dict[str, str], answers: tuple[AnswerCard, ...]) -> RequestCard:
    return RequestCard(
        id=view.id,
        label=view.label,
        client=clients.get(view.client_id or "", ""),
        kind=view.kind,
        stage=_stage(view),
        created_at=view.created_at,
        expires_at=None if view.takes >= STANDING else view.expires_at,
        takes=view.takes,
        left=view.takes_left,
        tries_left=view.tries_left,
        has_link=view.has_link,
        answers=answers,
        reminded_at=view.reminded_at,
        over=view.state not in request_ledger.OPEN,
        paused=view.state == "paused",
    )


def _stage(view: RequestView) -> Stage:
    """What a person wants to know first: that something came, whatever the request is by now."""
    if view.waiting:
        return Stage.ARRIVED
    if view.state in (request_ledger.SENDING, "live"):
        return Stage.WRONG_TRIES if view.tries_left < 5 else Stage.VISITED if view.looked_at else Stage.WAITING
    return Stage("removing" if view.state == request_ledger.REVOKING else view.state)
