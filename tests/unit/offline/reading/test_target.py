"""The plan period and the numeric target, with every assumption."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.goals.goal import MAX_WEEKS, Circumstances, Style
from core.offline.reading.target import (
    PlanPeriod,
    find_target,
    first_year_target,
    plan_period_for,
)
from tests.factories.coaching import TODAY, parse_request


def period(text: str, circumstances: Circumstances | None = None) -> PlanPeriod:
    parsed = parse_request(text, circumstances)
    return plan_period_for(parsed.request, parsed.facts, parsed.playbook)


@pytest.mark.parametrize(
    ("text", "ends_on", "weeks"),
    [
        ("run 5 km by 31 December 2026", date(2026, 12, 31), 6),
        ("run 5 km in 12 weeks", TODAY + timedelta(days=83), 12),
        ("run 5 km by tomorrow", date(2026, 11, 22), 1),
    ],
)
def test_a_stated_deadline_ends_the_plan(text: str, ends_on: date, weeks: int) -> None:
    found = period(text)

    assert (found.starts_on, found.ends_on, found.weeks) == (TODAY, ends_on, weeks)
    assert found.stated
    assert found.requested_end is None


def test_weeks_of_the_circumstances_override_the_text() -> None:
    found = period("run 5 km in 30 weeks", Circumstances(weeks=6))

    assert found.weeks == 6
    assert found.ends_on == TODAY + timedelta(days=41)


def test_a_later_start_moves_a_duration_and_not_a_date() -> None:
    start = TODAY + timedelta(days=10)

    assert period("run in 2 weeks", Circumstances(start_on=start)).ends_on == start + timedelta(
        days=13
    )
    assert period("run by 1 May", Circumstances(start_on=start)).ends_on == date(2027, 5, 1)


def test_a_start_in_the_past_is_today() -> None:
    assert period("run", Circumstances(start_on=TODAY - timedelta(days=5))).starts_on == TODAY


@pytest.mark.parametrize("style", Style)
def test_an_unstated_length_depends_on_the_style(style: Style) -> None:
    found = period("learn to juggle", Circumstances(style=style))
    usual = period("learn to juggle").weeks

    assert not found.stated
    assert {
        Style.CONSERVATIVE: found.weeks > usual,
        Style.BALANCED: found.weeks == usual,
        Style.AGGRESSIVE: found.weeks < usual,
    }[style]


def test_a_deadline_in_the_past_gets_the_default_length() -> None:
    found = period("run 5 km by 1 March 2024")

    assert found.is_past
    assert found.requested_end == date(2024, 3, 1)
    assert found.ends_on > TODAY


def test_a_deadline_beyond_a_year_is_cut_to_a_year() -> None:
    found = period("save 1000 € by 2030")

    assert found.weeks == MAX_WEEKS
    assert found.requested_end == date(2029, 12, 31)
    assert not found.is_past


@given(st.integers(1, 52))
def test_any_number_of_weeks_is_kept(weeks: int) -> None:
    assert period("run", Circumstances(weeks=weeks)).weeks == weeks


@pytest.mark.parametrize(
    ("text", "quantity", "unit", "baseline"),
    [
        ("run 10 km", 10, "km", None),
        ("go from 5 km to 10 km", 10, "km", 5),
        ("read 20-25 books", 25, "books", None),
        ("improve my 10k time", 10, "km", 10),
        ("save $500, so far I have $50", 500, "USD", 50),
        ("get to 80 kg, now 92 kg", 80, "kg", 92),
    ],
)
def test_a_stated_target_is_kept_with_its_baseline(
    text: str, quantity: float, unit: str, baseline: float | None
) -> None:
    parsed = parse_request(text)
    target, _ = find_target(parsed.facts, parsed.playbook, weeks=10)

    assert target is not None
    assert (target.quantity, target.unit, target.baseline) == (quantity, unit, baseline)


@pytest.mark.parametrize(
    ("text", "weeks", "quantity", "unit"),
    [
        ("save 50 € a week", 10, 500, "EUR"),
        ("send 5 job applications every week", 16, 80, "applications"),
        ("read 10 pages a day", 10, 700, "pages"),
        ("save 100 € a month", 13, 299, "EUR"),
        ("read 52 books a year", 26, 26, "books"),
    ],
)
def test_a_rate_of_a_total_is_summed_over_the_plan_and_said(
    text: str, weeks: int, quantity: float, unit: str
) -> None:
    parsed = parse_request(text)
    target, assumed = find_target(parsed.facts, parsed.playbook, weeks=weeks)

    assert target is not None
    assert (target.quantity, target.unit) == (quantity, unit)
    assert assumed[0].about == "target"
    assert f"over {weeks} weeks" in assumed[0].why


def test_a_rate_without_a_baseline_gets_an_assumed_one() -> None:
    parsed = parse_request("walk 10,000 steps a day")
    target, assumed = find_target(parsed.facts, parsed.playbook, weeks=10)

    assert target is not None
    assert target.unit == "steps a day"
    assert target.baseline is not None
    assert 0 < target.baseline < target.quantity
    assert [a.about for a in assumed] == ["starting point"]


def test_without_a_number_the_playbook_gives_the_target_as_an_assumption() -> None:
    parsed = parse_request("read more")
    target, assumed = find_target(parsed.facts, parsed.playbook, weeks=10)

    assert target is not None
    assert target.metric == parsed.playbook.metric
    assert assumed[0].about == "target"


def test_a_playbook_without_a_default_quantity_gives_no_target() -> None:
    parsed = parse_request("find a job")

    assert find_target(parsed.facts, parsed.playbook, weeks=10) == (None, ())


def test_the_default_of_quitting_counts_the_days_after_preparation() -> None:
    parsed = parse_request("quit smoking")
    target, _ = find_target(parsed.facts, parsed.playbook, weeks=10)

    assert target is not None
    assert target.quantity == 7 * 8


def test_the_first_year_takes_its_share_of_a_longer_goal() -> None:
    parsed = parse_request("save 4000 € by 21 November 2030")
    length = plan_period_for(parsed.request, parsed.facts, parsed.playbook)
    target, _ = find_target(parsed.facts, parsed.playbook, weeks=length.weeks)
    share = first_year_target(parsed.facts, target, length)

    assert target is not None
    assert share is not None
    assert share.quantity == pytest.approx(1000, rel=0.02)
    assert target.quantity == 4000


@pytest.mark.parametrize(
    "text",
    ["save 4000 € by June", "save 4000 € by 1 March 2020", "walk 8000 steps a day by 2030", "read"],
)
def test_other_targets_are_not_shared_out(text: str) -> None:
    parsed = parse_request(text)
    length = plan_period_for(parsed.request, parsed.facts, parsed.playbook)
    target, _ = find_target(parsed.facts, parsed.playbook, weeks=length.weeks)

    assert first_year_target(parsed.facts, target, length) == target
