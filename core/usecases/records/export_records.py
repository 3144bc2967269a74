"""Export a whole table of records as CSV, JSON lines or Parquet, in bounded memory."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import InvalidInput, StorageUnavailable
from core.quota import Use
from core.store.records.read import Record, RecordTable, columns_of, iterate_records
from core.usecases.access.allow import Access, allow
from core.usecases.access.masking import mask_for
from core.usecases.access.reading import note_reading, sees_masked
from core.usecases.quotas.spend_quota import spend_quota_alone
from core.usecases.records.formats import RecordFormat, open_writer
from core.usecases.utc_days import start_of_day

__all__ = ["RecordFormat", "RecordTable", "RecordsAsked", "export_records", "write_records"]

MAX_IN_MEMORY = 50_000
"""Records of a file that a page offers; `rein export` writes any number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsAsked:
    """Which records are exported, and how."""

    table: RecordTable
    format: RecordFormat = RecordFormat.CSV
    since: date | None = None
    until: date | None = None
    """UTC days, both included."""
    sample: bool = False
    excel: bool = False
    """Begin a CSV file with a byte order mark, by which Excel knows it as UTF-8."""


@allow(Access.REVIEWER, reads_texts=True)
def export_records(rein: Rein, *, viewer: Viewer, asked: RecordsAsked, file: Path) -> int:
    """Write records to a file, which appears when it is complete; return their number.

    Raises NotAllowed below reviewer, InvalidInput and StorageUnavailable.
    """
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        with unfinished.open("wb") as out:
            unfinished.chmod(0o600)  # as private as the database
            n = _write(rein, viewer, asked, out, limit=None)
        unfinished.replace(file)
    except OSError as error:
        raise StorageUnavailable(
            f"{file} cannot be written ({error.strerror}).", advice="Choose another place."
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return n


@allow(Access.REVIEWER, reads_texts=True)
def write_records(rein: Rein, *, viewer: Viewer, asked: RecordsAsked) -> bytes:
    """Return the oldest records as a file, at most MAX_IN_MEMORY.

    Raises NotAllowed below reviewer, and InvalidInput.
    """
    out = io.BytesIO()
    _write(rein, viewer, asked, out, limit=MAX_IN_MEMORY)
    return out.getvalue()


def _write(
    rein: Rein, viewer: Viewer, asked: RecordsAsked, out: BinaryIO, *, limit: int | None
) -> int:
    if asked.since and asked.until and asked.since > asked.until:
        raise InvalidInput("The first day is after the last one.", field="since")
    spend_quota_alone(rein, Use.EXPORTS, viewer=viewer)
    n = 0
    with open_writer(asked.format, columns_of(asked.table), out, excel=asked.excel) as writer:
        for found in _batches(rein, asked):
            taken = found if limit is None else found[: limit - n]
            note_reading(rein, viewer, taken, what="records", masked=sees_masked(rein, viewer))
            part = mask_for(rein, viewer, taken)  # a file cannot be masked once it is written
            writer.write(part)
            n += len(part)
            if n == limit:
                break
    return n


def _batches(rein: Rein, asked: RecordsAsked) -> Iterator[list[Record]]:
    until = asked.until + timedelta(days=1) if asked.until is not None else None
    return iterate_records(
        rein.database,
        asked.table,
        since=start_of_day(asked.since) if asked.since is not None else None,
        until=start_of_day(until) if until is not None else None,
        sample=asked.sample,
    )
