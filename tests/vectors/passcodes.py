"""Vectors of passcodes: normalisation, and the check symbol of generated ones. Expected values are written by hand."""

from __future__ import annotations

from typing import Any

from reference import b64

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def suite() -> dict[str, Any]:
    """The file passcode.json."""
    good = [{"name": name, "input": text, "expect": b64(expect.encode())} for name, (text, expect) in _good().items()]
    bad = [{"name": name, "why": why, "input": text, "error": "passcode"} for name, (text, why) in _bad().items()]
    return {"suite": "passcode", "about": "PROTOCOL section 4, norm(P).", "cases": good + bad}


def _good() -> dict[str, tuple[str, str]]:
    return {**_case_and_space(), **_look_alikes(), **_accents(), **_compatibility(), **_scripts(), **_lengths()}


def _case_and_space() -> dict[str, tuple[str, str]]:
    return {
        "digits": ("493027", "493027"),
        "small letters": ("abc", "ABC"),
        "capitals": ("ABC", "ABC"),
        "spaces inside and around": (" 49 30 27 ", "493027"),
        "groups with hyphens": ("abcde-fghjk-m", "ABCDEFGHJKM"),
        "a line break behind": ("4930\r\n", "4930"),
        "a tab": ("49\t30", "4930"),
        "vertical tab and form feed": ("49\x0b\x0c30", "4930"),
        "next line": ("49\u008530", "4930"),
        "no-break spaces": ("49\u00a030\u202f27", "493027"),
        "typographic spaces": ("4\u20029\u20033\u20090\u200a27", "493027"),
        "ideographic space": ("49\u300030", "4930"),
        "medium mathematical space": ("49\u205f30", "4930"),
        "ogham space": ("49\u168030", "4930"),
        "zero-width space": ("49\u200b30", "4930"),
        "zero-width joiner and non-joiner": ("49\u200d\u200c30", "4930"),
        "word joiner": ("49\u206030", "4930"),
        "invisible times": ("49\u206230", "4930"),
        "byte order mark": ("\ufeff4930", "4930"),
        "soft hyphen": ("49\u00ad30", "4930"),
        "direction marks": ("\u200e49\u200f30\u202a\u202c", "4930"),
        "isolates": ("\u20664930\u2069", "4930"),
        "Arabic letter mark": ("\u061c4930", "4930"),
        "Mongolian vowel separator": ("49\u180e30", "4930"),
        "line and paragraph separators": ("49\u2028\u202930", "4930"),
        "an emoji with its variation selector": ("❤\ufe0f", "❤"),
        "an emoji without it": ("❤", "❤"),
        "typographic hyphen": ("49\u201030", "4930"),
        "non-breaking hyphen": ("49\u201130", "4930"),
        "en dash": ("49–30", "4930"),
        "em dash": ("49—30", "4930"),
        "horizontal bar": ("49―30", "4930"),
        "minus sign": ("49−30", "4930"),
        "full-width hyphen": ("49\uff0d30", "4930"),
        "small em dash": ("49\ufe5830", "4930"),
        "superscript minus": ("49\u207b30", "4930"),
        "an underscore stays": ("49_30", "49_30"),
        "punctuation stays": ("a.b,c!?", "A.B,C!?"),
    }


def _look_alikes() -> dict[str, tuple[str, str]]:
    return {
        "letter O": ("1O0o", "1000"),
        "letters I and L": ("IiLl1", "11111"),
        "a word": ("oliolo", "011010"),
        "U stays": ("Uu", "UU"),
        "Cyrillic O stays": ("О", "О"),
        "Greek omicron stays": ("ο", "Ο"),
        "a vertical bar stays": ("|", "|"),
        "O with an accent stays": ("Óó", "ÓÓ"),
        "I with an accent stays": ("Íí", "ÍÍ"),
        "L with a stroke stays": ("łŁ", "ŁŁ"),
    }


def _accents() -> dict[str, tuple[str, str]]:
    return {
        "Portuguese, composed": ("ação não pé", "AÇÃ0NÃ0PÉ"),
        "Portuguese, decomposed": ("ac\u0327a\u0303o na\u0303o pe\u0301", "AÇÃ0NÃ0PÉ"),
        "Portuguese, capitals": ("AÇÃO NÃO PÉ", "AÇÃ0NÃ0PÉ"),
        "five words": ("gelo-trigo-manhã-cúpula-avô", "GE10TR1G0MANHÃCÚPU1AAVÔ"),
        "decomposed o with tilde is not a zero": ("po\u0303e", "PÕE"),
        "a zero-width space between letter and accent": ("o\u200b\u0303", "Õ"),
        "accents in another order": ("a\u0301\u0323", "Ạ\u0301"),
        "the same in canonical order": ("a\u0323\u0301", "Ạ\u0301"),
        "a spacing accent": ("a\u00a8", "Ä"),
    }


