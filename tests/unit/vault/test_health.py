"""Health: what is weak, the same, old, about to end or without a second factor is found, and nothing else is said or kept."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.crypto.secret import Secret
from app.ops.findings import told
from app.vault.generator import password, words
from app.vault.health import Audit, Breaches, HealthReport, Measures, Problem, could_have_totp, wanted
from app.vault.health_strength import WEAK_BELOW, _library, hints_of, is_touched, power_of_guesses
from app.vault.kinds import EntryKind, FieldKind, spec_of
from app.vault.model import Entry, Field

fixed = settings(derandomize=True, deadline=None, database=None)

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
STRONG = "k7M!q2Xw9#bTzR4u"
_ids = count(1)


def made(
    kind: EntryKind = EntryKind.LOGIN,
    *,
    client: str = "c1",
    title: str = "Entrada",
    changed_at: datetime = NOW,
    **values: str,
) -> tuple[Entry, dict[str, Secret]]:
    """An entry as the vault gives it, and the values that an audit may open."""
    fields, opened = [], {}
    for name, value in values.items():
        spec = spec_of(kind, name)
        assert spec is not None
        field_id = f"f{next(_ids)}"
        fields.append(
            Field(field_id, name, "", spec.kind, spec.protected, None if spec.protected else value, 1, changed_at)
        )
        opened[field_id] = Secret(value)
    entry = Entry(f"e{next(_ids)}", client, f"Cliente {client}", kind, title, tuple(fields), NOW, NOW, 1)
    return entry, {field.id: opened[field.id] for field in wanted(entry)}


def audited(
    *entries: tuple[Entry, dict[str, Secret]], seen: Callable[[Secret], int | None] | None = None
) -> HealthReport:
    audit = Audit(NOW, Measures(), seen)
    for entry, values in entries:
        audit.look(entry, values)
    return audit.report()


def problems(report: HealthReport) -> list[Problem]:
    return [finding.problem for finding in report.findings]


def login(password: str = STRONG, url: str = "", **more: str) -> tuple[Entry, dict[str, Secret]]:
    return made(password=password, **({"url": url} if url else {}), **more)


@pytest.mark.parametrize(
    "weak",
    [
        "password", "Palavra-passe1", "benfica1904", "Sporting!2024", "princesinha", "qwertyuiop123", "12345678", "saudade2025",
        "segunda-feira", "Contabilidade2025", "Rececao2025", "multibanco1", "Segurancasocial1", "Cartao-cidadao", "vaidarcerto",
        "pasteldenata", "Clinica2024", "P@lavr4passe", "amoramor", "31121999",
        "abcabcabcabcabcabcabc", "essaparvalap", "aaaaaaaaaaaaaaaaaaaaaa", "Lisboa2026!",
    ],
)  # fmt: skip
def test_what_people_choose_is_weak(weak: str) -> None:
    assert power_of_guesses(weak) < WEAK_BELOW
    assert problems(audited(login(weak))) == [Problem.WEAK]


@pytest.mark.parametrize(
    "good", [STRONG, "broa-selo-carta-mesa-lua", "comboio ferrugem tangente pardal", "çÃ9#rT!õ2wQz"]
)
def test_chance_is_not(good: str) -> None:
    assert power_of_guesses(good) >= WEAK_BELOW
    assert problems(audited(login(good))) == []


@given(st.integers(12, 40), st.booleans())
@settings(fixed, max_examples=30)
def test_what_the_generator_makes_is_never_called_weak(length: int, plain: bool) -> None:
    assert power_of_guesses(password(length, avoid_lookalikes=plain)[0].text()) >= WEAK_BELOW
    assert power_of_guesses(words(5)[0].text()) >= WEAK_BELOW


@given(st.text(max_size=120))
@settings(fixed, max_examples=60)
def test_any_password_can_be_judged(text: str) -> None:
    assert power_of_guesses(text) >= 0


@given(
    st.lists(
        st.sampled_from(
            [
                "Maria",
                "lisb0a",
                "1985",
                "qwerty",
                "abcdef",
                "xk",
                "Q#",
                "!",
                "7",
                "aa",
                "palavra",
                "gz9",
                "31-12-1999",
                "ddd",
                "çé",
            ]
        )
        | st.text("abcxyzABC0123456789!@#$%-_.", min_size=1, max_size=8),
        min_size=1,
        max_size=5,
    ).map("".join)
)
@settings(fixed, max_examples=400)
def test_what_is_called_chance_without_zxcvbn_is_so_with_it(text: str) -> None:
    estimate, structure = _library()
    for weak_below in (3.0, 6.0, WEAK_BELOW):
        if structure.has_none(text, ["zulmira"], weak_below):
            assert estimate(text[:72], user_inputs=["zulmira"])["guesses"] >= 10**weak_below


@given(
    st.lists(
        st.sampled_from(["zulm1ra", "Arim", "luz", "pa0", "31121999", "xk", "Q#", "7", "4mor", "çé"]), min_size=1
    ).map("".join)
)
@settings(fixed, max_examples=200)
def test_hints_that_do_not_touch_a_password_change_nothing(text: str) -> None:
    hints = hints_of(["Zulmira", "pão", "amor", "1999-12-31", "ar1m"])
    if not is_touched(text, hints):
        assert power_of_guesses(text, hints) == power_of_guesses(text)


def test_one_password_is_estimated_once_and_again_where_it_holds_what_is_known_of_its_owner() -> None:
    audit = Audit(NOW, Measures())
    for client in ("c1", "c2"):
        audit.know(client, [f"Zulmira {client}"])
    for client, title in (("c1", "Correio"), ("c2", "Banco"), ("c2", "Gaivota")):
        audit.look(*made(client=client, title=title, username="", password="gaivota-Rouxinol"))
    assert len(audit._powers) == 1
    assert [finding.problem for finding in audit.report().findings].count(Problem.REUSED) == 3


def test_most_of_chance_is_seen_at_a_glance() -> None:
    _, structure = _library()
    drawn = [password(16)[0].text() for _ in range(200)]
    assert sum(structure.has_none(text, [], WEAK_BELOW) for text in drawn) > 150


def test_what_is_known_of_the_client_makes_a_password_weak() -> None:
    for secret in ("zulmiraquintas", "Zulmira.Quintas!", "quintaszulmira", "12041985zulmira"):
        assert power_of_guesses(secret, hints_of(["Zulmira Quintas", "1985-04-12"])) < WEAK_BELOW
    assert power_of_guesses("zulmiraquintas!x") >= WEAK_BELOW
    audit = Audit(NOW, Measures())
    audit.know("c1", ["Zulmira Quintas", "1985-04-12"])
    for client in ("c1", "c2"):
        audit.look(*made(client=client, password="Zulmira.Quintas!" if client == "c1" else "Zulmira,Quintas?"))
    assert [(found.problem, found.client_id) for found in audit.report().findings] == [(Problem.WEAK, "c1")]


def test_the_entry_itself_is_a_hint() -> None:
    assert problems(audited(login("florbelinha99", username="florbelinha@exemplo.test"))) == [Problem.WEAK]
    assert problems(audited(made(title="Xirimbambada", password="Xirimbambada1"))) == [Problem.WEAK]


def test_a_long_name_hidden_behind_a_good_beginning_is_seen() -> None:
    assert power_of_guesses("xirimbambada", hints_of(["Xirimbambada"])) < WEAK_BELOW
    assert power_of_guesses("x1r1mbamb4d4", hints_of(["Xirimbambada"])) < WEAK_BELOW
    assert power_of_guesses("adabmabmirix", hints_of(["Xirimbambada"])) < WEAK_BELOW


def test_the_same_password_is_told_with_how_many_and_whose() -> None:
    report = audited(login(), login(), login("Qw7#rT!2wQz9uuLp"))
    assert [found.code for found in report.findings] == ["reused"] * 2
    assert report.findings[0].facts == {"count": 2, "clients": 1}
    assert len(report.groups) == 1
    assert len(report.groups[0]) == 2
    across = audited(made(password=STRONG), made(client="c2", password=STRONG), made(client="c2", password=STRONG))
    assert {found.code for found in across.findings} == {"reused-across"}
    assert across.findings[0].facts == {"count": 3, "clients": 2}


def test_how_weak_is_said_in_a_number_that_people_read() -> None:
    (found,) = audited(login("benfica1904")).findings
    assert str(found.facts["tries"]).replace("\N{NO-BREAK SPACE}", "") == str(10 ** int(found.facts["power"]))
    assert "\N{NO-BREAK SPACE}000 tries" in told("health", found.code, found.facts, "en")


def test_twice_in_one_entry_is_not_reuse() -> None:
    entry, values = login()
    again = Field("g", "custom", "outra", FieldKind.PASSWORD, True, None, 1, NOW)
    whole = Entry(entry.id, "c1", "C", entry.kind, "T", (*entry.fields, again), NOW, NOW, 1)
    assert problems(audited((whole, {**values, "g": Secret(STRONG)}))) == []


@pytest.mark.parametrize(("days", "old"), [(0, False), (365, False), (366, True)])
def test_a_password_that_was_not_changed_for_a_year_is_old(days: int, old: bool) -> None:
    at = NOW - timedelta(days=days)
    for kind, value in ((EntryKind.LOGIN, "password"), (EntryKind.API, "secret"), (EntryKind.DOOR, "code")):
        found = problems(audited(made(kind, changed_at=at, **{value: STRONG})))
        assert found == ([Problem.OLD] if old else [])
    assert problems(audited(made(EntryKind.LICENCE, changed_at=at, key=STRONG))) == []


@pytest.mark.parametrize(
    ("until", "code"),
    [
        ("2026-11-21", "expired"),
        ("2026-11-22", "expires-today"),
        ("23/11/2026", "expires-tomorrow"),
        ("2026-12-22", "expiring"),
        ("2026-12-23", ""),
        ("um dia destes", ""),
    ],
)
@pytest.mark.parametrize("kind", [EntryKind.DOOR, EntryKind.LICENCE, EntryKind.API, EntryKind.DOCUMENTS])
def test_what_ends_within_a_month_is_said(kind: EntryKind, until: str, code: str) -> None:
    found = audited(made(kind, valid_until=until)).findings
    assert [finding.code for finding in found] == [code] * bool(code)
    assert all(
        finding.facts["on"] == f"2026-{'12' if code == 'expiring' else '11'}-{finding.facts['on'][-2:]}"
        for finding in found
    )  # type: ignore[index]


def test_a_card_ends_with_its_month() -> None:
    assert [problems(audited(made(EntryKind.CARD, expires=month))) for month in ("10/26", "11/26", "2026-12", "01/27")] == [
        [Problem.EXPIRED], [Problem.EXPIRING], [], []
    ]  # fmt: skip


def test_an_end_that_is_protected_is_opened_for_it() -> None:
    hidden = Field("h", "valid_until", "", FieldKind.DATE, True, None, 1, NOW)
    entry = Entry("e", "c1", "C", EntryKind.DOOR, "T", (hidden,), NOW, NOW, 1)
    assert wanted(entry) == [hidden]
    assert problems(audited((entry, {"h": Secret("2026-11-30")}))) == [Problem.EXPIRING]


@pytest.mark.parametrize(
    ("url", "could"),
    [
        ("https://exemplo.test.pt/entrar", True), ("exemplo.com", True), ("http://192.168.1.1", False), ("http://router/", False),
        ("https://www.netflix.com/pt", False), ("https://notnetflix.com", True), ("android://x@com.example", False), ("", False),
        ("https://nas.local", False), ("https://sitfiscal.portaldasfinancas.gov.pt", False),
    ],
)  # fmt: skip
def test_a_second_factor_is_asked_for_where_one_could_be(url: str, could: bool) -> None:
    entry, values = login(url=url)
    assert could_have_totp(entry) == could
    assert (Problem.NO_TOTP in problems(audited((entry, values)))) == could


def test_a_login_with_a_second_factor_or_without_a_password_wants_none() -> None:
    assert problems(audited(login(url="https://exemplo.com", totp="JBSWY3DPEHPK3PXP"))) == []
    assert problems(audited(made(url="https://exemplo.com", username="maria"))) == []
    assert problems(audited(made(EntryKind.WIFI, ssid="casa", password=STRONG))) == []


def test_a_breach_is_told_with_how_often_and_what_could_not_be_asked_is_counted() -> None:
    seen: dict[bytes, int | None] = {STRONG.encode(): 7, b"Qw7#rT!2wQz9uuLp": None, b"Zx8#rT!2wQz9uuLq": 0}
    report = audited(
        login(), login("Qw7#rT!2wQz9uuLp"), login("Zx8#rT!2wQz9uuLq"), seen=lambda value: seen[value.reveal()]
    )
    assert [(found.problem, dict(found.facts)) for found in report.findings] == [(Problem.BREACHED, {"count": 7})]
    assert (report.breaches, report.unasked) == (Breaches.PARTIAL, 1)
    assert audited(login(), seen=lambda value: 0).breaches == Breaches.WHOLE
    assert audited(login()).breaches == Breaches.OFF


def test_the_most_urgent_comes_first_and_entries_are_counted_once() -> None:
    report = audited(login("benfica1904", url="https://exemplo.com"), login("benfica1904"), seen=lambda value: 3)
    assert problems(report) == [Problem.BREACHED] * 2 + [Problem.WEAK] * 2 + [Problem.REUSED] * 2 + [Problem.NO_TOTP]
    assert report.counts()[Problem.WEAK] == 2
    assert report.counts()[Problem.OLD] == 0


def test_an_audit_keeps_no_value() -> None:
    audit = Audit(NOW, Measures())
    for _ in range(3):
        audit.look(*login("segredo-canário-77"))
    report = audit.report()
    gc.collect()
    for holder in (*report.findings, *vars(audit).values()):
        assert "segredo-canário-77" not in repr(holder)
        assert "segredo-canário-77" not in str(getattr(holder, "facts", ""))
    assert not any(isinstance(one, Secret) for one in gc.get_referents(audit.__dict__))


def test_every_finding_has_a_sentence() -> None:
    report = audited(
        *(
            made(EntryKind.DOOR, valid_until=until)
            for until in ("2026-11-21", "2026-11-22", "2026-11-23", "2026-12-01")
        ),
        *(login("benfica1904", url="https://exemplo.com") for _ in range(2)),
        made(client="c2", password=STRONG, changed_at=NOW - timedelta(days=900)),
        made(password=STRONG),
        seen=lambda value: 3,
    )
    assert len({finding.code for finding in report.findings}) == 10
    for finding in report.findings:
        for language in ("pt_PT", "en"):
            assert "{" not in told("health", finding.code, finding.facts, language)
            assert "?" not in told("health", finding.code, finding.facts, language)
