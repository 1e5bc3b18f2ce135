"""What a person chose to ask for, and what they get: a link, and apart from it a passcode. Owns the templates: which fields each
kind of request has. The words for them are in `request_words`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from app.crypto.secret import Secret
from app.errors import UserError
from app.ops.passcodes import PasscodeChoice
from app.share.asking.form import FIELDS, FIELDS_LIMIT, FilesAsked, FormField, FormPart
from app.share.wire.documents import FILES_LIMIT

CODE_LASTS = timedelta(minutes=10)
LASTS = timedelta(days=7)
STANDING_LASTS = timedelta(days=3660) - timedelta(minutes=1)  # a clock that differs a little is no reason to be refused
CODES = 20
STANDING, STANDING_A_DAY = 1000, 50
MANY = 20
A_DAY = 1000


class RequestKind(StrEnum):
    """What can be asked for."""

    LOGIN = "login"
    LOGINS = "logins"
    CARD = "card"
    BANK = "bank"
    IDENTITY = "identity"
    DOOR = "door"
    RECOVERY = "recovery"
    FILE = "file"
    TEXT = "text"
    CODE = "code"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field that the asker made up: its kind (one of `FIELDS`), what it is called, a hint, and whether it must be filled in."""

    kind: str
    label: str
    hint: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class _Template:
    """A kind's fields, the `!` ones required; a name behind `=` is that of the word that is written instead of the kind's own."""

    part: str
    fields: tuple[str, ...]
    files: FilesAsked = "none"
    many: int = 1


_LOGIN = ("url", "username!", "password!", "note")
_TEMPLATES: Mapping[RequestKind, _Template] = MappingProxyType(
    {
        RequestKind.LOGIN: _Template("login", _LOGIN),
        RequestKind.LOGINS: _Template("login", _LOGIN, many=MANY),
        RequestKind.CARD: _Template("card", ("holder", "card!", "month!", "code=security-code")),
        RequestKind.BANK: _Template("bank", ("holder!", "iban!", "bic")),
        RequestKind.IDENTITY: _Template(
            "identity", ("name!", "nif!", "niss", "date=birth-date", "email", "phone", "address"), files="optional"
        ),
        RequestKind.DOOR: _Template("door", ("place!", "code=door-code!", "note=instructions", "date=valid-until")),
        RequestKind.RECOVERY: _Template("recovery", ("text=service", "recovery!")),
        RequestKind.FILE: _Template("file", ("note",), files="required"),
        RequestKind.TEXT: _Template("text", ("note!",)),
        RequestKind.CODE: _Template("code", ("code!",)),
        RequestKind.OWN: _Template("own", ()),
    }
)


@dataclass(frozen=True, slots=True)
class RequestOptions:
    """What a person chose. `label` is what the request is called here, and stands over the form; `note` is the message to the
    client. `standing`: a mailbox that stays, for many submissions. Without `expires_at` and `takes` they are what is usual
    for the kind."""

    kind: RequestKind
    label: str = ""
    client_id: str | None = None
    sender: str = ""
    note: str = ""
    language: str = "pt_PT"
    expires_at: datetime | None = None
    takes: int | None = None
    standing: bool = False
    files: FilesAsked | None = None
    fields: tuple[OwnField, ...] = ()
    passcode: PasscodeChoice = PasscodeChoice.NONE
    typed: Secret | None = None

    def ends(self, now: datetime) -> datetime:
        """Until when it can be answered."""
        if self.expires_at is not None:
            return self.expires_at
        lasts = CODE_LASTS if self.kind is RequestKind.CODE else STANDING_LASTS if self.standing else LASTS
        return now + lasts

    @property
    def takes_in_all(self) -> int:
        if self.takes is not None:
            return self.takes
        return CODES if self.kind is RequestKind.CODE else STANDING if self.standing else 1

    @property
    def rate(self) -> int:
        return STANDING_A_DAY if self.standing else A_DAY

    @property
    def files_asked(self) -> FilesAsked:
        return self.files if self.files is not None else _TEMPLATES[self.kind].files

    @property
    def files_limit(self) -> int:
        """Most octets of sealed files of one submission."""
        return 0 if self.files_asked == "none" else FILES_LIMIT

    def parts(self, words: Mapping[str, str]) -> tuple[FormPart, ...]:
        """The form's parts; `words` are those for fields whose kind alone says too little. UserError for what cannot be asked."""
        template = _TEMPLATES[self.kind]
        fields = tuple(_field(written, words) for written in template.fields) + tuple(map(_own, self.fields))
        if len(fields) > FIELDS_LIMIT:
            raise UserError("too-many-fields", limit=FIELDS_LIMIT)
        if not fields and self.files_asked == "none":
            raise UserError("request-empty")
        if len(self.label) > 200:
            raise UserError("request-note-too-long")
        return (FormPart(template.part, self.label, template.many, fields),)


@dataclass(frozen=True, slots=True)
class CreatedRequest:
    """What is handed over: the link one way, the passcode, if there is one, another."""

    id: str
    kind: RequestKind
    label: str
    url: Secret
    passcode: Secret | None
    expires_at: datetime
    takes: int


def _field(written: str, words: Mapping[str, str]) -> FormField:
    name, required = written.removesuffix("!"), written.endswith("!")
    kind, _, word = name.partition("=")
    return FormField(kind, words[word] if word else "", "", required)


def _own(field: OwnField) -> FormField:
    label, hint = (" ".join(text.split()) for text in (field.label, field.hint))
    if field.kind not in FIELDS:
        raise UserError("no-field-kind", name=field.kind, kinds=", ".join(FIELDS))
    if not label or len(label) > 200 or len(hint) > 200:
        raise UserError("bad-field-label")
    return FormField(field.kind, label, hint, field.required)
