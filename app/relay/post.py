"""Where the relay hands its e-mail over: the operator's mail server. Owns the settings and their file; sends nothing.

The file holds a password, so its name and no more stands on the command line, and others must not read it.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from app.errors import Malformed, UserError
from app.share.wire.address import norm_address

FILE_VARIABLE = "LACRE_SMTP_FILE"
PASSWORD_VARIABLE = "LACRE_SMTP_PASSWORD"  # noqa: S105 - a name
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_LIMIT = 16_384
_ATOM = r"[!#$%&'*+/=?^_`{|}~0-9A-Za-z-]+"
_PLAIN = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")

_Word = Annotated[str, msgspec.Meta(min_length=1, max_length=255, pattern=r"\A[!-~]+\Z")]


class Post(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One mail server, and whose name the letters bear. Masks itself."""

    host: _Word
    sender: str = msgspec.field(name="from")
    security: Literal["starttls", "tls", "none"] = "starttls"
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)] | None = None
    user: str = ""
    password: str = ""
    ca: str = ""
    """A file of certificates to trust instead of the system's."""

    def __repr__(self) -> str:
        return "Post()"

    @property
    def domain(self) -> str:
        """How the relay names itself to the server: as its letters do, and not as this computer is called."""
        return self.sender.rpartition("@")[2]

    @property
    def door(self) -> int:
        """The port, or the usual one."""
        return self.port or _PORTS[self.security]


def can_take_mail(address: str) -> bool:
    """Whether the address needs no quoting (RFC 5321, Dot-string). Mail programs read others in two ways, and to whom such a
    letter went would be for the mail server to say."""
    return _PLAIN.fullmatch(address.partition("@")[0]) is not None


def load_post(file: Path | None, environment: Mapping[str, str]) -> Post | None:
    """The settings of `file`, or of the file that the environment names; None if neither is. UserError if they cannot be."""
    path = file or (Path(environment[FILE_VARIABLE]) if environment.get(FILE_VARIABLE) else None)
    if path is None:
        return None
    try:
        post = msgspec.toml.decode(_read_private(path), type=Post)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:  # what it says may quote the password
        raise UserError("bad-smtp-file", path=str(path), member=_member(error)) from None
    if not post.password:
        post = msgspec.structs.replace(post, password=environment.get(PASSWORD_VARIABLE, ""))
    return _checked(post, path)


def _read_private(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            if sys.platform != "win32" and os.fstat(file.fileno()).st_mode & (stat.S_IROTH | stat.S_IWOTH):
                raise UserError("smtp-file-open", path=str(path))
            return file.read(_LIMIT)
    except OSError as error:
        raise UserError("no-smtp-file", path=str(path), reason=error.strerror or "") from None


def _checked(post: Post, path: Path) -> Post:
    """The settings if they fit together."""
    try:
        sender = norm_address(post.sender)
    except Malformed:
        sender = ""
    faults = {
        "password": post.user and not post.password,
        "user": post.password and not post.user,
        "security": post.security == "none" and post.host not in _LOOPBACK,  # codes and password would go in clear
        "from": not can_take_mail(sender),
        "ca": post.ca and not Path(post.ca).is_file(),
    }
    for member, is_wrong in faults.items():
        if is_wrong:
            raise UserError("bad-smtp-file", path=str(path), member=member)
    return msgspec.structs.replace(post, sender=sender)


def _member(error: Exception) -> str:
    """Which member is wrong, without quoting what was written there."""
    _, found, place = str(error).rpartition(" - at `$.")
    return place.rstrip("`") if found else "toml"