def _compatibility() -> dict[str, tuple[str, str]]:
    return {
        "full-width digits": ("\uff14\uff19\uff13\uff10", "4930"),
        "full-width letters": ("\uff41\uff22\uff4f\uff29", "AB01"),
        "superscripts": ("x²", "X2"),
        "circled digit": ("①", "1"),
        "a ligature": ("ﬁm", "F1M"),
        "roman numeral twelve": ("Ⅻ", "X11"),
        "mathematical bold": ("𝐀𝟏", "A1"),
        "Arabic-Indic digits stay": ("٤٩", "٤٩"),
        "a fraction": ("½", "1⁄2"),
        "the Kelvin sign": ("\u212a", "K"),
        "the Ångström sign": ("\u212b", "Å"),
        "half-width katakana": ("ｶﾞ", "ガ"),
        "ideographic ligature": ("㍿", "株式会社"),
        "a long one that grows": ("\ufdfa", "صلىاللهعليهوسلم"),
    }


def _scripts() -> dict[str, tuple[str, str]]:
    return {
        "sharp s": ("straße", "STRASSE"),
        "capital sharp s stays": ("ẞ", "ẞ"),
        "dotless i": ("ı", "1"),
        "dotted capital I stays": ("İ", "İ"),
        "i with a combining dot": ("i\u0307", "İ"),
        "Greek with final sigma": ("σας", "ΣΑΣ"),
        "Greek with inner sigma": ("σασ", "ΣΑΣ"),
        "Greek iota subscript stays": ("ᾳ", "ᾳ"),
        "Greek iota with dialytika and tonos": ("ΐ", "Ϊ\u0301"),
        "n with apostrophe before": ("ŉ", "ʼN"),
        "long s": ("ſ", "S"),
        "Cyrillic": ("пароль", "ПАРОЛЬ"),
        "Georgian stays": ("გ", "გ"),
        "Armenian ligature ew": ("և", "եւ"),
        "Armenian stays": ("բգ", "բգ"),
        "j with caron stays": ("ǰ", "ǰ"),
        "a letter that has a capital since Unicode 16 only": ("ƛɤ", "ƛɤ"),
        "kra has no capital": ("ĸ", "ĸ"),
        "Romanian": ("științe", "ȘT11NȚE"),
        "Vietnamese": ("mật khẩu", "MẬTKHẨU"),
        "h with line below stays": ("ẖ", "ẖ"),
        "Cherokee stays": ("ꭰᏸ", "ꭰᏸ"),
        "full-width sharp letters": ("ｏｌｉ", "011"),
        "the digraph dž": ("ǆ", "DŽ"),
        "an emoji beyond the first plane": ("🔑🏠", "🔑🏠"),
        "a family joined by zero-width joiners": ("👩\u200d👧", "👩👧"),
        "Deseret stays": ("𐐨", "𐐨"),
        "Han": ("密码", "密码"),
    }


def _lengths() -> dict[str, tuple[str, str]]:
    return {
        "one character": ("7", "7"),
        "256 characters": ("a" * 256, "A" * 256),
        "128 characters beyond the first plane": ("🔑" * 128, "🔑" * 128),
        "1024 octets": ("\ufdfa" * 34 + "abcd", "صلىاللهعليهوسلم" * 34 + "ABCD"),
    }


def _bad() -> dict[str, tuple[str, str]]:
    return {
        "nothing": ("", "empty"),
        "only spaces": ("  \u200b\u00a0", "empty when normalised"),
        "only dashes": ("--–−", "empty when normalised"),
        "257 characters": ("a" * 257, "more than 256 units of UTF-16"),
        "129 characters beyond the first plane": ("🔑" * 129, "258 units of UTF-16"),
        "257 spaces": (" " * 257, "more than 256 units of UTF-16, before anything is deleted"),
        "1025 octets": ("\ufdfa" * 34 + "abcde", "more than 1024 octets when normalised"),
        "a high surrogate alone": ("a\ud83d", "an unpaired surrogate"),
        "a low surrogate alone": ("\udd11a", "an unpaired surrogate"),
        "surrogates in the wrong order": ("\udd11\ud83d", "unpaired surrogates"),
    }


