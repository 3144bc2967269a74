"""Read the targets with the limits in force, and who changed what when."""

from dataclasses import dataclass
from datetime import datetime

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.quality.targets.target import DEFAULTS, TARGETS, Limit, Limits, Target
from core.store.accounts.read import list_names
from core.store.targets.read import find_limits, list_changes
from core.usecases.access.allow import Access, allow

LISTED_CHANGES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetInForce:
    """A target, and the limit that holds now."""

    target: Target
    limit: Limit

    @property
    def is_default(self) -> bool:
        return self.limit == DEFAULTS[self.target.name]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetEntry:
    """One change of a target, with the name of the admin."""

    target: Target
    old: Limit
    new: Limit
    note: str
    changed_at: datetime
    changed_by: str


@allow(Access.REVIEWER)
def get_limits(rein: Rein, *, viewer: Viewer) -> Limits:
    """Return the limit of each target by its name. Raises NotAllowed below reviewer."""
    with rein.database.read() as connection:
        return find_limits(connection)


@allow(Access.REVIEWER)
def get_targets(rein: Rein, *, viewer: Viewer) -> tuple[TargetInForce, ...]:
    """Return every target with its limit. Raises NotAllowed below reviewer."""
    limits = get_limits(rein, viewer=viewer)
    return tuple(TargetInForce(target=target, limit=limits[target.name]) for target in TARGETS)


@allow(Access.REVIEWER)
def list_target_changes(rein: Rein, *, viewer: Viewer) -> tuple[TargetEntry, ...]:
    """Return the newest changes, newest first. Raises NotAllowed below reviewer."""
    with rein.database.read() as connection:
        changes = list_changes(connection, limit=LISTED_CHANGES)
        names = list_names(connection, {change.changed_by for change in changes})
    known = {target.name: target for target in TARGETS}
    return tuple(
        TargetEntry(
            target=known[change.name],
            old=change.old,
            new=change.new,
            note=change.note,
            changed_at=change.changed_at,
            changed_by=names.get(change.changed_by, "a deleted account"),
        )
        for change in changes
        if change.name in known
    )
