"""Laws of a plan's words: titles, reasons, answers to obstacles, sums."""

import re

import pytest

from core.goals.kind import GoalKind
from core.offline.kinds.choose import kind_of
from core.offline.playbooks.any_obstacle import any_obstacle, usual_obstacle
from core.offline.progressions.amounts import level_payment
from core.offline.writing.format_amount import format_amount, singular_of
from core.offline.writing.own_words import acts_in, noun_label
from core.offline.writing.templates import fill_template
from tests.factories.coaching import PLAYBOOKS
from tests.factories.marked_goals import marked_facts, marked_goal, write_all

TEMPLATE_TALK = re.compile(r"has an answer ready|reason is yours|steady steps with a reserve")
BLOCKED = "[aim clear [thing the cellar]] [block my twin brother phones during it]"


@pytest.mark.parametrize(
    ("value", "unit", "spoken"),
    [
        (1, "times a week", "once a week"),
        (2, "times a week", "twice a week"),
        (5, "times a month", "5 times a month"),
        (1, "calm answers a week", "1 calm answers a week"),
        (1, "classes", "1 class"),
        (1, "stories", "1 story"),
        (1, "steps", "1 step"),
        (1, "h", "1 hour"),
    ],
)
def test_one_thing_is_no_plural(value: float, unit: str, spoken: str) -> None:
    assert format_amount(value, unit) == spoken


@pytest.mark.parametrize(("plural", "one"), [("boxes", "box"), ("movies", "movie"), ("km", "km")])
def test_a_plural_by_rule_has_its_singular(plural: str, one: str) -> None:
    assert singular_of(plural) == one


@pytest.mark.parametrize(
    ("text", "kind", "domain", "title"),
    [
        ("[aim swim twice a week] [rate twice a week]", GoalKind.ROUTINE, "swimming", "Swim twice a week"),
        ("[aim sketch] [rate 4 times a week]", GoalKind.ROUTINE, "general", "Sketch 4 times a week"),
        ("[aim be [to 71 kg]] [start from [from 77 kg]]", GoalKind.BODY, "weight_and_eating", "Weigh 71 kg"),
        ("[aim I want to become [thing a baker]]", GoalKind.CHANGE, "career_change", "Become a baker"),
        ("[aim cut [thing my beer] down] [to 5 glasses a week] [start [from 14 glasses a week]]", GoalKind.QUIT, "quitting", "Cut your beer down to 5 glasses a week"),
        ("[aim be less of a]", GoalKind.VAGUE, "better_self", "Do one small act daily"),
    ],
)  # fmt: skip
def test_a_title_is_a_whole_phrase_that_says_its_rate_once(
    text: str, kind: GoalKind, domain: str, title: str
) -> None:
    resolution = write_all(marked_goal(text, kind=kind, domain=domain))[1]

    assert resolution.title == title


def test_a_part_of_a_sum_is_named_with_its_verb_and_without_a_currency_of_ours() -> None:
    text = "[start I owe [thing my aunt] [from 4,000]] [aim pay it back] [limit [pay 200 a month]]"
    goal, resolution, plan = write_all(marked_goal(text, kind=GoalKind.MONEY, domain="debt"))

    assert resolution.title == "Pay off 2,400 of 4,000"
    written = " ".join(
        [*goal.notes, resolution.title, *(t.title for w in plan.weeks for t in w.tasks)]
    )
    assert "$" not in written
    assert "this month's 200" in written


def test_an_income_without_a_currency_gets_none() -> None:
    text = "[aim earn [to 900 a month] with [thing my soaps]] [start [from 200 a month]]"
    goal, _, _ = write_all(marked_goal(text, kind=GoalKind.MONEY, domain="small_business"))

    assert goal.target is not None
    assert goal.target.unit == "sum a month"


@pytest.mark.parametrize(("exact", "paid"), [(76.27, 77), (40.0, 40), (3.1, 3.5), (0.577, 0.58)])
def test_payments_are_level_and_rounded_up(exact: float, paid: float) -> None:
    assert level_payment(exact) == paid


def test_all_payments_are_equal_but_the_last() -> None:
    text = "[aim save [to 2,000 €]] [by by 1 June 2027]"
    plan = write_all(marked_goal(text, kind=GoalKind.MONEY, domain="saving"))[2]
    loads = [week.load for week in plan.weeks if week.load]

    assert len(set(loads[:-1])) == 1
    assert 0 < loads[-1] <= loads[0]
    assert sum(loads) == pytest.approx(2_000)


@pytest.mark.parametrize("kind", list(GoalKind))
def test_no_plan_talks_like_a_template(kind: GoalKind) -> None:
    goal, resolution, _ = write_all(marked_goal("[aim something [thing of mine]]", kind=kind))

    assert not TEMPLATE_TALK.search(f"{resolution.rationale} {goal.smart.relevant}")
    assert "What usually gets in the way" in resolution.rationale


