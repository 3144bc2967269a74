"""Assumptions of a goal."""

import pytest

from core.goals.draft import AssumptionDraft
from core.goals.goal import Circumstances
from core.offline.reading.target import find_target, plan_period_for
from core.offline.writing.assumptions import list_assumptions
from tests.factories.coaching import parse_request


def assumptions(
    text: str, circumstances: Circumstances | None = None, *, hours: float | None = None
) -> dict[str, AssumptionDraft]:
    parsed = parse_request(text, circumstances)
    period = plan_period_for(parsed.request, parsed.facts, parsed.playbook)
    target, _ = find_target(parsed.facts, parsed.playbook, weeks=period.weeks)
    found = list_assumptions(
        parsed.request, parsed.facts, parsed.playbook, target, period, hours, 3.0
    )
    return {assumption.about: assumption for assumption in found}


def test_the_default_length_is_an_assumption_with_its_date() -> None:
    found = assumptions("learn Spanish")["deadline"]

    assert found.assumed.endswith(" weeks")
    assert "usual length for" in found.why


@pytest.mark.parametrize(
    ("text", "circumstances"),
    [
        ("learn Spanish by 1 June", Circumstances()),
        ("learn Spanish in 10 weeks", Circumstances()),
        ("learn Spanish", Circumstances(weeks=10)),
        ("learn Spanish by June", Circumstances(weeks=10)),
        ("learn Spanish by 2040", Circumstances()),
    ],
)
def test_a_stated_length_is_no_assumption(text: str, circumstances: Circumstances) -> None:
    assert "deadline" not in assumptions(text, circumstances)


def test_an_inexact_date_is_an_assumption() -> None:
    found = assumptions("learn Spanish by June")["deadline"]

    assert (found.assumed, found.why) == ("1 June 2027", "“by June” leaves the day open")


def test_default_hours_are_an_assumption_unless_stated() -> None:
    assert assumptions("learn Spanish")["hours a week"].assumed == "3 hours a week"
    assert "hours a week" not in assumptions("learn Spanish", hours=4.0)


def test_the_starting_point_is_an_assumption_if_the_playbook_asks_for_it() -> None:
    asked = assumptions("run 10 km")["starting point"]

    assert asked.why == "you did not say where you are today"
    assert "starting point" not in assumptions("run 10 km, I can run 4 km now")
