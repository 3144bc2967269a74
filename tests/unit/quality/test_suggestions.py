"""Suggested sentences: filled from the goal, with gaps for missing facts, found by the scorer."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import InvalidInput
from core.goals.goal import GoalRequest
from core.goals.normalize import normalize_goal
from core.plans.compiler import compile_plan
from core.plans.plan import Plan
from core.quality.rubric import RUBRIC
from core.quality.subject import Subject
from core.quality.suggestions import GoalContext, can_be_added, suggest_sentence
from core.quality.verdict import Evaluation
from core.resolutions.improve import accept_sentence, add_sentence
from core.resolutions.resolution import Resolution
from tests.factories.coaching import COACH, SCORER

TODAY = date(2026, 11, 21)
GOALS = (
    "I want to run a 5K by the end of March because I promised my dad",
    "Save 2,000 € for a trip by December so that I can see my sister",
    "Learn Spanish because my partner speaks it",
    "Read 24 books next year since reading calms me",
    "Sleep before 23:00 on weekdays because I am tired at work",
)
EMPTY = Resolution(
    title="Stuff",
    description="",
    rationale="",
    smart_statement="",
    starts_on=date(2026, 11, 21),
    ends_on=date(2027, 3, 31),
    metrics=(),
    timeline=(),
    challenges=(),
    strategies=(),
)


OFFERED = [item.id for item in RUBRIC if can_be_added(item.id)]


def known_of(text: str) -> GoalContext:
    request = GoalRequest(text=text, today=TODAY)
    goal = normalize_goal(COACH.draft_goal(request), request)
    resolution = replace(EMPTY, ends_on=goal.deadline)
    plan: Plan = compile_plan(COACH.draft_plan(request, goal, resolution), goal)
    return GoalContext(text=text, goal=goal, plan=plan)


def subject_of(known: GoalContext, resolution: Resolution) -> Subject:
    request = GoalRequest(text=known.text, today=TODAY)
    facts = COACH.parse_goal(known.text, today=TODAY)
    return Subject(
        request=request, facts=facts, goal=known.goal, resolution=resolution, plan=known.plan
    )


def met(evaluation: Evaluation, item_id: str) -> bool | None:
    return next(i.yes for d in evaluation.dimensions for i in d.items if i.item == item_id)


@pytest.mark.parametrize("text", GOALS)
@pytest.mark.parametrize("item_id", OFFERED)
def test_an_applicable_suggestion_turns_its_no_into_a_yes(text: str, item_id: str) -> None:
    known = known_of(text)
    proposal = suggest_sentence(item_id, known)
    try:
        sentence = accept_sentence(proposal)
    except InvalidInput:
        assert "<" in proposal
        return

    improved = add_sentence(EMPTY, item_id, sentence, obstacle="rain")

    assert met(SCORER.score(subject_of(known, improved)), item_id), sentence


def test_most_suggestions_for_a_goal_with_a_target_and_a_reason_have_no_gap() -> None:
    known = known_of(GOALS[0])

    assert [item for item in OFFERED if "<" in suggest_sentence(item, known)] == []


def test_an_unknown_reason_is_a_gap() -> None:
    assert (
        suggest_sentence("clarity.reason", known_of("Run 5 km by the end of March"))
        == "This matters to me because <reason>."
    )


def test_the_facts_of_the_goal_are_in_the_sentences() -> None:
    known = known_of(GOALS[0])

    assert "31 March 2027" in suggest_sentence("specificity.end_date", known)
    assert "5 km" in suggest_sentence("measurability.number", known)
    assert "promised my dad" in suggest_sentence("clarity.reason", known)
    assert known.goal.obstacle in suggest_sentence("specificity.obstacle", known)


def test_an_unknown_item_has_no_suggestion() -> None:
    assert suggest_sentence("clarity.none", known_of(GOALS[0])) == ""


@pytest.mark.parametrize(
    ("item_id", "sentence"),
    [
        ("clarity.outcome", "By March I will have called my brother"),
        ("clarity.plain_words", "Call my brother by 1 March"),
        ("clarity.reason", "This matters to me because he is ill"),
        ("specificity.action", "I will call my brother"),
        ("specificity.when_where", "I will do it every Sunday"),
        ("specificity.obstacle", "The obstacle I expect: pride"),
        ("measurability.number", "I have reached it when we talked 4 times"),
        ("measurability.method", "I tick it in the calendar every Sunday"),
        ("measurability.checkpoint", "By week 2 I want to be at 1 call"),
        ("actionability.verb_first", "Call my brother for ten minutes"),
        ("actionability.first_step", "This week I will look up his number"),
        ("actionability.if_then", "If I feel too proud, then I will send a message"),
    ],
)
def test_a_sentence_of_the_persons_own_turns_a_no_into_a_yes(item_id: str, sentence: str) -> None:
    known = known_of(GOALS[0])
    told = replace(EMPTY, smart_statement="I will have done it by March.")
    bare = replace(subject_of(known, told), plan=None, goal=replace(known.goal, target=None))
    if item_id not in {"clarity.outcome", "clarity.plain_words"}:  # both lie in the statement too
        assert met(SCORER.score(bare), item_id) is not True

    improved = add_sentence(told, item_id, accept_sentence(sentence), obstacle="rain")

    assert met(SCORER.score(replace(bare, resolution=improved)), item_id) is True


def test_only_what_a_sentence_can_mend_is_offered() -> None:
    assert not can_be_added("clarity.their_aim"), "the goal has to be read anew"
    assert not can_be_added("actionability.fits_time"), "the plan has to be shorter"
    assert can_be_added("actionability.if_then")
    assert not can_be_added("clarity.none")
