"""The main obstacle and its if-then plans."""

import re

import pytest

from core.goals.goal import Circumstances
from core.goals.kind import GoalKind
from core.offline.if_thens.choose import choose_if_thens
from core.offline.if_thens.meant_guide import find_obstacle_guide
from core.offline.if_thens.weeks import if_thens_by_week
from core.offline.playbooks.any_obstacle import is_usual, usual_obstacle
from core.offline.playbooks.schema import Playbook
from core.offline.writing.obstacles import (
    answer_to,
    answers_for,
    main_obstacle,
)
from tests.factories.coaching import PLAYBOOKS, coached, parse_request
from tests.factories.marked_goals import marked_goal, write_all

LANGUAGE = PLAYBOOKS.get("language")


@pytest.mark.parametrize(
    ("text", "circumstances", "obstacle"),
    [
        ("learn Spanish but I am shy", Circumstances(constraints=("kids",)), "you are shy"),
        ("learn Spanish", Circumstances(constraints=("two small kids.",)), "two small kids"),
        ("learn Spanish, I work nights", Circumstances(), "you work nights"),
        ("learn Spanish", Circumstances(), usual_obstacle(GoalKind.SKILL).obstacle),
        ("learn Spanish, the problem is that I forget", Circumstances(), "you forget"),
    ],
)
def test_the_obstacle_is_stated_constrained_or_marked_as_usual(
    text: str, circumstances: Circumstances, obstacle: str
) -> None:
    parsed = parse_request(text, circumstances)

    assert main_obstacle(parsed.request, parsed.facts, parsed.playbook) == obstacle


@pytest.mark.parametrize(
    ("obstacle", "situation"),
    [
        (
            "I always stop at the tricky bar after the intro and go back to the top once more",
            "If I notice that I always stop at the tricky bar after the intro, ",
        ),
        ("then I'm grumpy at the first call", "If I notice that I'm grumpy at the first call, "),
        (
            "the year I sang in public my voice shook through the whole of the second verse",
            "If I have not practised for three days, ",
        ),
    ],
)
def test_an_if_then_says_an_obstacle_in_good_words_or_takes_the_usual_one(
    obstacle: str, situation: str
) -> None:
    playbook = PLAYBOOKS.get("music")
    answer = answer_to(obstacle, playbook)

    assert f"If {answer.situation}, ".startswith(situation)


@pytest.mark.parametrize("playbook", PLAYBOOKS.playbooks, ids=PLAYBOOKS.domains)
def test_a_guide_is_found_by_its_name_and_by_each_of_its_examples(playbook: Playbook) -> None:
    for guide in playbook.all_obstacles:
        assert find_obstacle_guide(guide.obstacle.upper(), playbook) is not None
        for example in guide.examples:
            assert find_obstacle_guide(example, playbook) is not None


@pytest.mark.parametrize(
    ("sentence", "obstacle"),
    [
        ("my twins are awake half the night", "children need me"),
        ("I get home from work and have no energy left", "tired after work"),
        ("I work nights at the hospital", "long or changing shifts"),
        ("the physio said my knee is worn", "pain or an old injury"),
        ("in winter it is dark when I come home", "bad weather or dark evenings"),
        ("an hour on instagram is gone before I notice", "the phone"),
        ("I open ten things and finish none of them", "starting many things and finishing none"),
        ("I redo everything until it is perfect", "perfectionism"),
        ("my wife brings home crisps", "partner or friends pull the other way"),
        ("I'm scared that it goes wrong again", "fear of failing"),
    ],
)
def test_an_obstacle_in_any_words_gets_its_own_answer(sentence: str, obstacle: str) -> None:
    found = find_obstacle_guide(sentence, PLAYBOOKS.for_goal("general", GoalKind.PROJECT))

    assert found is not None
    assert found.obstacle == obstacle


def test_an_unknown_obstacle_has_no_guide() -> None:
    assert find_obstacle_guide("xyzzy", LANGUAGE) is None


