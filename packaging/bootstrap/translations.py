"""Qt's translations: .ts sources compiled into .qm files, which are not committed."""

from __future__ import annotations

from bootstrap import stamps
from bootstrap.places import TRANSLATIONS, script
from bootstrap.shell import run, say


def ensure() -> None:
    sources = sorted(TRANSLATIONS.glob("*.ts"))
    value = stamps.digest(sources)
    compiled = [source.with_suffix(".qm") for source in sources]
    if stamps.holds(TRANSLATIONS / ".stamp", value) and all(path.is_file() for path in compiled):
        return
    for source, target in zip(sources, compiled, strict=True):
        say(f"compiling {source.name}")
        run([script("pyside6-lrelease"), "-silent", source, "-qm", target], f"compiling {source.name}")
    TRANSLATIONS.mkdir(parents=True, exist_ok=True)
    stamps.write(TRANSLATIONS / ".stamp", value)
