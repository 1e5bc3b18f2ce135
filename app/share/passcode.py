"""Passcodes (PROTOCOL section 4): normalisation, generation and the check symbol that finds typing mistakes without a request.

Owns no derivation (that is `keys`) and no word list (the vault's generator has them).
"""

from __future__ import annotations

import re
import unicodedata

from app.crypto.randomness import uniform
from app.crypto.secret import Secret
from app.errors import UserError
from app.share.link import Kind
from app.share.wire.invisible import without_invisible_and_dashes

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SYMBOLS = 10
PIN_DIGITS = 6
TEXT_LIMIT = 256
OCTETS_LIMIT = 1024

# Letters whose capitals are settled: Unicode 16 gave capitals to letters that had none, and two sides with different tables
# would derive different keys. Latin, Romanian and Vietnamese, Greek, Cyrillic; other scripts keep their case.
_CASED = re.compile("[\u0041-\u0137\u0139-\u017f\u0200-\u021f\u0370-\u03fb\u03fd-\u052f\u1e00-\u1e95\u1ea0-\u1eff]")
_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1
_UNSTABLE = frozenset({"Cn", "Co", "Cs"})


def normalise(text: str) -> Secret:
    """The octets that every keyboard gives for the same passcode; UserError `unusable-passcode` for what has none."""
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > TEXT_LIMIT:
        raise _unusable()
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise _unusable()
    text = without_invisible_and_dashes(unicodedata.normalize("NFKC", text))
    text = _CASED.sub(lambda letter: letter[0].upper(), text)
    text = unicodedata.normalize("NFKC", text).translate(_LOOK_ALIKES)
    octets = text.encode()
    if not 1 <= len(octets) <= OCTETS_LIMIT:
        raise _unusable()
    return Secret(octets)


def require_settable(text: Secret) -> None:
    """Refuse what a recipient with other Unicode tables could normalise otherwise: unassigned and private characters."""
    if any(unicodedata.category(letter) in _UNSTABLE for letter in text.text()):
        raise _unusable()
    normalise(text.text())


def generate() -> Secret:
    """Ten symbols and the check symbol, as `XXXXX-XXXXX-C`."""
    symbols = "".join(ALPHABET[uniform(len(ALPHABET))] for _ in range(SYMBOLS))
    return Secret(f"{symbols[:5]}-{symbols[5:]}-{check_symbol(symbols)}")


def generate_pin() -> Secret:
    """Six digits. Whoever has link and relay guesses them at once: the app says so beside the choice."""
    return Secret("".join(str(uniform(10)) for _ in range(PIN_DIGITS)))


def check_symbol(symbols: str) -> str:
    """The eleventh symbol: Σ α^(i+1)·v_i in GF(2^5), α = x. Finds each single mistake and each exchange of two."""
    total = 0
    for place, symbol in enumerate(symbols):
        value = ALPHABET.index(symbol)
        for _ in range(place + 1):
            value = _times_x(value)
        total ^= value
    return ALPHABET[total]


def _times_x(value: int) -> int:
    value <<= 1
    return value ^ _POLYNOMIAL if value & 0b100000 else value


def require_typed_right(text: str) -> Secret:
    """The ten symbols of a generated passcode; UserError `mistyped-passcode` if it cannot be what was generated."""
    try:
        symbols = normalise(text).text()
    except UserError:
        raise _mistyped() from None
    if len(symbols) != SYMBOLS + 1 or any(symbol not in ALPHABET for symbol in symbols):
        raise _mistyped()
    if check_symbol(symbols[:SYMBOLS]) != symbols[SYMBOLS]:
        raise _mistyped()
    return Secret(symbols[:SYMBOLS])


def octets_for(kind: Kind, passcode: Secret | None) -> Secret | None:
    """The *P* that keys are derived from; UserError if the kind of share wants another passcode than this."""
    if kind is Kind.NONE:
        return None
    if passcode is None:
        raise UserError("passcode-needed")
    return require_typed_right(passcode.text()) if kind is Kind.GENERATED else normalise(passcode.text())


def _unusable() -> UserError:
    return UserError("unusable-passcode")


def _mistyped() -> UserError:
    return UserError("mistyped-passcode")
