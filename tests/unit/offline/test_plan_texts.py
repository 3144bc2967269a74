"""Whole plans of many kinds of goals, read sentence by sentence."""

from collections import Counter
from collections.abc import Iterator

import pytest

from core.goals.goal import ClarifiedGoal
from core.offline.grammar.agreement import faults_in
from core.offline.if_thens.weeks import MOST
from core.plans.plan import Plan
from core.resolutions.resolution import Resolution
from tests.factories.coaching import coached

TEXTS = (
    "We want 5.000 for my sisters wedding by next june, every time the car breaks we empty it again",
    "pay off 3.200 on the card by november. i tried it with a sheet but i stop updating it after a week",
    "Play Clair de Lune for my wifes birthday in october, piano, my left hand gets tired after 10 minutes",
    "I cant swim 200 m yet and want to do 1 km by august, pool is 4 euros a visit",
    "half marathon in may, i run 8 km now, my knee hurts when i run two days in a row",
    "read 24 books this year, I fall asleep over the second page. i read sometimes",
    "Stop smoking, did it once for two years, when i drink with my brother i start again",
    "write my thesis of 60 pages until june but my boss drops in most afternoons and i lose the thread",
    "learn Italian to talk to my girlfriends family at easter, I freeze as soon as they speak fast",
    "organise my parents 50th anniversary on 22 may for 60 people, my brother never answers",
    "clear out the garage by april, budget 200, kid of 3, after five minutes i have to stop",
    "Talk to my dad again, we havent since my divorce. Im afraid of getting angry",
)


def sentences(goal: ClarifiedGoal, resolution: Resolution, plan: Plan) -> Iterator[str]:
    yield from (goal.statement, goal.obstacle, resolution.title, resolution.description)
    yield from (f"{each.obstacle}. {each.if_then}" for each in resolution.challenges)
    yield from (f"{each.trigger}. {each.response}" for each in plan.contingencies)
    for week in plan.weeks:
        yield from (week.focus, week.if_then, *(task.title for task in week.tasks))
        yield from ([week.milestone.title] if week.milestone else [])


@pytest.mark.parametrize("text", TEXTS)
def test_a_plan_repeats_no_if_then_and_its_sentences_hold(text: str) -> None:
    goal, resolution, plan = coached(text)

    assert max(Counter(week.if_then for week in plan.weeks).values()) <= MOST
    found = {s: list(faults_in(s)) for s in sentences(goal, resolution, plan)}
    assert {sentence: faults for sentence, faults in found.items() if faults} == {}
    assert not any(character.isdigit() for character in goal.obstacle[:1])
