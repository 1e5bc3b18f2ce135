"""The recovery kit from the command line: made, tried, used after the passphrase is lost, revoked."""

from __future__ import annotations

from pathlib import Path

import pytest

from .lacre_command import CHEAPEST, Lacre


@pytest.fixture
def lacre(tmp_path: Path) -> Lacre:
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("cavalo bateria agrafo\n")
    lacre = Lacre(tmp_path / "home", passphrase)
    lacre.json("vault", "init", *CHEAPEST)
    return lacre


def test_a_lost_passphrase_is_replaced_by_the_kit_until_it_is_revoked(lacre: Lacre, tmp_path: Path) -> None:
    made = lacre.json("vault", "recovery", "make")
    assert made["tried"] is False
    lacre.json("vault", "add", "--client", "Padaria", "--title", "Banco")
    paper, new = tmp_path / "paper", tmp_path / "new"
    paper.write_text(made["code"].lower())
    new.write_text("uma frase nova\n")
    words = ("vault", "recovery", "use", "--new-passphrase-file", str(new), "--code-file")
    assert lacre.json(*words, str(paper)) == {"changed": True}
    assert lacre.json("vault", "list", code=2)["error"] == "wrong-passphrase"
    lacre.passphrase_file.write_text("uma frase nova\n")
    assert [entry["title"] for entry in lacre.json("vault", "list")["entries"]] == ["Banco"]
    assert lacre.json("vault", "recovery", "revoke") == {"revoked": True}
    assert lacre.json("vault", "recovery", "revoke") == {"revoked": False}
    assert lacre.json(*words, "-", stdin=made["code"], code=2)["error"] == "no-recovery-kit"


def test_a_kit_counts_only_when_its_code_was_typed_back(lacre: Lacre) -> None:
    done = lacre.run("vault", "recovery", "make", stdin="0000\n" * 3)
    assert done.returncode == 2
    assert "The recovery code has 56 symbols; 4 were typed." in done.stderr
    assert lacre.json("vault", "recovery", "revoke") == {"revoked": False}
    done = lacre.run("vault", "recovery", "make", "--untried", LACRE_LANGUAGE="pt_PT")
    assert done.returncode == 0
    assert "Código de recuperação:" in done.stdout
    assert lacre.json("vault", "recovery", "revoke") == {"revoked": True}
