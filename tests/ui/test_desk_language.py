"""Languages: complete, European, and switched while the program runs."""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.host.paths import resources
from app.ui import theme
from app.ui.state import Session
from app.ui.window import Shell

UI = Path(theme.__file__).parent
CATALOGUES = sorted((resources() / "translations").glob("*_pt_PT.ts"))
BRAZILIAN = re.compile(
    r"\b(salvar|salve|excluir|exclua|senhas?|arquivos?|usu[aá]rios?|telas?|celular|cadastr\w+|deletar|clique|compartilh\w+|"
    r"registr\w+|gerenciar|gerenciador|aplicativos?|acessar|contatos?|você|vocês|seção|mouse|padrão|customiza\w+|"
    r"redefinir|desabilitar|habilitar|link\w*ar|atualmente logado|logar|aguarde)\b",
    re.IGNORECASE,
)


def asked() -> set[tuple[str, str]]:
    """Every (context, text) that the desktop asks to be translated."""
    found = set()
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "QCoreApplication.translate":
                texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                assert len(texts) >= 2, f"{path.name}:{node.lineno}: a translation that lupdate cannot read"
                found.add((texts[0], texts[1]))
    return found


def translated() -> dict[tuple[str, str], str]:
    found = {}
    for catalogue in CATALOGUES:
        for context in ET.parse(catalogue).getroot().iter("context"):
            for message in context.iter("message"):
                written = message.find("translation")
                assert written is not None
                assert written.get("type") is None, f"{catalogue.name}: unfinished: {message.findtext('source')}"
                found[(context.findtext("name") or "", message.findtext("source") or "")] = written.text or ""
    return found


def test_every_text_has_a_portuguese_translation() -> None:
    known = translated()
    missing = {one for one in asked() if not known.get(one)}
    assert missing == set()


def test_a_translation_keeps_the_places_of_its_text() -> None:
    for (context, source), written in translated().items():
        places = re.findall(r"\{\w+\}|%\d", source)
        assert sorted(places) == sorted(re.findall(r"\{\w+\}|%\d", written)), (context, source)


def test_no_translation_is_left_over() -> None:
    own = {"Clients", "Entries", "EntryForm", "EntryPage", "Rail", "Unlock", "Generator", "Strength", "When", "Fields"}
    assert {one for one in translated() if one[0] in own} <= asked()


def test_the_portuguese_is_european() -> None:
    brazilian = {text for text in translated().values() if BRAZILIAN.search(text)}
    assert brazilian == set()


def test_no_text_shouts() -> None:
    assert {text for one, text in translated().items() if "!" in text or "!" in one[1]} == set()


@pytest.mark.parametrize("word", ["Save", "Cancel", "Open", "&Yes"])
def test_qts_own_words_are_portuguese_too(session: Session, word: str) -> None:
    session.languages.choose("pt_PT")
    written = QCoreApplication.translate("QPlatformTheme", word)
    assert written != word
    assert not BRAZILIAN.search(written)


def test_the_language_switches_while_the_window_stands(session: Session, shell: Shell, qtbot: QtBot) -> None:
    def texts() -> list[str]:
        return [label.text() for label in shell.unlock_page.findChildren(QLabel) if label.isVisible()]

    assert "Create your vault" in texts()
    shell.unlock_page.languages.button("pt_PT").click()
    qtbot.waitUntil(lambda: "Crie o seu cofre" in texts(), timeout=30_000)
    assert QLocale().decimalPoint() == ","
    shell.unlock_page.languages.button("en").click()
    qtbot.waitUntil(lambda: "Create your vault" in texts(), timeout=30_000)


def test_the_choice_of_a_language_is_kept(session: Session, shell: Shell, settled: object) -> None:
    session.update_settings(language="pt_PT")
    assert callable(settled)
    settled()
    again = Session(session.home)
    again.load_settings()
    assert again.language == "pt_PT"
    again.languages.choose("en")  # its words are installed for the whole program, and would be there until it is freed
    again.close()
