"""Read replays, and the goals that one can be made with."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from core.experiments.replay_gate import Aim, Verdict
from core.experiments.replay_goals import PastGoal
from core.store.database.rows import Row, fetch_all, fetch_one
from core.store.replays.tables import replay_goals, replays
from core.store.replays.values import Gain, Replay, ReplayedGoal
from core.store.traces.tables import traces
from core.tracing.names import GOAL_PIPELINE
from core.tracing.span_record import SpanStatus

MOST_GOALS = 2_000
"""The newest so many are chosen from."""


def find_newest_replay(
    connection: Connection, *, prompt: str, champion: int, candidate: int
) -> Replay | None:
    """Return the newest replay of a candidate against a champion, or None."""
    query = (
        select(replays)
        .where(
            replays.c.prompt == prompt,
            replays.c.champion == champion,
            replays.c.candidate == candidate,
        )
        .order_by(replays.c.made_at.desc(), replays.c.id.desc())
        .limit(1)
    )
    row = fetch_one(connection, query)
    return None if row is None else _to_replay(row)


def list_newest_replays(connection: Connection) -> tuple[Replay, ...]:
    """Return the newest replay of each pair of versions; they are made by hand, so they are few."""
    query = select(replays).order_by(replays.c.made_at, replays.c.id)
    newest = {
        (one.prompt, one.champion, one.candidate): one
        for one in map(_to_replay, fetch_all(connection, query))
    }
    return tuple(newest.values())


def list_replayed_goals(connection: Connection, replay_id: str) -> tuple[ReplayedGoal, ...]:
    """Return the goals of a replay that were not deleted since."""
    columns = [column for column in replay_goals.c if column.name != "replay_id"]
    query = (
        select(*columns)
        .where(replay_goals.c.replay_id == replay_id)
        .order_by(replay_goals.c.trace_id)
    )
    return tuple(ReplayedGoal(**row) for row in fetch_all(connection, query))


def list_past_goals(connection: Connection, *, since: datetime) -> tuple[PastGoal, ...]:
    """Return goals that were worked on since a time, each with its newest trace."""
    newest = (
        select(func.max(traces.c.number).label("number"))
        .where(
            traces.c.sample.is_(False),
            traces.c.name == GOAL_PIPELINE,
            traces.c.status == SpanStatus.OK,
            traces.c.goal_id.is_not(None),
            traces.c.started_at >= since,
        )
        .group_by(traces.c.goal_id)
        .subquery()
    )
    query = (
        select(traces.c.goal_id, traces.c.id, traces.c.run_id, traces.c.kind, traces.c.half_stars)
        .join(newest, newest.c.number == traces.c.number)
        .order_by(traces.c.number.desc())
        .limit(MOST_GOALS)
    )
    return tuple(
        PastGoal(
            goal_id=row["goal_id"],
            trace_id=row["id"],
            run_id=row["run_id"],
            kind=row["kind"] or "",
            stars=row["half_stars"] / 2 if row["half_stars"] is not None else None,
        )
        for row in fetch_all(connection, query)
    )


def _to_replay(row: Row) -> Replay:
    names = ("id", "prompt", "champion", "candidate", "by_itself", "seed", "made_by", "made_at")
    return Replay(
        **{name: row[name] for name in (*names, "evaluation_run_id")},
        aim=Aim(row["aim"]),
        verdict=Verdict(row["verdict"]),
        gain=Gain(n=row["n"], mean=row["gain"], low=row["low"], high=row["high"]),
        scores=None
        if row["score_n"] is None
        else Gain(
            n=row["score_n"],
            mean=row["score_gain"],
            low=row["score_low"],
            high=row["score_high"],
        ),
    )
