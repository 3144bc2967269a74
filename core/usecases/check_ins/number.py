"""The number of a check-in, as one of the goal's measurements."""

from core.progress.check_in import CheckIn
from core.progress.measurements import Measurement
from core.store.unit_of_work import UnitOfWork


def save_number(work: UnitOfWork, check_in: CheckIn) -> None:
    """Store the number among the goal's measurements, in place of an earlier one.

    It has the id of the check-in. A number in a unit that no milestone has stays with the check-in
    alone.
    """
    remove_number(work, check_in)
    plan = work.plans.find_current(check_in.goal_id)
    milestones = plan.milestones if plan is not None else ()
    metric = next((m.metric for m in reversed(milestones) if m.unit == check_in.unit), None)
    if metric is None or check_in.report.value is None:
        return
    measured = Measurement(
        id=check_in.id,
        day=check_in.day,
        metric=metric,
        value=check_in.report.value,
        unit=check_in.unit,
        created_at=check_in.created_at,
    )
    work.measurements.add(check_in.goal_id, measured, user_id=check_in.user_id)


def remove_number(work: UnitOfWork, check_in: CheckIn) -> None:
    """Remove the number of a check-in from the goal's measurements."""
    work.measurements.remove(check_in.goal_id, check_in.id)
