"""Rules of fit: for each item a subject that earns a yes, one a no, and one that is not known."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from core.goals.goal import Target
from core.goals.kind import GoalKind
from core.offline.reading.facts import Quantity, QuantityKind
from core.plans.plan import Milestone, Task
from core.quality.rules import aim_rule, fit_rules, limit_rule, number_rules, start_rule
from core.quality.rules.closeness import Closeness
from core.quality.rules.finding import NOTHING_ASKED, Finding
from core.quality.subject import Subject
from tests.factories.coaching import COACH, SCORER
from tests.unit.quality.subjects import (
    BOUND,
    FACTS,
    GOAL,
    SUBJECT,
    km,
    planned_as,
    read_as,
    span,
    understood_as,
    week,
    written_as,
)

Rule = Callable[[Subject], Finding]
CLOSENESS = Closeness(COACH.recogniser)


def their_aim(subject: Subject) -> Finding:
    return aim_rule.their_aim(subject, closeness=CLOSENESS)


def safe(subject: Subject) -> Finding:
    return fit_rules.safe(subject, bounds=(BOUND,))


def target(**changes: object) -> Target:
    assert GOAL.target is not None
    return replace(GOAL.target, **changes)  # type: ignore[arg-type]


PURSE = Task(id="a", title="Transfer 50 euros to the savings account", minutes=10)
ELSEWHERE = replace(
    planned_as(week(1, None, PURSE), week(2, None, PURSE)),
    resolution=written_as(title="Save 900 €", smart_statement="I save money.").resolution,
)
NOT_TOLD = replace(FACTS, obstacle=None, obstacles=(), methods=(), baseline=None)

CASES: list[tuple[Rule, Subject, Subject, Subject]] = [
    # rule, a yes, a no, not known
    (their_aim, SUBJECT, ELSEWHERE, replace(SUBJECT, plan=None)),
    (
        number_rules.keeps_numbers,
        SUBJECT,
        understood_as(target=target(quantity=5)),
        read_as(quantity=None, deadline=None),
    ),
    (
        start_rule.start_used,
        SUBJECT,
        understood_as(target=target(baseline=1)),
        read_as(baseline=None),
    ),
    (
        fit_rules.unit_fits,
        SUBJECT,
        understood_as(target=target(unit="pages")),
        understood_as(target=None),
    ),
    (
        fit_rules.possible_steps,
        SUBJECT,
        planned_as(week(1, 8.0), week(2, 5.0), week(3, 10.0)),
        planned_as(week(1), week(2, 10.0)),
    ),
    (
        fit_rules.own_method,
        SUBJECT,
        replace(planned_as(week(1, None, PURSE)), resolution=written_as(strategies=()).resolution),
        read_as(methods=()),
    ),
    (
        fit_rules.within_reach,
        SUBJECT,
        understood_as(target=target(quantity=5)),
        read_as(quantity=None),
    ),
    (
        safe,
        SUBJECT,
        understood_as(notes=()),
        replace(read_as(kind=GoalKind.SKILL), goal=replace(GOAL, notes=())),
    ),
]


def name(value: object) -> str:
    return getattr(value, "__name__", "subject")


@pytest.mark.parametrize(("rule", "good", "bad", "unknown"), CASES, ids=name)
def test_a_rule_tells_a_yes_from_a_no_and_from_what_it_cannot_know(
    rule: Rule, good: Subject, bad: Subject, unknown: Subject
) -> None:
    if rule is safe:  # without a bound of the playbook there is nothing to ask
        assert fit_rules.safe(unknown, bounds=()).yes is None
    else:
        assert rule(unknown).yes is None
    assert rule(good).yes is True
    assert rule(bad).yes is False


@pytest.mark.parametrize(("rule", "good", "bad", "unknown"), CASES, ids=name)
def test_a_yes_quotes_both_sides_and_the_others_say_why(
    rule: Rule, good: Subject, bad: Subject, unknown: Subject
) -> None:
    found = rule(good)

    assert found.evidence
    assert found.evidence in good.answer
    assert found.asked
    assert found.asked in good.asked
    assert rule is safe or rule(unknown).note
    assert rule(bad).note


def test_a_plan_about_something_else_is_told_by_its_words_alone() -> None:
    """“Pottery” and “savings” have no topic in common, and no word."""
    potter = replace(
        ELSEWHERE, facts=replace(FACTS, aim="throw a bowl on the wheel", domain="general")
    )

    assert their_aim(potter).yes is not True


def test_a_later_day_is_kept_only_if_the_persons_day_is_said() -> None:
    later = replace(GOAL, deadline=GOAL.deadline.replace(month=6))
    silent = written_as(smart_statement="I run 10 km.", title="Run 10 km").resolution

    assert number_rules.keeps_numbers(replace(SUBJECT, goal=later, resolution=silent)).yes is False
    assert number_rules.keeps_numbers(replace(SUBJECT, goal=later)).yes is True, "28 March is said"


def test_the_same_number_of_something_else_is_not_kept() -> None:
    assert number_rules.keeps_numbers(understood_as(target=target(unit="weeks"))).yes is False


def test_a_changed_number_is_kept_if_a_note_names_it() -> None:
    smaller = understood_as(target=target(quantity=5), notes=("10 km is far; 5 km by then.",))

    assert number_rules.keeps_numbers(smaller).yes is True
    assert fit_rules.within_reach(smaller).yes is True


def test_a_start_told_in_words_has_to_come_back() -> None:
    told = read_as(baseline=None, starting_points=(span("Late meetings stop me"),))
    lost = replace(told, resolution=written_as(challenges=()).resolution)
    lost = replace(lost, plan=None)

    assert start_rule.start_used(told).yes is True
    assert start_rule.start_used(lost).yes is False


def test_time_spent_fits_only_what_is_done_regularly() -> None:
    hours = understood_as(target=target(unit="h"))
    routine = replace(hours, facts=replace(FACTS, kind=GoalKind.ROUTINE, quantity=None))

    assert fit_rules.unit_fits(hours).yes is False
    assert fit_rules.unit_fits(routine).yes is True


def test_a_measure_the_person_did_not_name_is_not_known_unless_it_shares_their_words() -> None:
    unnamed = replace(FACTS, quantity=None)
    other = replace(GOAL, target=target(metric="chapters", unit="chapters"))
    elsewhere = written_as(metrics=()).resolution

    assert fit_rules.unit_fits(replace(SUBJECT, facts=unnamed)).yes is True
    assert (
        fit_rules.unit_fits(replace(SUBJECT, facts=unnamed, goal=other, resolution=elsewhere)).yes
        is None
    )


def test_a_habit_may_hold_its_number_and_a_training_may_not() -> None:
    held = planned_as(week(1, 10.0), week(2, 10.0), week(3, 10.0))
    habit = replace(held, facts=replace(FACTS, kind=GoalKind.ROUTINE))

    assert fit_rules.possible_steps(held).yes is False
    assert fit_rules.possible_steps(habit).yes is True


def test_payments_too_small_for_the_target_are_out_of_reach() -> None:
    def saved(payment: float) -> Finding:
        named = Quantity(value=10, unit="km", kind=QuantityKind.MONEY, span=span("10 km"))
        paid = replace(named, value=payment, per="month")
        monthly = f"{FACTS.text} I can do that much a month."
        return fit_rules.within_reach(read_as(quantity=named, payment=paid, text=monthly))

    assert saved(1).yes is False  # 7 are wanted in 12 weeks
    assert saved(3).yes is True


def test_an_unsure_reading_makes_an_unsure_answer() -> None:
    unsure = read_as(confidence={"quantity": 0.4, "deadline": 0.9})

    assert number_rules.keeps_numbers(unsure).confidence == 0.4
    assert number_rules.keeps_numbers(SUBJECT).confidence == 1.0


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        (number_rules.keeps_numbers, replace(FACTS, quantity=None, deadline=None)),
        (start_rule.start_used, NOT_TOLD),
        (fit_rules.own_method, NOT_TOLD),
    ],
)
def test_what_the_person_did_not_say_costs_nothing(rule: Rule, facts: object) -> None:
    assert rule(replace(SUBJECT, facts=facts)).note == NOTHING_ASKED  # type: ignore[arg-type]


def test_a_short_number_is_quoted_with_its_neighbours() -> None:
    """“3” alone is too short to be proven, so it would count as a no."""
    short = read_as(baseline=km(3, "3"))

    assert len(start_rule.start_used(short).asked) > 2


def test_a_plan_that_misses_the_person_scores_clearly_lower() -> None:
    own, other = SCORER.score(SUBJECT).overall, SCORER.score(ELSEWHERE).overall

    assert own is not None
    assert other is not None
    assert own - other > 2


def test_a_week_after_the_day_closes_it_and_repeats_nothing() -> None:
    assert FACTS.deadline is not None
    day = replace(FACTS.deadline, on=week(3).starts_on - timedelta(days=4))
    thanks = Task(id="z", title="Thank everybody who helped and pack the shoes away", minutes=10)
    closed = planned_as(week(1), week(2), week(3, None, thanks))
    repeated = planned_as(week(1), week(2), week(3))

    def late(subject: Subject) -> bool:
        facts = replace(FACTS, deadline=day)
        goal = replace(GOAL, deadline=day.on)
        found = number_rules.keeps_numbers(replace(subject, facts=facts, goal=goal))
        return "comes after" in found.note

    assert late(repeated)
    assert not late(closed)


def test_no_interest_is_a_rate_and_no_interest_in_it_a_refusal() -> None:
    said = "I owe 900 at no interest and want to run 10 km."
    refused = "I want to run 10 km and have no interest in hills."
    race = Task(id="r", title="Run the loop with the hills, 5 km", minutes=30)

    def kept(text: str) -> bool | None:
        subject = replace(planned_as(week(1, None, race)), facts=replace(FACTS, text=text))
        return limit_rule.keeps_limits(subject).yes

    assert kept(refused) is False
    assert kept(said) is not False


def test_a_leap_of_counted_steps_is_one_unless_they_are_the_plans_own() -> None:
    steps = understood_as(target=target(quantity=9000, unit="steps", baseline=3000))
    stones = [week(n) for n in (1, 2, 3, 4)]
    reached = (3000.0, 3200.0, 3400.0, 9000.0)
    weeks = [
        replace(
            each,
            milestone=Milestone(
                title=f"{value:g} steps", metric="steps", target=value, unit="steps",
                due_on=each.starts_on,
            ),
        )
        for each, value in zip(stones, reached, strict=True)
    ]  # fmt: skip
    counted = Quantity(value=9000, unit="steps", kind=QuantityKind.COUNT, span=span("10 km"))
    subject = replace(steps, plan=planned_as(*weeks).plan)

    own = replace(subject, facts=replace(FACTS, quantity=None))
    walked = replace(subject, facts=replace(FACTS, quantity=counted))
    assert fit_rules.possible_steps(walked).yes is False
    assert fit_rules.possible_steps(own).yes is True


def test_an_amount_in_a_note_is_the_whole_number() -> None:
    part = understood_as(target=target(quantity=5), notes=("110 km are too far.",))

    assert number_rules.keeps_numbers(part).yes is False
