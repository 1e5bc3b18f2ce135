"""Files kept with entries, from the command line: in, out, gone; and a query with filters."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.lacre_command import CHEAPEST, Lacre


@pytest.fixture
def lacre(tmp_path: Path) -> Lacre:
    """A new vault with an entry."""
    file = tmp_path / "passphrase"
    file.write_text("uma frase longa e calma\n", encoding="utf-8")
    made = Lacre(tmp_path / "data", file)
    made.json("vault", "init", *CHEAPEST)
    made.json("vault", "add", "--kind", "documents", "--client", "Oficina", "--title", "Contratos")
    return made


def test_a_file_goes_in_and_comes_out_and_is_erased(lacre: Lacre, tmp_path: Path) -> None:
    source, target = tmp_path / "Contrato São.pdf", tmp_path / "aberto.pdf"
    source.write_bytes(bytes(range(256)) * 5000)
    added = lacre.json("vault", "attach", "Contratos", str(source))
    assert (added["name"], added["size"]) == ("Contrato São.pdf", 1_280_000)
    assert lacre.json("vault", "attachments", "Contratos")["attachments"] == [added]
    assert [found["title"] for found in lacre.json("vault", "list", "--query", "tem:ficheiro")["entries"]] == [
        "Contratos"
    ]
    lacre.json("vault", "attachment", added["id"], str(target))
    assert target.read_bytes() == source.read_bytes()
    refused = lacre.run("vault", "attachment", added["id"], str(target), "--json")
    assert (refused.returncode, "target-exists" in refused.stdout) == (2, True)
    lacre.json("vault", "detach", added["id"])
    assert lacre.json("vault", "attachments", "Contratos")["attachments"] == []
    assert lacre.run("vault", "attach", "Contratos", str(tmp_path / "nada"), "--json").returncode == 3
    assert lacre.json("vault", "check")["ok"]
