"""The address that the code of the identity check goes to (PROTOCOL section 6). Owns its one form; what is kept of it, a hash
under a key that only the link gives, is made where such keys are.
"""

from __future__ import annotations

import re

from app.errors import Malformed
from app.share.wire.invisible import without_invisible

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS = re.compile(rf"[!-?A-~]{{1,64}}@(?=[a-z0-9.-]{{1,253}}\Z){_LABEL}(?:\.{_LABEL})+")
_LIMIT = 254
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


def norm_address(text: str) -> str:
    """The one form of an address: as people write it differs by letters and by what nobody sees. Malformed if it is none."""
    address = without_invisible(text).translate(_LOWER)
    if len(address) > _LIMIT or _ADDRESS.fullmatch(address) is None:
        raise Malformed("address")  # which says nothing of it: it may come to be logged
    return address