def test_a_reason_is_named_only_if_it_is_one() -> None:
    told = "[aim learn [thing to swim]] [why because my niece asks me every summer]"
    against = "[aim learn [thing to swim]] [why but the pool is far away]"
    one, _, _ = write_all(marked_goal(told, kind=GoalKind.SKILL, domain="swimming"))
    other, _, _ = write_all(marked_goal(against, kind=GoalKind.SKILL, domain="swimming"))

    assert one.smart.relevant == "Your reason: your niece asks you every summer."
    assert "pool is far" not in other.smart.relevant


def test_an_obstacle_that_no_guide_knows_gets_an_answer_that_fits_any() -> None:
    parsed = marked_goal(BLOCKED, kind=GoalKind.PROJECT, domain="decluttering")
    plan = write_all(parsed)[2]

    assert "smallest version" in plan.weeks[0].if_then
    assert "48 hours" in plan.weeks[0].if_then


def test_words_that_say_little_are_no_match() -> None:
    playbook = PLAYBOOKS.for_goal("cycling", GoalKind.TRAINING)

    assert playbook.find_obstacle("after two hours I never want more") is None
    found = playbook.find_obstacle("my knee hurts")
    assert found is not None
    assert "knee" in found.obstacle or "pain" in found.obstacle


@pytest.mark.parametrize("kind", list(GoalKind))
@pytest.mark.parametrize(
    "sentence", ["my shins hurt", "then my back starts to ache", "the knee swelled up in May"]
)
def test_pain_is_always_answered_with_care(sentence: str, kind: GoalKind) -> None:
    text = f"[aim run [to 21.1 km]] [block {sentence}]"
    parsed = marked_goal(text, kind=kind, domain="running")
    written = write_all(parsed)[2].weeks[0].if_then

    assert re.search(r"doctor|physio|easier|gentle|stop|rest", written), written


def test_nobody_who_stops_a_habit_is_told_to_do_ten_minutes_of_it() -> None:
    for kind in (GoalKind.QUIT, GoalKind.RELATING):
        assert not any("smallest version" in action for action in any_obstacle(kind).actions)


@pytest.mark.parametrize("kind", list(GoalKind))
def test_an_answer_for_anything_takes_up_a_short_own_clause(kind: GoalKind) -> None:
    assert any_obstacle(kind, "I put it off").situation == "I notice that I put it off"
    assert any_obstacle(kind, "I'm late every day").situation == "I notice that I'm late every day"
    long_one = any_obstacle(kind, "the whole long story " * 5)
    assert long_one.situation == usual_obstacle(kind).situation


@pytest.mark.parametrize(
    ("text", "kind", "domain", "found"),
    [
        ("[aim walk [to 6,000 steps a day]]", GoalKind.TRAINING, "walking_and_activity", GoalKind.ROUTINE),
        ("[aim drink [to 3 beers a week]]", GoalKind.QUIT, "quitting", GoalKind.ROUTINE),
        ("[aim give [thing a talk] at [event the fair]] [by on 3 May 2027]", GoalKind.FEAR, "public_speaking", GoalKind.EVENT),
        ("[aim gain [to 4 kg] of muscle]", GoalKind.TRAINING, "strength", GoalKind.BODY),
        ("[aim lift [to 90 kg]]", GoalKind.TRAINING, "strength", GoalKind.TRAINING),
    ],
)  # fmt: skip
def test_amounts_and_dates_decide_the_kind(
    text: str, kind: GoalKind, domain: str, found: GoalKind
) -> None:
    assert kind_of(marked_facts(text, kind=kind, domain=domain), PLAYBOOKS.get(domain)) == found


def test_a_body_goal_without_a_number_counts_weeks() -> None:
    text = "[aim slim down a bit]"
    goal, _, plan = write_all(marked_goal(text, kind=GoalKind.BODY, domain="weight_and_eating"))

    assert goal.target is not None
    assert goal.target.unit == "weeks"
    assert plan.weeks[-1].milestone is not None
    assert plan.weeks[-1].milestone.title == "Keep the routine for 12 weeks"


def test_a_bare_number_is_no_rate() -> None:
    goal, _, _ = write_all(
        marked_goal("[aim be up at [to 7]]", kind=GoalKind.ROUTINE, domain="sleep")
    )

    assert goal.target is not None
    assert goal.target.quantity != 7


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("Sit a past {item} paper", "Sit a past oboe paper"),
        ("Read {item} from the start", "Read the oboe from the start"),
        ("Tell a friend of {item} and go", "Tell a friend of the oboe and go"),
    ],
)
def test_a_name_loses_its_article_before_a_noun(template: str, filled: str) -> None:
    assert fill_template(template, {"item": "the oboe"}) == filled


def test_a_thing_said_for_an_act_becomes_the_act() -> None:
    assert acts_in("a walk at lunch") == ("fit in a walk at lunch",)


def test_a_plan_of_nearly_all_keeps_the_whole_title() -> None:
    text = "[aim write [thing a novel], [to 300 pages]] [by by 30 November 2027]"
    resolution = write_all(marked_goal(text, kind=GoalKind.PROJECT, domain="writing"))[1]

    assert resolution.title == "Write a novel"


def test_a_helper_is_named_without_what_they_said() -> None:
    assert noun_label("my boss says it is up to me") == "your boss"