def generated_suite() -> dict[str, Any]:
    """The file generated.json."""
    good = [{"name": name, "input": text, "expect": expect} for name, (text, expect) in _generated_good().items()]
    bad = [
        {"name": name, "why": why, "input": text, "error": "mistyped"}
        for name, (text, why) in {**_generated_bad(), **_single_mistakes()}.items()
    ]
    about = "PROTOCOL section 4, generated passcodes: `input` goes through norm, `expect` is P, the ten symbols."
    return {"suite": "generated", "about": about, "cases": good + bad}


def check(symbols: str) -> str:
    """The check symbol by a table of logarithms: another way than the program's."""
    powers = [1]
    while len(powers) < 31:
        value = powers[-1] << 1
        powers.append(value ^ 0b100101 if value > 31 else value)
    total = 0
    for place, symbol in enumerate(symbols):
        value = ALPHABET.index(symbol)
        if value:
            total ^= powers[(powers.index(value) + place + 1) % 31]
    return ALPHABET[total]


SYMBOLS = "7K3QZM9XTA"
WHOLE = SYMBOLS + check(SYMBOLS)


def _generated_good() -> dict[str, tuple[str, str]]:
    grouped = f"{WHOLE[:5]}-{WHOLE[5:10]}-{WHOLE[10]}"
    zeros = "0000000000"
    ones = "10" * 5 + check("10" * 5)
    return {
        "as shown": (grouped, SYMBOLS),
        "without hyphens": (WHOLE, SYMBOLS),
        "small letters": (grouped.lower(), SYMBOLS),
        "with spaces": (" ".join(WHOLE), SYMBOLS),
        "with dashes of a word processor": (grouped.replace("-", "–"), SYMBOLS),
        "full-width": ("".join(chr(ord(symbol) + 0xFEE0) for symbol in WHOLE), SYMBOLS),
        "all zeros": (zeros + "0", zeros),
        "letters O for zeros": ("O" * 11, zeros),
        "letters l and o for ones and zeros": (ones.replace("1", "l").replace("0", "o"), "10" * 5),
        "letters I and O for ones and zeros": (ones.replace("1", "I").replace("0", "O"), "10" * 5),
        "all the highest": ("Z" * 10 + check("Z" * 10), "Z" * 10),
        **{
            f"first symbol {symbol}": (symbol + "0" * 9 + check(symbol + "0" * 9), symbol + "0" * 9)
            for symbol in ALPHABET
        },
    }


def _generated_bad() -> dict[str, tuple[str, str]]:
    return {
        "nothing": ("", "empty"),
        "ten symbols": (SYMBOLS, "the check symbol is missing"),
        "twelve symbols": (WHOLE + "0", "one symbol too many"),
        "one symbol missing": (WHOLE[1:], "ten symbols"),
        "a letter U": ("U" + WHOLE[1:], "U is not of the alphabet"),
        "a full stop": (WHOLE[:10] + ".", "a stop is not of the alphabet"),
        "a letter with an accent": ("É" + WHOLE[1:], "É is not of the alphabet"),
        "Arabic-Indic digits": ("٠" * 11, "only ASCII digits are of the alphabet"),
        "an unpaired surrogate": ("\ud83d" + WHOLE[1:], "norm refuses it"),
        "too long": ("0" * 257, "norm refuses it"),
    }


def _single_mistakes() -> dict[str, tuple[str, str]]:
    cases = {}
    for place in range(11):
        other = ALPHABET[(ALPHABET.index(WHOLE[place]) + 1 + place) % 32]
        wrong = WHOLE[:place] + other + WHOLE[place + 1 :]
        cases[f"symbol {place + 1} is wrong"] = (wrong, "a single wrong symbol")
    for place in range(10):
        swapped = WHOLE[:place] + WHOLE[place + 1] + WHOLE[place] + WHOLE[place + 2 :]
        cases[f"symbols {place + 1} and {place + 2} exchanged"] = (swapped, "two symbols exchanged")
    swapped = WHOLE[10] + WHOLE[1:10] + WHOLE[0]
    return {**cases, "first and check symbol exchanged": (swapped, "two symbols exchanged")}
