"""run.py and its words: what is set up for which, what is said where it cannot be, and exit codes."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bootstrap import environment, page, quality, shell, stamps, system, translations, words
from bootstrap.shell import Stop

ROOT = Path(__file__).parents[2]


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the set-up was asked to do, in order."""
    done: list[str] = []
    monkeypatch.setattr(system, "missing_for_qt", lambda: done.append("qt") or [])
    monkeypatch.setattr(environment, "ensure", lambda lock: done.append(lock))
    monkeypatch.setattr(page, "ensure", lambda: done.append("page"))
    monkeypatch.setattr(translations, "ensure", lambda: done.append("translations"))
    monkeypatch.setattr(words, "become", lambda command: done.append(" ".join(map(str, command[1:]))) or 0)
    return done


def test_without_arguments_everything_is_set_up_and_the_app_starts(prepared: list[str]) -> None:
    assert words.main([]) == 0
    assert prepared == ["qt", "requirements.lock", "translations", "page", ""]


def test_other_words_reach_the_lacre_command_unchanged(prepared: list[str]) -> None:
    assert words.main(["share", "create", "--text", "-", "--json"]) == 0
    assert prepared == ["requirements.lock", "share create --text - --json"]


def test_the_relay_gets_its_page_but_no_window_libraries(prepared: list[str]) -> None:
    assert words.main(["relay", "serve"]) == 0
    assert prepared == ["requirements.lock", "page", "relay serve"]


def test_help_needs_no_window(prepared: list[str]) -> None:
    words.main(["--help"])
    assert prepared == ["requirements.lock", "--help"]


def test_the_bootstraps_own_words_do_not_reach_lacre(monkeypatch: pytest.MonkeyPatch, prepared: list[str]) -> None:
    assert set(words.WORDS) == {"test", "bench", "check", "screenshots", "package"}
    for word in words.WORDS:
        monkeypatch.setitem(words.WORDS, word, lambda arguments: len(arguments))
        assert words.main([word, "a", "b"]) == 2
    assert prepared == []


def test_a_stop_is_one_sentence_on_standard_error_and_exit_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(_: str) -> None:
        raise Stop("no room")

    monkeypatch.setattr(system, "missing_for_qt", list)
    monkeypatch.setattr(environment, "ensure", stop)
    assert words.main([]) == 3
    assert capsys.readouterr() == ("", "lacre: no room\n")


def test_a_failed_step_shows_the_end_of_its_output_and_names_itself(capsys: pytest.CaptureFixture[str]) -> None:
    program = "print(*range(100), sep='\\n'); raise SystemExit(4)"
    with pytest.raises(Stop, match=r"counting failed: .* ended with 4"):
        shell.run([sys.executable, "-c", program], "counting")
    shown = capsys.readouterr().err.split()
    assert shown[-1] == "99"
    assert len(shown) == 40


def test_a_step_that_works_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    shell.run([sys.executable, "-c", "print('chatter')"], "talking")
    assert capfd.readouterr() == ("", "")


def test_a_step_that_asks_a_question_gets_no_answer_and_does_not_hang() -> None:
    with pytest.raises(Stop):
        shell.run([sys.executable, "-c", "input('password? ')"], "asking")


def test_a_stamp_tells_names_contents_and_extras_apart(tmp_path: Path) -> None:
    one, two = tmp_path / "a", tmp_path / "b"
    one.write_bytes(b"x")
    two.write_bytes(b"x")
    values = [stamps.digest([one]), stamps.digest([two]), stamps.digest([one, two]), stamps.digest([one], "x")]
    one.write_bytes(b"y")
    assert len({*values, stamps.digest([one])}) == 5


def test_a_stamp_holds_only_for_what_it_was_written_for(tmp_path: Path) -> None:
    assert not stamps.holds(tmp_path / "stamp", "1")
    stamps.write(tmp_path / "stamp", "1")
    assert stamps.holds(tmp_path / "stamp", "1")
    assert not stamps.holds(tmp_path / "stamp", "2")
    assert [path.name for path in tmp_path.iterdir()] == ["stamp"]


