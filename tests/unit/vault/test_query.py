"""The language of searching: what is typed is taken apart, in both languages, and nothing is ever wrong."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault.fold import fold
from app.vault.model import Client, EntryDraft, EntryKind, FieldDraft
from app.vault.query import MOST_FILTERS, MOST_WORDS, Filter, Key, Query, parse_query
from app.vault.spelling import near
from app.vault.vault import Vault

from .conftest import NOW, login

TODAY = date(2026, 11, 22)


def only(key: Key, *values: str, negated: bool = False) -> Query:
    return Query(filters=(Filter(key, values, negated),))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("  Padaria   AÇORES ", Query(("padaria", "acores"))),
        ('"Cartão de cidadão" irs', Query(("cartao de cidadao", "irs"))),
        ('"sem fim', Query(("sem fim",))),
        ("-antigo gmail", Query(("gmail",), ("antigo",))),
        ('-"muito antigo"', Query((), ("muito antigo",))),
        ("-", Query()),
        ('cliente:"Dra. São"', only(Key.CLIENT, "dra. sao")),
        ("CLIENT:padaria", only(Key.CLIENT, "padaria")),
        ("tipo:cartão", only(Key.KIND, "card")),
        ("kind:login", only(Key.KIND, "login")),
        ("kind:licen", only(Key.KIND, "licence")),
        ("-kind:note", only(Key.KIND, "note", negated=True)),
        ("etiqueta:IRS", only(Key.TAG, "irs")),
        ("categoria:financeiro", only(Key.CATEGORY, "financial")),
        ("category:third-parties", only(Key.CATEGORY, "third-parties")),
        ("tem:ficheiro", only(Key.HAS, "file")),
        ("has:totp", only(Key.HAS, "totp")),
        ("é:favorito", only(Key.IS, "favourite")),
        ("e\u0301:favorito", only(Key.IS, "favourite")),
        ("is:fav", only(Key.IS, "favourite")),
        ("is:", Query()),
        ("is:exp", only(Key.IS, "expiring", "expired")),
        ("é:lixo", only(Key.IS, "trash")),
        ("is:nonsense", Query(("is:nonsense",))),
        ("https://a.pt", Query(("https://a.pt",))),
        ("a:b", Query(("a:b",))),
    ],
)
def test_a_query_is_taken_apart(text: str, query: Query) -> None:
    assert parse_query(text) == query


pieces = st.one_of(
    st.sampled_from(
        ["client:", "tipo:", "é:", "is:fav", "has:", '"', "-", ":", " ", "e:x", '-tag:"a b"', "\x00", "%", "_"]
    ),
    st.text(max_size=6),
)


@given(st.lists(pieces, max_size=40).map("".join))
def test_whatever_is_typed_becomes_folded_words_and_filters_that_mean_something(text: str) -> None:
    query = parse_query(text)
    assert max(len(query.words), len(query.without)) <= MOST_WORDS
    assert len(query.filters) <= MOST_FILTERS
    for word in (*query.words, *query.without):
        assert word == fold(word) != ""
    assert all(each.values and all(each.values) for each in query.filters)


@given(st.lists(st.text(st.characters(categories=["Ll", "Nd"]), min_size=1, max_size=5), max_size=6))
def test_plain_words_are_words(words: list[str]) -> None:
    folded = tuple(part for word in words for part in fold(word).split())
    assert parse_query(" ".join(words)).words == folded


@given(st.text(st.sampled_from("abcdefgxyz"), min_size=5, max_size=12), st.data())
def test_a_word_with_one_letter_otherwise_is_found_again(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcxyz"))
    typos = [
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + letter + word[place + 1 :],
    ]
    if place:
        typos.append(word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :])
    for typo in typos:
        assert word in near(typo, [word]) or typo == word


@pytest.mark.parametrize("word", ["abc", "pin1", "12345", "x" * 30, ""])
def test_short_words_and_numbers_are_taken_as_they_are(word: str) -> None:
    assert near(word, ["abcd", "pina", "pino"]) == []


@pytest.fixture
def filled(vault: Vault, client: Client) -> Vault:
    other = vault.add_client("Doutora São", NOW)
    portal = vault.add_entry(client.id, login("Portal das Finanças", "513@at.pt", totp="JBSWY3DPEHPK3PXP"), NOW)
    gmail = vault.add_entry(client.id, login("Gmail", "padaria@gmail.com"), NOW)
    visa = EntryDraft(EntryKind.CARD, "Visa", (FieldDraft("number", "4111"), FieldDraft("expires", "11/26")))
    vault.add_entry(other.id, visa, NOW)
    door = EntryDraft(EntryKind.DOOR, "Alarme", (FieldDraft("code", "1"), FieldDraft("valid_until", "2026-11-01")))
    vault.add_entry(other.id, door, NOW)
    old = vault.add_entry(other.id, login("Gmail antigo"), NOW)
    gone = vault.add_entry(other.id, login("Gmail deitado fora"), NOW)
    vault.tag(portal.id, ["IRS", "Estado"])
    vault.tag(gmail.id, ["Correio eletrónico", "totp"])
    vault.mark(gmail.id, favourite=True)
    vault.mark(old.id, archived=True)
    vault.trash(gone.id, NOW)
    return vault


@pytest.mark.parametrize("limit", [None, 200])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Alarme", "Gmail", "Portal das Finanças", "Visa"]),
        ("cliente:sao", ["Alarme", "Visa"]),
        ('client:"doutora são" -tipo:porta', ["Visa"]),
        ("-client:sao", ["Gmail", "Portal das Finanças"]),
        ("client:ninguem", []),
        ("kind:card", ["Visa"]),
        ("tag:irs", ["Portal das Finanças"]),
        ("tag:e", ["Portal das Finanças"]),
        ("etiqueta:correio", ["Gmail"]),
        ("-tag:irs", ["Alarme", "Gmail", "Visa"]),
        ("irs", ["Portal das Finanças"]),
        ("eletronico", ["Gmail"]),
        ("-irs", ["Alarme", "Gmail", "Visa"]),
        ("has:tag", ["Gmail", "Portal das Finanças"]),
        ("has:totp", ["Portal das Finanças"]),
        ("-tem:2fa kind:login", ["Gmail"]),
        ("has:file", []),
        ("tag:totp", ["Gmail"]),
        ("has:totp portal", ["Portal das Finanças"]),
        ("categoria:financeiro", ["Visa"]),
        ("category:passwords", ["Alarme", "Gmail", "Portal das Finanças"]),
        ("is:favourite", ["Gmail"]),
        ("é:favorito -gmail", []),
        ("is:expiring", ["Visa"]),
        ("is:expired", ["Alarme"]),
        ("is:exp", ["Alarme", "Visa"]),
        ("is:archived", ["Gmail antigo"]),
        ("is:archived gmail", ["Gmail antigo"]),
        ("is:trash", ["Gmail deitado fora"]),
        ("gmail", ["Gmail"]),
        ("-gmail", ["Alarme", "Portal das Finanças", "Visa"]),
        ("gmial", ["Gmail"]),
        ("finacas", ["Portal das Finanças"]),
        ("portl financas", ["Portal das Finanças"]),
        ("doutra visa", ["Visa"]),
        ("visa gmail", []),
        ("gmial is:archived", ["Gmail antigo"]),
        ("%", []),
        ("_____", []),
    ],
)
def test_filters_and_words_find_together(filled: Vault, query: str, found: list[str], limit: int | None) -> None:
    assert [entry.title for entry in filled.entries(query=query, limit=limit, today=TODAY)] == found


def test_typos_are_forgiven_only_where_nothing_is_found_as_written(filled: Vault, client: Client) -> None:
    vault = filled
    vault.add_entry(client.id, login("Gmial, escrito assim"), NOW)
    assert [entry.title for entry in vault.entries(query="gmial")] == ["Gmial, escrito assim"]


def test_words_written_after_the_first_typo_are_found_too(filled: Vault, client: Client) -> None:
    assert filled.entries(query="instagrm") == []
    added = filled.add_entry(client.id, login("Instagram"), NOW)
    assert [entry.title for entry in filled.entries(query="instagrm")] == ["Instagram"]
    filled.edit_entry(added.id, login("Facebook"), NOW)
    assert [entry.title for entry in filled.entries(query="facebok")] == ["Facebook"]


def test_a_walk_finds_what_a_fetch_finds_and_in_the_same_order(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """The two ways to the rows: the one for what is rare, and the one for what is everywhere."""
    names = ("Padaria", "Café user", "Oficina")
    with vault.bulk():
        clients = [vault.add_client(name, NOW) for name in names]
        for number in range(240):
            title = ("User", "Portal user", "Gmail", "u")[number % 4]
            draft = login(f"{title} {number}", f"user{number}@a.pt", notes=f"nota {number % 7}")
            entry = vault.add_entry(clients[number % 3].id, draft, NOW)
            if number % 5 == 0:
                vault.tag(entry.id, ["usual", f"t{number % 3}"])
            if number % 11 == 0:
                vault.mark(entry.id, archived=True)
    queries = [
        "u",
        "us",
        "user",
        "user 1",
        "user portal",
        "nota",
        "nota user",
        "cafe",
        "cafe 2",
        "usual",
        "usual gmail",
    ]
    queries += ["tag:t1", "client:pad user", "user -portal", "kind:login 3", "gmail -is:favourite", "", "has:tag u"]
    for client_id in (None, clients[1].id):
        for query in queries:
            fetched = vault.entries(client_id, query, 150)
            assert fetched == vault.entries(client_id, query)[:150]
            with monkeypatch.context() as walking:
                walking.setattr("app.vault.search._FEW", 0)
                walked = vault.entries(client_id, query, 150)
            assert [entry.title for entry in walked] == [entry.title for entry in fetched], query
