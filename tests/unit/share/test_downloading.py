"""Files on their way from a relay that drops the line or lies, to a disk where nothing that was there is touched."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.crypto.blind import seal_to
from app.errors import OurError, PeerError, UserError, WorldError
from app.share import answers
from app.share.carrier import SLOWEST_LINE
from app.share.documents import Cover
from app.share.downloading import Download, fill
from app.share.files import FileSeal, Layout, texts
from app.share.landing import Landing
from app.share.link import Kind
from app.share.manifest import Manifest, ManifestFile
from app.share.pace import LATE_S, Pace
from app.share.recipient import Recipient
from app.share.sender import Terms, prepare
from app.share.sources import Pieces, Text
from app.share.uploading import KeptFile, Staged
from app.share.wire.messages import Granted, Welcome
from app.share.wire.transfers import CHUNK, PUT_LIMIT, SEALED_CHUNK
from tests.unit.share.filesline import FilesLine

NOW = 1_800_000_000
Shared = tuple[FilesLine, Recipient, Manifest]


@pytest.fixture(autouse=True)
def short_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as a room, so that a few chunks are several answers."""
    monkeypatch.setattr(answers, "FETCH_LIMIT", PUT_LIMIT)


def shared(contents: dict[str, bytes], *, spoil: int | None = None) -> Shared:
    """An opened share of these files, and a relay that has them; with one bit changed there, if that is wanted."""
    kept = [KeptFile(name, name, "", len(content), 0, 0) for name, content in contents.items()]
    staged = Staged.new(kept)
    manifest = Manifest(1, "", (), staged.manifest, staged.key.reveal())
    line = FilesLine()
    line.sealed = sealed(staged, list(contents.values()))
    if spoil is not None:
        line.sealed = line.sealed[:spoil] + bytes([line.sealed[spoil] ^ 1]) + line.sealed[spoil + 1 :]
    terms = Terms("https://relay.example", NOW + 3600, 1, Kind.NONE, None, Cover("", "", "none"))
    create, owner = prepare(manifest, terms, NOW, upload=staged.token)
    recipient = Recipient(owner.link)
    shown = create.header, create.header_mac, create.cover, create.terms, create.conditions, create.conditions_mac
    recipient.welcome(Welcome(*shown, bytes(32), 1, 5))
    claim = recipient.claim()
    answer = seal_to(claim.key, create.half + bytes(32))
    recipient.granted(Granted(answer, len(create.body), staged.layout.sealed, 900, 0))
    recipient.receive(create.body)
    assert recipient.open() == manifest
    return line, recipient, manifest


def sealed(staged: Staged, contents: list[bytes]) -> bytes:
    layout = staged.layout
    room = memoryview(bytearray(layout.sealed))
    files = zip(staged.manifest, contents, strict=True)
    with Text([Pieces(file, lambda content=content: iter([content])) for file, content in files]) as text:  # type: ignore[misc]
        for place in texts(room, layout, 0):
            text.fill(place)
    FileSeal(staged.key, layout).seal(room, 0)
    return bytes(room)