def test_every_second_week_answers_the_persons_own_obstacle() -> None:
    parsed = parse_request("learn Spanish but I am shy")
    own = find_obstacle_guide("I am shy", parsed.playbook)
    assert own is not None

    chosen = choose_if_thens("you are shy", parsed.request, parsed.facts, parsed.playbook)
    plans = if_thens_by_week(chosen, ["walk"] * 6)

    assert sum(own.situation in plan for plan in plans) == 3
    assert all(plan.startswith("If ") and ", then I will " in plan for plan in plans)


def test_no_if_then_pastes_the_persons_clause() -> None:
    parsed = parse_request("learn Spanish but my upstairs neighbour plays the tuba every evening")
    obstacle = main_obstacle(parsed.request, parsed.facts, parsed.playbook)

    chosen = choose_if_thens(obstacle, parsed.request, parsed.facts, parsed.playbook)

    assert not any("tuba" in each.sentence for each in (*chosen.own, *chosen.usual))


@pytest.mark.parametrize("playbook", PLAYBOOKS.playbooks, ids=PLAYBOOKS.domains)
def test_everyday_answers_name_nothing_of_one_setting(playbook: Playbook) -> None:
    for guide in playbook.everyday:
        for action in guide.actions:
            assert not re.search(r"\b(?:shoes|sofa|couch|desk|bath|gym)\b", action), action


@pytest.mark.parametrize("kind", GoalKind)
def test_an_obstacle_that_nobody_named_is_marked_as_usual_and_named_in_general_words(
    kind: GoalKind,
) -> None:
    parsed = marked_goal("[aim something [thing of mine]]", kind=kind)
    goal, resolution, plan = write_all(parsed)
    usual = usual_obstacle(parsed.playbook.kinds[0])

    assert is_usual(goal.obstacle)
    assert goal.obstacle == usual.obstacle
    assert all(is_usual(challenge.obstacle) for challenge in resolution.challenges)
    assert plan.weeks[0].if_then.startswith(f"If {usual.situation}, then I will ")


@pytest.mark.parametrize("kind", GoalKind)
def test_an_obstacle_that_was_named_comes_first_and_is_the_only_one_without_a_mark(
    kind: GoalKind,
) -> None:
    text = "[aim something [thing of mine]] [block but my phone distracts me]"
    goal, resolution, _ = write_all(marked_goal(text, kind=kind))
    named = [c.obstacle for c in resolution.challenges if not is_usual(c.obstacle)]

    assert named == [goal.obstacle] == ["your phone distracts you"]
    assert resolution.challenges[0].obstacle == goal.obstacle


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Repair my old moped, it won't start", "new idea"),
        ("Finish my thesis. I can talk about it, but the writing won't come", "body says no"),
        ("Get from 92 kg to 84 kg, this time I signed up with a dietitian", "signed up"),
    ],
)
def test_no_word_that_only_looks_like_an_obstacle_is_taken_for_one(text: str, never: str) -> None:
    goal, resolution, plan = coached(text)
    said = [goal.obstacle, *(f"{c.obstacle} {c.if_then}" for c in resolution.challenges)]

    assert not any(never in words for words in (*said, plan.weeks[0].if_then))


def test_a_helper_is_no_obstacle_but_has_an_answer() -> None:
    _, resolution, plan = coached("Get from 92 kg to 84 kg, this time I signed up with a dietitian")

    assert all(is_usual(challenge.obstacle) for challenge in resolution.challenges)
    assert any("the person who helps me" in week.if_then for week in plan.weeks)


@pytest.mark.parametrize(
    ("sentence", "situation", "action"),
    [
        ("I tremble before the viva starts", "I tremble before the viva starts", "breathe out"),
        ("I order shoes online at midnight", "I order shoes online at midnight", "basket"),
        ("the car boot is full of tiles", "the day fills up", "smallest version"),
    ],
)
def test_a_strategy_answers_what_a_sentence_means_and_no_word_of_it(
    sentence: str, situation: str, action: str
) -> None:
    parsed = parse_request("Paint the shed by May")
    found = answers_for(sentence, parsed.request, parsed.facts, parsed.playbook)[0].guide

    assert situation in found.situation
    assert action in found.actions[0]
