"""Files on their way to a relay that drops the line, throws back, forgets, or lies; and what goes on after a restart."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from app.crypto.blind import blake2b_256
from app.crypto.secret import Secret
from app.errors import LacreError, PeerError, UserError, WorldError
from app.share.files import FileSeal, Layout
from app.share.manifest import ManifestFile
from app.share.sources import DiskFile, Pieces
from app.share.uploading import KeptFile, Staged, Uploader, abandon, encode_staged, parse_staged
from app.share.wire.transfers import CHUNK, PUT_LIMIT, SEALED_CHUNK
from tests.unit.share.filesline import FilesLine

BIG = 20 * CHUNK + 4000
CONTENT = random.Random(4).randbytes(BIG)


@pytest.fixture
def line() -> FilesLine:
    return FilesLine()


def disk(folder: Path, content: bytes = CONTENT, name: str = "vídeo.mp4") -> tuple[Staged, list[DiskFile]]:
    path = folder / name
    path.write_bytes(content)
    source = DiskFile.of(path)
    return Staged.new([KeptFile.of(source)]), [source]


def send(line: FilesLine, staged: Staged, sources: list[DiskFile], **choices: object) -> list[float]:
    slept: list[float] = []
    Uploader(line, staged, sources, sleep=slept.append, **choices).send()  # type: ignore[arg-type]
    return slept


def opened(line: FilesLine, staged: Staged) -> bytes:
    """What is in the upload, every chunk opened and the padding checked."""
    octets = line.uploads[blake2b_256(staged.token.reveal())]
    assert len(octets) == staged.layout.sealed
    seal = FileSeal(staged.key, staged.layout)
    return b"".join(bytes(text) for _, text in seal.open(memoryview(bytearray(octets)), 0))[: staged.layout.content]


def test_a_file_goes_in_pieces_of_sixteen_chunks_and_opens_again(tmp_path: Path, line: FilesLine) -> None:
    staged, sources = disk(tmp_path)
    told: list[tuple[int, int]] = []
    send(line, staged, sources, progress=lambda done, total: told.append((done, total)))
    assert opened(line, staged) == CONTENT
    assert [length for _, length in line.puts] == [PUT_LIMIT, staged.layout.sealed - PUT_LIMIT]
    assert told[-1] == (staged.layout.sealed, staged.layout.sealed)
    assert CONTENT[:64] not in bytes(line.uploads[blake2b_256(staged.token.reveal())])


@pytest.mark.parametrize(
    "faults",
    [
        ["before"],
        ["after"],
        ["", "after"],
        ["before", "before", "after"],
        ["busy", "busy"],
        ["", 0],
        ["", SEALED_CHUNK * 3],
        ["", "gone"],
        ["stage-before", "after", SEALED_CHUNK],
    ],
)
def test_whatever_the_line_does_all_comes_once_and_whole(
    tmp_path: Path, line: FilesLine, faults: list[str | int]
) -> None:
    staged, sources = disk(tmp_path)
    line.faults = faults
    send(line, staged, sources)
    assert opened(line, staged) == CONTENT
    assert line.faults == []


def test_a_relay_that_is_within_the_piece_at_hand_gets_the_rest_of_the_same_octets(
    tmp_path: Path, line: FilesLine
) -> None:
    staged, sources = disk(tmp_path)
    held = line.uploads[blake2b_256(staged.token.reveal())] = bytearray()
    sealed: list[bytes] = []
    real = line.put

    def half(piece: object, room: memoryview) -> object:
        if not held:
            sealed.append(bytes(room[132 : 132 + 1000]))
            held.extend(sealed[0])
            raise PeerError("offset", have=1000)
        return real(piece, room)  # type: ignore[arg-type]

    line.put = half  # type: ignore[assignment,method-assign]
    send(line, staged, sources)
    assert opened(line, staged) == CONTENT


def test_a_relay_that_is_within_a_chunk_that_is_no_more_here_cannot_be_gone_on_with(
    tmp_path: Path, line: FilesLine
) -> None:
    staged, sources = disk(tmp_path)
    line.uploads[blake2b_256(staged.token.reveal())] = bytearray(1000)
    with pytest.raises(PeerError, match="upload-lost"):
        send(line, staged, sources)


def test_a_relay_that_throws_back_for_ever_is_given_up(tmp_path: Path, line: FilesLine) -> None:
    staged, sources = disk(tmp_path)
    line.faults = ["", *([0, "before"] * 30)]
    with pytest.raises(LacreError):
        send(line, staged, sources)
    assert len(line.puts) < 12


def test_a_line_that_stays_down_is_given_up_after_ever_longer_pauses(tmp_path: Path, line: FilesLine) -> None:
    staged, sources = disk(tmp_path)
    line.faults = ["stage-before"] * 30
    slept: list[float] = []
    with pytest.raises(WorldError, match="unreachable"):
        Uploader(line, staged, sources, sleep=slept.append).send()
    assert slept == sorted(slept)
    assert max(slept) <= 30


def test_after_a_restart_it_goes_on_where_the_relay_is(tmp_path: Path, line: FilesLine) -> None:
    staged, sources = disk(tmp_path)

    def stop() -> None:
        if len(line.puts) == 1:
            raise KeyboardInterrupt

    line.on_put = stop
    with pytest.raises(KeyboardInterrupt):
        send(line, staged, sources)
    line.on_put = lambda: None
    kept = encode_staged(staged)
    again = parse_staged(kept)
    assert again == staged
    assert "vídeo" not in repr(again.files)
    send(line, again, [file.on_disk for file in again.files])
    assert opened(line, again) == CONTENT
    assert [offset for offset, _ in line.puts] == [0, PUT_LIMIT]


@pytest.mark.parametrize("how", ["longer", "shorter", "time", "another"])
def test_a_file_that_changed_before_it_goes_on_ends_the_upload(tmp_path: Path, line: FilesLine, how: str) -> None:
    staged, sources = disk(tmp_path)
    path = sources[0].path
    if how == "another":
        copy = path.with_name("copy")
        copy.write_bytes(CONTENT)
        seen = path.stat()
        os.utime(copy, ns=(seen.st_atime_ns, seen.st_mtime_ns))
        copy.replace(path)
    elif how == "time":
        os.utime(path, ns=(1, 1))
    else:
        path.write_bytes(CONTENT + b"x" if how == "longer" else CONTENT[:-1])
    with pytest.raises(UserError, match="file-changed") as caught:
        send(line, staged, [file.on_disk for file in staged.files])
    assert caught.value.facts["name"] == "vídeo.mp4"
    assert line.puts == []


def test_a_file_that_changes_while_it_is_read_ends_the_upload(tmp_path: Path, line: FilesLine) -> None:
    content = random.Random(5).randbytes(60 * CHUNK)  # more than is read ahead
    staged, sources = disk(tmp_path, content)
    line.on_put = lambda: os.truncate(sources[0].path, 100)
    with pytest.raises(UserError, match="file-changed"):
        send(line, staged, sources)
    assert sum(length for _, length in line.puts) < staged.layout.sealed


def test_a_file_that_is_gone_or_is_none_is_told(tmp_path: Path, line: FilesLine) -> None:
    staged, sources = disk(tmp_path)
    sources[0].path.unlink()
    with pytest.raises(WorldError, match="cannot-read"):
        send(line, staged, sources)
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(WorldError, match="cannot-read"):
            DiskFile.of(path)


def test_a_person_can_stop_it(tmp_path: Path, line: FilesLine) -> None:
    staged, sources = disk(tmp_path)
    with pytest.raises(UserError, match="cancelled"):
        send(line, staged, sources, cancelled=lambda: bool(line.puts))
    assert len(line.puts) == 1
    abandon(line, staged)
    assert line.uploads == {}


def test_many_files_empty_ones_and_what_a_vault_gives_are_one_text(line: FilesLine, tmp_path: Path) -> None:
    sizes = [5, 0, CHUNK, 0, 1, 5000]
    contents = [random.Random(i).randbytes(size) for i, size in enumerate(sizes)]
    sources: list[object] = []
    kept = []
    for i, content in enumerate(contents):
        file = ManifestFile(f"{i}", "", len(content))
        kept.append(KeptFile(f"{i}", file.name, "", file.size, 0, 0))
        pieces = [b"", content[:3], content[3:]]
        sources.append(Pieces(file, lambda pieces=pieces: iter(pieces)))  # type: ignore[misc]
    staged = Staged.new(kept)
    send(line, staged, sources)  # type: ignore[arg-type]
    assert opened(line, staged) == b"".join(contents)
    assert [file.size for file in staged.manifest] == sizes


def test_a_file_from_pieces_goes_on_in_its_middle(line: FilesLine) -> None:
    file = ManifestFile("a", "", BIG)
    pieces = [CONTENT[at : at + 65_000] for at in range(0, BIG, 65_000)]
    source = Pieces(file, lambda: iter(pieces))
    staged = Staged.new([KeptFile("a", "a", "", BIG, 0, 0)])
    line.faults = ["", SEALED_CHUNK * 5, "before"]
    send(line, staged, [source])  # type: ignore[list-item]
    assert opened(line, staged) == CONTENT


def test_a_chunk_that_is_sealed_again_has_another_nonce(tmp_path: Path, line: FilesLine) -> None:
    staged, sources = disk(tmp_path, b"x" * 100)
    send(line, staged, sources)
    (first,) = [bytes(held) for held in line.uploads.values()]
    line.uploads.clear()
    send(line, staged, sources)
    (second,) = [bytes(held) for held in line.uploads.values()]
    assert first[:24] != second[:24]


def test_more_than_a_share_holds_is_refused_before_anything_is_sent() -> None:
    file = KeptFile("a", "a", "", 2_147_483_648, 0, 0)
    assert Staged.new([file]).layout.sealed == 2_147_811_328
    with pytest.raises(UserError, match="shared-files-too-large"):
        Staged.new([file, KeptFile("b", "b", "", 1, 0, 0)])
    with pytest.raises(UserError, match="too-many-shared-files"):
        Staged.new([KeptFile("a", "a", "", 1, 0, 0)] * 1001)


def test_what_is_kept_of_an_upload_shows_nothing() -> None:
    staged = Staged(Secret(b"t" * 32), Secret(b"k" * 32), (KeptFile("/home/ana/x", "x", "", 1, 2, 3),))
    assert "ana" not in repr(staged)
    assert Layout(staged.layout.content) == staged.layout
