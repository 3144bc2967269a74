"""Excellent replies through the whole pipeline: what a model wrote is what the person reads.

Dates and ids are added. Nothing else may change, and no English sentence may enter another language.
"""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

import pytest

from core.goals.goal import Circumstances, GoalRequest
from core.llm.routing.fallback_chain import FallbackChain
from core.ports import Purpose, Thinking
from core.quality.rubric import RUBRIC
from core.runs.goal_state import GoalRunState
from tests.factories.goal_runs import run_goal
from tests.fakes import ScriptedModel
from tests.stubs.answers import data_of
from tests.unit.runs.excellent_replies import (
    LANGUAGES,
    TODAY,
    Replies,
    days_of,
    foreign,
    grant,
    soda,
)

GRANT, SODA = grant(), soda()


def played(
    replies: Replies, about: Circumstances | None = None
) -> tuple[GoalRunState, ScriptedModel]:
    verdicts = {
        "items": [
            {"id": item.id, "evidence": replies.resolution["title"], "yes": True} for item in RUBRIC
        ]
    }
    parts = (replies.goal, replies.resolution, replies.plan, verdicts)
    model = ScriptedModel([json.dumps(part, ensure_ascii=False) for part in parts])
    run = run_goal(
        GoalRequest(text=replies.words, circumstances=about or Circumstances(), today=TODAY),
        models=FallbackChain((model,)),
        started_at=datetime(2027, 1, 6, 9, tzinfo=UTC),
    )
    return run.state, model


def drafted_weeks(replies: Replies) -> list[dict[str, Any]]:
    weeks: list[dict[str, Any]] = replies.plan["weeks"]
    return weeks


ALL = [GRANT, SODA, *(foreign(language) for language in LANGUAGES)]
EVERY = pytest.mark.parametrize("replies", ALL, ids=["grant", "soda", *LANGUAGES])


@EVERY
def test_four_requests_are_enough_and_no_reply_is_repaired(replies: Replies) -> None:
    _, model = played(replies)

    assert [call.purpose for call in model.calls] == [
        Purpose.PREPROCESS,
        Purpose.GENERATE,
        Purpose.PLAN,
        Purpose.EVALUATE,
    ]


@EVERY
def test_the_goal_is_what_the_model_read(replies: Replies) -> None:
    goal = played(replies)[0].require_goal()
    drafted = replies.goal

    assert goal.statement == drafted["statement"]
    assert goal.smart.achievable == drafted["achievable"]
    assert goal.obstacle == drafted["obstacle"]
    assert goal.deadline == date.fromisoformat(drafted["deadline"])
    assert goal.deadline_stated is drafted["deadline_stated"]
    assert (goal.hours_per_week, goal.hours_stated) == (drafted["hours_per_week"], False)
    assert [a.assumed for a in goal.assumptions] == [a["assumed"] for a in drafted["assumptions"]]
    assert list(goal.constraints) == drafted["constraints"]
    assert goal.notes == ()
    assert goal.target is not None
    assert goal.target.quantity == drafted["target"]["quantity"]


@EVERY
def test_the_resolution_is_what_the_model_wrote(replies: Replies) -> None:
    resolution = played(replies)[0].require_resolution()
    drafted = replies.resolution

    for name in ("title", "description", "rationale", "smart_statement"):
        assert getattr(resolution, name) == drafted[name]
    for name in ("metrics", "timeline", "challenges", "strategies"):
        assert [asdict(part) for part in getattr(resolution, name)] == drafted[name]


@EVERY
def test_every_week_is_what_the_model_planned(replies: Replies) -> None:
    plan = played(replies)[0].plan

    assert plan is not None
    assert len(plan.weeks) == len(drafted_weeks(replies))
    for week, drafted in zip(plan.weeks, drafted_weeks(replies), strict=True):
        tasks = sorted((t.title, t.minutes) for t in week.tasks)
        assert tasks == sorted((t["title"], t["minutes"]) for t in drafted["tasks"])
        assert (week.phase, week.focus) == (drafted["phase"], drafted["focus"])
        assert (week.if_then, week.load) == (drafted["if_then"], drafted["load"])
        own = week.milestone
        named = drafted["milestone"]
        assert (own and (own.title, own.metric, own.target, own.unit)) == (
            named and (named["title"], named["metric"], named["target"], named["unit"])
        )
    assert list(plan.check_in_weeks) == replies.plan["check_in_weeks"]
    assert [c.response for c in plan.contingencies] == [
        c["response"] for c in replies.plan["contingencies"]
    ]
    assert plan.repairs == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_language_keeps_its_if_then_plans_and_its_weekdays(language: str) -> None:
    replies = foreign(language)
    state, _ = played(replies)

    assert state.plan is not None
    by_title = {task.title: task.day for task in state.plan.weeks[0].tasks}
    assert [by_title[t["title"]] for t in drafted_weeks(replies)[0]["tasks"]] == list(
        days_of(language)
    )
    assert (
        state.require_resolution().challenges[0].if_then
        == (replies.resolution["challenges"][0]["if_then"])
    )


