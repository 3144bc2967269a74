"""Save items as a new version of a dataset, made on first use."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.datasets.item import MAX_ITEMS
from core.errors import InvalidInput
from core.goals.goal import clean_text
from core.store.accounts.values import account_of
from core.store.database.engine import Database
from core.store.datasets.read import find_dataset
from core.store.datasets.values import DatasetRecord, NewItem, NewVersion, Source, VersionRecord
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow

MAX_NAME_CHARACTERS = 80
MAX_NOTE_CHARACTERS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What became of a save."""

    dataset: DatasetRecord
    version: VersionRecord
    """The new version, or the newest one if that has the same items."""
    added: bool
    """False if the newest version has the same items already."""
    left_out: int = 0
    """Traces that are no goal: conversations, check-ins, and what was deleted meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where items are saved to."""

    name: str
    note: str = ""
    keep: bool = True
    """Add to the items of the newest version, instead of beginning with none."""
    sample: bool = False


@allow(Access.PART)
def save_version(
    rein: Rein,
    *,
    viewer: Viewer,
    target: Target,
    source: Source,
    items: Sequence[NewItem],
    left_out: int = 0,
) -> Saved:
    """Store a version; the caller has checked rights. Raises InvalidInput."""
    name = accept_name(target.name)
    note = clean_text(target.note)[:MAX_NOTE_CHARACTERS]
    now = rein.clock.now()
    with rein.database.begin() as work:
        work.accounts.ensure(account_of(viewer, tier=rein.settings.tier, created_at=now))
        there = work.datasets.drop_deleted(items)
        if not there:
            raise InvalidInput(
                "There is nothing to save.",
                field="items",
                advice="Only goals can be saved, not conversations or check-ins.",
            )
        dataset_id = work.datasets.find_id(name, sample=target.sample) or work.datasets.add(
            name, sample=target.sample, created_by=viewer.id, now=now
        )
        new = NewVersion(
            dataset_id=dataset_id, source=source, note=note, created_at=now, created_by=viewer.id
        )
        version_id = work.datasets.add_version(new, there, keep=target.keep)
        if version_id is not None:
            _require_bounded(work, version_id)
    gone = len(items) - len(there)
    return _saved(rein.database, dataset_id, version_id, left_out=left_out + gone)


def accept_name(name: str) -> str:
    """Return a cleaned name. Raises InvalidInput unless it has 1 to 80 characters on one line."""
    cleaned = " ".join(clean_text(name).split())
    if not 1 <= len(cleaned) <= MAX_NAME_CHARACTERS:
        raise InvalidInput(
            "A dataset needs a name.",
            field="name",
            advice=f"Write 1 to {MAX_NAME_CHARACTERS} characters.",
        )
    return cleaned


def _require_bounded(work: UnitOfWork, version_id: str) -> None:
    count = work.datasets.count_of(version_id)
    if count > MAX_ITEMS:
        raise InvalidInput(
            f"This version would have {count:,} items.",
            field="items",
            advice=f"At most {MAX_ITEMS:,} are possible; save fewer, or into another dataset.",
        )


def _saved(database: Database, dataset_id: str, version_id: str | None, *, left_out: int) -> Saved:
    dataset = find_dataset(database, dataset_id)
    if dataset is None or dataset.newest is None:
        raise InvalidInput("The dataset was deleted meanwhile.", advice="Save it again.")
    version = next((one for one in dataset.versions if one.id == version_id), dataset.newest)
    return Saved(dataset=dataset, version=version, added=version_id is not None, left_out=left_out)
