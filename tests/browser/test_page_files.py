"""Files: saved one by one or as a zip, looked at and not taken, and what happens when the line or the content is bad."""

from __future__ import annotations

import hashlib
import io
import random
import subprocess
import zipfile
from pathlib import Path

import pytest
from bootstrap.page import node
from playwright.sync_api import Download, Route

from tests.browser.page_relay import ROOT, PageRelay
from tests.browser.page_sender import File
from tests.browser.page_things import pdf, png
from tests.browser.page_visitor import DESKTOP, PHONE, Enter, Visitor

PROGRAM = ROOT / "resources" / "page" / "dist" / "node" / "files.mjs"
CASES = {
    "lengths": "the sealed length is the one that the sizes demand",
    "any-span": "any part of the text comes out as it went in, with three requests under way at most",
    "broken-line": "a line that breaks anywhere costs time and no octet",
    "lying-chunks": "a chunk that was changed or moved, or padding that is not zero, is refused",
    "ended-line": "what will not get better is said and not asked again",
    "stopped": "who stops it asks for no more",
    "whole-zip": "a zip holds every file under its safe name",
    "cut-zip": "a zip that was cut is no zip",
    "names": "a name that somebody wrote is safe on a disk",
    "kinds": "what a file is hangs on its true ending and on its octets",
    "one-time-codes": "codes are those of RFC 6238, and what is no key makes none",
    "cards": "a Wi-Fi and a contact are read in their parts",
    "typed": "addresses, codes and names are taken as people type them",
}
# What the dialog of a browser would give: a file in a folder of the page's own, which is read back from there.
DISK = """
    window.picked = [];
    window.showSaveFilePicker = async ({ suggestedName }) => {
        picked.push(suggestedName);
        const folder = await navigator.storage.getDirectory();
        return folder.getFileHandle('saved', { create: true });
    };
"""
NO_DISK = "delete window.showSaveFilePicker;"
# An engine whose answers are no streams of octets: it lends no room to read into.
NO_ROOM = """
    const { getReader } = ReadableStream.prototype;
    ReadableStream.prototype.getReader = function (options) {
        if (options?.mode === 'byob') throw new TypeError('this stream is none of octets');
        window.given = (window.given ?? 0) + 1;
        return getReader.call(this);
    };
"""
READ_BACK = """async () => {
    const folder = await navigator.storage.getDirectory();
    const names = [];
    for await (const name of folder.keys()) names.push(name);
    if (!names.includes('saved')) return null;
    const file = await (await folder.getFileHandle('saved')).getFile();
    const octets = new Uint8Array(await file.arrayBuffer());
    let text = '';
    for (const octet of octets.subarray(0, 16)) text += String.fromCharCode(octet);
    return [octets.length, text];
}"""
SOME = random.Random(4).randbytes(5_000_000)
FILES = (
    File("contrato.pdf", b"%PDF-1.4 um contrato", "application/pdf"),
    File("contas/maio.xlsx", SOME),
    File("vazio.txt", b""),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: CASES[case].replace(" ", "_"))
