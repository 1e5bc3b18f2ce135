"""The e-mail of the identity check: what is in it, how it reaches a real mail server, and what is never said of it."""

from __future__ import annotations

import contextlib
import json
import logging
import socket
import threading
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.errors import UserError
from app.host.paths import resources
from app.relay import mailing
from app.relay.letters import Letter, compose
from app.relay.mailing import ROOM, Mailer
from app.relay.post import Post, can_take_mail, load_post
from app.share.wire.address import norm_address
from tests.relay.mailbox import PASSWORD, USER, WAIT_S, certificate, mail_server

FROM = "codigos@relay.example"
TO = "ana.silva@clinica.example"
LANGUAGES = ("pt-PT", "pt-BR", "en", "es", "fr")
NOON = 1_800_000_000


@contextlib.contextmanager
def mailer(post: Post, **choices: Any) -> Iterator[Mailer]:
    made = Mailer(post, now=lambda: NOON, **choices)
    made.start()
    try:
        yield made
    finally:
        made.close()


def plain(port: int) -> Post:
    return Post("127.0.0.1", FROM, "none", port)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_holds_the_code_and_names_no_sender_link_or_content(language: str) -> None:
    octets = compose(Letter(TO, "01234567", language), FROM, NOON)
    message = message_from_bytes(octets, policy=default)
    assert (message["From"], message["To"]) == (f"Lacre <{FROM}>", TO)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == language
    assert str(message["Message-ID"]).endswith("@relay.example>")
    body = message.get_content()  # type: ignore[attr-defined]
    assert body.splitlines()[2] == "01234567"
    assert "10 minut" in body
    head, _, sent = octets.partition(b"\r\n\r\n")
    assert b"01234567" not in head  # a locked screen shows the subject
    text = f"{message['Subject']}\n{body}".lower()
    assert not any(sign in text for sign in ("http", "www", "://", "<", "{", "@", "relay.example"))
    assert max(map(len, sent.split(b"\r\n"))) <= 76
    assert octets.isascii()


def test_every_language_of_the_protocol_has_its_words() -> None:
    words = json.loads((resources() / "translations" / "codes.json").read_bytes())
    assert list(words) == list(LANGUAGES)
    for one in words.values():
        assert one["body"].count("{code}") == one["body"].count("{minutes}") == 1
        assert set(one) == {"subject", "body"}
    assert len({one["body"] for one in words.values()}) == len(words)


@pytest.mark.parametrize(
    ("address", "takes"),
    [
        ("a@b.pt", True), ("a.b+c@b.pt", True), ("o'brien=x@b.pt", True), ("a" * 64 + "@" + "b" * 60 + ".pt", True),
        ('"a"@b.pt', False), ("a..b@b.pt", False), (".a@b.pt", False), ("a.@b.pt", False), ("a<b>@b.pt", False),
        ("a,b@b.pt", False), ("a:b;@b.pt", False), ("a\\b@b.pt", False), ("(a)@b.pt", False), ("a>,<b@b.pt", False),
    ],
)  # fmt: skip
def test_only_to_an_address_that_needs_no_quoting_is_a_letter_sent(address: str, takes: bool) -> None:
    assert norm_address(address) == address
    assert can_take_mail(address) is takes
    if takes:
        head = compose(Letter(address, "1" * 8, "fr"), FROM, NOON)
        assert message_from_bytes(head, policy=default)["To"] == address


def test_an_address_that_would_be_read_in_two_ways_reaches_no_server() -> None:
    with mail_server() as box, mailer(plain(box.port)) as ours:
        ours.send(Letter("a>,<b@evil.example", "1" * 8, "en"))
        ours.send(Letter(TO, "2" * 8, "en"))
        assert box.wait_mails(1)[0].to == [TO]
        assert (box.asked, ours.failed) == (1, 1)


def test_a_letter_goes_secured_by_starttls_with_a_login(tmp_path: Path) -> None:
    ca, context = certificate(tmp_path, "127.0.0.1")
    with mail_server(context) as box:
        post = Post("127.0.0.1", FROM, "starttls", box.port, USER, PASSWORD, str(ca))
        with mailer(post) as ours:
            ours.send(Letter(TO, "12345678", "pt-PT"))
            mail = box.wait_mails(1)[0]
    assert (mail.sender, mail.to, mail.secured, mail.code) == (FROM, [TO], True, "12345678")


