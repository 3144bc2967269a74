"""Read the progress of a goal, and change its measured numbers."""

from datetime import date

from app import auth, services
from core.progress.measurements import Measurement
from core.usecases.measurements.add_measurement import add_measurement
from core.usecases.measurements.remove_measurement import remove_measurement, restore_measurement
from core.usecases.progress.get_progress import Progress, find_progress


def progress_of(goal_id: str) -> Progress | None:
    """Return the progress of the person's own goal, or None before it has a plan."""
    return find_progress(services.rein(), viewer=auth.current_viewer(), goal_id=goal_id)


def add(goal_id: str, *, metric: str, value: str, day: date | None) -> Measurement:
    """Store a number. Raises InvalidInput with its field."""
    return add_measurement(
        services.rein(),
        viewer=auth.current_viewer(),
        goal_id=goal_id,
        value=value,
        metric=metric,
        day=day,
    )


def remove(goal_id: str, measurement_id: str) -> Measurement:
    """Remove a number, and return it so that it can be put back."""
    return remove_measurement(
        services.rein(),
        viewer=auth.current_viewer(),
        goal_id=goal_id,
        measurement_id=measurement_id,
    )


def restore(goal_id: str, measured: Measurement) -> None:
    """Put back a number that was removed."""
    restore_measurement(
        services.rein(), viewer=auth.current_viewer(), goal_id=goal_id, measured=measured
    )
