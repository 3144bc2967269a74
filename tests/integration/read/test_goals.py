"""A goal shows each part as soon as it is committed; a list shows the goals of one person."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.errors import InvalidInput
from core.ids import new_id
from core.ports import Author
from core.store.accounts.values import Account
from core.store.database.engine import Database
from core.store.goals.read import GoalCard, find_goal, list_goal_cards
from core.store.goals.values import GoalRecord
from core.store.plans.values import PlanRecord
from core.store.ratings.values import RatingRecord
from core.store.resolutions.values import ResolutionRecord
from core.store.runs.values import Run, RunStatus, StageStatus
from core.store.unit_of_work import UnitOfWork
from tests.factories.stored import (
    add_evaluation,
    add_goal,
    add_rating,
    add_run,
    make_account,
    make_clarified,
    make_evaluation,
    make_goal,
    make_plan,
    make_resolution,
)
from tests.fakes import NOW

AUTHOR = Author(
    model="gemini-3.8-flash", provider="google", fallback_reason="asked first", prompt="generate@v1"
)


def write_resolution(work: UnitOfWork, goal: GoalRecord, run: Run) -> None:
    record = ResolutionRecord(
        goal_id=goal.id,
        run_id=run.id,
        trace_id=run.trace_id,
        resolution=make_resolution(),
        created_at=NOW,
    )
    work.goals.save_resolution(record)
    work.runs.finish_stage(run.id, "generate", output="{}", author=AUTHOR, now=NOW)


def write_plan(work: UnitOfWork, goal: GoalRecord, run: Run) -> None:
    plan = PlanRecord(
        goal_id=goal.id, run_id=run.id, trace_id=run.trace_id, plan=make_plan(), created_at=NOW
    )
    work.goals.save_plan(plan)


def add_account(work: UnitOfWork) -> Account:
    account = make_account()
    work.accounts.ensure(account)
    return account


def cards_of(database: Database, goal: GoalRecord, **changes: bool) -> tuple[GoalCard, ...]:
    return list_goal_cards(database, user_id=goal.user_id, **changes).rows


def test_a_goal_that_just_came_in_shows_the_persons_words(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        run = add_run(work, goal)

    view = find_goal(database, goal.id, user_id=goal.user_id)

    assert view is not None
    assert (view.text, view.circumstances, view.created_at) == (
        goal.text,
        goal.circumstances,
        goal.created_at,
    )
    assert (view.status, view.run_id, view.trace_id) == (RunStatus.QUEUED, run.id, run.trace_id)
    assert (
        view.stages,
        view.clarified,
        view.resolution,
        view.evaluation,
        view.plan,
        view.rating,
    ) == (
        (),
        None,
        None,
        None,
        None,
        None,
    )


def test_each_part_of_a_goal_shows_once_it_is_committed(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        run = add_run(work, goal)
        work.goals.save_clarified(goal.id, make_clarified(), trace_id=run.trace_id)
        write_resolution(work, goal, run)
        work.runs.start_stage(run.id, "plan", attempt=1, now=NOW + timedelta(seconds=1))

    view = find_goal(database, goal.id, user_id=None)
    assert view is not None
    assert (view.clarified, view.resolution, view.plan, view.domain) == (
        make_clarified(),
        make_resolution(),
        None,
        "running",
    )
    assert [
        (stage.stage, stage.status, stage.model, stage.because, stage.prompt)
        for stage in view.stages
    ] == [
        ("generate", StageStatus.DONE, "gemini-3.8-flash", "asked first", "generate@v1"),
        ("plan", StageStatus.STARTED, None, None, None),
    ]

    with database.begin() as work:
        write_plan(work, goal, run)
        work.tasks.complete(goal.id, "w1t2", user_id=goal.user_id, now=NOW)
        add_evaluation(work, run.trace_id, goal)
        add_rating(work, run.trace_id, goal.user_id)

    view = find_goal(database, goal.id, user_id=None)
    assert view is not None
    assert (view.plan, view.done_tasks, view.evaluation) == (
        make_plan(),
        {"w1t2"},
        make_evaluation(),
    )
    assert view.rating == RatingRecord(
        trace_id=run.trace_id,
        user_id=goal.user_id,
        stars=4.5,
        usefulness=True,
        clarity=False,
        comment="Good",
    )


def test_how_a_run_ended_is_shown_with_what_to_do(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        run = add_run(work, goal)
        work.runs.claim(run.id, owner="one", now=NOW, lease_s=30)
        work.runs.request_cancel(run.id, now=NOW)
        work.runs.finish(
            run.id, status=RunStatus.FAILED, now=NOW, error="No model.", advice="Try again."
        )

    view = find_goal(database, goal.id, user_id=goal.user_id)
    assert view is not None
    assert (
        view.status,
        view.error,
        view.error_advice,
        view.cancel_requested,
        view.attempts,
        view.finished_at,
    ) == (
        RunStatus.FAILED,
        "No model.",
        "Try again.",
        True,
        1,
        NOW,
    )


def test_a_goal_is_seen_by_its_owner_and_by_reviewers_only(database: Database) -> None:
    with database.begin() as work:
        goal, other = add_goal(work), add_account(work)

    assert find_goal(database, goal.id, user_id=other.user.id) is None
    assert find_goal(database, goal.id, user_id=None) is not None
    assert find_goal(database, new_id(), user_id=None) is None
    assert list_goal_cards(database, user_id=other.user.id).rows == ()


def test_a_withdrawn_rating_is_not_shown(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        run = add_run(work, goal)
        add_rating(work, run.trace_id, goal.user_id)
        work.ratings.withdraw(trace_id=run.trace_id, user_id=goal.user_id, now=NOW)

    view = find_goal(database, goal.id, user_id=None)
    assert view is not None
    assert view.rating is None


def test_a_card_tells_where_a_goal_stands(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        run = add_run(work, goal)
        work.goals.save_clarified(goal.id, make_clarified(), trace_id=run.trace_id)
        write_resolution(work, goal, run)
        write_plan(work, goal, run)
        add_evaluation(work, run.trace_id, goal)
        work.tasks.complete(goal.id, "w1t1", user_id=goal.user_id, now=NOW)

    plan = make_plan()
    assert cards_of(database, goal) == (
        GoalCard(
            goal_id=goal.id,
            run_id=run.id,
            title="Five kilometres by spring",
            text=goal.text,
            domain="running",
            run_status=RunStatus.QUEUED,
            stages_done=1,
            starts_on=plan.starts_on,
            ends_on=plan.ends_on,
            tasks_done=1,
            tasks_total=6,
            next_milestone=plan.weeks[2].milestone,
            overall=make_evaluation().overall,
            created_at=NOW,
            sample=False,
            archived=False,
        ),
    )


def test_a_card_without_a_run_or_a_plan_is_still_a_card(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)

    (card,) = cards_of(database, goal)
    assert (
        card.title,
        card.run_id,
        card.run_status,
        card.tasks_total,
        card.next_task,
        card.overall,
    ) == (
        None,
        None,
        None,
        0,
        None,
        None,
    )


def test_a_finished_plan_has_no_next_step(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        write_plan(work, goal, add_run(work, goal))
        for week in make_plan().weeks:
            for task in week.tasks:
                work.tasks.complete(goal.id, task.id, user_id=goal.user_id, now=NOW)

    (card,) = cards_of(database, goal)
    assert (card.tasks_done, card.tasks_total, card.next_task, card.next_milestone) == (
        6,
        6,
        None,
        None,
    )


def test_archived_goals_are_listed_apart(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        work.goals.archive(goal.id, now=NOW)

    assert cards_of(database, goal) == ()
    assert [card.archived for card in cards_of(database, goal, archived=True)] == [True]


def test_goals_are_paged_newest_first_without_gap_or_repeat(database: Database) -> None:
    with database.begin() as work:
        account = add_account(work)
        # Three goals of one moment among seven: the page break must not lose or repeat one of them.
        made = [
            make_goal(
                account.user.id, created_at=NOW + timedelta(seconds=0 if place < 3 else place)
            )
            for place in range(7)
        ]
        for goal in made:
            work.goals.add(goal)

    seen: list[str] = []
    cursor = None
    for _ in range(4):
        page = list_goal_cards(database, user_id=account.user.id, limit=2, cursor=cursor)
        seen += [card.goal_id for card in page.rows]
        cursor = page.next_cursor
    expected = sorted(made, key=lambda goal: (goal.created_at, goal.id), reverse=True)
    assert cursor is None
    assert seen == [goal.id for goal in expected]


def test_a_newer_run_takes_the_place_of_an_older_one(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        add_run(work, goal)
        newer = add_run(work, goal)

    view = find_goal(database, goal.id, user_id=None)
    assert view is not None
    assert view.run_id == newer.id
    assert [card.run_id for card in cards_of(database, goal)] == [newer.id]


@pytest.mark.parametrize(
    "cursor", ["", "x", "!!", "bnVsbA", "WzEsMl0", "WyJhIiwiYiJd", "WyIyMDI3LTAxLTA0IiwgImEiXQ"]
)
def test_a_cursor_that_is_not_ours_is_refused(sqlite_url: str, cursor: str) -> None:
    database = Database.open(sqlite_url)
    with pytest.raises(InvalidInput, match="cannot be found"):
        list_goal_cards(database, user_id=new_id(), cursor=cursor)
    database.close()


def test_a_stage_of_another_run_is_not_counted(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        first = add_run(work, goal)
        write_resolution(work, goal, first)
        add_run(work, goal)

    (card,) = cards_of(database, goal)
    assert (card.stages_done, card.title) == (0, make_resolution().title)


def test_sample_goals_are_listed_apart(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work, sample=True)
        work.goals.add(replace(goal, id=new_id(), sample=False))

    assert [card.sample for card in cards_of(database, goal)] == [False]
    assert [card.goal_id for card in cards_of(database, goal, sample=True)] == [goal.id]


def test_workers_pages_and_lists_agree_on_the_newest_run(database: Database) -> None:
    """The clock was set back between the two runs, so the later one was submitted earlier."""
    with database.begin() as work:
        goal = add_goal(work)
        first, second = sorted((new_id(), new_id()))
        add_run(work, goal, run_id=first, now=NOW)
        later = add_run(work, goal, run_id=second, now=NOW - timedelta(hours=1))
        found = work.runs.find_latest(goal.id)

    view = find_goal(database, goal.id, user_id=goal.user_id)
    (card,) = list_goal_cards(database, user_id=goal.user_id).rows
    assert found is not None
    assert view is not None
    assert found.id == view.run_id == card.run_id == later.id
