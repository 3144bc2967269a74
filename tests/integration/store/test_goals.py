"""Goals and their results round-trip exactly, and are erased completely."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, String, func, select

from core.accounts.user import Role
from core.datasets.canonical import subject_hash
from core.datasets.label import CameBy, Verdict
from core.errors import NotFound
from core.experiments.variant import Variant
from core.ids import new_id
from core.quality.rubric import Dimension
from core.store.accounts.values import Tier
from core.store.calls.tables import llm_calls
from core.store.database.column_types import Json, SafeText, Utc
from core.store.database.engine import Database
from core.store.database.text_codec import compress_text
from core.store.datasets.tables import dataset_items, dataset_versions
from core.store.datasets.values import NewItem, NewVersion, Source
from core.store.evaluation_runs.store import EvaluationRunStore
from core.store.evaluation_runs.values import Forecast, NewCase, NewEvaluationRun, NewPair
from core.store.goals.values import GoalRecord
from core.store.labels.values import LabelRecord
from core.store.plans.values import PlanRecord
from core.store.ratings.values import NewReply
from core.store.replays.store import ReplayStore
from core.store.replays.values import ReplayedGoal
from core.store.resolutions.values import ResolutionRecord
from core.store.schema import metadata
from core.store.scores.rows import find_current_evaluation
from core.store.trials.open_trials import list_open_trials
from core.store.unit_of_work import UnitOfWork
from tests.factories.dataset_items import small_item
from tests.factories.stored import (
    add_evaluation,
    add_goal,
    add_rating,
    add_run,
    close_trace,
    make_account,
    make_clarified,
    make_evaluation,
    make_plan,
    make_question,
    make_resolution,
    make_span,
)
from tests.factories.trial_people import make_replay, make_trial
from tests.fakes import NOW
from tests.integration.store.paid import make_reply, paid_call


def test_an_account_is_added_once_and_does_not_change(database: Database) -> None:
    account = make_account()
    with database.begin() as work:
        work.accounts.ensure(account)
        work.accounts.ensure(replace(account, user=replace(account.user, role=Role.ADMIN)))

        work.accounts.save_tier(account.user.id, Tier.PREMIUM)

        assert work.accounts.find(account.user.id) == replace(account, tier=Tier.PREMIUM)
        with pytest.raises(NotFound):
            work.accounts.save_tier(new_id(), Tier.BASIC)


def test_a_goal_round_trips(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        work.goals.save_clarified(goal.id, make_clarified(), trace_id=goal.id)

    with database.begin() as work:
        assert work.goals.find(goal.id) == replace(
            goal, clarified=make_clarified(), domain="running", trace_id=goal.id
        )
        assert work.goals.find(new_id()) is None


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(yes=st.integers(0, 5), unscored=st.sampled_from([None, *Dimension]))
def test_an_evaluation_round_trips(
    database: Database, yes: int, unscored: Dimension | None
) -> None:
    evaluation = make_evaluation(yes=yes, unscored=unscored)
    with database.begin() as work:
        goal = add_goal(work)
        run = add_run(work, goal)
        add_evaluation(work, run.trace_id, goal, evaluation=evaluation)

        assert find_current_evaluation(work.connection, goal.id, text_digest="") == evaluation


def test_an_archived_goal_can_be_restored(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)

        work.goals.archive(goal.id, now=NOW)
        archived = work.goals.find(goal.id)
        work.goals.restore(goal.id)

        assert archived is not None
        assert archived.archived_at == NOW
        assert work.goals.find(goal.id) == goal
        with pytest.raises(NotFound):
            work.goals.archive(new_id(), now=NOW)


def test_a_deleted_goal_leaves_only_its_owner_and_what_it_cost(database: Database) -> None:
    with database.begin() as work:
        goal = fill(work)

    with database.begin() as work:
        work.goals.delete(goal)

        left = {name: count for name, count in count_rows(work).items() if count}
        call = work.connection.execute(select(llm_calls)).one()
    assert left == {
        "users": 2,  # and the one that the cases of evaluation runs belong to
        "trials": 1,
        "trial_people": 1,
        "replays": 1,
        "llm_calls": 1,
        "rollup_calls": 1,
        "rollup_user_costs": 1,
        "budget_days": 2,
        "datasets": 1,
        "dataset_versions": 1,
        "evaluation_runs": 1,
    }
    assert (call.cost_usd, call.reply) == (0.5, None)


def test_deleting_one_goal_touches_no_other(database: Database) -> None:
    with database.begin() as work:
        fill(work)
        before = count_rows(work)
        goal = fill(work)

        work.goals.delete(goal)

        after = count_rows(work)
    # What is left of the deleted goal: its owner with their arm, the cost of its paid call, and an
    # empty dataset with an evaluation run over it.
    stays = (
        "users",
        "trial_people",
        "replays",
        "llm_calls",
        "rollup_user_costs",
        "datasets",
        "dataset_versions",
        "evaluation_runs",
    )
    assert after == before | {name: before[name] + 1 for name in stays}


def test_deleting_a_missing_goal_raises(database: Database) -> None:
    with pytest.raises(NotFound), database.begin() as work:
        work.goals.delete(new_id())


def fill(work: UnitOfWork) -> str:
    """Write a goal with a row in every table that can hold something of a goal; return its id."""
    goal = add_goal(work)
    run = add_run(work, goal)
    work.runs.start_stage(run.id, "plan", attempt=1, now=NOW)
    work.clarifications.add(run.id, (make_question(),), now=NOW)
    work.traces.add_spans((make_span(run.trace_id, "00000000000000ab", input="x" * 2_000),))
    record = ResolutionRecord(
        goal_id=goal.id,
        run_id=run.id,
        trace_id=run.trace_id,
        resolution=make_resolution(),
        created_at=NOW,
    )
    work.goals.save_resolution(record)
    plan = PlanRecord(
        goal_id=goal.id, run_id=run.id, trace_id=run.trace_id, plan=make_plan(), created_at=NOW
    )
    work.goals.save_plan(plan)
    work.tasks.complete(goal.id, "w1t1", user_id=goal.user_id, now=NOW)
    add_evaluation(work, run.trace_id, goal)
    add_rating(work, run.trace_id, goal.user_id)
    add_rating(work, run.trace_id, goal.user_id, now=NOW + timedelta(days=1), stars=2.0)
    reply = NewReply(id=new_id(), author_id=goal.user_id, note="We changed it.")
    work.replies.add(reply, [(run.trace_id, goal.user_id)], now=NOW)
    work.outbox.add(sink="opik", kind="trace", trace_id=run.trace_id, body={"n": 1}, now=NOW)
    paid_call(work, run)
    cached = make_reply(key=new_id(), user_id=goal.user_id, goal_id=goal.id)
    work.responses.put(cached, compress_text(cached.text))
    if not list_open_trials(work.connection):
        work.trials.add(make_trial())
    minutes = ReplayedGoal(
        trace_id=run.trace_id,
        minutes_before=60.0,
        minutes_champion=60.0,
        minutes_candidate=50.0,
        score_champion=8.0,
        score_candidate=8.0,
    )
    ReplayStore(work.connection).add(make_replay(), [minutes])
    work.trials.assign(user_id=goal.user_id, trace_id=run.trace_id, now=NOW)
    close_trace(work, run.trace_id)
    live_the_plan(work, goal)
    save_and_label(work, goal)
    work.finish()
    empty = {name for name, count in count_rows(work).items() if not count}
    of_no_goal = {
        "api_tokens",
        "exported_traces",
        "sinks",
        "alerts",
        "periodic_jobs",
        "model_breakers",
        "prompt_releases",
        "prompt_texts",
        "calendar_preferences",
        "mail_deliveries",
        "mail_subscriptions",
        "saved_views",
        "alert_events",
        "target_changes",
        "sealed_days",
        "started_settings",
        "credentials",
        "sessions",
        "one_time_links",
        "identities",
        "sign_ups",
        "sign_in_failures",
        "audit_log",
        "reading_grants",
        "quota_uses",
        "request_keys",
        "organisations",
        "organisation_members",
        "model_consents",
    }
    assert empty <= of_no_goal, "the test must reach every table that can hold something of a goal"
    return goal.id


LIVED = (
    "task_skips",
    "task_days",
    "check_ins",
    "measurements",
    "plan_revisions",
    "goal_pauses",
    "calendar_events",
    "calendar_feeds",
    "plan_shares",
    "goal_coaches",
    "chat_messages",
    "chat_memories",
    "chat_ratings",
)
"""Tables of what a person does with a plan, owners before what they own."""


def save_and_label(work: UnitOfWork, goal: GoalRecord) -> None:
    """Save the goal as the only item of a dataset, label it and put it off."""
    dataset = work.datasets.add(goal.id, sample=False, created_by=goal.user_id, now=NOW)
    new = NewVersion(
        dataset_id=dataset,
        source=Source.TRACES,
        note="",
        created_at=NOW,
        created_by=goal.user_id,
    )
    work.datasets.add_version(new, [NewItem(item=small_item(goal.id), goal_id=goal.id)])
    label = LabelRecord(
        subject=subject_hash(small_item(goal.id)),
        user_id=goal.user_id,
        verdict=Verdict(overall=3, note="Too vague."),
        came_by=CameBy.LOT,
        blind=True,
        sample=False,
        goal_id=goal.id,
    )
    work.labels.save(label, now=NOW)
    saved = select(dataset_items.c.id).where(dataset_items.c.goal_id == goal.id)
    item_id = work.connection.execute(saved).scalar_one()
    work.labels.skip(item_id, user_id=goal.user_id, now=NOW)
    version = select(dataset_versions.c.id).where(dataset_versions.c.dataset_id == dataset)
    compare_variants(work, goal, work.connection.execute(version).scalar_one(), item_id)


def compare_variants(work: UnitOfWork, goal: GoalRecord, version_id: str, item_id: str) -> None:
    """Queue the item in an evaluation run, which the goal's person has started."""
    case = NewCase(
        item_id=item_id,
        goal_id=goal.id,
        variant=0,
        run_id=new_id(),
        trace_id=new_id(),
        root_span_id="0" * 16,
    )
    EvaluationRunStore(work.connection).add(
        NewEvaluationRun(
            id=new_id(),
            version_id=version_id,
            split=None,
            variants=(Variant(label="live", versions={"plan": 1}, model="offline"),),
            judge="offline",
            budget_usd=1.0,
            forecast=Forecast(usd_per_case=(0.0,), basis="It is free."),
            note="",
            sample=False,
            created_by=goal.user_id,
            created_at=NOW,
            cases=[case],
            pairs=[NewPair(item_id=item_id, variant=1, run_id=new_id(), trace_id=new_id())],
        )
    )


