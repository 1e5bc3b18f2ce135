"""A link that opens from memory, for pictures and for what is left after a lock: no relay, no line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.crypto.secret import Secret
from app.errors import LacreError
from app.ops.opening import Accepted, OpenedShare
from app.share.documents import Cover
from app.share.link import Kind, Link, encode_link
from app.share.manifest import ManifestField, ManifestFile
from app.ui.receiving.sheet import ReceivingSheet
from app.ui.state import Session
from app.ui.window import Shell
from tests.ui.sharing_fakes import NOW

LINK = encode_link(Link("https://partilhas.padaria-acor.example", bytes(16), Kind.GENERATED, Secret(bytes(32))))
TERMS = "O que está neste link é confidencial.\nNão o mostro nem o passo a ninguém, e apago-o quando acabar o trabalho."
FIELDS = (
    ManifestField("Utilizador", "username", "ana@padaria-acor.example"),
    ManifestField("Palavra-passe", "password", "Broa-de-milho.às7"),
    ManifestField("Código 2FA", "totp", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"),
    ManifestField("Sítio", "url", "https://loja.padaria-acor.example/admin"),
    ManifestField("Wi-Fi da loja", "wifi", "WIFI:T:WPA;S:Padaria Acor;P:broa-quente-7;;"),
)
FILES = (
    ManifestFile("Contrato de fornecimento de farinha 2026, versão final assinada por todos.pdf", "", 1_400_000),
    ManifestFile("fotografias/montra de Natal.jpg", "", 84_000),
    ManifestFile("folha de preços.xlsx", "", 12_300),
)
OPENED = OpenedShare("Bom dia, Rui.\nO acesso à loja está abaixo; o contrato vai junto.", FIELDS, (), 0, FILES)


@dataclass
class MemoryOpening:
    """What `ops.opening.Opening` is to the window."""

    inside: OpenedShare = OPENED
    kind: Kind = Kind.GENERATED
    cover: Cover = field(default_factory=lambda: Cover("Ana Sousa", "Acesso à loja online", "symbols"))
    origin: str = "https://partilhas.padaria-acor.example"
    views_left: int = 1
    expires: int = int(NOW.timestamp()) + 86_400
    starts: int = 0
    paused: bool = False
    terms: str = ""
    needs_code: bool = False
    traces: bool = False
    refuses: LacreError | None = None

    @property
    def rules(self) -> tuple[str, ...]:
        return self.inside.rules

    @property
    def has_files(self) -> bool:
        return bool(self.inside.files)

    @property
    def needs_passcode(self) -> bool:
        return self.kind is not Kind.NONE

    def ask_code(self, address: str, language: str) -> None:
        """It would be sent."""

    def unlock(
        self, passcode: Secret | None = None, *, code: str = "", accepted: Accepted | None = None
    ) -> OpenedShare:
        if self.refuses is not None:
            raise self.refuses
        return self.inside

    def save(self, folder: Path, numbers: Sequence[int] | None = None, **_told: Any) -> list[Path]:
        return []

    def revealed(self) -> None:
        """It would be told."""

    def cut(self) -> None:
        """There is no line."""


def opening(session: Session, shell: Shell, door: MemoryOpening, link: str = LINK) -> ReceivingSheet:
    """The sheet with this link, not yet asked for."""
    sheet = ReceivingSheet(session, shell, link, lambda _link: door)  # type: ignore[arg-type,return-value] # it is all that is used
    sheet.open()
    return sheet


def marked(mark: str) -> MemoryOpening:
    """Everything in it bears the mark."""
    fields = tuple(
        ManifestField(f"{mark} {one.label}", one.kind, f"{mark}.{one.value}") for one in FIELDS if one.kind != "totp"
    )
    files = tuple(ManifestFile(f"{mark} {one.name}", "", one.size) for one in FILES)
    inside = replace(OPENED, message=f"{mark} mensagem", fields=fields, files=files)
    return MemoryOpening(inside, Kind.NONE, Cover(f"{mark} Ana", f"{mark} nota", "none"))