def test_the_pages_own_code_stands(case: str) -> None:
    ran = subprocess.run([node().node, PROGRAM, case], capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == f"{case} holds\n"


def _octets(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def _row(visitor: Visitor, number: int) -> str:
    return f".files li:nth-child({number + 1})"


def _save(visitor: Visitor, number: int) -> Download:
    with visitor.page.expect_download() as coming:
        visitor.see(f"{_row(visitor, number)} button:last-child").click()
    return coming.value


def _opened(relay: PageRelay, visitor: Visitor, *files: File, **options: object) -> object:
    shared = relay.open_link(message="Seguem.", fields=(), files=files, **options)
    visitor.open(shared.url)
    visitor.hold()
    visitor.see(".files")
    return shared


def test_files_are_saved_whole_and_the_sender_sees_which(relay: PageRelay, enter: Enter) -> None:
    phone = enter(script=NO_DISK, **PHONE)
    shared = relay.share("Seguem os ficheiros.", files=FILES)
    phone.open(shared.url)
    phone.see("#passcode")
    assert "Traz ficheiros" in phone.text()
    phone.keep("files-cover-phone")
    phone.give(shared.passcode)
    phone.see(".files")
    phone.keep("files-phone")
    download = _save(phone, 1)
    assert download.suggested_filename == "maio.xlsx"
    assert _octets(download) == SOME
    phone.see(f"{_row(phone, 1)} .progress.good")
    assert _octets(_save(phone, 2)) == b""
    phone.see(f"{_row(phone, 2)} .progress.good")
    # What lies in memory is the last one: of it alone there is another copy to hand over.
    again = phone.page.get_by_role("button", name="Guardar outra vez")
    assert again.count() == 1
    with phone.page.expect_download() as coming:
        again.click()
    assert coming.value.suggested_filename == "vazio.txt"
    phone.keep("files-saved-phone")
    phone.page.wait_for_function(
        "() => performance.getEntriesByType('resource').filter((e) => e.name.endsWith('/ack')).length >= 3"
    )
    assert relay.details(shared, "file") == ["1", "2"]


def test_all_of_them_come_as_one_zip(relay: PageRelay, enter: Enter) -> None:
    desktop = enter(script=NO_DISK, **DESKTOP)
    shared = _opened(relay, desktop, *FILES)
    with desktop.page.expect_download() as coming:
        desktop.see(".part button.wide").click()
    assert coming.value.suggested_filename == "files.zip"
    with zipfile.ZipFile(io.BytesIO(_octets(coming.value))) as packed:
        assert packed.testzip() is None
        assert packed.namelist() == [file.name for file in FILES]
        assert [packed.read(file.name) for file in FILES] == [file.content for file in FILES]
    desktop.see(".progress.good")
    desktop.keep("files-zip-desktop")
    desktop.page.wait_for_function(
        "() => performance.getEntriesByType('resource').filter((e) => e.name.endsWith('/ack')).length >= 4"
    )
    assert relay.details(shared, "file") == ["0", "1", "2"]  # type: ignore[arg-type]


def test_where_the_browser_lends_the_disk_it_is_written_as_it_comes(relay: PageRelay, enter: Enter) -> None:
    desktop = enter(script=DISK, **DESKTOP)
    _opened(relay, desktop, *FILES)
    desktop.see(f"{_row(desktop, 1)} button:last-child").click()
    desktop.see(f"{_row(desktop, 1)} .progress.good")
    assert desktop.page.evaluate("picked") == ["maio.xlsx"]
    assert desktop.page.evaluate(READ_BACK) == [len(SOME), SOME[:16].decode("latin-1")]


def test_an_engine_that_lends_no_room_reads_the_pieces_that_it_has(relay: PageRelay, enter: Enter) -> None:
    phone = enter(script=NO_DISK + NO_ROOM, **PHONE)
    _opened(relay, phone, *FILES)
    assert _octets(_save(phone, 1)) == SOME
    assert phone.page.evaluate("given") > 0


def test_a_line_that_breaks_goes_on_from_where_it_was(relay: PageRelay, enter: Enter) -> None:
    desktop = enter(script=NO_DISK, **DESKTOP)
    broken: list[Route] = []

    def breaking(route: Route) -> None:
        broken.append(route)
        if len(broken) <= 3:
            route.abort("connectionreset")
        else:
            route.continue_()

    _opened(relay, desktop, *FILES)
    desktop.answer("files", breaking)
    with desktop.page.expect_download() as coming:
        desktop.see(f"{_row(desktop, 1)} button:last-child").click()
        assert "Nothing was lost" in desktop.see(f"{_row(desktop, 1)} .state:has-text('connection')").inner_text()
        desktop.keep("files-offline-desktop")
        desktop.page.get_by_role("button", name="Try now").click()
    assert hashlib.sha256(_octets(coming.value)).digest() == hashlib.sha256(SOME).digest()


def test_a_changed_chunk_is_not_handed_over_and_leaves_nothing_on_the_disk(relay: PageRelay, enter: Enter) -> None:
    desktop = enter(script=DISK, **DESKTOP)
    shared = _opened(relay, desktop, *FILES)

    def spoil(route: Route) -> None:
        answer = route.fetch()
        body = bytearray(answer.body())
        body[-1] ^= 1
        route.fulfill(response=answer, body=bytes(body))

    desktop.answer("files", spoil)
    desktop.see(f"{_row(desktop, 1)} button:last-child").click()
    assert "not arrive as it was sent" in desktop.see(f"{_row(desktop, 1)} .progress.bad").inner_text()
    desktop.keep("files-damaged-desktop")
    assert desktop.page.evaluate(READ_BACK) is None
    assert relay.details(shared, "file") == []  # type: ignore[arg-type]


def test_what_is_cancelled_leaves_nothing_and_can_be_begun_again(relay: PageRelay, enter: Enter) -> None:
    desktop = enter(script=DISK, **DESKTOP)
    _opened(relay, desktop, *FILES)
    desktop.answer("files", lambda route: route.abort("connectionreset"))
    desktop.see(f"{_row(desktop, 1)} button:last-child").click()
    desktop.page.get_by_role("button", name="Cancel").click()
    desktop.see(f"{_row(desktop, 1)} .state:has-text('Cancelled')")
    assert desktop.page.evaluate(READ_BACK) is None
    desktop.page.unroute("**/api/1/files")
    desktop.see(f"{_row(desktop, 1)} button:last-child").click()
    desktop.see(f"{_row(desktop, 1)} .progress.good")
    assert desktop.page.evaluate(READ_BACK) == [len(SOME), SOME[:16].decode("latin-1")]


def test_what_is_too_large_for_this_browser_is_said_before_and_after(relay: PageRelay, enter: Enter) -> None:
    script = NO_DISK + "Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => 0.5 });"
    phone = enter(script=script, **PHONE)
    shared = relay.share("", (), files=[File("filme.mp4", bytes(34 * 2**20)), File("nota.txt", b"cabe")])
    phone.open(shared.url)
    phone.see("#passcode")
    assert "34\u00a0MB" in phone.see(".caution").inner_text()
    phone.keep("files-large-cover-phone")
    phone.give(shared.passcode)
    phone.see(f"{_row(phone, 0)} button").click()
    assert "Grande demais" in phone.see(f"{_row(phone, 0)} .progress.bad").inner_text()
    assert phone.calls("files") == []
    phone.keep("files-large-phone")
    assert _octets(_save(phone, 1)) == b"cabe"


NAMES = (
    "fatura\u202efdp.exe",
    "../../etc/passwd",
    "con",
    "<img src=x onerror=alert(1)>.html",
    "x" * 4096,
    "a/../b\\c.txt",
)


def test_names_are_text_on_the_page_and_safe_on_the_disk(relay: PageRelay, enter: Enter) -> None:
    phone = enter(script=NO_DISK, **PHONE)
    _opened(relay, phone, *(File(name, b"x") for name in NAMES))
    assert phone.page.locator(".files .name").all_text_contents() == list(NAMES)
    assert phone.page.locator(".files img:not([role]), .files script").count() == 0
    saved = [_save(phone, number).suggested_filename for number in range(len(NAMES))]
    assert saved[:4] == ["faturafdp.exe", "passwd", "_con", "_img src=x onerror=alert(1)_.html"]
    assert len(saved[4]) <= 180
    assert saved[5] == "c.txt"
    assert "abra-o só se o esperava" in phone.see(_row(phone, 0)).inner_text()
    phone.keep("files-names-phone")


def test_pictures_and_pdf_can_be_looked_at_and_not_taken(relay: PageRelay, enter: Enter) -> None:
    phone = enter(script=NO_DISK, **PHONE)
    files = (
        File("cartaz.png", png(900, 600)),
        File("contrato.pdf", pdf("Primeira", "Segunda", "Terceira")),
        File("notas.txt", b"fica"),
    )
    shared = _opened(relay, phone, *files, rules=("no-download",))
    assert "um pedido, não um cadeado" in phone.text()
    assert [phone.page.locator(f"{_row(phone, n)} button").count() for n in range(3)] == [1, 1, 1]
    assert phone.page.locator(".part button.wide").count() == 0
    phone.keep("look-list-phone")
    phone.see(f"{_row(phone, 0)} button").click()
    canvas = phone.see("dialog canvas")
    phone.page.wait_for_function("() => document.querySelector('dialog canvas').width > 300")
    assert canvas.evaluate("(e) => [...e.getContext('2d').getImageData(9, 9, 1, 1).data]") == [158, 42, 43, 255]
    phone.keep("look-picture-phone")
    width = canvas.evaluate("(e) => e.clientWidth")
    phone.page.get_by_role("button", name="Aumentar").click()
    phone.page.wait_for_function("(w) => document.querySelector('dialog canvas').clientWidth > w * 1.4", arg=width)
    phone.page.get_by_role("button", name="Fechar").click()
    phone.page.locator("dialog").wait_for(state="detached")
    phone.see(f"{_row(phone, 1)} button").click()
    phone.see("dialog .where:has-text('Página 1 de 3')")
    phone.page.wait_for_function("() => document.querySelector('dialog .place .unseen').textContent === 'Primeira'")
    phone.keep("look-pdf-phone")
    phone.page.get_by_role("button", name="Página seguinte").click()
    phone.page.wait_for_function("() => document.querySelector('dialog .place .unseen').textContent === 'Segunda'")
    red = "(e) => [...e.getContext('2d').getImageData(e.width * 0.2, e.height * 0.9, 1, 1).data]"
    assert phone.see("dialog canvas").evaluate(red) == [158, 41, 43, 255]
    phone.page.keyboard.press("Escape")
    phone.page.locator("dialog").wait_for(state="detached")
    assert relay.details(shared, "file") == ["0", "1"]  # type: ignore[arg-type]
    assert _octets(_save(phone, 2)) == b"fica"


def test_what_is_no_picture_is_not_shown_as_one(relay: PageRelay, enter: Enter) -> None:
    phone = enter(script=NO_DISK, **PHONE)
    _opened(relay, phone, File("a.png", b"<html><script>alert(1)</script>"), File("b.pdf", b"%PDF-1.4 nada"))
    for number in (0, 1):
        phone.see(f"{_row(phone, number)} button").click()
        assert "não é uma imagem" in phone.see(f"{_row(phone, number)} .progress.bad").inner_text()


def test_a_share_without_files_loads_nothing_that_only_files_need(relay: PageRelay, desktop: Visitor) -> None:
    desktop.open(relay.open_link().url)
    desktop.hold()
    desktop.see_title("Your message")
    late = ("/assets/files-", "/assets/codes-", "/assets/pdf")
    assert [one.url for one in desktop.requests if any(name in one.url for name in late)] == []


def test_revoking_ends_a_download_and_says_so(relay: PageRelay, enter: Enter) -> None:
    desktop = enter(script=NO_DISK, **DESKTOP)
    shared = _opened(relay, desktop, *FILES)
    relay.revoke(shared)  # type: ignore[arg-type]
    desktop.see(f"{_row(desktop, 1)} button:last-child").click()
    text = desktop.see(f"{_row(desktop, 1)} .progress.bad").inner_text()
    assert "withdrew" in text or "time for receiving" in text
    desktop.keep("files-revoked-desktop")
