"""The FIDO2 keys that are plugged in: finding and opening them, and what one tells without a touch. Asks no person."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fido2.client import WebAuthnClient
    from fido2.ctap import CtapDevice


@dataclass(frozen=True, slots=True)
class Credential:
    """What a key is asked with. `verified`: whether it checks a PIN or a finger before it answers."""

    id: bytes
    salt: bytes
    verified: bool


def holding(device: CtapDevice, rp_id: str, known: Sequence[Credential]) -> list[Credential]:
    """Those of the credentials that are this key's, asked without a touch; all that need its PIN, if it tells nothing without."""
    from fido2.ctap import CtapError
    from fido2.ctap2.base import Ctap2

    try:
        ctap = Ctap2(device)
    except (ValueError, CtapError, OSError):
        return []  # of the older kind, or pulled out just now
    held = []
    for credential in known:
        descriptor = {"type": "public-key", "id": credential.id}
        try:
            ctap.get_assertion(rp_id, bytes(32), [descriptor], None, {"up": False})
            held.append(credential)
        except CtapError as error:
            if error.code == CtapError.ERR.PUAT_REQUIRED and credential.verified:
                held.append(credential)
        except (ValueError, TypeError, OSError):
            return []
    return [one for one in held if one.verified == held[0].verified]


def tries_left(device: CtapDevice) -> int | None:
    """How many wrong PINs the key still takes."""
    from fido2.ctap2.base import Ctap2
    from fido2.ctap2.pin import ClientPin

    try:
        return ClientPin(Ctap2(device)).get_pin_retries()[0]
    except Exception:
        return None  # the number is a kindness: without it the question is asked all the same


@contextlib.contextmanager
def plugged_in() -> Iterator[list[CtapDevice]]:
    """The keys that can be opened, closed again at the end."""
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(device) for device in _opened_devices()]


def _opened_devices() -> list[CtapDevice]:
    from fido2 import hid

    library: Any = hid  # untyped
    found: list[CtapDevice] = []
    for descriptor in library.list_descriptors():
        with contextlib.suppress(Exception):  # in use by another program, or pulled out: as if it were not there
            found.append(hid.CtapHidDevice(descriptor, library.open_connection(descriptor)))
    return found


def system_client(rp_id: str) -> WebAuthnClient:
    """The dialog of Windows."""
    from fido2.client import DefaultClientDataCollector
    from fido2.client.windows import WindowsClient

    client: Any = WindowsClient  # there is none to look at elsewhere
    opened: WebAuthnClient = client(
        DefaultClientDataCollector("https://lacre.invalid", lambda asked, _: asked == rp_id)
    )
    return opened


def name_of(device: CtapDevice) -> str:
    """What the maker calls it."""
    return str(getattr(device, "product_name", None) or type(device).__name__)


def refusal(error: Exception) -> str:
    """The name of a key's refusal, or of the error's type: never its text, which may quote what was sent."""
    cause = getattr(error, "cause", None)
    code = getattr(cause if hasattr(cause, "code") else error, "code", None)
    return str(getattr(code, "name", "") or type(error).__name__)