def saved(share: Shared, folder: Path, numbers: list[int] | None = None, **choices: object) -> dict[str, bytes]:
    """The files that are in the folder then, by their places in it; the folder may have had others."""
    folder.mkdir(exist_ok=True)
    slept: list[float] = []
    Download(*share, sleep=slept.append, **choices).save(folder, numbers)  # type: ignore[arg-type]
    return held(folder)


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def octets(count: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(count)


MANY = {
    "a.txt": octets(5),
    "leer": b"",
    "fotos/1.jpg": octets(2 * CHUNK, 2),
    "fotos/2.jpg": octets(1, 3),
    "grande.bin": octets(18 * CHUNK + 77, 4),
    "fim": b"",
}


def test_all_files_come_each_once_under_their_names(tmp_path: Path) -> None:
    share = shared(MANY)
    told: list[tuple[int, int]] = []
    assert saved(share, tmp_path / "in", progress=lambda done, total: told.append((done, total))) == MANY
    total = sum(map(len, MANY.values()))
    assert told[-1] == (total, total)
    assert share[0].acks == [("file", number) for number in range(6)]
    assert share[0].asked[0] == (0, PUT_LIMIT)
    asked = [offset for offset, _ in share[0].asked]
    assert asked == sorted(set(asked))  # nothing twice


@pytest.mark.parametrize(("number", "chunks"), [(0, [0]), (2, [0, 1, 2]), (3, [2]), (4, list(range(2, 21)))])
def test_of_one_file_only_its_chunks_are_asked_for(tmp_path: Path, number: int, chunks: list[int]) -> None:
    share = shared(MANY)
    name = list(MANY)[number]
    assert saved(share, tmp_path / "in", [number]) == {name: MANY[name]}
    first = share[0].asked[0][0]
    assert (first, first % SEALED_CHUNK) == (chunks[0] * SEALED_CHUNK, 0)
    layout = Layout(share[2].content)
    end = layout.place(chunks[0], len(chunks))[1]
    assert sum(length for _, length in share[0].asked) == end - first


def test_an_empty_file_needs_no_request(tmp_path: Path) -> None:
    share = shared(MANY)
    assert saved(share, tmp_path / "in", [1, 5]) == {"leer": b"", "fim": b""}
    assert share[0].asked == []
    only = shared({"leer": b""})
    assert saved(only, tmp_path / "in2") == {"leer": b""}


@pytest.mark.parametrize(
    "faults", [["half"], ["half", "half", "before"], ["busy", "half"], ["", "half"], ["before"] * 7]
)
def test_a_broken_line_goes_on_from_the_octet_it_reached(tmp_path: Path, faults: list[str | int]) -> None:
    share = shared(MANY)
    share[0].faults = faults
    assert saved(share, tmp_path / "in") == MANY


@pytest.mark.parametrize(("faults", "code"), [(["before"] * 20, "unreachable"), (["unknown"], "unknown")])
def test_what_does_not_come_leaves_nothing_half(tmp_path: Path, faults: list[str | int], code: str) -> None:
    share = shared({"a": octets(CHUNK * 40)})
    share[0].faults = ["", *faults]
    with pytest.raises((PeerError, WorldError), match=code):
        saved(share, tmp_path / "in")
    assert list((tmp_path / "in").iterdir()) == []


def test_files_that_were_whole_before_the_end_of_the_line_stay(tmp_path: Path) -> None:
    share = shared(MANY)
    share[0].faults = ["", "unknown"]
    with pytest.raises(PeerError, match="unknown"):
        saved(share, tmp_path / "in")
    assert held(tmp_path / "in") == {name: MANY[name] for name in ("a.txt", "leer", "fotos/1.jpg", "fotos/2.jpg")}


@pytest.mark.parametrize("place", [0, 30, SEALED_CHUNK - 1, SEALED_CHUNK * 3 + 5])
def test_a_changed_bit_gives_no_octet_of_its_chunk(tmp_path: Path, place: int) -> None:
    share = shared({"a": octets(CHUNK * 4)}, spoil=place)
    with pytest.raises(PeerError, match="damaged"):
        saved(share, tmp_path / "in")
    assert held(tmp_path / "in") == {}
    assert list((tmp_path / "in").iterdir()) == []


def test_a_person_can_stop_it(tmp_path: Path) -> None:
    share = shared({"a": octets(CHUNK * 40)})
    with pytest.raises(UserError, match="cancelled"):
        saved(share, tmp_path / "in", cancelled=lambda: len(share[0].asked) > 1)
    assert list((tmp_path / "in").iterdir()) == []


def test_a_share_without_files_has_nothing_to_fetch(tmp_path: Path) -> None:
    line, recipient, _ = shared({"a": b"x"})
    with pytest.raises(OurError, match="no-files"):
        Download(line, recipient, Manifest(1, "x", ()))


def test_what_is_there_already_is_not_touched(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    (inside / "fotos").mkdir(parents=True)
    outside.mkdir()
    (inside / "a.txt").write_bytes(b"mine")
    (inside / "grande.bin").symlink_to(outside / "stolen")
    found = saved(shared(MANY), inside)
    assert found["a.txt"] == b"mine"
    assert {name: found[name] for name in found if name != "a.txt"} == {
        "a (2).txt": MANY["a.txt"],
        "leer": b"",
        "fotos (2)/1.jpg": MANY["fotos/1.jpg"],
        "fotos (2)/2.jpg": MANY["fotos/2.jpg"],
        "grande (2).bin": MANY["grande.bin"],
        "fim": b"",
    }
    assert list(outside.iterdir()) == []


def test_a_folder_that_is_a_link_leads_nowhere(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (inside / "fotos").symlink_to(outside)
    saved(shared(MANY), inside)
    assert list(outside.iterdir()) == []
    assert (inside / "fotos (2)" / "2.jpg").read_bytes() == MANY["fotos/2.jpg"]


def test_hostile_names_stay_in_the_folder(tmp_path: Path) -> None:
    names = [
        "../../up",
        "/etc/passwd",
        "..",
        "C:\\x",
        "\u202efdp.exe",
        "CON",
        ".bashrc",
        "a" * 4096,
        "x/../../y",
        "<b>",
    ]
    contents = {name: name.encode() for name in names}
    inside = tmp_path / "deep" / "in"
    inside.parent.mkdir()
    found = saved(shared(contents), inside)
    assert sorted(found.values()) == sorted(contents.values())
    assert {path.name for path in inside.parent.iterdir()} == {"in"}
    assert "CON" not in found
    assert ".bashrc" not in found


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    share = shared({"a": b"x"})
    with pytest.raises(WorldError, match="cannot-write"):
        Download(*share).save(tmp_path / "none")


def test_a_disk_without_links_gets_the_same_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(1, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    (tmp_path / "a").write_bytes(b"mine")
    with Landing(tmp_path, ["a"]) as landing:
        landing.begin(0)
        landing.write(memoryview(b"theirs"))
        assert landing.finish() == tmp_path / "a (2)"
    assert held(tmp_path) == {"a": b"mine", "a (2)": b"theirs"}


def test_a_manifest_of_the_most_files_is_one_request_for_each_sixteen_chunks(tmp_path: Path) -> None:
    contents = {f"{i}/{i}.txt": b"%d" % i for i in range(1000)}
    share = shared(contents)
    assert saved(share, tmp_path / "in") == contents
    assert len(share[0].asked) == 1


def test_names_in_a_manifest_are_no_longer_than_it_allows() -> None:
    assert ManifestFile("a" * 4096, "", 0).name


class DrippingRelay:
    """Gives so many octets a second, and drops the line after a minute. Its seconds are counted, not waited for."""

    def __init__(self, a_second: int) -> None:
        self.a_second = a_second
        self.at = 0.0

    def clock(self) -> float:
        return self.at

    def ask(self, have: int) -> Iterator[bytes]:
        for _ in range(60):
            self.at += 1
            yield bytes(self.a_second)
        raise WorldError("unreachable", why="dropped")


def test_a_relay_that_drips_does_not_keep_a_download_for_ever() -> None:
    relay = DrippingRelay(1)
    with pytest.raises(WorldError, match="too-slow"):
        fill(memoryview(bytearray(PUT_LIMIT)), relay.ask, lambda: False, lambda _: None, Pace(relay.clock))
    assert LATE_S < relay.at <= LATE_S + 2


def test_the_least_speed_holds_from_the_first_octet_to_the_last_and_not_anew_for_each_piece() -> None:
    """A relay that gives each piece a little later than the slowest line would, thousands of times."""
    relay = DrippingRelay(0)
    pace = Pace(relay.clock)

    def ask(have: int) -> Iterator[bytes]:
        relay.at += PUT_LIMIT / SLOWEST_LINE + 0.4 * LATE_S
        yield bytes(PUT_LIMIT - have)

    def fill_one() -> None:
        fill(memoryview(bytearray(PUT_LIMIT)), ask, lambda: False, lambda _: None, pace)

    for _ in range(3):
        fill_one()
        relay.at += 86_400  # what is done with it here is not the relay's time
    with pytest.raises(WorldError, match="too-slow"):
        fill_one()


def test_a_fast_hour_does_not_pay_for_a_drip_behind_it() -> None:
    relay = DrippingRelay(1)
    pace = Pace(relay.clock)
    for _ in range(64):
        fill(memoryview(bytearray(PUT_LIMIT)), lambda _: iter([bytes(PUT_LIMIT)]), lambda: False, lambda _: None, pace)
    with pytest.raises(WorldError, match="too-slow"):
        fill(memoryview(bytearray(PUT_LIMIT)), relay.ask, lambda: False, lambda _: None, pace)
    assert LATE_S < relay.at <= LATE_S + 2


@pytest.mark.parametrize("pause", ["busy", "still"])
def test_a_few_octets_between_two_pauses_do_not_forgive_them(pause: str) -> None:
    """A relay that lets us wait, gives a little fast, and lets us wait again, for years."""
    at, asked = 0.0, 0

    def sleep(seconds: float) -> None:
        nonlocal at
        at += seconds

    def ask(_have: int) -> Iterator[bytes]:
        nonlocal at, asked
        asked += 1
        if asked % 2 and pause == "busy":
            raise PeerError("busy", retry_s=30)
        at += 250 if asked % 2 else 0.001
        yield b"abc"

    with pytest.raises(WorldError, match="too-slow"):
        fill(memoryview(bytearray(PUT_LIMIT)), ask, lambda: False, sleep, Pace(lambda: at))
    assert at <= 2 * LATE_S


def test_a_line_that_is_slow_but_no_drip_is_waited_for_and_can_be_left() -> None:
    relay = DrippingRelay(4096)
    fill(memoryview(bytearray(60 * 4096 * 9)), relay.ask, lambda: False, lambda _: None, Pace(relay.clock))
    assert relay.at == 540
    with pytest.raises(UserError, match="cancelled"):
        fill(memoryview(bytearray(PUT_LIMIT)), relay.ask, lambda: relay.at >= 550, lambda _: None, Pace(relay.clock))
    assert relay.at == 550
