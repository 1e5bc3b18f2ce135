"""From text to named cells: delimiter, header, caps, ragged rows. Knows how CSV files break, not what their columns mean."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from app.vault.importers.imported import Progress, SkippedRow
from app.vault.importers.limits import LIMITS, Limits, refuse
from app.vault.importers.text import Source, open_text

_DELIMITERS = (",", ";", "\t")
_EVERY = 256


@dataclass(frozen=True, slots=True)
class Row:
    """One record. `cells` holds the known columns, `others` the rest with their names as written."""

    line: int
    cells: dict[str, str]
    others: tuple[tuple[str, str], ...]


class _Lines:
    """Lines for the csv module, counted and bounded: an open quote must not draw a whole file into one record."""

    def __init__(self, text: io.TextIOWrapper, limit: int) -> None:
        self._text = text
        self._limit = limit
        self._drawn = 0
        self.number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._limit + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self._drawn += len(line)
        if self._drawn > self._limit:
            raise refuse("record-too-long", line=self.number)
        return line

    def start_record(self) -> int:
        """The line on which the next record starts."""
        self._drawn = 0
        return self.number + 1


def read_header(source: Source, limits: Limits = LIMITS) -> tuple[str, ...]:
    """The column names in lower case, read with the delimiter that fits; empty if the file holds none."""
    with open_text(source) as (text, _):
        lines = _Lines(text, limits.record_chars)
        delimiter, header = _header(lines, limits)
        return tuple(_plain(name) for name in header) if delimiter else ()


def read_rows(
    source: Source, known: frozenset[str], *, limits: Limits = LIMITS, progress: Progress | None = None
) -> Iterator[Row | SkippedRow]:
    """Every record after the header. A broken quotation refuses the file: what follows it cannot be told apart."""
    with open_text(source) as (text, file):
        lines = _Lines(text, limits.record_chars)
        delimiter, header = _header(lines, limits)
        names = _names(header, known)
        for count, (line, cells) in enumerate(_records(lines, delimiter, limits), start=1):
            if count > limits.rows:
                raise refuse("too-many-rows", limit=limits.rows)
            yield _row(line, cells, names)
            if progress and count % _EVERY == 0:
                progress(file.tell(), source.size)


def _records(lines: _Lines, delimiter: str, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(limits.field_chars)
    reader = csv.reader(lines, delimiter=delimiter or ",", strict=True)
    while True:
        line = lines.start_record()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            code = "field-too-long" if "field limit" in str(error) else "broken-csv"
            raise refuse(code, line=line) from None  # not chained: nothing of the file goes with an error
        if any(cells):
            yield line, cells


def _header(lines: _Lines, limits: Limits) -> tuple[str, list[str]]:
    """The first line that is not blank and not Excel's `sep=` hint, split by the delimiter that gives most columns."""
    for line in lines:
        text = line.strip("\r\n")
        if not text.strip(" \t;,\ufeff") or text.lower().startswith("sep="):
            continue
        best = max(_DELIMITERS, key=text.count)
        if text.count(best) >= limits.columns:
            raise refuse("too-many-columns", limit=limits.columns)
        try:
            return best, next(csv.reader([text], delimiter=best, strict=True))
        except csv.Error:
            raise refuse("broken-csv", line=lines.number) from None
    return "", []


def _plain(name: str) -> str:
    return name.strip().strip("\ufeff").lower()


def _names(header: list[str], known: frozenset[str]) -> list[tuple[str, bool]]:
    """Each column's name and whether it is known. A known name twice leaves open which of the two is the password."""
    names = [(_plain(name), True) if _plain(name) in known else (name.strip(), False) for name in header]
    for name in known:
        if names.count((name, True)) > 1:
            raise refuse("column-twice", column=name)
    return names


def _row(line: int, cells: list[str], names: list[tuple[str, bool]]) -> Row | SkippedRow:
    if len(cells) < len(names):
        return SkippedRow(line, "too-few-cells")
    if any(cells[len(names) :]):
        return SkippedRow(line, "too-many-cells")
    if any("\0" in cell for cell in cells):
        return SkippedRow(line, "control-characters")
    pairs = list(zip(names, cells, strict=False))
    return Row(
        line,
        {name: cell for (name, is_known), cell in pairs if is_known},
        tuple((name, cell) for (name, is_known), cell in pairs if cell and not is_known),
    )
