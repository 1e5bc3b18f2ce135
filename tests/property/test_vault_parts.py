"""Properties of the vault's parts: folding, digests, headers, and that no two values share their place."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.errors import LacreError
from app.vault import header as headers
from app.vault.drafts import Plan, digest_of
from app.vault.fold import fold
from app.vault.keys import value_place
from app.vault.model import EntryKind, FieldKind
from app.vault.policy import KdfPolicy

CHEAP = KdfPolicy(floor=KdfCost(8, 1), ceiling=KdfCost(64, 3), work_kib=1024, default=KdfCost(8, 1))
KEY = Secret(bytes(32))
GOOD = headers.new_header(KEY, Secret("frase"), KdfCost(8, 1)).octets

fixed = settings(derandomize=True, deadline=None, database=None)
ids = st.binary(min_size=16, max_size=16).map(bytes.hex)
places = st.tuples(ids, ids, ids, st.integers(1, 2**32 - 1))
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
plans = st.builds(Plan, words, words, st.sampled_from(FieldKind), st.booleans(), words, st.none(), st.booleans())


@fixed
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@fixed
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_folded_text_has_no_case_no_controls_and_single_spaces(text: str) -> None:
    folded = fold(text)
    assert folded.isprintable()
    assert folded == folded.lower() == " ".join(folded.split())


@fixed
@given(places, places)
def test_no_two_values_share_their_place(one: tuple[str, str, str, int], other: tuple[str, str, str, int]) -> None:
    assume(one != other)
    assert value_place(*one) != value_place(*other)


@fixed
@given(st.tuples(words, words, st.lists(plans, max_size=3)), st.tuples(words, words, st.lists(plans, max_size=3)))
def test_entries_with_the_same_digest_say_the_same(
    one: tuple[str, str, list[Plan]], other: tuple[str, str, list[Plan]]
) -> None:
    def said(entry: tuple[str, str, list[Plan]]) -> list[object]:
        return [*entry[:2], *((plan.name, plan.label, plan.kind, plan.value) for plan in entry[2])]

    digests = [digest_of(KEY, entry[0], EntryKind.NOTE, *entry[1:]) for entry in (one, other)]
    assert (digests[0] == digests[1]) == (said(one) == said(other))


@fixed
@given(st.binary(max_size=600))
def test_octets_from_a_stranger_are_no_header(octets: bytes) -> None:
    try:
        headers.parse_header(octets)
    except LacreError as error:
        code = error.code
    assert code == "damaged-vault"


@fixed
@given(
    st.lists(
        st.tuples(st.integers(0, len(GOOD) - 9), st.integers(1, 255)), min_size=1, max_size=4, unique_by=lambda x: x[0]
    )
)
def test_an_edited_header_never_gives_the_key(edits: list[tuple[int, int]]) -> None:
    from app.crypto.hashing import blake2b_256

    octets = bytearray(GOOD[:-8])
    for position, change in edits:
        octets[position] ^= change
    code = "opened"
    try:
        headers.open_slot(headers.parse_header(bytes(octets) + blake2b_256(bytes(octets))[:8]), Secret("frase"), CHEAP)
    except LacreError as error:
        code = error.code
    assert code in {"damaged-vault", "wrong-passphrase", "newer-vault", "weak-kdf", "monstrous-kdf"}
