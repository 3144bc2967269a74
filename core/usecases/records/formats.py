"""The formats of record files: each writes batches to an open file and holds one batch at most."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from enum import StrEnum
from importlib import import_module
from typing import BinaryIO, Protocol

from core.precision import without_noise
from core.spreadsheet import as_cell
from core.store.records.read import Record, RecordColumn


class RecordFormat(StrEnum):
    """A format of record files."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"

    @property
    def media_type(self) -> str:
        """Return what browsers and HTTP call it."""
        return {
            RecordFormat.CSV: "text/csv",
            RecordFormat.JSONL: "application/jsonl",
            RecordFormat.PARQUET: "application/vnd.apache.parquet",
        }[self]


class RecordWriter(Protocol):
    """Writes batches to a file."""

    def write(self, records: Sequence[Record]) -> None: ...


Columns = tuple[RecordColumn, ...]


def open_writer(
    format_: RecordFormat, columns: Columns, out: BinaryIO, *, excel: bool = False
) -> AbstractContextManager[RecordWriter]:
    """Return the writer of a format; the file is complete when its block ends."""
    if format_ is RecordFormat.CSV:
        return _csv(columns, out, excel=excel)
    if format_ is RecordFormat.JSONL:
        return _json_lines(columns, out)
    opened: Callable[[Columns, BinaryIO], AbstractContextManager[RecordWriter]]
    # Loaded here: importing pyarrow takes a tenth of a second that no other command needs.
    opened = import_module("core.usecases.records.parquet").open_parquet
    return opened(columns, out)


class _Csv:
    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, records: Sequence[Record]) -> None:
        text = io.StringIO()
        csv.writer(text).writerows([_cell(value) for value in record] for record in records)
        self._out.write(text.getvalue().encode("utf-8", "replace"))


@contextmanager
def _csv(columns: Columns, out: BinaryIO, *, excel: bool) -> Iterator[RecordWriter]:
    """Write RFC 4180. Without a byte order mark, unless it is for Excel: programs read it as text.

    pandas finds it in the name of the first column if the encoding is not "utf-8-sig".
    """
    if excel:
        out.write("\ufeff".encode())
    writer = _Csv(out)
    writer.write([tuple(column.name for column in columns)])
    yield writer


def _cell(value: object) -> object:
    """Return a cell that no spreadsheet runs; a missing value is empty, never 0."""
    if value is None:
        return ""
    if isinstance(value, float):
        return without_noise(value)
    return value.isoformat() if isinstance(value, date | datetime) else as_cell(value)


class _JsonLines:
    def __init__(self, names: tuple[str, ...], out: BinaryIO) -> None:
        self._names = names
        self._out = out

    def write(self, records: Sequence[Record]) -> None:
        for record in records:
            values = dict(zip(self._names, map(_json_value, record), strict=True))
            line = json.dumps(values, ensure_ascii=False)
            self._out.write(line.encode("utf-8", "replace") + b"\n")


@contextmanager
def _json_lines(columns: Columns, out: BinaryIO) -> Iterator[RecordWriter]:
    yield _JsonLines(tuple(column.name for column in columns), out)


def _json_value(value: object) -> object:
    if isinstance(value, float):
        return without_noise(value)
    return value.isoformat() if isinstance(value, date | datetime) else value
