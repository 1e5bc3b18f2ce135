"""The time of the answer to `code` is the same for every address because the work is: the same of our functions run, so many
times each, and the same statements reach the database. Measured times would tell of the machine; this tells of the program.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from app.relay.codes import GAP_S
from tests.relay.kit import Inside
from tests.relay.strict import ANA, EVE, Letters, kept, on_a_relay, opening

OURS = f"{Path('app', 'relay')}"


@contextmanager
def watched(relay: Inside) -> Iterator[Counter[str]]:
    """Every call of a function of the relay in the thread that answers, and every statement of its database."""
    done: Counter[str] = Counter()

    def called(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and OURS in frame.f_code.co_filename:
            done[f"{Path(frame.f_code.co_filename).name}:{frame.f_code.co_qualname}"] += 1

    def stated(_cursor: Any, statement: str, _bound: Any) -> bool:
        done[" ".join(statement.split())] += 1
        return True

    before = sys.getprofile()
    relay.store.database.exec_trace = stated
    sys.setprofile(called)
    try:
        yield done
    finally:
        sys.setprofile(before)
        relay.store.database.exec_trace = None


def test_the_work_is_the_same_whether_the_address_is_the_one_that_the_sender_gave_or_not(tmp_path: Path) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay, address=ANA)
        made = await opening(relay, share)
        work = []
        for address in (ANA, ANA, EVE, ANA, "x" * 50 + "@um.nome.muito.comprido.example"):
            relay.clock.go(GAP_S)
            message = made.ask(address)
            with watched(relay) as done:
                assert (await relay.call("code", message)).status == 200
            work.append(done)
        assert [letter is not None for letter in letters.sent] == [True, True, False, True, False]
        assert "identity.py:identity_hash" in work[1]
        assert any(statement.upper().startswith(("INSERT", "UPDATE")) for statement in work[1])
        # The first makes the row that the others find: from then on nothing differs.
        assert work[2] == work[1]
        assert work[3] == work[1]
        assert work[4] == work[1]

    on_a_relay(tmp_path, test)
