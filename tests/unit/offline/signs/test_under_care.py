"""A sign changes the plan itself: who is asked first, what waits, and what is never planned."""

from datetime import timedelta

import pytest

from core.goals.clarification import Answer, AnswerKind, Question
from core.goals.goal import ClarifiedGoal
from core.goals.normalize import normalize_goal
from core.goals.reading import SlotName
from core.offline.signs.care_guide import guide_of
from core.offline.signs.sign import Sign
from core.offline.signs.sign_reader import find_signs
from core.offline.signs.under_care import load_care_plans
from core.plans.compiler import compile_plan
from core.plans.plan import Plan
from core.plans.sense.goal_context import GoalContext
from core.plans.sense.laws import find_breaches
from core.plans.sense.mending import sensible_goal
from core.resolutions.normalize import normalize_resolution
from tests.factories.coaching import COACH, TODAY, make_request

DRINKER = (
    "I am 46 and a bricklayer. For years now I have six cans every night, more on Fridays, and I "
    "count them on the windowsill. In the morning my hands shake until I have had the first one in "
    "the van. My wife left the brochure of a clinic on the table. I want to stop drinking by the "
    "first of January. I tried in spring and lasted two days, sweating and seeing things. I have "
    "Sundays free and about an hour in the evenings."
)
PREGNANT = (
    "I want to lose 6 kg before the summer. I'm 20 weeks pregnant and the scale went up by nine, "
    "and my sister says start now. I can do 3 hours a week and I like swimming."
)
RUNNER = (
    "Run 5 km without a break by March, three times a week. When I run up the hill I get a tight "
    "pain in my chest that goes when I stop."
)
INSULIN = (
    "I want to run 10 km by the end of March, I can run 3 km. I am type 1 diabetic and inject "
    "insulin before meals. Tuesday, Thursday and Sunday."
)
DRIVER = (
    "I want to learn Spanish to A2 by June, 3 hours a week. I work nights and twice this month I "
    "fell asleep at the wheel on the way home."
)


def planned(text: str) -> tuple[ClarifiedGoal, Plan, GoalContext]:
    request = make_request(text)
    goal = normalize_goal(COACH.draft_goal(request), request)
    stated = COACH.goal_context(request, goal)
    goal = sensible_goal(goal, stated)
    resolution = normalize_resolution(COACH.draft_resolution(request, goal), goal)
    return goal, compile_plan(COACH.draft_plan(request, goal, resolution), goal), stated


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (DRINKER, Sign.DRINKING),
        (PREGNANT, Sign.PREGNANCY),
        (RUNNER, Sign.HEART),
        (INSULIN, Sign.GLUCOSE),
        (DRIVER, Sign.SLEEPINESS),
    ],
)
def test_the_plan_begins_with_the_professional(text: str, sign: Sign) -> None:
    goal, plan, stated = planned(text)

    assert plan.weeks[0].tasks[0].title == guide_of(sign).task
    assert goal.notes[0] == guide_of(sign).note
    assert find_breaches(plan, goal, stated) == ()
    assert not plan.repairs


def test_a_dependent_drinker_gets_no_quit_date_and_empties_no_bottles() -> None:
    goal, plan, _ = planned(DRINKER)
    said = [goal.statement, *(t.title for w in plan.weeks for t in w.tasks)]
    said += [w.milestone.title for w in plan.weeks if w.milestone]

    assert "doctor" in goal.statement
    assert goal.target is not None
    assert "free" not in goal.target.metric
    assert goal.deadline > TODAY + timedelta(weeks=8)
    assert not [text for text in said if "quit date" in text or "bottle" in text.lower()]
    milestones = [w.milestone.title.lower() for w in plan.weeks if w.milestone]
    assert any("doctor's plan" in title for title in milestones)
    assert all("doctor" in title or "help" in title for title in milestones)
    assert not [title for title in milestones if any(sign.isdigit() for sign in title)]


@pytest.mark.parametrize(
    "text",
    [
        (
            "I drink 5 or 6 cans of lager every night and get shaky in the mornings if I don't. I want to stop"
            " the beer from Monday. I'm a roofer, up at 5.30."
        ),
        (
            "I've taken diazepam 10 mg every night for four years and want to be off it by Easter. Nights are"
            " hard and I tried to just stop and had a fit in August."
        ),
        (
            "I'm on codeine 8 tablets a day since my back operation and I'd like to quit by the end of January."
            " I sweat and ache when I miss one. Evenings are the worst."
        ),
    ],
)
def test_signs_of_withdrawal_get_no_ordinary_answer(text: str) -> None:
    _, plan, _ = planned(text)
    care = load_care_plans()["stopping_with_doctor"]
    moments = {guide.situation for guide in care.obstacles}

    found = {
        week.if_then.split(", then")[0].removeprefix("If ") for week in plan.weeks if week.if_then
    }
    assert found
    assert found <= moments
    wordings = {item.trigger for item in care.contingencies} | {g.obstacle for g in care.obstacles}
    assert not [c for c in plan.contingencies if "session" in c.response or "slot" in c.response]
    assert wordings & {c.trigger for c in plan.contingencies}


def test_a_finding_without_medicine_is_no_sign_of_lows() -> None:
    text = "I'm 54, a clerk, my HbA1c is 45 so prediabetic and I want to lose 6 kg by May."

    assert Sign.GLUCOSE not in {found.sign for found in find_signs(text)}


def test_a_pregnant_goal_has_no_weight_in_it() -> None:
    goal, plan, _ = planned(PREGNANT)

    assert goal.target is not None
    assert goal.target.unit == "days a week"
    assert not [w.milestone for w in plan.weeks if w.milestone and "kg" in w.milestone.title]


def test_running_with_chest_pain_waits_for_the_yes() -> None:
    _, plan, _ = planned(RUNNER)

    waiting = [t.title for w in plan.weeks[:2] for t in w.tasks]
    assert not [title for title in waiting if title.startswith("Run")]
    assert any(t.title.startswith("Run") for t in plan.weeks[2].tasks)


def test_insulin_brings_sugar_along_every_week() -> None:
    _, plan, _ = planned(INSULIN)

    assert all(any("glucose" in t.title for t in w.tasks) for w in plan.weeks)


def test_a_sign_that_does_not_matter_for_the_goal_changes_nothing() -> None:
    _, _, stated = planned("Learn 20 chess openings by May. I take warfarin since the clot.")

    assert stated.care == ()


def test_the_card_shows_the_sign_and_the_person_takes_it_away() -> None:
    request = make_request(RUNNER)
    card = COACH.read_card(request)
    assert card.reading.text(SlotName.CARE) == guide_of(Sign.HEART).label

    question = Question(
        id=SlotName.CARE, text="", why="", kind=AnswerKind.TEXT, assumption="as it was read"
    )
    corrected = make_request(RUNNER)
    corrected = corrected.__class__(
        text=corrected.text,
        circumstances=corrected.circumstances,
        today=corrected.today,
        answers=(Answer(question=question, text="none"),),
    )

    assert COACH.facts_of(corrected).signs == ()


def test_a_model_may_not_write_the_goal_that_a_sign_changes() -> None:
    request = make_request(DRINKER)
    goal = normalize_goal(COACH.draft_goal(request), request)

    assert COACH.goal_context(request, goal, by_model=True).needs_plan_by_rule
    assert not COACH.goal_context(request, goal).needs_plan_by_rule