def test_the_checks_end_at_the_first_that_finds_something(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(environment, "ensure", lambda _: None)

    def call(command: list[Any], **_: Any) -> int:
        seen.append(Path(command[0]).name + " " + " ".join(map(str, command[1:])))
        return 1 if "--check" in command else 0

    monkeypatch.setattr(quality, "call", call)
    assert quality.check([]) == 1
    assert seen == ["ruff check", "ruff format --check"]


class Reading:
    """A process beside the checks."""

    def __init__(self, seen: list[list[str]]) -> None:
        self.seen = seen

    def __call__(self, command: list[Any], **_: Any) -> Reading:
        self.seen.append([str(part) for part in command[1:]])
        return self

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, *_: object) -> None:
        self.seen.append(["awaited"])

    def kill(self) -> None:
        self.seen.append(["killed"])


def test_tests_give_pytests_exit_code_and_all_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    monkeypatch.setattr(quality, "beside", Reading(seen))
    monkeypatch.setattr(quality, "workers", lambda: 12)
    monkeypatch.setattr(quality, "_ready", lambda *_: None)
    monkeypatch.setattr(quality, "check", lambda _: 0)
    monkeypatch.setattr(page, "node", lambda: page.Node(Path("/bin/node"), (Path("/bin/npm"),)))

    def call(command: list[Any], **_: Any) -> int:
        seen.append([str(part) for part in command[1:]])
        return 5

    monkeypatch.setattr(quality, "call", call)
    assert quality.test(["--slow", "tests/unit"]) == 5
    assert seen == [
        ["-m", "pytest", "--collect-only", "--quiet"],
        ["awaited"],
        ["-m", "pytest", "-n", "12", "--dist", "worksteal", "--slow", "tests/unit"],
    ]


def test_there_are_more_workers_than_cores() -> None:
    assert quality.workers() > quality.cores()


def test_failed_checks_end_the_tests_before_they_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality, "_ready", lambda *_: None)
    seen: list[list[str]] = []
    monkeypatch.setattr(quality, "beside", Reading(seen))
    monkeypatch.setattr(page, "node", lambda: page.Node(Path("/bin/node"), (Path("/bin/npm"),)))
    monkeypatch.setattr(quality, "check", lambda _: 7)
    monkeypatch.setattr(quality, "call", lambda *_, **__: pytest.fail("ran"))
    assert quality.test([]) == 7
    assert seen[1:] == [["killed"], ["awaited"]]


def test_a_missing_module_is_said_and_not_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(quality, "_ready", lambda *_: None)
    monkeypatch.setattr(environment, "ensure", lambda _: None)  # a test installs nothing
    monkeypatch.setattr(quality, "ROOT", tmp_path)
    with pytest.raises(Stop, match="benchmarks is missing"):
        quality.bench([])


def test_an_older_python_is_refused_in_one_sentence() -> None:
    program = "import sys, runpy; sys.version_info = (3, 10, 4); runpy.run_path('run.py', run_name='__main__')"
    arguments = [sys.executable, "-c", program]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.startswith("lacre: Python 3.11 or newer is needed")
    assert len(done.stderr.splitlines()) == 1


def test_run_py_can_be_read_by_an_older_python() -> None:
    ast.parse((ROOT / "run.py").read_text(), feature_version=(3, 7))


def test_the_set_up_imports_the_standard_library_alone() -> None:
    for path in [ROOT / "run.py", *(ROOT / "packaging" / "bootstrap").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom):
                tops = {str(node.module).partition(".")[0]}
            elif isinstance(node, ast.Import):
                tops = {alias.name.partition(".")[0] for alias in node.names}
            else:
                continue
            assert tops <= sys.stdlib_module_names | {"bootstrap"}, path