def test_a_letter_goes_secured_from_the_first_octet(tmp_path: Path) -> None:
    ca, context = certificate(tmp_path, "127.0.0.1")
    post = Post("127.0.0.1", FROM, "tls", 1, ca=str(ca))
    with mail_server(context, from_the_first=True) as box, mailer(msgspec.structs.replace(post, port=box.port)) as ours:
        ours.send(Letter(TO, "12345678", "es"))
        assert box.wait_mails(1)[0].code == "12345678"


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("trusted", ["another name", "not trusted"])
def test_a_server_that_is_not_the_one_that_was_named_gets_nothing(
    tmp_path: Path, security: Any, trusted: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(mailing, "PAUSES_S", (1000.0,))
    ca, context = certificate(tmp_path, "mail.example" if trusted == "another name" else "127.0.0.1")
    post = Post("127.0.0.1", FROM, security, 1, USER, PASSWORD, str(ca) if trusted == "another name" else "")
    with mail_server(context, from_the_first=security == "tls") as box:
        with mailer(msgspec.structs.replace(post, port=box.port)) as ours:
            ours.send(Letter(TO, "12345678", "en"))
        assert ours.failed == 1  # at its end: nothing waits any more
        assert (box.mails, box.asked) == ([], 0)
    assert "SSLCertVerificationError" in caplog.text


def test_a_server_without_starttls_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_server() as box, mailer(Post("127.0.0.1", FROM, "starttls", box.port)) as ours:
        ours.send(Letter(TO, "12345678", "en"))
        ours.close()
        assert (box.mails, box.asked, ours.failed) == ([], 0, 1)


def test_what_is_refused_for_now_comes_again_and_what_is_refused_for_good_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mailing, "PAUSES_S", (0.0,))
    with mail_server() as box, mailer(plain(box.port)) as ours:
        box.answers += ["450 later", "451 later", "550 never"]
        ours.send(Letter(TO, "1" * 8, "en"))
        box.wait_for(lambda: box.asked == 3)
        ours.send(Letter(TO, "2" * 8, "en"))
        assert [mail.code for mail in box.wait_mails(1)] == ["2" * 8]
        assert box.asked == 4
    assert (ours.sent, ours.failed) == (1, 1)


def test_letters_that_wait_together_go_in_one_session() -> None:
    with mail_server() as box:
        ours = Mailer(plain(box.port), now=lambda: NOON)
        for i in range(5):
            ours.send(Letter(f"a{i}@b.pt", f"{i}" * 8, "en"))
            ours.send(None)
        ours.start()
        assert [mail.to for mail in box.wait_mails(5)] == [[f"a{i}@b.pt"] for i in range(5)]
        ours.close()
        assert box.sessions == 1


def test_a_letter_whose_code_is_too_old_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailing, "PAUSES_S", (600.0,))
    with mail_server() as box, mailer(plain(box.port)) as ours:
        box.answers.append("450 later")
        ours.send(Letter(TO, "1" * 8, "en"))
        box.wait_for(lambda: box.asked == 1)
    assert (box.mails, ours.failed) == ([], 1)


def test_the_queue_has_an_end_and_who_is_sent_nothing_takes_as_much_of_it() -> None:
    ours = Mailer(plain(1), now=lambda: NOON)
    for i in range(ROOM):
        assert ours.has_room
        ours.send(None if i % 2 else Letter(TO, "1" * 8, "en"))
    assert not ours.has_room
    ours.send(Letter(TO, "1" * 8, "en"))
    assert len(ours._waiting) == ROOM


def drip(listener: socket.socket, over: threading.Event) -> None:
    """A server that never comes to the end of its first line."""
    connection, _ = listener.accept()
    with connection, contextlib.suppress(OSError):
        while not over.wait(0.02):
            connection.sendall(b"220-")


