"""The import direction of docs/ARCHITECTURE.md, executed: in the sources, and in a fresh interpreter as modules load.

The second matters as much as the first: an `__init__` that re-exports would pull what opens shares into the relay without
any line in the relay saying so.
"""

from __future__ import annotations

import ast
import functools
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
APP = ROOT / "app"

# What each part may import of `app`, beside itself. A name with a dot allows that module or package alone.
EVERYBODY = {"errors", "host"}
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "host": {"errors"},
    "crypto": {"errors"},
    "vault": {"crypto"} | EVERYBODY,
    "share": {"crypto"} | EVERYBODY,
    "relay": {"share.wire", "crypto.blind"} | EVERYBODY,
    "ops": {"vault", "share", "crypto"} | EVERYBODY,
    "cli": {"ops", "vault", "share", "crypto.secret", "crypto.kdf", "relay"} | EVERYBODY,
    "ui": {"ops", "vault", "share", "crypto.secret"} | EVERYBODY,
    "main": {"cli", "ui"} | EVERYBODY,
    "__main__": {"cli", "ui", "main"} | EVERYBODY,
}
WIRE_MAY_IMPORT = {"share.wire", "errors"}

# Third parties that only one part may import.
ONLY_IN = {
    "PySide6": {"ui"},
    "shiboken6": {"ui"},
    "qtawesome": {"ui"},
    "nacl": {"crypto"},
    "cryptography": {"crypto"},
    "apsw": {"vault", "relay"},
    "sqlite3": set(),  # apsw is the one SQLite here: two in one process may free each other's file locks
    "requests": {"share"},
    "uvicorn": {"relay"},
    "stdnum": {"vault"},
    "phonenumbers": {"vault"},
    "zxcvbn": {"vault"},
    "pykeepass": {"vault"},
    "lxml": {"vault"},
    "zxingcpp": {"ui"},
    "keyring": {"host"},
    "fido2": {"host"},
    "jeepney": {"host"},
}


def sources() -> list[Path]:
    return sorted(APP.rglob("*.py"))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@functools.cache
def imports_of(path: Path) -> tuple[str, ...]:
    """Every dotted name that a file imports, in functions and under TYPE_CHECKING too."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, allowed: str) -> bool:
    return name == allowed or name.startswith(f"{allowed}.")


def forbidden_parts(path: Path) -> list[str]:
    own = module_name(path).partition(".")[2]
    part = own.partition(".")[0]
    allowed = WIRE_MAY_IMPORT if within(own, "share.wire") else MAY_IMPORT.get(part, set()) | {part}
    taken = {name.partition(".")[2] for name in imports_of(path) if within(name, "app")}
    wrong = {name for name in taken if not any(within(name, one) for one in allowed)}
    return [f"{own} imports {name}" for name in sorted(wrong)]


def forbidden_libraries(path: Path) -> list[str]:
    own = module_name(path).partition(".")[2]
    tops = {name.partition(".")[0] for name in imports_of(path)}
    wrong = {top for top in tops & ONLY_IN.keys() if own.partition(".")[0] not in ONLY_IN[top]}
    return [f"{own} imports {top}" for top in sorted(wrong)]


def test_each_module_imports_only_what_its_part_may() -> None:
    assert [line for path in sources() for line in forbidden_parts(path)] == []


def test_each_library_is_imported_only_where_it_belongs() -> None:
    assert [line for path in sources() for line in forbidden_libraries(path)] == []


def test_a_package_file_holds_a_docstring_and_nothing_more() -> None:
    for path in sources():
        if path.name == "__init__.py":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            assert len(tree.body) == 1, path
            assert ast.get_docstring(tree), path


def loaded_by(modules: list[str]) -> set[str]:
    """What is in sys.modules of a fresh interpreter that imports the modules."""
    program = f"import sys\nfor name in {modules!r}: __import__(name)\nprint(*sys.modules)"
    arguments = [sys.executable, "-c", program]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return set(done.stdout.split())


def modules_of(part: str) -> list[str]:
    return [module_name(path) for path in sources() if within(module_name(path), f"app.{part}")]


def test_a_running_relay_holds_nothing_that_opens_a_share() -> None:
    loaded = {name for name in loaded_by(modules_of("relay")) if within(name, "app")}
    allowed = ("app.relay", "app.share.wire", "app.crypto.blind", "app.crypto.hashing", "app.host", "app.errors")
    # crypto.hashing needs the Secret type, which only masks; the bare packages hold a docstring.
    bare = {"app", "app.share", "app.crypto", "app.crypto.secret"}
    assert not {name for name in loaded - bare if not any(within(name, one) for one in allowed)}


def test_the_process_that_meets_strangers_loads_neither_the_store_nor_its_database() -> None:
    loaded = loaded_by(["app.relay.front"])
    assert not {name for name in loaded if within(name, "app.crypto") or within(name, "apsw") or within(name, "nacl")}
    assert not loaded & {"app.relay.sqlite", "app.relay.writer", "app.relay.slots", "app.relay.store"}


@pytest.mark.parametrize("part", ["host", "crypto", "vault", "share", "ops", "cli"])
def test_nothing_but_the_window_loads_qt(part: str) -> None:
    assert not {name for name in loaded_by(modules_of(part)) if within(name, "PySide6")}


def test_the_vault_and_the_share_protocol_are_strangers() -> None:
    assert not {name for name in loaded_by(modules_of("vault")) if within(name, "app.share")}
    assert not {name for name in loaded_by(modules_of("share")) if within(name, "app.vault")}


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    """They are imported where a command needs them: `lacre vault list` must not wait for an HTTP library."""
    heavy = {"PySide6", "requests", "uvicorn", "msgspec", "apsw", "nacl", "babel", "keyring", "jeepney"}
    tops = {name.partition(".")[0] for name in loaded_by(["app.__main__"])}
    assert not tops & heavy