def live_the_plan(work: UnitOfWork, goal: GoalRecord) -> None:
    """Write a row of this goal into every table of what a person does with a plan."""
    for name in LIVED:
        table = metadata.tables[name]
        row = {column.name: value_for(work, column, goal) for column in table.columns}
        work.connection.execute(table.insert().values(row))


def value_for(work: UnitOfWork, column: Column[Any], goal: GoalRecord) -> object:
    """Return the goal's or its owner's id, the newest row it belongs to, or any value of its type."""
    known = {"goal_id": goal.id, "user_id": goal.user_id, "coach_id": goal.user_id}
    if column.name in known:
        return known[column.name]
    for key in column.foreign_keys:
        owner = key.column.table
        newest = select(func.max(key.column)).where(owner.c.goal_id == goal.id)
        return work.connection.execute(newest).scalar_one()
    if isinstance(column.type, Json):
        return []
    if isinstance(column.type, Utc):
        return NOW
    if isinstance(column.type, SafeText | String):
        return new_id()[-(getattr(column.type, "length", None) or 36) :]
    values = {int: 1, float: 1.0, bool: False, date: NOW.date()}
    return values[column.type.python_type]


def count_rows(work: UnitOfWork) -> dict[str, int]:
    return {
        table.name: work.connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in metadata.sorted_tables
    }
