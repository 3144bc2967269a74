"""Export everything that is stored about a person to one zip file.

What is in it follows from the list of tables (core.store.personal.declaration), so that nothing is
forgotten: one JSON file for each part, and a page to read.
"""

import json
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import StorageUnavailable
from core.store.audit.values import AuditAction, AuditEntry
from core.store.personal.declaration import HELD, LEFT_OUT
from core.store.personal.read import rows_about
from core.usecases.access.allow import Access, allow
from core.usecases.access.blinding import blinder
from core.usecases.people import readable

PAGE = "everything.html"
PAGE_ROWS = 5_000
"""Rows of a table on the page to read; the files have all."""

Rows = dict[str, list[dict[str, Any]]]
RowsOf = Callable[[str], Iterator[dict[str, Any]]]


@allow(Access.PERSON)
def export_person(rein: Rein, *, viewer: Viewer, file: Path, user_id: str | None = None) -> int:
    """Write all that is stored about the viewer to a zip file; return the number of rows.

    An admin may name another account by `user_id`, which the audit log records. The file appears
    only when it is complete, and names no version of a prompt while a trial runs. Raises
    NotAllowed, and StorageUnavailable if it cannot be written.
    """
    person = viewer.id if user_id is None else user_id
    if person != viewer.id:
        viewer.require(Role.ADMIN)
    _record(rein, viewer, person)
    see = blinder(rein)
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        unfinished.touch(mode=0o600)  # as private as the database
        with (
            zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive,
            rein.database.read() as connection,
        ):
            rows_of = partial(rows_about, connection, user_id=person)
            count = _write(archive, lambda table: map(see, rows_of(table)))
        unfinished.replace(file)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise StorageUnavailable(
            f"{file} cannot be written ({error.strerror}).", advice="Choose another place."
        ) from error
    return count


@allow(Access.PERSON)
def export_person_as_bytes(rein: Rein, *, viewer: Viewer) -> bytes:
    """Return the zip file of the viewer. Raises StorageUnavailable."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "everything.zip")
        export_person(rein, viewer=viewer, file=file)
        return file.read_bytes()


def _record(rein: Rein, viewer: Viewer, person: str) -> None:
    with rein.database.begin() as work:
        work.audit.record(
            AuditEntry(
                at=rein.clock.now(),
                actor_id=viewer.id,
                action=AuditAction.ACCOUNT_EXPORTED,
                subject=person,
            )
        )


def _write(archive: zipfile.ZipFile, rows_of: RowsOf) -> int:
    """Write each part row by row, so that a large account needs little memory."""
    parts: dict[str, list[str]] = defaultdict(list)
    for table, held in HELD.items():
        parts[held.noun].append(table)
    read: Rows = {name: [] for name in readable.READ}
    counts: dict[str, int] = {}
    for noun, tables in parts.items():
        counts[noun] = 0
        with archive.open(f"{noun}.json", "w") as out:
            for piece in _json_of(tables, rows_of, read, counts, noun):
                out.write(piece.encode("utf-8", "replace"))
    page = readable.page(read, files=counts, left_out=LEFT_OUT)
    archive.writestr(PAGE, page)
    return sum(counts.values())


def _json_of(
    tables: list[str],
    rows_of: RowsOf,
    read: Rows,
    counts: dict[str, int],
    noun: str,
) -> Iterator[str]:
    """Yield one object with a list of rows for each table."""
    for place, table in enumerate(tables):
        yield f"{'{' if place == 0 else ','}\n{json.dumps(table)}: ["
        for number, row in enumerate(rows_of(table)):
            counts[noun] += 1
            if table in read and len(read[table]) < PAGE_ROWS:
                read[table].append(row)
            yield f"{',' if number else ''}\n{json.dumps(row, ensure_ascii=False)}"
        yield "]"
    yield "}\n"
