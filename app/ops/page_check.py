"""Whether a relay serves the page that this program was built with. Owns which folder that page lies in, and the address that a
person may give: the relay's own, or any link of it (of which only the origin is used: no id or secret is sent).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.errors import UserError
from app.host.paths import resources

if TYPE_CHECKING:
    from app.share.verifying import Difference


@dataclass(frozen=True, slots=True)
class PageCheck:
    """What came of it: the digest of our own page, and every difference that was seen."""

    origin: str
    digest: str
    differences: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        return not self.differences


def check_page(address: str) -> PageCheck:
    """Visit the page as several browsers do and compare it. UserError `bad-relay`; WorldError `unreachable`, `no-page`."""
    from app.share.verifying import built_page, compare_page  # late: brings requests, a tenth of a second

    origin = _origin(address)
    page = built_page(resources() / "page" / "dist")
    return PageCheck(origin, page.digest, tuple(compare_page(origin, page)))


def _origin(address: str) -> str:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        raise UserError("bad-relay") from None
    return f"{parts.scheme}://{parts.netloc}".lower()
