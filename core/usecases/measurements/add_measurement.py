"""Adding a number that the person measured for a goal."""

from datetime import date

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput
from core.ids import new_id
from core.plans.milestones import series_of
from core.progress.measurements import Measurement
from core.quota import Use
from core.store.measurements.read import count_measurements, list_measurements
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow
from core.usecases.goals.ownership import require_own_goal
from core.usecases.measurements.read_value import read_value
from core.usecases.quotas.spend_quota import spend_quota

EARLIEST = date(2000, 1, 1)
MAX_MEASUREMENTS = 5_000
"""Values of one goal."""


@allow(Access.OWNER)
def add_measurement(
    rein: Rein,
    *,
    viewer: Viewer,
    goal_id: str,
    value: str,
    metric: str = "",
    day: date | None = None,
) -> Measurement:
    """Add a number for a metric of the goal's plan, for today if no day is given.

    Without a metric, it is the one of the plan's last milestone. The number may be written as
    people write it: "7,5", "2h 10". Raises InvalidInput with the field that cannot be used.
    """
    today = rein.clock.today(viewer.time_zone)
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        name, unit = _metric(work, goal_id, metric)
        measured = Measurement(
            id=new_id(),
            day=_day(day, today=today),
            metric=name,
            value=read_value(value, unit=unit),
            unit=unit,
            created_at=rein.clock.now(),
        )
        if count_measurements(work.connection, goal_id) >= MAX_MEASUREMENTS:
            raise Conflict(
                f"A goal holds at most {MAX_MEASUREMENTS:,} numbers.",
                advice="Remove one that you no longer need.",
            )
        spend_quota(rein, work, Use.CHANGES, viewer=viewer)
        work.measurements.add(goal_id, measured, user_id=viewer.id)
    return measured


def _metric(work: UnitOfWork, goal_id: str, wanted: str) -> tuple[str, str]:
    """Return metric and unit as the plan, or an earlier number, names them."""
    plan = work.plans.find_current(goal_id)
    milestones = plan.milestones if plan is not None else ()
    known = {series_of(one): (one.metric, one.unit) for one in reversed(milestones)}
    for measured in list_measurements(work.connection, goal_id):
        known.setdefault(measured.series, (measured.metric, measured.unit))
    if not known:
        raise Conflict(
            "This goal has no metric yet.",
            advice="Its milestones name one as soon as the plan is written.",
        )
    name = " ".join(wanted.split()).casefold()
    found = [names for (metric, _), names in known.items() if not name or metric == name]
    if not found:
        raise InvalidInput(
            f"This goal has no metric “{wanted[:80]}”.",
            field="metric",
            advice=f"Choose one of: {', '.join(metric for metric, _ in known.values())}.",
        )
    return found[0]


def _day(day: date | None, *, today: date) -> date:
    if day is not None and not EARLIEST <= day <= today:
        raise InvalidInput(
            "A number cannot be from the future."
            if day > today
            else f"We take numbers from {EARLIEST.year} on.",
            field="day",
            advice="Choose today or an earlier day.",
        )
    return day or today
