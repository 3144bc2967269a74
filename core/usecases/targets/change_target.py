"""Change the threshold or the window of a target."""

import math

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotFound
from core.quality.targets.target import TARGETS, Limit, Target, TargetChange
from core.store.targets.read import find_limits
from core.store.targets.store import TargetStore
from core.usecases.access.allow import Access, AuditAction, allow

MAX_WINDOW_DAYS = 90
MAX_NOTE_CHARACTERS = 500


@allow(Access.ADMIN, changes=AuditAction.TARGET_CHANGED, whose="name")
def change_target(rein: Rein, *, viewer: Viewer, name: str, limit: Limit, note: str = "") -> None:
    """Set the limit of a target; alerts and pages use it from now on.

    Raises NotAllowed below admin, NotFound, InvalidInput naming the field, and Conflict if the
    limit is this one already.
    """
    target = next((target for target in TARGETS if target.name == name), None)
    if target is None:
        raise NotFound(f"There is no target {name}.")
    _check(target, limit)
    with rein.database.begin() as work:
        old = find_limits(work.connection)[name]
        if old == limit:
            raise Conflict("Nothing was changed.", advice="The target has this value already.")
        change = TargetChange(
            name=name,
            old=old,
            new=limit,
            note=note.strip()[:MAX_NOTE_CHARACTERS],
            changed_at=rein.clock.now(),
            changed_by=viewer.id,
        )
        TargetStore(work.connection).add(change)
        work.audit.describe({"from": _in_words(old), "to": _in_words(limit)})


def _in_words(limit: Limit) -> str:
    threshold = "none" if limit.threshold is None else f"{limit.threshold:g}"
    return threshold if limit.window_days is None else f"{threshold} in {limit.window_days} days"


def _check(target: Target, limit: Limit) -> None:
    threshold, days = limit.threshold, limit.window_days
    if threshold is not None and not (
        math.isfinite(threshold) and target.low <= threshold <= target.high
    ):
        raise InvalidInput(
            f"The threshold has to be between {target.low:g} and {target.high:g}.",
            field="threshold",
        )
    if (days is None) != (target.window_days is None):
        raise InvalidInput("This target has no such window.", field="window_days")
    if days is not None and not 1 <= days <= MAX_WINDOW_DAYS:
        raise InvalidInput(
            f"The window has to be between 1 and {MAX_WINDOW_DAYS} days.", field="window_days"
        )
