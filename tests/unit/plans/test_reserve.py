"""Reserve days of four weeks count together, are spent by skips and revisions, and end at zero."""

from datetime import date

import pytest

from core.plans.reserve import reserve_left
from tests.factories.stored import make_plan

RECENT = make_plan(weeks=3).weeks
"""Three weeks with 0, 1 and 2 reserve days."""
MONDAY, TUESDAY = date(2027, 1, 4), date(2027, 1, 5)


@pytest.mark.parametrize(
    ("skipped_on", "spent", "left"),
    [
        ((), 0, 3),
        ((MONDAY,), 0, 2),
        ((MONDAY, MONDAY), 0, 2),
        ((MONDAY, TUESDAY), 1, 0),
        ((MONDAY, TUESDAY), 5, 0),
    ],
)
def test_what_is_left_is_what_was_earned_less_what_was_used(
    skipped_on: tuple[date, ...], spent: int, left: int
) -> None:
    assert reserve_left(RECENT, skipped_on=skipped_on, spent=spent) == left
