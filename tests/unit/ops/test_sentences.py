"""Every refusal that the program can utter has a sentence in both languages, in three parts, in the house's words."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

import app
from app.errors import OurError, PeerError, UserError, WorldError
from app.host.paths import resources
from app.ops.sentences import known_codes, parts, sentence, skip_reason
from app.share.wire.messages import REFUSALS

APP = Path(app.__file__).parent
FAMILIES = {"UserError", "PeerError", "WorldError"}
LANGUAGES = ("pt_PT", "en")
CATALOGUE = json.loads((resources() / "translations" / "sentences.json").read_bytes())


def _codes_in(path: Path) -> set[str]:
    """The constant first arguments of raising calls; `refuse` in the importers puts a prefix before them."""
    codes: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args or not isinstance(node.func, ast.Name):
            continue
        prefix = {"refuse": "import-"} if "importers" in path.parts else {}
        if node.func.id in FAMILIES or node.func.id in prefix:
            found = [
                n.value for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant) and isinstance(n.value, str)
            ]
            codes |= {prefix.get(node.func.id, "") + code for code in found if re.fullmatch(r"[a-z][a-z-]+", code)}
    return codes


def test_every_code_that_is_raised_has_a_sentence() -> None:
    raised = set[str]().union(*(_codes_in(path) for path in APP.rglob("*.py")))
    assert len(raised) > 50
    assert sorted(raised - known_codes() - {"import-"}) == []


def test_every_refusal_of_the_relay_has_a_sentence() -> None:
    assert sorted(set(REFUSALS) - known_codes()) == []


def test_every_reason_to_skip_a_row_has_words() -> None:
    reasons: set[str] = set()
    for path in (APP / "vault" / "importers").glob("*.py"):
        reasons |= set(re.findall(r'(?:SkippedRow\([^,]+, |NotAnItem\(|return )"([a-z-]{4,})"', path.read_text()))
    assert {"too-few-cells", "in-trash", "malformed"} <= reasons
    assert sorted(reasons - set(CATALOGUE["skipped"]) - {"utf-16-le", "utf-16-be", "true"}) == []
    assert skip_reason("folder", "pt_PT") == "é uma pasta vazia"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_has_three_parts_that_end_like_sentences(language: str) -> None:
    for code, texts in CATALOGUE["errors"].items():
        assert len(texts[language]) == 3, code
        assert all(text == text.strip() and text[-1] in '.»"-' for text in texts[language]), code


def test_both_languages_tell_the_same_facts() -> None:
    for code, texts in CATALOGUE["errors"].items():
        facts = [set(re.findall(r"{\w+}", " ".join(texts[language]))) for language in LANGUAGES]
        assert facts[0] == facts[1], code


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_speaks_like_a_machine(language: str) -> None:
    machine = re.compile(
        r"(?i)\b(token|payload|hash|claim|erro \d|error \d|exception|password mestra|você|senha|usuário)\b|!"
    )
    for code, texts in CATALOGUE["errors"].items():
        assert not machine.search(" ".join(texts[language])), code


def test_facts_are_filled_in_and_braces_in_them_do_no_harm() -> None:
    told = sentence(WorldError("cannot-read", path="/{reason}/{}", reason="não"), "pt_PT")
    assert told.startswith("Não foi possível ler /{reason}/{}: não.")


def test_a_part_whose_fact_is_unknown_is_left_out() -> None:
    assert sentence(WorldError("cannot-read"), "en").startswith("Could not read. Nothing was lost.")


def test_an_unknown_code_still_gets_three_parts() -> None:
    for error in (UserError("never-heard-of"), PeerError("nor-this")):
        assert all(parts(error, "en"))
    assert "naive-datetime" in sentence(OurError("naive-datetime"), "en")


def test_no_sentence_waits_for_a_fact_that_is_not_given() -> None:
    for path in APP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in FAMILIES:
                continue
            given = {keyword.arg for keyword in node.keywords}
            if None in given or not node.args:  # `**facts`: told by the tests of that place
                continue
            for code in (n.value for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant)):
                texts = CATALOGUE["errors"].get(code, {"en": []})["en"]
                missing = set(re.findall(r"{(\w+)}", re.sub(r"\[\[.*?\]\]", "", " ".join(texts)))) - given
                assert not missing, f"{path.name}:{node.lineno}: {code} needs {missing}"
