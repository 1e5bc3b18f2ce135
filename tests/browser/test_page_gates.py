"""What stands before the passcode: the hour, the terms, the identity check, the word about traces."""

from __future__ import annotations

import time

from tests.browser.page_relay import PageRelay
from tests.browser.page_sender import Asked
from tests.browser.page_visitor import Visitor
from tests.relay.mailbox import Mailbox

TERMS = "Acordo de confidencialidade.\n\n" + "\n".join(f"{n}. O que receber fica entre nós." for n in range(1, 40))
ADDRESS = "ana.sousa@clinica.example"


def _accept(visitor: Visitor, name: str = "Ana Sousa") -> None:
    visitor.see("#name").fill(name)
    visitor.see("#consent").check()
    visitor.see("form button.primary").click()


def test_terms_are_accepted_by_name_and_act_and_the_sender_can_read_it(mail_relay: PageRelay, phone: Visitor) -> None:
    shared = mail_relay.share("Segue o acesso.", asked=Asked(terms=TERMS))
    phone.open(shared.url)
    phone.see_title("Leia e aceite antes de abrir")
    assert "39. O que receber fica entre nós." in phone.see(".terms").inner_text()
    phone.keep("terms-phone")
    phone.see("form button.primary").click()
    assert "Escreva o seu nome" in phone.see(".slip").inner_text()
    phone.see("#name").fill("\u200b  Ana <b>Sousa</b> ")
    phone.see("form button.primary").click()
    assert "Assinale" in phone.see(".slip").inner_text()
    assert phone.page.evaluate("document.activeElement.id") == "consent"
    phone.keep("terms-slip-phone")
    phone.see("#consent").check()
    phone.see("form button.primary").click()
    before = int(time.time())
    phone.give(shared.passcode)
    phone.see_title("A sua mensagem")
    assert mail_relay.events_until(shared, "revealed")[:4] == ["delivered", "agreed", "accepted", "revealed"]
    said = mail_relay.acceptance(shared)
    assert said["name"] == "Ana <b>Sousa</b>"
    assert before - 60 <= int(str(said["at"])) <= before + 60


def test_who_does_not_accept_has_lost_nothing_and_may_come_back(mail_relay: PageRelay, phone: Visitor) -> None:
    shared = mail_relay.share(asked=Asked(terms=TERMS))
    phone.open(shared.url)
    phone.see("button.quiet.wide").click()
    phone.see_title("Não aceitou as condições")
    phone.keep("terms-refused-phone")
    assert mail_relay.events(shared) == ["delivered"]
    phone.see("button.primary").click()
    _accept(phone)
    phone.give(shared.passcode)
    phone.see_title("A sua mensagem")


def test_a_wrong_passcode_costs_a_try_and_the_consent_still_stands(mail_relay: PageRelay, phone: Visitor) -> None:
    shared = mail_relay.share(asked=Asked(terms="Uma só linha."))
    phone.open(shared.url)
    _accept(phone)
    phone.give("00000-00000-0")
    phone.see(".slip")
    phone.give(shared.passcode)
    phone.see_title("A sua mensagem")
    assert mail_relay.acceptance(shared)["name"] == "Ana Sousa"


def test_the_code_of_the_identity_check_comes_by_e_mail_and_opens(
    mail_relay: PageRelay, mailbox: Mailbox, phone: Visitor
) -> None:
    shared = mail_relay.share(asked=Asked(address=ADDRESS))
    phone.open(shared.url)
    phone.see_title("Confirme o seu e-mail")
    phone.keep("identity-phone")
    phone.see("#address").fill("ana.sousa@clinica")
    phone.see("form button.primary").click()
    assert "não parece completo" in phone.see(".slip").inner_text()
    assert phone.calls("code") == []
    phone.see("#address").fill(f" {ADDRESS.upper()} ")
    phone.see("form button.primary").click()
    phone.see_title("Escreva o código do e-mail")
    mailbox.wait_for(lambda: any(mail.to == [ADDRESS] for mail in mailbox.mails))
    code = mailbox.last_to(ADDRESS).code
    phone.keep("identity-code-phone")
    phone.see("#mail-code").fill(code[:7])
    phone.see("form button.primary").click()
    assert "8 algarismos" in phone.see(".slip").inner_text()
    wrong = str((int(code) + 1) % 10**8).zfill(8)
    phone.see("#mail-code").fill(wrong)
    phone.see("form button.primary").click()
    phone.give(shared.passcode)
    assert "não gastou nenhuma tentativa" in phone.see(".slip").inner_text()
    phone.keep("identity-wrong-phone")
    assert mail_relay.state(shared) == ("live", 1, 5)
    phone.see("#mail-code").fill(f"{code[:4]} {code[4:]}")
    phone.see("form button.primary").click()
    assert phone.see("#passcode").input_value() == shared.passcode
    phone.see("form button.primary").click()
    phone.see_title("A sua mensagem")
    assert mail_relay.events_until(shared, "revealed") == ["delivered", "wrong-code", "accepted", "revealed"]


