"""What is next in a goal is one answer, wherever it is asked."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.calendar.event import uid_of
from core.chat.situation import Situation
from core.goals.goal import Circumstances
from core.ids import new_id
from core.offline.check_ins.comparison import quoted_title
from core.progress.check_in import Change, Report
from core.progress.task_state import SkipReason
from core.usecases.calendar.get_calendar import find_next_task
from core.usecases.check_ins.answered import load_planned
from core.usecases.check_ins.check_in import check_in
from core.usecases.goals.list_goals import list_goals
from core.usecases.goals.ownership import require_own_goal
from core.usecases.goals.submit import submit_goal
from core.usecases.plans.get_today import get_today
from core.usecases.plans.skip_task import skip_task
from core.usecases.runs.execute import execute_run
from tests.factories.lives import GOALS, live
from tests.factories.people import Person, PersonKind
from tests.fakes import FrozenClock


def begin(rein: Rein, text: str) -> str:
    submitted = submit_goal(
        rein, viewer=LOCAL_VIEWER, text=text, circumstances=Circumstances(), key=new_id()
    )
    execute_run(rein, submitted.run_id)
    return submitted.goal_id


def live_until(rein: Rein, clock: FrozenClock, goal_id: str, person: Person, days: int) -> None:
    """Store what a person did of a plan before a day, and skip some of what they left."""
    chance = Random(f"{person.seed} {days}")  # noqa: S311 - simulated
    with rein.database.begin() as work:
        plan = work.plans.find_current(goal_id)
        assert plan is not None
        today = plan.starts_on + timedelta(days=days)
        done_on = live(plan, person).done_on
        for task_id, day in sorted(done_on.items()):
            if day < today:
                at = clock.now() + (day - clock.now().date())
                work.tasks.complete(goal_id, task_id, user_id=LOCAL_VIEWER.id, now=at)
    left = [t.id for w in plan.weeks[: days // 7 + 1] for t in w.tasks if t.id not in done_on]
    for task_id in left:
        if chance.random() < 0.2:
            skip_task(
                rein,
                viewer=LOCAL_VIEWER,
                goal_id=goal_id,
                task_id=task_id,
                reason=SkipReason.TIRED,
            )


def chat_and_check_in(rein: Rein, goal_id: str) -> tuple[str | None, str | None]:
    """Return the ids of the tasks that the chat and a check-in have next."""
    today = rein.clock.today(LOCAL_VIEWER.time_zone)
    with rein.database.begin() as work:
        planned = load_planned(work, require_own_goal(work, goal_id, viewer=LOCAL_VIEWER))
    situation = Situation(
        question="What is next?",
        today=today,
        request=planned.request,
        goal=planned.goal,
        plan=planned.plan,
        states=planned.states,
        time_zone=LOCAL_VIEWER.time_zone,
        goal_id=goal_id,
    )
    following = planned.following(today=today, time_zone=LOCAL_VIEWER.time_zone)
    said = situation.next_open
    return (
        None if said is None else said.task.id,
        None if following is None else following.task.id,
    )


@pytest.mark.parametrize("kind", PersonKind)
def test_today_cards_calendar_chat_and_check_in_name_the_same_next_task(
    rein: Rein, clock: FrozenClock, kind: PersonKind
) -> None:
    person = Person(kind=kind, seed=3)
    goal_ids = [begin(rein, text) for text in GOALS]
    named = 0
    began = clock.now()
    for days in (2, 10, 17, 25, 33, 46):
        clock.advance(began + timedelta(days=days) - clock.now())
        for number, goal_id in enumerate(goal_ids):
            live_until(rein, clock, goal_id, replace(person, seed=person.seed + number), days)
        day = get_today(rein, viewer=LOCAL_VIEWER)
        cards = {card.goal_id: card for card in list_goals(rein, viewer=LOCAL_VIEWER).rows}
        for goal_id in goal_ids:
            one, card = day.next_of(goal_id), cards[goal_id].next_task
            event = find_next_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
            chat, checked = chat_and_check_in(rein, goal_id)
            expected = one.task.id if one is not None else None
            assert (card and card.id, checked) == (expected, expected)
            assert (event and event.uid) == (expected and uid_of(goal_id, f"task:{expected}"))
            assert expected is None or chat == expected
            named += expected is not None
    assert named > len(goal_ids)


def test_a_comeback_begins_with_the_task_that_today_has_first(
    rein: Rein, clock: FrozenClock
) -> None:
    goal_ids = [begin(rein, text) for text in GOALS[:2]]
    clock.advance(timedelta(days=9))

    for goal_id in goal_ids:
        one = get_today(rein, viewer=LOCAL_VIEWER).next_of(goal_id)
        answer = check_in(
            rein, viewer=LOCAL_VIEWER, goal_id=goal_id, report=Report(energy=3), key=new_id()
        ).answer
        assert one is not None
        assert answer.change is Change.COMEBACK
        assert quoted_title(one.task.title) in answer.next_step
