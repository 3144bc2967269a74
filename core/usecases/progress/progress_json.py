"""The progress of a goal as JSON values: the output of the command line and the API."""

from typing import Any

from core.precision import without_noise
from core.progress.forecast import Forecast, Unknown
from core.progress.measurements import Measurement, MetricProgress
from core.progress.sentences import progress_in_words
from core.progress.summary import Finished, Outlook, Progress
from core.progress.weekly import Amount, WeekOfWork

Json = dict[str, Any]

NEWEST = 100
"""Numbers of each metric that are written; all of them are listed page by page."""


def progress_json(goal_id: str, progress: Progress) -> Json:
    """Return all of it; `forecast.on` is null if there is no forecast, and `status` says why."""
    return {
        "goal_id": goal_id,
        "summary": progress_in_words(progress),
        "ends_on": progress.ends_on.isoformat(),
        "tasks": {
            "planned": progress.planned.tasks,
            "due": progress.due.tasks,
            "done": progress.done.tasks,
            "skipped": progress.skipped.tasks,
        },
        "minutes": {
            "planned": progress.planned.minutes,
            "due": progress.due.minutes,
            "done": progress.done.minutes,
            "skipped": progress.skipped.minutes,
        },
        "strength": None if progress.strength is None else without_noise(progress.strength),
        "forecast": _outlook(progress.outlook),
        "weeks": [_week(week) for week in progress.weeks],
        "metrics": [_metric(metric) for metric in progress.metrics],
    }


def _outlook(outlook: Outlook) -> Json:
    if isinstance(outlook, Forecast):
        days = {"on": outlook.on, "low": outlook.low, "high": outlook.high}
        return {"status": "expected"} | {
            name: None if day is None else day.isoformat() for name, day in days.items()
        }
    if isinstance(outlook, Finished):
        on = None if outlook.on is None else outlook.on.isoformat()
        return {"status": "finished", "on": on, "low": None, "high": None}
    return {"status": _status(outlook), "on": None, "low": None, "high": None}


def _status(reason: Unknown) -> str:
    return reason.value.replace(" ", "_")


def _week(week: WeekOfWork) -> Json:
    return {
        "number": week.number,
        "starts_on": week.starts_on.isoformat(),
        "ends_on": week.ends_on.isoformat(),
        "planned": _amount(week.planned),
        "done": _amount(week.done),
        "skipped": _amount(week.skipped),
    }


def _amount(amount: Amount) -> Json:
    return {"tasks": amount.tasks, "minutes": amount.minutes}


def _metric(metric: MetricProgress) -> Json:
    return {
        "metric": metric.metric,
        "unit": metric.unit,
        "rises": metric.rises,
        "milestones": [
            {
                "title": one.milestone.title,
                "target": one.milestone.target,
                "due_on": one.milestone.due_on.isoformat(),
                "newest": None if one.newest is None else one.newest.value,
                "reached_on": None if one.reached_on is None else one.reached_on.isoformat(),
            }
            for one in metric.milestones
        ],
        "measured": len(metric.measurements),
        "measurements": [measurement_json(one) for one in metric.measurements[-NEWEST:]],
    }


def measurement_json(measured: Measurement) -> Json:
    """Return one measured number."""
    return {
        "id": measured.id,
        "day": measured.day.isoformat(),
        "metric": measured.metric,
        "value": measured.value,
        "unit": measured.unit,
    }