def test_a_hand_in_two_days_into_a_sixth_week_belongs_to_the_fifth() -> None:
    state, model = played(GRANT)

    assert state.plan is not None
    assert state.plan.last_day_of(state.plan.weeks[-1]) == date(2027, 2, 11)
    weeks = data_of(model.calls[2].prompt.user)["weeks"]
    assert [weeks[0]["first"], weeks[-1]["last"]] == ["Wed 2027-01-06", "Thu 2027-02-11"]
    assert weeks[-1]["minutes"] == 480


def test_only_what_was_said_about_the_person_is_sent() -> None:
    """A default of the form is not the person's own word."""
    calls = played(GRANT)[1].calls
    told = played(GRANT, Circumstances(confidence=4))[1].calls

    assert data_of(calls[0].prompt.user)["circumstances"] == {}
    assert data_of(told[0].prompt.user)["circumstances"] == {"confidence": 4}
    assert data_of(calls[0].prompt.user)["weekday"] == "Wednesday"
    assert data_of(calls[0].prompt.user)["usual"]["most_weeks"] == 52


def test_planner_and_judge_see_the_persons_words_and_what_holds() -> None:
    _, _, plan, judge = played(GRANT)[1].calls
    planned, judged = data_of(plan.prompt.user), data_of(judge.prompt.user)

    assert planned["words"] == judged["words"] == GRANT.words
    assert planned["goal"]["constraints"] == judged["goal"]["constraints"] == ["never on weekends"]
    assert planned["goal"]["hours_stated"] is False
    assert "Draft up to page 8 at the kitchen table, 180 minutes" in judged["text"]
    assert "Milestone of week 5: 24 pages stand (24 pages)" in judged["text"]


def test_thinking_and_temperature_are_set_for_each_purpose() -> None:
    read, write, plan, judge = played(SODA)[1].calls

    assert [call.thinking for call in (read, write, plan, judge)] == [
        Thinking.LOW,
        Thinking.MEDIUM,
        Thinking.MEDIUM,
        Thinking.LOW,
    ]
    assert [call.temperature for call in (read, plan, judge)] == [None, None, 0.0]
    assert plan.deadline_s == pytest.approx(read.deadline_s * (1 + 8 / 24))


def test_a_date_that_cannot_be_read_costs_one_repair_and_no_goal() -> None:
    vague = GRANT.goal | {"deadline": "when the fund closes"}
    texts = [vague, GRANT.goal, GRANT.resolution, GRANT.plan]
    model = ScriptedModel([json.dumps(text) for text in texts] + [json.dumps({"items": []})])

    state = run_goal(
        GoalRequest(text=GRANT.words, circumstances=Circumstances(), today=TODAY),
        models=FallbackChain((model,)),
        started_at=datetime(2027, 1, 6, 9, tzinfo=UTC),
    ).state

    assert state.require_goal().deadline == date(2027, 2, 11)
    assert "write it as YYYY-MM-DD" in str(model.calls[1].note)


@pytest.mark.parametrize(
    "deadline", ["11 February 2027", "February 11, 2027", "2027/2/11", "11.02.2027"]
)
def test_a_date_in_words_or_another_order_needs_no_repair(deadline: str) -> None:
    replies = Replies(
        words=GRANT.words,
        goal=GRANT.goal | {"deadline": deadline},
        resolution=GRANT.resolution,
        plan=GRANT.plan,
    )

    state, model = played(replies)

    assert state.require_goal().deadline == date(2027, 2, 11)
    assert len(model.calls) == 4