def test_a_strangers_address_hears_the_same_and_gets_nothing(
    mail_relay: PageRelay, mailbox: Mailbox, desktop: Visitor
) -> None:
    shared = mail_relay.share(asked=Asked(address=ADDRESS))
    desktop.open(shared.url)
    desktop.see("#address").fill("outra@clinica.example")
    desktop.page.keyboard.press("Enter")
    desktop.see_title("Type the code from the e-mail")
    assert desktop.page.evaluate("document.activeElement.id") == "mail-code"
    assert [mail for mail in mailbox.mails if mail.to == ["outra@clinica.example"]] == []
    again = desktop.page.get_by_role("button", name="You can ask for another code in")
    assert again.get_attribute("aria-disabled") == "true"
    desktop.page.get_by_role("button", name="Use another e-mail").click()
    desktop.see("#address").fill(ADDRESS)
    desktop.page.keyboard.press("Enter")
    assert "once a minute" in desktop.see(".slip").inner_text()
    desktop.keep("identity-busy-desktop")


def test_terms_and_code_and_a_held_press_open_a_link_without_a_passcode(
    mail_relay: PageRelay, mailbox: Mailbox, desktop: Visitor
) -> None:
    shared = mail_relay.open_link(asked=Asked(terms="One line.", address="b@clinica.example"))
    desktop.open(shared.url)
    _accept(desktop, "B")
    desktop.see("#address").fill("b@clinica.example")
    desktop.page.keyboard.press("Enter")
    desktop.see("#mail-code")
    mailbox.wait_for(lambda: any(mail.to == ["b@clinica.example"] for mail in mailbox.mails))
    desktop.see("#mail-code").fill(mailbox.last_to("b@clinica.example").code)
    desktop.page.keyboard.press("Enter")
    desktop.hold()
    desktop.see_title("Your message")
    assert mail_relay.events_until(shared, "revealed") == ["delivered", "agreed", "accepted", "revealed"]


def test_before_its_hour_it_says_when_and_the_relay_has_the_last_word(own_relay: PageRelay, phone: Visitor) -> None:
    shared = own_relay.share(starts_s=3600)
    phone.open(shared.url)
    phone.see_title("Ainda não é a hora")
    text = phone.text()
    assert "hora local" in text
    assert "faltam 59 minutos" in text or "falta 1 hora" in text
    phone.keep("early-phone")
    phone.see("button.primary").click()
    phone.give(shared.passcode)
    phone.see_title("Ainda não é a hora")
    assert own_relay.state(shared) == ("live", 1, 5)
    own_relay.advance(3601)
    phone.see("button.primary").click()
    phone.see_title("Ainda não é a hora")
    phone.see("button.primary").click()
    phone.give(shared.passcode)
    phone.see_title("A sua mensagem")


def test_that_the_opening_is_traced_is_said_before_the_passcode(mail_relay: PageRelay, phone: Visitor) -> None:
    shared = mail_relay.share(trace=True)
    phone.open(shared.url)
    phone.see("#passcode")
    assert "de onde é aberta" in phone.text()
    phone.keep("trace-phone")
    phone.give(shared.passcode)
    phone.see_title("A sua mensagem")
    assert all(detail.startswith("127.0.0.0/24") for detail in mail_relay.details(shared, "accepted"))
    plain = mail_relay.share()
    phone.open("about:blank")
    phone.open(plain.url)
    phone.see("#passcode")
    assert "de onde é aberta" not in phone.text()


def test_a_program_that_presses_everything_neither_accepts_nor_asks_for_a_code(
    mail_relay: PageRelay, mailbox: Mailbox, desktop: Visitor
) -> None:
    shared = mail_relay.open_link(asked=Asked(terms="One line.", address="c@clinica.example"))
    desktop.open(shared.url)
    desktop.see("#name")
    for _ in range(3):
        for button in desktop.page.locator("main button, main input[type=checkbox]").all():
            if button.is_visible():
                button.click()
    assert desktop.calls() == ["hello"]
    assert mail_relay.state(shared) == ("live", 1, 5)
    assert [mail for mail in mailbox.mails if mail.to == ["c@clinica.example"]] == []
