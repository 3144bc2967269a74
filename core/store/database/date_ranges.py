"""Windows of days, as moments: a day begins at midnight UTC, as it does in the rollups."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Column, ColumnElement


def start_of_day(day: date) -> datetime:
    """Return the first moment of a day."""
    return datetime.combine(day, time.min, UTC)


def in_date_range(
    moment: Column[datetime], since: date | None, until: date | None
) -> list[ColumnElement[bool]]:
    """Say that a moment lies in a window of days, both included; None leaves that side open."""
    conditions: list[ColumnElement[bool]] = []
    if since is not None:
        conditions.append(moment >= start_of_day(since))
    if until is not None:
        conditions.append(moment < start_of_day(until + timedelta(days=1)))
    return conditions
