"""Check and import a dataset of JSON lines."""

from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.datasets.lines import MAX_BYTES, BadLine, ReadLines, read_lines
from core.errors import InvalidInput
from core.store.datasets.trace_items import find_goals_of
from core.store.datasets.values import NewItem, Source
from core.usecases.access.allow import Access, AuditAction, allow
from core.usecases.datasets.save_version import Saved, Target, save_version

__all__ = [
    "MAX_BYTES",
    "BadLine",
    "BadLines",
    "Imported",
    "ReadLines",
    "Target",
    "check_lines",
    "import_lines",
]

NAMED = 20
"""Bad lines that an error names; the page and the answer list all."""
BATCH = 500


class BadLines(InvalidInput):
    """Lines of a file are no items, and nothing was stored. `lines` has all of them."""

    def __init__(self, lines: tuple[BadLine, ...], *, good: int) -> None:
        named = "; ".join(f"line {one.number}: {one.reason}" for one in lines[:NAMED])
        more = f"; and {len(lines) - NAMED} more" if len(lines) > NAMED else ""
        super().__init__(
            f"{len(lines)} of {len(lines) + good} lines cannot be read, so nothing was stored. "
            f"{named}{more}.",
            field="lines",
            advice="Correct them, or import the others alone.",
        )
        self.lines = lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What was stored, and which lines were not."""

    saved: Saved
    items: int
    repeated: int
    bad: tuple[BadLine, ...]


@allow(Access.REVIEWER)
def check_lines(*, viewer: Viewer, content: bytes) -> ReadLines:
    """Read a file and store nothing. Raises NotAllowed below reviewer, and InvalidInput."""
    if len(content) > MAX_BYTES:
        raise InvalidInput(
            f"This file has {len(content):,} bytes.",
            field="lines",
            advice=f"At most {MAX_BYTES:,} are read; split it.",
        )
    try:
        return read_lines(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InvalidInput(
            f"Line {line} is not UTF-8.", field="lines", advice="Save the file as UTF-8."
        ) from error


@allow(Access.REVIEWER, changes=AuditAction.DATASET_SAVED)
def import_lines(
    rein: Rein, *, viewer: Viewer, target: Target, content: bytes, skip_bad: bool = False
) -> Imported:
    """Store the items of a file as a new version.

    Nothing is stored while a line is bad, unless `skip_bad`; then the bad ones are returned. Items
    of traces that are stored here belong to their goals, so that deleting one removes them too.
    Raises NotAllowed below reviewer, BadLines, and InvalidInput.
    """
    found = check_lines(viewer=viewer, content=content)
    if found.bad and not skip_bad:
        raise BadLines(found.bad, good=len(found.items) + found.repeated)
    owners = _find_owners(rein, found)
    items = [NewItem(item=item, goal_id=owners.get(item.trace_id or "")) for item in found.items]
    saved = save_version(rein, viewer=viewer, target=target, source=Source.IMPORT, items=items)
    return Imported(saved=saved, items=len(items), repeated=found.repeated, bad=found.bad)


def _find_owners(rein: Rein, found: ReadLines) -> dict[str, str]:
    ids = sorted({item.trace_id for item in found.items if item.trace_id is not None})
    owners: dict[str, str] = {}
    for start in range(0, len(ids), BATCH):
        with rein.database.read() as connection:
            owners |= find_goals_of(connection, ids[start : start + BATCH])
    return owners
