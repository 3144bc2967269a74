"""Weeks that are not alike have no fixed weekdays."""

import pytest

from core.offline.reading.clauses.asides import find_asides
from tests.factories.coaching import parse


@pytest.mark.parametrize(
    ("text", "rotates"),
    [
        ("I'm a nurse, three days, two nights, five off. Learn Spanish", True),
        ("I work four on four off. Learn Spanish", True),
        ("12-hour shifts, 3 on 2 off. Learn chess", True),
        ("Nights every other week at the plant. Learn chess", True),
        ("My roster changes each week. Learn chess", True),
        ("One week earlies, one week lates. Learn chess", True),
        ("Trucker, two weeks out, one week home. Learn chess", True),
        ("Three 12s a week and they move every week. Learn chess", True),
        ("My husband works four on four off. Learn chess", False),
        ("I have every other weekend off. Learn chess", False),
        ("My two days off are Sunday and Monday. Learn chess", False),
        ("Take turns: two on, two against. Learn chess", False),
    ],
)
def test_rotating_shifts_are_found(text: str, *, rotates: bool) -> None:
    assert bool(find_asides(text).shifts) is rotates


def test_the_rhythm_of_shifts_is_not_that_of_the_goal() -> None:
    facts = parse(
        "Learn 1,200 cards by October. I've about 40 min a day, except on-call days, which rotate "
        "every third day."
    )

    assert facts.session_minutes == 40
    assert facts.frequency is None or facts.frequency.per == "day"