def test_a_server_that_never_comes_to_an_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailing, "PAUSES_S", (1000.0,))
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = threading.Thread(target=drip, args=(listener, over))
        server.start()
        with mailer(plain(listener.getsockname()[1]), session_s=0.2) as ours:
            ours.send(Letter(TO, "1" * 8, "en"))
            ours._thread.join(0)
            server.join(WAIT_S)  # it ends because its line was shut
        assert not server.is_alive()
        over.set()
    assert (ours.sent, ours.failed) == (0, 1)


def test_neither_address_nor_code_nor_the_servers_words_come_to_a_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(mailing, "PAUSES_S", (0.0,))

    def broken(*_: object) -> bytes:
        raise ValueError(TO, "1" * 8)

    letter = Letter(TO, "12345678", "en")
    with mail_server() as box, mailer(plain(box.port)) as ours:
        box.answers += [f"450 <{TO}> later", f"550 <{TO}> who?", f"421 <{TO}> bye", f"551 <{TO}>"]
        ours.send(letter)
        box.wait_for(lambda: box.asked == 2)
        ours.send(letter)
        box.wait_for(lambda: box.asked == 4)
        with monkeypatch.context() as fault:
            fault.setattr(mailing, "compose", broken)
            ours.send(letter)
            ours.close()
    with mailer(Post("127.0.0.1", FROM, "none", box.port, USER, PASSWORD)) as ours:
        ours.send(letter)
    ours_said = [record.getMessage() for record in caplog.records if record.name != "mail.log"]  # that is the server's
    said = "\n".join([*ours_said, *capfd.readouterr()])
    assert "a code was not taken by the mail server (550)" in said
    for secret in (TO, "clinica", "12345678", "who?", PASSWORD):
        assert secret not in said
    assert TO not in repr(letter) + str(letter)


def write(path: Path, text: str, mode: int = 0o600) -> Path:
    path.write_text(text)
    path.chmod(mode)
    return path


def test_settings_come_from_a_file_that_is_named_by_hand_or_by_the_environment(tmp_path: Path) -> None:
    text = 'host = "smtp.example"\nfrom = "Codigos@Relay.example"\nuser = "u"\npassword = "p"\n'
    path = write(tmp_path / "smtp.toml", text)
    assert load_post(None, {}) is None
    post = load_post(path, {})
    assert post == load_post(None, {"LACRE_SMTP_FILE": str(path)})
    assert post is not None
    assert (post.security, post.door, post.domain, post.password) == ("starttls", 587, "relay.example", "p")
    assert "p" not in repr(post).removeprefix("Post")
    write(path, text.replace('password = "p"\n', "").replace("smtp.", "x."))
    post = load_post(path, {"LACRE_SMTP_PASSWORD": "q"})
    assert post is not None
    assert (post.password, post.host) == ("q", "x.example")


@pytest.mark.parametrize(
    ("member", "text"),
    [
        ("toml", "host = "),
        ("toml", 'from = "a@b.pt"'),
        ("toml", 'host = "h"\nfrom = "a@b.pt"\nsecret = "x"'),
        ("host", 'host = "h\\nx"\nfrom = "a@b.pt"'),
        ("port", 'host = "h"\nfrom = "a@b.pt"\nport = 0'),
        ("security", 'host = "h"\nfrom = "a@b.pt"\nsecurity = "ssl"'),
        ("security", 'host = "h"\nfrom = "a@b.pt"\nsecurity = "none"'),
        ("from", 'host = "h"\nfrom = "a"'),
        ("from", 'host = "h"\nfrom = "a<b>@b.pt"'),
        ("password", 'host = "h"\nfrom = "a@b.pt"\nuser = "u"'),
        ("user", 'host = "h"\nfrom = "a@b.pt"\npassword = "p"'),
        ("ca", 'host = "h"\nfrom = "a@b.pt"\nca = "/nowhere.pem"'),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_the_name_of_what_is_wrong(tmp_path: Path, member: str, text: str) -> None:
    with pytest.raises(UserError) as raised:
        load_post(write(tmp_path / "smtp.toml", text), {})
    assert (raised.value.code, raised.value.facts["member"]) == ("bad-smtp-file", member)


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="smtp-file-open"):
        load_post(write(tmp_path / "smtp.toml", 'host = "h"\nfrom = "a@b.pt"', 0o604), {})
    with pytest.raises(UserError, match="no-smtp-file"):
        load_post(tmp_path / "none.toml", {})
