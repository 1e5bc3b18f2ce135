"""Measures JSON before a parser sees it: how deep it nests and how many members its lists have. Knows no format.

A parser builds an object for every bracket and comma, so a small file of brackets ("bomb") would fill the memory. This scan
keeps nothing and stops at the first cap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.vault.importers.limits import Limits, refuse

_PIECE = 1024 * 1024
_ESCAPE = re.compile(rb"\\.", re.DOTALL)
_NOT_STRUCTURE = bytes(octet for octet in range(256) if octet not in b"{}[],")
_OPEN = frozenset(b"{[")
_COMMA = ord(",")
ITEM_DEPTH = 2  # root object, then the list of items


def check_shape(data: bytes, limits: Limits, item_depth: int = ITEM_DEPTH) -> None:
    """Refuse what nests deeper than `limits.depth` or lists more than `limits.rows` members down to where the items lie."""
    depth = members = 0
    for structure in _structure(data):
        for octet in structure:
            if octet in _OPEN:
                depth += 1
                if depth > limits.depth:
                    raise refuse("too-deep", limit=limits.depth)
            elif octet == _COMMA:
                if depth <= item_depth:
                    members += 1
                    if members > limits.rows:
                        raise refuse("too-many-rows", limit=limits.rows)
            else:
                depth -= 1


def _structure(data: bytes) -> Iterator[bytes]:
    """Brackets and commas outside of strings, piece by piece."""
    in_string = False
    position = 0
    while position < len(data):
        end = min(position + _PIECE, len(data))
        while end < len(data) and data[end - 1] == ord("\\"):
            end += 1  # an escape must not be cut in two
        parts = _ESCAPE.sub(b"", data[position:end]).split(b'"')
        yield b"".join(parts[1 if in_string else 0 :: 2]).translate(None, _NOT_STRUCTURE)
        in_string ^= len(parts) % 2 == 0
        position = end
