"""Reading what a person did with the plans of a goal, in one select."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    Text,
    and_,
    bindparam,
    case,
    cast,
    literal,
    literal_column,
    null,
    select,
    union_all,
)
from sqlalchemy.sql.selectable import CompoundSelect

from core.chat.message import ChatRole
from core.chat.rating import ANSWER_QUESTIONS
from core.progress.outcome import Act, ActKind
from core.store.chat.tables import chat_messages, chat_ratings
from core.store.check_ins.tables import check_ins
from core.store.database.column_types import Utc
from core.store.goals.tables import goals
from core.store.plans.tables import task_completions, task_days, task_skips
from core.store.revisions.tables import plan_revisions

SOURCES = (
    task_completions,
    task_skips,
    task_days,
    plan_revisions,
    check_ins,
    chat_messages,
    chat_ratings,
)
"""The tables whose rows are acts: a store that writes one of them touches the outcomes."""

_GOAL: ColumnElement[str] = bindparam("of_goal")
_SINCE = bindparam("since", type_=Utc())
_UNTIL = bindparam("until", type_=Utc())


def list_acts(
    connection: Connection, goal_id: str, *, since: datetime, until: datetime
) -> tuple[Act, ...]:
    """Return what was done between two moments; ticks also from before."""
    values = {"of_goal": goal_id, "since": since, "until": until}
    return tuple(
        Act(
            kind=ActKind(row.kind),
            at=row.at,
            name=row.name,
            effort=row.effort,
            energy=row.energy,
            answers=row.answers,
            yes=row.yes,
        )
        for row in connection.execute(_acts(), values)
    )


@cache
def _acts() -> CompoundSelect[Any]:
    done, skip, moved = task_completions.c, task_skips.c, task_days.c
    edit, check_in, message = plan_revisions.c, check_ins.c, chat_messages.c
    return union_all(
        _of(ActKind.TICK, done.goal_id, done.done_at, name=done.task_id, also_earlier=True),
        _of(ActKind.SKIP, skip.goal_id, skip.skipped_at, name=skip.reason),
        _of(ActKind.MOVE, moved.goal_id, moved.moved_at),
        _of(ActKind.EDIT, edit.goal_id, edit.created_at),
        _of(
            ActKind.CHECK_IN,
            check_in.goal_id,
            check_in.created_at,
            numbers=(check_in.effort, check_in.energy, None, None),
        ),
        _of(ActKind.QUESTION, message.goal_id, message.created_at).where(
            message.role == ChatRole.PERSON
        ),
        _ratings(),
        _of(ActKind.FINISH, goals.c.id, goals.c.finished_at).where(
            goals.c.finished_at.is_not(None)
        ),
    )


def _ratings() -> Select[Any]:
    questions = [chat_ratings.c[name] for name in ANSWER_QUESTIONS]
    given = _sum([case((answer.is_not(None), 1), else_=0) for answer in questions])
    yes = _sum([case((answer.is_(True), 1), else_=0) for answer in questions])
    rated = _of(
        ActKind.ANSWER_RATED,
        chat_messages.c.goal_id,
        chat_ratings.c.rated_at,
        numbers=(None, None, given, yes),
    )
    return rated.select_from(
        chat_messages.join(chat_ratings, chat_ratings.c.message_id == chat_messages.c.id)
    )


def _sum(counts: Sequence[ColumnElement[int]]) -> ColumnElement[int]:
    total = counts[0]
    for count in counts[1:]:
        total = total + count
    return total


def _of(
    kind: ActKind,
    goal_id: ColumnElement[Any],
    at: ColumnElement[Any],
    *,
    name: ColumnElement[Any] | None = None,
    numbers: Sequence[ColumnElement[Any] | None] = (None,) * 4,
    also_earlier: bool = False,
) -> Select[Any]:
    effort, energy, answers, yes = numbers
    columns = (
        literal_column(f"'{kind}'", Text()).label("kind"),
        at.label("at"),
        cast(literal("") if name is None else name, Text).label("name"),
        _number(effort, null()).label("effort"),
        _number(energy, null()).label("energy"),
        _number(answers, literal(0)).label("answers"),
        _number(yes, literal(0)).label("yes"),
    )
    window = at < _UNTIL if also_earlier else and_(at >= _SINCE, at < _UNTIL)
    return select(*columns).where(goal_id == _GOAL, window)


def _number(value: ColumnElement[Any] | None, missing: ColumnElement[Any]) -> ColumnElement[Any]:
    return cast(missing if value is None else value, Integer)
