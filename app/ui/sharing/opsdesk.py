"""The desk of an open vault: what the screens ask, put to `app.ops.sharing`. Translates values both ways and decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.crypto.secret import Secret
from app.host.clock import moment
from app.ops import messages, sharing
from app.ops.halting import Halt
from app.ops.relays import connection
from app.ops.share_ledger import UPLOADING, secrets_of
from app.ops.share_renewing import renew_share
from app.ops.share_sending import begin, give_up, language_of, send, sizes_of
from app.ops.templates import Template, parse_own
from app.share.courier import Courier
from app.ui.sharing.cards import Receipt, ShareCard, State
from app.ui.sharing.choices import Draft
from app.ui.sharing.desk import Again, Channel, Made, Removed, Unsent
from app.ui.state import Session
from app.vault.vault import Vault


class OpsDesk:
    """Of one vault, taken when it is unlocked; after the lock its calls end in `vault-locked`."""

    def __init__(self, session: Session) -> None:
        vault = session.vault
        if vault is None:
            raise RuntimeError("there is no desk without an open vault")
        self._vault: Vault = vault
        self._session = session

    def create(self, entry_id: str | None, label: str, draft: Draft) -> Made:
        relay = connection(self._session.home, self._vault)
        now = self._session.now()
        client_id = self._vault.entry(entry_id).client_id if entry_id else None
        with Courier(relay.origin, relay.access_key) as courier:
            share = sharing.create_share(self._vault, courier, _options(label, draft, entry_id, client_id, now), now)
        return self._made(share, draft.language)

    def begin(self, entry_id: str | None, label: str, draft: Draft) -> Unsent:
        relay, now = connection(self._session.home, self._vault), self._session.now()
        client_id = self._vault.entry(entry_id).client_id if entry_id else None
        with Courier(relay.origin, relay.access_key) as courier:
            share_id = begin(self._vault, courier, _options(label, draft, entry_id, client_id, now), now)
        return next(one for one in self.unsent() if one.id == share_id)

    def send(self, share_id: str, halt: Halt, told: Callable[[int, int], None]) -> Made:
        relay = sharing.sharing_relay(self._session.home, self._vault, self._vault.share(share_id).relay)
        language = language_of(self._vault, share_id)
        with Courier(relay.origin, relay.access_key, sleep=halt.pause) as courier:
            halt.holds(courier.cut)
            share = send(
                self._vault,
                courier,
                share_id,
                progress=told,
                cancelled=lambda: halt.said,
                clock=self._session.now,
                sleep=halt.pause,
            )
        return self._made(share, language)

    def unsent(self) -> list[Unsent]:
        views = sharing.list_shares(self._vault, self._session.now(), state=UPLOADING)
        return [
            Unsent(one.id, one.label, *one.sent, tuple(sizes_of(self._vault, one.id)))
            for one in views
            if one.sent is not None
        ]

    def give_up(self, share_id: str) -> None:
        give_up(self._vault, share_id)

    def sends_mail(self) -> bool:
        relay = connection(self._session.home, self._vault)
        with Courier(relay.origin, relay.access_key) as courier:
            return courier.whoami().mail

    def cards(self) -> list[ShareCard]:
        return self._cards(sharing.list_shares(self._vault, self._session.now()))

    def refresh(self) -> list[ShareCard]:
        return self._cards(sharing.refresh(self._vault, self._session.now()))

    def heard(self, view: sharing.ShareView) -> ShareCard:
        return _card(view, {client.id: client.name for client in self._vault.clients()})

    def made(self, share_id: str) -> Made:
        return self._made(sharing.reopen(self._vault, share_id), self._session.language)

    def revoke(self, share_id: str) -> None:
        sharing.revoke(self._vault, share_id, self._session.now())

    def revoke_client(self, client_id: str) -> Removed:
        views = sharing.revoke_client(self._vault, client_id, self._session.now())
        waiting = sum(view.revoking for view in views)
        return Removed(len(views) - waiting, waiting)

    def renew(self, share_id: str, until: datetime, halt: Halt, told: Callable[[Unsent], None]) -> Again:
        row, sizes = self._vault.share(share_id), tuple(sizes_of(self._vault, share_id))
        relay = sharing.sharing_relay(self._session.home, self._vault, row.relay)

        def far(done: int, total: int) -> None:
            told(Unsent(share_id, row.label, done, total, sizes))

        with Courier(relay.origin, relay.access_key, sleep=halt.pause) as courier:
            halt.holds(courier.cut)
            again = renew_share(
                self._vault,
                courier,
                share_id,
                until,
                self._session.now(),
                progress=far,
                cancelled=lambda: halt.said,
                sleep=halt.pause,
            )
        return Again(self._made(again.share, self._session.language), again.same_link)

    def change(
        self, share_id: str, *, until: datetime | None = None, views: int | None = None, paused: bool | None = None
    ) -> None:
        sharing.change(self._vault, share_id, self._session.now(), expires_at=until, views=views, paused=paused)

    def forget(self, share_id: str) -> None:
        sharing.forget(self._vault, share_id, self._session.now())

    def link_message(self, made: Made, language: str, channel: Channel) -> str:
        brief = channel is not Channel.MAIL
        sender, own = (
            self._session.settings.sender_name,
            self._own(language, Template.CHAT if brief else Template.LETTER),
        )
        return messages.link_message(
            _created(made), language, sender=sender, brief=brief, asks=made.asks, own=own
        ).text()

    def link_subject(self, language: str) -> str:
        sender, own = self._session.settings.sender_name, self._own(language, Template.SUBJECT)
        return messages.link_subject(language, sender=sender, own=own)

    def code_message(self, made: Made, language: str) -> str:
        """As a text message: the passcode goes by SMS or a chat whichever way the link goes."""
        sender, own = self._session.settings.sender_name, self._own(language, Template.PASSCODE)
        return messages.passcode_message(_created(made), language, sender=sender, own=own).text()

    def _made(self, share: sharing.CreatedShare, language: str) -> Made:
        passcode = share.passcode.text() if share.passcode else ""
        row = self._vault.share(share.id)
        asks = messages.asks_of(secrets_of(row), of_entry=row.entry_id is not None)
        return Made(share.id, share.label, share.url.text(), passcode, share.expires_at, share.views, language, asks)

    def _own(self, language: str, template: Template) -> str:
        """What this person wrote instead of the ready message, if anything."""
        return parse_own(self._session.settings.messages).get((language, template), "")

    def _cards(self, views: list[sharing.ShareView]) -> list[ShareCard]:
        clients = {client.id: client.name for client in self._vault.clients()}
        return [_card(view, clients) for view in views if view.state != UPLOADING]  # those stand above the list


def _options(
    label: str, draft: Draft, entry_id: str | None, client_id: str | None, now: datetime
) -> sharing.ShareOptions:
    return sharing.ShareOptions(
        label=label,
        expires_at=draft.ends_at(now),
        views=draft.views,
        message=Secret(draft.text),
        client_id=client_id,
        entry_id=entry_id,
        field_ids=draft.field_ids if entry_id else None,
        passcode=draft.passcode,
        typed=Secret(draft.typed) if draft.typed else None,
        hide=draft.hide,
        no_copy=draft.no_copy,
        sender=draft.sender,
        note=draft.note,
        language=draft.language,
        starts_at=draft.starts_at,
        terms=draft.terms or "",
        address=draft.address or "",
        entries=draft.more,
        attachments=draft.attachments,
        files=draft.files,
        no_download=draft.no_download,
        trace=draft.trace,
    )


def _created(made: Made) -> sharing.CreatedShare:
    passcode = Secret(made.passcode) if made.passcode else None
    return sharing.CreatedShare(made.id, made.label, Secret(made.url), passcode, made.expires_at, made.views)


def _card(view: sharing.ShareView, clients: dict[str, str]) -> ShareCard:
    return ShareCard(
        id=view.id,
        label=view.label,
        client=clients.get(view.client_id or "", ""),
        state=State(view.state),
        created_at=view.created_at,
        expires_at=view.expires_at,
        views=view.views,
        views_left=view.views_left,
        tries_left=view.tries_left,
        receipts=_receipts(view),
        heard_at=view.asked_at,
        has_link=view.has_link,
        starts_at=view.starts_at,
        removing=view.revoking,
        changing=bool(view.wanted),
        pausing=next((wish.paused for wish in reversed(view.wanted) if wish.paused is not None), None),
        renewable=view.renewable,
    )


def _receipts(view: sharing.ShareView) -> tuple[Receipt, ...]:
    """What happened, and with each acceptance of the terms who gave it."""
    consents = {one.claim: one for one in view.consents}
    found = []
    for event in view.events:
        said = consents.get(event.claim) if event.what == "agreed" else None
        name, valid = (said.name, said.valid) if said else ("", None)
        found.append(Receipt(moment(event.at), event.what, event.claim, event.detail, name, valid))
    return tuple(found)
