"""The weekly hours to assume."""

import pytest

from core.goals.draft import TargetDraft
from core.goals.goal import Circumstances, Experience
from core.offline.writing.weekly_hours import (
    default_hours,
    max_reading_hours,
    running_hours_per_week,
    stated_hours,
)
from tests.factories.coaching import PLAYBOOKS, make_request, parse_request


def target(quantity: float, unit: str) -> TargetDraft:
    return TargetDraft(metric="amount", quantity=quantity, unit=unit)


@pytest.mark.parametrize(
    ("text", "circumstances", "hours"),
    [
        ("run 3 hours a week", Circumstances(), 3),
        ("run 3 hours a week", Circumstances(hours_per_week=5), 5),
        ("run", Circumstances(hours_per_week=5), 5),
        ("run", Circumstances(), None),
    ],
)
def test_circumstances_come_before_the_text(
    text: str, circumstances: Circumstances, hours: float | None
) -> None:
    parsed = parse_request(text, circumstances)

    assert stated_hours(parsed.request, parsed.facts) == hours


@pytest.mark.parametrize(
    ("domain", "wanted", "weeks", "hours"),
    [
        ("running", None, 10, PLAYBOOKS.get("running").defaults.hours),
        ("saving", target(500, "EUR"), 10, PLAYBOOKS.get("saving").defaults.hours),
        ("reading", target(2, "books"), 10, PLAYBOOKS.get("reading").defaults.hours),
        ("reading", target(500, "books"), 10, max_reading_hours(PLAYBOOKS.get("reading"))),
        ("running", target(5, "km a week"), 10, PLAYBOOKS.get("running").defaults.hours),
    ],
)
def test_the_playbook_gives_the_hours_unless_the_target_needs_more(
    domain: str, wanted: TargetDraft | None, weeks: int, hours: float
) -> None:
    playbook = PLAYBOOKS.get(domain)

    assert default_hours(make_request("x y z"), playbook, wanted, weeks=weeks) == hours


def test_books_take_six_hours_each_in_steps_of_half_an_hour() -> None:
    playbook = PLAYBOOKS.get("reading")
    found = default_hours(make_request("read"), playbook, target(20, "books"), weeks=30)

    assert found == max(playbook.defaults.hours, 4.0)


def test_training_hours_rise_with_the_distance_and_stop_at_ten() -> None:
    request = make_request("run")
    hours = [running_hours_per_week(request, km) for km in (5, 10, 21.1, 42.2, 100)]

    assert hours == sorted(hours)
    assert hours[-1] == 10
    assert all(value * 2 == int(value * 2) for value in hours)


def test_a_faster_runner_needs_fewer_hours() -> None:
    slow, usual, fast = (
        running_hours_per_week(make_request("run", Circumstances(experience=experience)), 30)
        for experience in (Experience.BEGINNER, Experience.INTERMEDIATE, Experience.ADVANCED)
    )

    assert slow > usual > fast
