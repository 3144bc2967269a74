"""Read what trials that started by themselves have cost."""

from datetime import datetime

from sqlalchemy import Connection, func, or_, select

from core.store.calls.tables import llm_calls
from core.store.database.rows import fetch_all
from core.store.evaluation_runs.read import count_progress
from core.store.evaluation_runs.tables import evaluation_runs
from core.store.trials.tables import trials


def spent_by(connection: Connection, account_id: str, *, since: datetime) -> float:
    """Return what an account's replays and the candidates of its trials cost since a time.

    A replay under way counts with its forecast, so that two are not started for the same money.
    """
    return _replays(connection, account_id, since) + _candidates(connection, account_id, since)


def list_tried(connection: Connection) -> frozenset[tuple[str, int]]:
    """Return the versions that were ever tried on real people."""
    query = select(trials.c.prompt, trials.c.candidate).where(trials.c.sample.is_(False))
    return frozenset((row["prompt"], row["candidate"]) for row in fetch_all(connection, query))


def _replays(connection: Connection, account_id: str, since: datetime) -> float:
    run = evaluation_runs.c
    query = select(run["id"], run["items"], run["forecast"]).where(
        run.created_by == account_id, run.created_at >= since
    )
    rows = fetch_all(connection, query)
    progress = count_progress(connection, tuple(row["id"] for row in rows))
    total = 0.0
    for row in rows:
        found = progress[row["id"]]
        expected = row["items"] * sum(usd or 0.0 for usd in row["forecast"]["usd_per_case"])
        total += found.spent_usd if found.over else max(found.spent_usd, expected)
    return total


def _candidates(connection: Connection, account_id: str, since: datetime) -> float:
    """Return what the calls of people with a candidate cost while its trial ran."""
    call = llm_calls.c
    spent = (
        select(func.coalesce(func.sum(call.cost_usd), 0.0))
        .select_from(
            llm_calls.join(
                trials,
                (trials.c.prompt == call.prompt_name)
                & (trials.c.candidate == call.prompt_version)
                & (call.started_at >= trials.c.started_at)
                & or_(trials.c.ended_at.is_(None), call.started_at <= trials.c.ended_at),
            )
        )
        .where(
            trials.c.started_by == account_id,
            trials.c.sample.is_(False),
            call.started_at >= since,
            or_(call.user_id.is_(None), call.user_id != account_id),
        )
    )
    return float(connection.execute(spent).scalar_one())
