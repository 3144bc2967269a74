"""Rules for resolution and plan: for each item a yes, a no, and what is not known."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.goals.goal import Target
from core.goals.kind import GoalKind
from core.goals.weeks import Day
from core.plans.plan import Task
from core.quality.judge import score_verdicts
from core.quality.rubric import RUBRIC_VERSION
from core.quality.rules import plan_rules, time_rules
from core.quality.rules.finding import Finding
from core.quality.subject import Subject
from core.quality.verdict import ScoredBy
from core.resolutions.resolution import Challenge, Metric
from core.runs.stages.evaluate import offline_verdicts
from tests.factories.coaching import SCORER
from tests.unit.quality.subjects import (
    FACTS,
    GOAL,
    SUBJECT,
    planned_as,
    read_as,
    understood_as,
    week,
    written_as,
)

Rule = Callable[[Subject], Finding]


def task(title: str = "Run slowly", minutes: int = 40, day: Day | None = Day.TUE) -> Task:
    return Task(id="a", title=title, minutes=minutes, day=day)


NO_PLAN = replace(SUBJECT, plan=None)
EMPTY = written_as(title="", smart_statement="", description="", rationale="", challenges=())

CASES: list[tuple[Rule, Subject, Subject, Subject | None]] = [
    # rule, a yes, a no, not known
    (plan_rules.outcome, SUBJECT, EMPTY, None),
    (
        plan_rules.action,
        SUBJECT,
        replace(
            planned_as(week(1, None, task("Do it")), week(2, None, task("Do it"))),
            facts=replace(FACTS, aim="be better"),
        ),
        NO_PLAN,
    ),
    (plan_rules.plain_words, SUBJECT, written_as(title="Somehow get better"), None),
    (plan_rules.reason, SUBJECT, written_as(description="You run."), None),
    (
        time_rules.when_where,
        SUBJECT,
        planned_as(week(1, None, task(day=Day.WED))),
        NO_PLAN,
    ),
    (plan_rules.obstacle, SUBJECT, written_as(challenges=()), None),
    (plan_rules.number, SUBJECT, understood_as(target=None), None),
    (
        plan_rules.method,
        SUBJECT,
        written_as(metrics=(Metric(name="Run", target="10 km", how="Somehow."),)),
        None,
    ),
    (plan_rules.checkpoint, SUBJECT, planned_as(week(1), week(2, 10.0)), NO_PLAN),
    (plan_rules.verb_first, SUBJECT, planned_as(week(1, None, task("Shoes"))), NO_PLAN),
    (plan_rules.first_step, SUBJECT, planned_as(week(1, None, task(minutes=240))), NO_PLAN),
    (
        plan_rules.if_then,
        SUBJECT,
        replace(
            planned_as(
                replace(week(1), if_then="If it rains, then I will climb stairs."),
            ),
            resolution=written_as(challenges=()).resolution,
        ),
        None,
    ),
    (time_rules.fits_time, SUBJECT, planned_as(week(1, None, task(minutes=400))), NO_PLAN),
]


def name(value: object) -> str:
    return getattr(value, "__name__", "subject")


@pytest.mark.parametrize(("rule", "good", "bad", "unknown"), CASES, ids=name)
def test_a_rule_tells_a_yes_from_a_no_and_from_what_it_cannot_know(
    rule: Rule, good: Subject, bad: Subject, unknown: Subject | None
) -> None:
    found = rule(good)

    assert found.yes is True
    assert found.evidence in good.answer
    assert rule(bad).yes is False
    assert unknown is None or rule(unknown).yes is None


def test_a_title_of_one_word_or_of_a_whole_clause_is_no_title() -> None:
    assert plan_rules.plain_words(written_as(title="Running")).note == "One word says too little."
    assert plan_rules.plain_words(written_as(title="run " * 13)).note == "The title is too long."


def test_without_a_reason_of_their_own_the_reason_why_it_works_counts_a_little_less() -> None:
    untold = read_as(reason=None)
    plain = replace(untold, resolution=written_as(description="You run.").resolution)

    assert plan_rules.reason(plain).yes is True
    assert plan_rules.reason(plain).confidence < 1
    bare = replace(plain, resolution=replace(plain.resolution, rationale=""))
    assert plan_rules.reason(bare).yes is False


def test_tasks_without_a_day_say_no_time() -> None:
    undated = planned_as(week(1, None, task(day=None)), week(2, None, task(day=None)))

    assert time_rules.when_where(undated).yes is False


def test_any_day_is_right_if_no_day_was_named() -> None:
    free = replace(planned_as(week(1, None, task(day=Day.WED))), facts=replace(FACTS, days=()))
    unread = replace(free, facts=replace(free.facts, text="Run 10 km. I have time on Mondays."))

    assert time_rules.when_where(replace(free, facts=replace(free.facts, text="Run 10 km"))).yes
    assert time_rules.when_where(unread).yes is False


@pytest.mark.parametrize(("kind", "yes"), [(GoalKind.PROJECT, False), (GoalKind.ROUTINE, True)])
def test_time_spent_is_a_result_only_of_what_is_done_regularly(kind: GoalKind, yes: bool) -> None:
    effort = Target(metric="time", quantity=4, unit="h")
    subject = replace(SUBJECT, facts=replace(FACTS, kind=kind), goal=replace(GOAL, target=effort))

    assert plan_rules.number(subject).yes is yes


def test_the_number_quotes_the_measure_of_the_target_not_the_first_one() -> None:
    own, longest = (
        Metric(name="Own way", target="every week", how="Tick it."),
        Metric(name="Longest run", target="10 km", how="Note it."),
    )

    assert "Longest run" in plan_rules.number(written_as(metrics=(own, longest))).evidence


def test_an_if_then_that_answers_the_obstacle_counts_more_than_any() -> None:
    named = plan_rules.if_then(SUBJECT)
    anything = plan_rules.if_then(replace(SUBJECT, facts=replace(FACTS, obstacle=None)))

    assert named.asked
    assert named.confidence > anything.confidence


def test_an_if_then_of_a_challenge_counts_without_a_plan() -> None:
    challenge = Challenge(obstacle="x", if_then="If a meeting ends late, then I will run early.")

    assert plan_rules.if_then(replace(written_as(challenges=(challenge,)), plan=None)).yes is True


def test_a_task_longer_than_a_session_does_not_fit() -> None:
    short = read_as(session_minutes=20)

    assert time_rules.fits_time(short).yes is False
    assert time_rules.fits_time(read_as(session_minutes=45)).yes is True


def test_every_answer_of_the_rules_survives_the_proof_that_a_judge_gets() -> None:
    """The stage proves quotes of rules and models alike; a yes it cannot prove would be lost."""
    scored = SCORER.score(SUBJECT)

    proven = score_verdicts(
        offline_verdicts(scored),
        SUBJECT.text,
        scored_by=ScoredBy.CODE,
        rubric_version=RUBRIC_VERSION,
    )

    assert proven.dimensions == scored.dimensions


def test_a_subject_that_fits_earns_a_yes_on_every_item() -> None:
    answers = {i.item: i.yes for d in SCORER.score(SUBJECT).dimensions for i in d.items}

    assert [item for item, yes in answers.items() if yes is False] == []
