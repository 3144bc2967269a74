"""Windows of figures are UTC days, the same for every viewer."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import cast

import pytest

from core.bootstrap import Rein
from core.usecases.utc_days import UtcDays, last_days, start_of_day
from tests.fakes import FrozenClock


def rein_at(moment: datetime) -> Rein:
    return cast("Rein", SimpleNamespace(clock=FrozenClock(moment)))


@pytest.mark.parametrize(
    ("days", "since"), [(1, date(2027, 3, 1)), (2, date(2027, 2, 28)), (60, date(2027, 1, 1))]
)
def test_the_last_days_end_today_and_include_it(days: int, since: date) -> None:
    window = last_days(rein_at(datetime(2027, 3, 1, 12, tzinfo=UTC)), days)

    assert window == UtcDays(since=since, until=date(2027, 3, 1))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2027, 3, 1, 0, 0, tzinfo=UTC), date(2027, 3, 1)),
        (datetime(2027, 3, 1, 23, 59, tzinfo=UTC), date(2027, 3, 1)),
        (datetime(2027, 2, 28, 23, 59, tzinfo=UTC), date(2027, 2, 28)),
    ],
)
def test_a_day_starts_at_midnight_in_utc(moment: datetime, day: date) -> None:
    assert last_days(rein_at(moment), 1).until == day


def test_a_window_starts_at_the_first_moment_of_its_first_day() -> None:
    window = UtcDays(since=date(2027, 2, 28), until=date(2027, 3, 1))

    assert window.starts_at == start_of_day(date(2027, 2, 28))
    assert window.starts_at == datetime(2027, 2, 28, tzinfo=UTC)
