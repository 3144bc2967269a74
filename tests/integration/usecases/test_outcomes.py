"""What people did with their plans: what counts, from when, and that sums equal the records."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, delete, select

from core.accounts.user import LOCAL_USER, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.chat.rating import AnswerRating
from core.errors import NotAllowed, ReinError
from core.goals.goal import Circumstances
from core.ids import new_id
from core.plans.days import planned_day
from core.plans.plan import Plan, Task
from core.progress.check_in import Report
from core.progress.task_state import SkipReason
from core.quality.slice import Slice
from core.store.database.rows import Row, fetch_all
from core.store.database.upsert import key_names
from core.store.goals.read import GoalView, find_goal
from core.store.plans.rows import load_plan
from core.store.rollups.tables import rollup_outcomes
from core.store.rollups.verify import differing_rollups
from core.store.schema import metadata
from core.usecases.chat.ask_coach import ask_coach
from core.usecases.chat.clear_conversation import clear_conversation
from core.usecases.chat.list_messages import get_conversation
from core.usecases.chat.rate_answer import rate_answer
from core.usecases.check_ins.check_in import check_in
from core.usecases.check_ins.delete_check_in import delete_check_in
from core.usecases.goals.archive import delete_goal
from core.usecases.goals.correct_goal import correct_goal
from core.usecases.goals.submit import submit_goal
from core.usecases.outcomes.get_outcomes import (
    OutcomeReport,
    OutcomeTotals,
    get_outcomes,
)
from core.usecases.plans.complete_task import complete_task
from core.usecases.plans.move_task import move_task
from core.usecases.plans.skip_task import reopen_task, skip_task
from core.usecases.revisions.edit_plan import remove_task
from core.usecases.runs.execute import execute_run
from core.usecases.utc_days import last_days
from tests.factories.lives import live
from tests.factories.people import Person, PersonKind
from tests.fakes import FrozenClock

GOAL = "I want to run a 5K by the end of March"
DAY = timedelta(days=1)
REVIEWER = Viewer(user=User(id=new_id(), name="Rita", role=Role.REVIEWER))


def planned(rein: Rein, text: str = GOAL, *, viewer: Viewer = LOCAL_VIEWER) -> str:
    """Return a goal whose plan was just made."""
    submitted = submit_goal(
        rein, viewer=viewer, text=text, circumstances=Circumstances(), key=new_id()
    )
    assert execute_run(rein, submitted.run_id)
    return submitted.goal_id


def view_of(rein: Rein, goal_id: str) -> GoalView:
    view = find_goal(rein.database, goal_id, user_id=LOCAL_USER.id)
    assert view is not None
    return view


def plan_of(rein: Rein, goal_id: str) -> Plan:
    plan = view_of(rein, goal_id).plan
    assert plan is not None
    return plan


def week_1(rein: Rein, goal_id: str) -> tuple[Task, ...]:
    return plan_of(rein, goal_id).weeks[0].tasks


def tick(rein: Rein, goal_id: str, task: Task, *, done: bool = True) -> None:
    complete_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id=task.id, done=done)


def go_to(clock: FrozenClock, plan: Plan, day: int) -> None:
    """Move the clock to noon of a day of the plan, counted from 1."""
    noon = datetime.combine(plan.starts_on + (day - 1) * DAY, time(12), UTC)
    clock.advance(noon - clock.now())


def outcomes(rein: Rein, days: int = 60, **wanted: Any) -> OutcomeTotals:
    return report(rein, days, **wanted).now


def report(rein: Rein, days: int, **wanted: Any) -> OutcomeReport:
    return get_outcomes(rein, viewer=REVIEWER, days=last_days(rein, days), **wanted)


def test_a_window_that_is_not_over_is_in_no_figure(rein: Rein, clock: FrozenClock) -> None:
    goal_id = planned(rein)
    plan, tasks = plan_of(rein, goal_id), week_1(rein, goal_id)
    go_to(clock, plan, 3)
    tick(rein, goal_id, tasks[0])

    found = outcomes(rein)
    assert (found.week_1.plans, found.returned.plans, found.plans) == (0, 0, 0)

    go_to(clock, plan, 10)
    found = outcomes(rein)
    assert (found.week_1.yes, found.week_1.of, found.week_1.plans) == (1, len(tasks), 1)
    assert (found.returned.plans, found.plans) == (0, 0)

    go_to(clock, plan, 17)
    assert (outcomes(rein).returned.yes, outcomes(rein).returned.of) == (0, 1)


def test_a_tick_counts_until_the_day_after_week_1_and_no_longer(
    rein: Rein, clock: FrozenClock
) -> None:
    goal_id = planned(rein)
    plan, tasks = plan_of(rein, goal_id), week_1(rein, goal_id)
    go_to(clock, plan, 8)
    tick(rein, goal_id, tasks[0])
    go_to(clock, plan, 9)
    tick(rein, goal_id, tasks[1])
    go_to(clock, plan, 20)

    assert outcomes(rein).week_1.yes == 1


def test_what_is_taken_back_does_not_count(rein: Rein, clock: FrozenClock) -> None:
    goal_id = planned(rein)
    plan, tasks = plan_of(rein, goal_id), week_1(rein, goal_id)
    go_to(clock, plan, 2)
    for task in tasks:
        tick(rein, goal_id, task)
    go_to(clock, plan, 11)
    asked = ask_coach(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, text="What now?", key=new_id())
    execute_run(rein, asked.run_id)
    go_to(clock, plan, 20)
    assert (outcomes(rein).week_1.share, outcomes(rein).returned.yes) == (1.0, 1)

    tick(rein, goal_id, tasks[0], done=False)
    clear_conversation(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, confirmed=True)

    found = outcomes(rein)
    assert found.week_1.yes == len(tasks) - 1
    assert (found.returned.yes, found.acts["questions"]) == (0, 0)


def test_a_plan_that_was_made_smaller_in_week_1_does_not_look_better(
    rein: Rein, clock: FrozenClock
) -> None:
    goal_id = planned(rein)
    plan, tasks = plan_of(rein, goal_id), week_1(rein, goal_id)
    go_to(clock, plan, 1)
    tick(rein, goal_id, tasks[0])
    for task in tasks[2:]:
        remove_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id=task.id)
    skip_task(
        rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id=tasks[1].id, reason=SkipReason.ILL
    )
    go_to(clock, plan, 20)

    found = outcomes(rein)

    assert len(week_1(rein, goal_id)) == 2
    assert (found.week_1.yes, found.week_1.of) == (1, len(tasks))
    assert found.skips[SkipReason.ILL] == found.skipped == 1
    assert (found.edited.yes, found.acts["edits"]) == (1, len(tasks) - 2)


def test_a_plan_that_a_correction_replaced_in_week_1_is_not_judged(
    rein: Rein, clock: FrozenClock
) -> None:
    goal_id = planned(rein, "run 10 km by 30 June 2027, I can run 4 km now, 3 hours a week")
    first = plan_of(rein, goal_id)
    go_to(clock, first, 1)
    tick(rein, goal_id, week_1(rein, goal_id)[0])
    go_to(clock, first, 4)
    run = correct_goal(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, corrections={"hours": "2"})
    execute_run(rein, run.run_id)
    go_to(clock, first, 30)

    found = outcomes(rein)

    assert found.week_1.plans == 1, "the plan that was replaced is in neither part of the share"
    assert found.returned.plans == 1
    assert (found.edited.plans, found.plans) == (2, 2)
    assert found.acts["done"] == 1


def test_a_deleted_goal_leaves_no_sum(rein: Rein, clock: FrozenClock) -> None:
    goal_id = planned(rein)
    plan, tasks = plan_of(rein, goal_id), week_1(rein, goal_id)
    tick(rein, goal_id, tasks[0])
    go_to(clock, plan, 20)
    assert outcomes(rein).plans == 1

    delete_goal(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)

    assert rolled_up(rein) == {}
    assert outcomes(rein).week_1.plans == 0


@pytest.mark.parametrize("day", [7, 8, 14, 15])
def test_people_come_back_on_days_8_to_14(rein: Rein, clock: FrozenClock, day: int) -> None:
    goal_id = planned(rein)
    plan = plan_of(rein, goal_id)
    go_to(clock, plan, day)
    check_in(
        rein, viewer=LOCAL_VIEWER, goal_id=goal_id, report=Report(effort=4, energy=2), key=new_id()
    )
    go_to(clock, plan, 30)

    found = outcomes(rein)

    assert found.returned.yes == (day in {8, 14})
    assert found.acts["check_ins"] == (day < 15)
    if day < 15:
        assert (found.mean("effort_total", "efforts"), found.acts["energy_total"]) == (4.0, 2)


def test_days_are_those_of_the_person(rein: Rein, clock: FrozenClock) -> None:
    """23:00 UTC on day 7 is the morning of day 8 in Tokyo."""
    viewer = replace(LOCAL_VIEWER, time_zone=ZoneInfo("Asia/Tokyo"))
    goal_id = planned(rein, viewer=viewer)
    plan, task = plan_of(rein, goal_id), week_1(rein, goal_id)[0]
    go_to(clock, plan, 7)
    clock.advance(timedelta(hours=11))
    complete_task(rein, viewer=viewer, goal_id=goal_id, task_id=task.id, done=True)
    go_to(clock, plan, 30)

    assert outcomes(rein).returned.yes == 1


def test_figures_can_be_asked_of_one_way_of_making_plans(rein: Rein, clock: FrozenClock) -> None:
    goal_id = planned(rein)
    go_to(clock, plan_of(rein, goal_id), 20)
    (row,) = fact_rows(rein)

    assert row["fingerprint"] is not None
    assert (row["model"], row["language"], row["kind"]) == ("offline-coach", "english", "training")
    same = {name: row[name] for name in ("model", "kind", "language", "tier")}
    theirs = Slice(**same, offline=True)
    assert outcomes(rein, within=theirs, fingerprint=row["fingerprint"]).plans == 1
    assert outcomes(rein, fingerprint="another").plans == 0
    for name in same:
        assert outcomes(rein, within=Slice(**{name: "another"})).plans == 0
    assert outcomes(rein, within=Slice(offline=False)).plans == 0
    assert outcomes(rein, within=Slice(prompt_version="plan@v99")).plans == 0


def test_the_window_before_has_the_same_length(rein: Rein, clock: FrozenClock) -> None:
    goal_id = planned(rein)
    go_to(clock, plan_of(rein, goal_id), 17 + 10)

    found = report(rein, 10)

    assert (found.now.plans, found.before.plans) == (0, 1)
    assert found.now.since - found.before.until == DAY
    assert found.now.until - found.now.since == found.before.until - found.before.since


def test_only_reviewers_see_outcomes(rein: Rein) -> None:
    someone = Viewer(user=User(id=new_id(), name="U", role=Role.USER))
    with pytest.raises(NotAllowed):
        get_outcomes(rein, viewer=someone, days=last_days(rein, 30))


def test_a_recount_of_all_records_finds_the_same(rein: Rein, clock: FrozenClock) -> None:
    for seed in range(3):
        play(rein, clock, seed)
    facts, sums = fact_rows(rein), rolled_up(rein)

    with rein.database.begin() as work:
        work.connection.execute(delete(metadata.tables["plan_outcomes"]))
        work.outcomes.recount()
        work.rebuild_rollups()

    assert fact_rows(rein) == facts
    assert rolled_up(rein) == sums


@pytest.mark.parametrize("seed", range(5))
def test_sums_equal_the_records_after_any_life(rein: Rein, clock: FrozenClock, seed: int) -> None:
    play(rein, clock, seed)
    play(rein, clock, seed + 100)
    clock.advance(60 * DAY)

    found = outcomes(rein, 400)
    expected = counted_again(rein)

    assert {name: expected[name] for name in expected} == {
        "week_1_done": found.week_1.yes,
        "week_1_planned": found.week_1.of,
        "week_1_plans": found.week_1.plans,
        "done": found.acts["done"],
        "skips": found.skipped,
        "check_ins": found.acts["check_ins"],
        "questions": found.acts["questions"],
        "answers": found.acts["answers"],
        "returned": found.returned.yes,
    }
    days = [clock.now().date() - n * DAY for n in range(200)]
    with rein.database.read() as connection:
        assert "rollup_outcomes" not in differing_rollups(connection, days)


def test_a_wrong_sum_is_found(rein: Rein, clock: FrozenClock) -> None:
    goal_id = planned(rein)
    go_to(clock, plan_of(rein, goal_id), 16)
    with rein.database.begin() as work:
        work.connection.execute(rollup_outcomes.update().values(total=rollup_outcomes.c.total + 1))

    with rein.database.read() as connection:
        days = [clock.now().date() - n * DAY for n in range(2)]
        assert differing_rollups(connection, days) == ("rollup_outcomes",)


def play(rein: Rein, clock: FrozenClock, seed: int) -> None:
    """Live twenty days with a plan: the days of a simulated person, and chance deeds between them.

    What a use-case refuses, such as moving a task that is gone, is what a person would see.
    """
    chance = Random(seed)  # noqa: S311 - chance, not secrets
    goal_id = planned(rein)
    plan = plan_of(rein, goal_id)
    person = Person(kind=list(PersonKind)[seed % 5], seed=seed)
    done_on = live(plan, person).done_on
    deeds: list[Callable[[Rein, str, Random], None]] = [
        *(untick, skip_some, move_some, remove_some, report_some, drop_check_in),
        *(ask_some, clear_some, correct_some),
    ]
    last = chance.choice([5, 12, 20])
    for day in range(1, last):
        go_to(clock, plan, max(day, (clock.now().date() - plan.starts_on).days + 1))
        for task_id in sorted(done_on):
            if done_on[task_id] == clock.now().date():
                attempt(partial(tick_by_id, rein, goal_id, task_id))
        if chance.random() < 0.6:
            deed = chance.choice(deeds)
            attempt(partial(deed, rein, goal_id, chance))
    if chance.random() < 0.15:
        delete_goal(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)


def tick_by_id(rein: Rein, goal_id: str, task_id: str) -> None:
    complete_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id=task_id, done=True)


def attempt(deed: Callable[[], None]) -> None:
    try:
        deed()
    except ReinError:
        return


def any_task(rein: Rein, goal_id: str, chance: Random) -> str:
    weeks = plan_of(rein, goal_id).weeks[:3]
    return chance.choice([task.id for week in weeks for task in week.tasks])


def untick(rein: Rein, goal_id: str, chance: Random) -> None:
    reopen_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id=any_task(rein, goal_id, chance))


def skip_some(rein: Rein, goal_id: str, chance: Random) -> None:
    skip_task(
        rein,
        viewer=LOCAL_VIEWER,
        goal_id=goal_id,
        task_id=any_task(rein, goal_id, chance),
        reason=chance.choice(list(SkipReason)),
    )


def move_some(rein: Rein, goal_id: str, chance: Random) -> None:
    today = rein.clock.today(LOCAL_VIEWER.time_zone)
    move_task(
        rein,
        viewer=LOCAL_VIEWER,
        goal_id=goal_id,
        task_id=any_task(rein, goal_id, chance),
        day=chance.choice([None, today + DAY]),
    )


def remove_some(rein: Rein, goal_id: str, chance: Random) -> None:
    remove_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id=any_task(rein, goal_id, chance))


def report_some(rein: Rein, goal_id: str, chance: Random) -> None:
    given = Report(effort=chance.choice([None, 2, 5]), energy=chance.choice([None, 1, 4]))
    check_in(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, report=given, key=new_id())


def drop_check_in(rein: Rein, goal_id: str, _chance: Random) -> None:
    with rein.database.read() as connection:
        found = list(connection.execute(select(metadata.tables["check_ins"].c.id)).scalars())
    for check_in_id in found[:1]:
        delete_check_in(rein, viewer=LOCAL_VIEWER, check_in_id=check_in_id)


def ask_some(rein: Rein, goal_id: str, chance: Random) -> None:
    asked = ask_coach(
        rein, viewer=LOCAL_VIEWER, goal_id=goal_id, text="What should I do today?", key=new_id()
    )
    execute_run(rein, asked.run_id)
    answer = get_conversation(rein, viewer=LOCAL_VIEWER, goal_id=goal_id).messages[-1].message
    rating = AnswerRating(helpfulness=chance.choice([None, True, False]), relevance=True)
    rate_answer(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, message_id=answer.id, rating=rating)


def clear_some(rein: Rein, goal_id: str, _chance: Random) -> None:
    clear_conversation(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, confirmed=True)


def correct_some(rein: Rein, goal_id: str, chance: Random) -> None:
    hours = str(chance.randint(1, 6))
    run = correct_goal(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, corrections={"hours": hours})
    execute_run(rein, run.run_id)


def fact_rows(rein: Rein) -> list[Row]:
    table = metadata.tables["plan_outcomes"]
    with rein.database.read() as connection:
        return fetch_all(connection, select(table).order_by(table.c.plan_id))


def rolled_up(rein: Rein) -> dict[tuple[object, ...], Row]:
    with rein.database.read() as connection:
        rows = fetch_all(connection, select(rollup_outcomes))
    return {tuple(row[name] for name in key_names(rollup_outcomes)): row for row in rows}


def counted_again(rein: Rein) -> dict[str, int]:
    """Count the records themselves, plan by plan, in other words than the product does.

    The zone of these tests' person is that of the machine.
    """
    totals: Counter[str] = Counter(
        dict.fromkeys(("week_1_done", "week_1_planned", "week_1_plans", "done", "skips"), 0)
        | dict.fromkeys(("check_ins", "questions", "answers", "returned"), 0)
    )
    with rein.database.read() as connection:
        made = select(metadata.tables["plans"]).where(
            metadata.tables["plans"].c.run_id.is_not(None)
        )
        rows = fetch_all(connection, made.order_by(metadata.tables["plans"].c.id))
        for row in rows:
            later = [
                each["created_at"]
                for each in rows
                if each["goal_id"] == row["goal_id"] and each["id"] > row["id"]
            ]
            replaced = min(later, default=None)
            totals.update(_count_plan(connection, row, replaced=replaced))
    return dict(totals)


def _count_plan(connection: Connection, row: Row, *, replaced: datetime | None) -> dict[str, int]:
    plan, made = load_plan(connection, row).plan, row["created_at"]
    first = max(plan.starts_on, made.astimezone().date())
    ends = [start_of(first + 14 * DAY), *([replaced] if replaced else [])]
    until = min(ends)
    ticks = stamps(connection, "task_completions", "done_at", row["goal_id"], "task_id")
    week = [
        task.id
        for each in plan.weeks
        for task in each.tasks
        if first <= planned_day(plan, each, task) <= first + 6 * DAY
        and not any(name == task.id and at < made for at, name in ticks)
    ]
    over = start_of(first + 8 * DAY)
    judged = bool(week) and (replaced is None or replaced >= over)
    acts = {
        "done": ticks,
        "skips": stamps(connection, "task_skips", "skipped_at", row["goal_id"], "reason"),
        "check_ins": stamps(connection, "check_ins", "created_at", row["goal_id"], "id"),
        "questions": [
            (at, role)
            for at, role in stamps(
                connection, "chat_messages", "created_at", row["goal_id"], "role"
            )
            if role == "person"
        ],
        "moves": stamps(connection, "task_days", "moved_at", row["goal_id"], "task_id"),
        "edits": stamps(connection, "plan_revisions", "created_at", row["goal_id"], "id"),
    }
    answers = list(rating_stamps(connection, row["goal_id"]))
    mine = {
        name: sum(made <= at < until for at, _ in acts[name])
        for name in ("done", "skips", "check_ins", "questions")
    }
    back = start_of(first + 7 * DAY)
    everything = [at for found in acts.values() for at, _ in found] + [at for at, _ in answers]
    came = any(back <= at < until and at >= made for at in everything) or (
        replaced is not None and back <= replaced < start_of(first + 14 * DAY)
    )
    could = plan.ends_on >= first + 7 * DAY and (replaced is None or replaced >= back)
    return mine | {
        "answers": sum(count for at, count in answers if made <= at < until),
        "returned": int(came and could),
        "week_1_plans": int(judged),
        "week_1_planned": len(week) if judged else 0,
        "week_1_done": sum(
            any(name.split("~")[0] == task and at < over for at, name in ticks) for task in week
        )
        if judged
        else 0,
    }


def stamps(
    connection: Connection, name: str, at: str, goal_id: str, what: str
) -> list[tuple[datetime, str]]:
    table = metadata.tables[name]
    query = select(table.c[at], table.c[what]).where(table.c.goal_id == goal_id)
    return [(moment, text) for moment, text in connection.execute(query)]


def rating_stamps(connection: Connection, goal_id: str) -> Iterator[tuple[datetime, int]]:
    ratings, messages = metadata.tables["chat_ratings"], metadata.tables["chat_messages"]
    query = select(ratings).join(messages, messages.c.id == ratings.c.message_id)
    for row in fetch_all(connection, query.where(messages.c.goal_id == goal_id)):
        given = [row[name] for name in ("helpfulness", "relevance", "motivation", "actionability")]
        yield row["rated_at"], sum(answer is not None for answer in given)


def start_of(day: date) -> datetime:
    return datetime.combine(day, time.min).astimezone(UTC)
