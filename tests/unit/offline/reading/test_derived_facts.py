"""Facts that follow from others: weekly hours, goal type, event, missing facts."""

import pytest

from core.goals.goal import GoalType
from core.offline.reading.derived_facts import find_event, goal_type_of, weekly_hours
from core.offline.reading.frequency import parse_frequency
from core.offline.reading.quantities import parse_quantities
from tests.factories.coaching import PLAYBOOKS, parse


@pytest.mark.parametrize(
    ("domain", "text", "hours"),
    [
        ("running", "run 5 hours a week", 5),
        ("running", "run 30 minutes 3 times a week", 1.5),
        ("running", "train three times a week, 45 minutes", 2.25),
        ("running", "run 20 times a week for 30 minutes", None),
        ("running", "run three times a week", None),
        ("running", "run 6 hours, twice a week", 12),
        ("sleep", "sleep 8 hours a night", None),
        ("screen_time", "2 hours of screen a day", None),
        ("sleep", "sleep better, I can give 1 hour a week", 1),
    ],
)
def test_weekly_hours_are_stated_or_follow_from_sessions(
    domain: str, text: str, hours: float | None
) -> None:
    found = weekly_hours(text, parse_frequency(text), parse_quantities(text), domain)

    assert (None if found is None else found.per_week) == hours


@pytest.mark.parametrize(
    ("domain", "text", "goal_type"),
    [
        ("running", "run 10 km", GoalType.OUTCOME),
        ("reading", "read 10 pages a day", GoalType.BEHAVIOUR),
        ("general", "tidy up regularly", GoalType.BEHAVIOUR),
        ("language", "learn Spanish", GoalType.LEARNING),
        ("general", "be more present", GoalType.OPEN),
        ("running", "run a race", PLAYBOOKS.get("running").goal_type),
    ],
)
def test_the_goal_type_follows_from_number_frequency_and_words(
    domain: str, text: str, goal_type: GoalType
) -> None:
    playbook = PLAYBOOKS.get(domain)
    quantity = next(iter(parse_quantities(text)), None)

    assert goal_type_of(text, quantity, parse_frequency(text), None, playbook) is goal_type


def test_an_open_goal_with_a_deadline_has_the_type_of_its_topic() -> None:
    dated = parse("feel better by June")

    assert parse("feel better").goal_type is GoalType.OPEN
    assert dated.goal_type is PLAYBOOKS.get(dated.domain).goal_type


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("lose 5 kg before my wedding", "my wedding"),
        ("get fit for our big summer trip", "our big summer trip"),
        ("pass the final exam", "the final exam"),
        ("run more", None),
    ],
)
def test_an_event_is_found_with_its_owner(text: str, event: str | None) -> None:
    found = find_event(text)

    assert (None if found is None else found.text) == event


@pytest.mark.parametrize(
    ("text", "missing", "known"),
    [
        ("run a race", {"deadline", "hours", "quantity", "baseline"}, set()),
        ("run 10 km by June", {"hours", "baseline"}, {"deadline", "quantity"}),
        ("run 10 km by June, I can run 4 km now", {"hours"}, {"baseline"}),
        ("run 10 km by June, 3 hours a week", {"baseline"}, {"hours", "deadline"}),
    ],
)
def test_missing_facts_are_those_the_text_lacks(
    text: str, missing: set[str], known: set[str]
) -> None:
    found = set(parse(text).missing)

    assert missing <= found
    assert not known & found
    assert "item" not in found


def test_deadline_and_hours_are_asked_in_every_domain() -> None:
    for playbook in PLAYBOOKS:
        words = " ".join(playbook.recognise.strong[:1]) or "be kind"
        assert {"deadline", "hours"} <= set(parse(f"something with {words}").missing)
