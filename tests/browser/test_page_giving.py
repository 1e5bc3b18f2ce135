"""Answering a request, in Node: lines that break, relays that mean harm, what looks like a slip of the fingers."""

from __future__ import annotations

import subprocess

import pytest
from bootstrap.page import node

from tests.browser.page_relay import ROOT

GIVING = ROOT / "resources" / "page" / "dist" / "node" / "giving.mjs"
CASES = {
    "cut-at-every-piece": "a line that breaks at any piece, before or behind it, brings the upload whole under one token",
    "a-poor-line": "a line that breaks at every second piece brings it whole",
    "a-relay-that-forgot-chunks": "a relay that forgot chunks gets them sealed again from there",
    "a-relay-that-forgot-half-a-chunk": "half a chunk that is sealed here no more begins another upload",
    "an-upload-that-is-gone": "an upload that the relay has no more begins again under another token",
    "an-upload-that-is-always-gone": "a relay that loses everything is given up",
    "broken-off": "an upload that broke off goes on under its token, and one that is not wanted is given up",
    "the-same-files": "the same files in whatever order go on with their upload, and others begin another",
    "a-file-that-changes": "a file that changes on the disk while it is sent is told of, and is not sent half old and half new",
    "a-kind-that-every-object-has": "a kind that is the name of a member of every object is an unknown one",
    "an-answer-that-is-lost": "a submit whose answer is lost is repeated octet for octet",
    "a-challenge-that-is-old": "an old challenge is signed anew, with the same envelope",
    "another-form": "after an old challenge, another form is refused before anything is submitted for it",
    "busy-for-hours": "a relay that is busy for hours is told, not waited for",
    "doubts": "a slip in a number is found, and a right number is not doubted",
    "room-for-files": "so much content fits as the sealed octets allow",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: CASES[case].replace(" ", "_"))
def test_an_answer_stands(case: str) -> None:
    ran = subprocess.run([node().node, GIVING, case], capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == f"{case} holds\n"
