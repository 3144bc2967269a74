"""Conditions for ranges of days. A day begins at midnight UTC, as in the rollups."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Column, ColumnElement


def start_of_day(day: date) -> datetime:
    """Return midnight UTC of a day."""
    return datetime.combine(day, time.min, UTC)


def in_date_range(
    moment: Column[datetime], since: date | None, until: date | None
) -> list[ColumnElement[bool]]:
    """Return the conditions for a time within a range of days, both included; None means open."""
    conditions: list[ColumnElement[bool]] = []
    if since is not None:
        conditions.append(moment >= start_of_day(since))
    if until is not None:
        conditions.append(moment < start_of_day(until + timedelta(days=1)))
    return conditions
