"""Many traces with scores and ratings, made by copying some real ones with other ids, times and figures."""

import itertools
import random
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, select, text

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.clock import SystemClock
from core.ids import new_id, trace_id_int
from core.quality.rating import Rating
from core.store.ratings.tables import rating_words, ratings
from core.store.rollups.rebuild import rebuild_rollups
from core.store.scores.tables import evaluations
from core.store.traces.rows import NUMBER_SHIFT, min_number_at
from core.store.traces.search_terms import terms_to_store
from core.store.traces.tables import trace_terms, traces
from core.usecases.ratings.rate import rate
from tests.bench.stand import SUBJECTS, goal_text, work_goal
from tests.factories.planted_comments import plant

DAYS = 90
COMMENTS_OF = 10
"""One rating in so many has a comment."""
_BATCH = 5_000
_VERSIONS = ("generate@v1", "generate@v2", "offline")
_MODELS = ("gemini-3.8-flash", "gemini-3.8-pro", "offline-coach")

Row = dict[str, Any]


def fill(rein: Rein, count: int) -> None:
    """Store `count` rated traces of the last 90 days, with rollups counted from them."""
    rated = [work_goal(rein, goal_text(number)) for number in range(len(SUBJECTS))]
    for number, done in enumerate(rated):
        stars = Rating(stars=1.0 + number % 9 / 2, clarity=True, comment="Clear steps.")
        rate(rein, viewer=LOCAL_VIEWER, trace_id=done.trace_id, rating=stars)
    with rein.database.begin() as work:
        templates = [_template(work.connection, done.trace_id) for done in rated]
        copies = _copies(templates, count - len(rated))
        while batch := list(itertools.islice(copies, _BATCH)):
            _insert(work.connection, batch)
        rebuild_rollups(work.connection)
    with rein.database.begin() as work:
        work.connection.execute(text("ANALYZE"))


def _template(connection: Connection, trace_id: str) -> dict[Table, Row]:
    return {
        traces: _row(connection, traces, "id", trace_id),
        trace_terms: {},
        evaluations: _row(connection, evaluations, "trace_id", trace_id),
        ratings: _row(connection, ratings, "trace_id", trace_id),
    }


def _row(connection: Connection, table: Table, column: str, value: str) -> Row:
    found = connection.execute(select(table).where(table.c[column] == value)).mappings().one()
    return dict(found)


def _copies(templates: Sequence[dict[Table, Row]], count: int) -> Iterator[dict[Table, Row]]:
    dice = random.Random(1)  # noqa: S311 - chance of a benchmark
    words = [comment.text for comment in plant(2_000, seed=2)]
    starts = SystemClock().now() - timedelta(days=DAYS)
    step = timedelta(days=DAYS) / max(1, count)
    for number in range(count):
        yield _copy(templates[number % len(templates)], starts + number * step, number, dice, words)


def _copy(
    template: dict[Table, Row], at: datetime, number: int, dice: random.Random, words: list[str]
) -> dict[Table, Row]:
    trace_id = str(uuid.UUID(int=trace_id_int(new_id(at_ms=int(at.timestamp() * 1_000)))))
    place = min_number_at(at) + number % (1 << NUMBER_SHIFT)
    version = number % 3
    wrote = {"prompt_version": _VERSIONS[version], "writer_model": _MODELS[version]}
    half_stars, overall = dice.randint(1, 10), round(dice.uniform(3, 10), 2)
    trace = (
        template[traces]
        | wrote
        | {
            "id": trace_id,
            "number": place,
            "day": at.astimezone(UTC).date(),
            "started_at": at,
            "ended_at": at + timedelta(seconds=2),
            "duration_us": dice.randint(500_000, 20_000_000),
            "cost_usd": dice.random() / 100 if version < 2 else None,
            "errors": int(dice.random() < 0.02),
            "status": "error" if dice.random() < 0.01 else "ok",
            "overall": overall,
            "half_stars": half_stars,
        }
    )
    return {
        traces: trace,
        trace_terms: {
            "number": place,
            "terms": terms_to_store(f"{trace['search_text']} {dice.choice(words)} x{number}y"),
            "complete": True,
        },
        evaluations: _scored(template[evaluations], trace, at, overall),
        ratings: _rated(template[ratings], trace, at, words[number % len(words)], number),
    }


def _scored(row: Row, trace: Row, at: datetime, overall: float) -> Row:
    same = {name: trace[name] for name in ("prompt_version", "writer_model", "day")}
    return (
        row
        | same
        | {
            "id": new_id(at_ms=int(at.timestamp() * 1_000)),
            "trace_id": trace["id"],
            "overall": overall,
            "created_at": at,
        }
    )


def _rated(row: Row, trace: Row, at: datetime, comment: str, number: int) -> Row:
    return row | {
        "trace_id": trace["id"],
        "half_stars": trace["half_stars"],
        "clarity": number % 5 > 0,
        "comment": comment if number % COMMENTS_OF == 0 else "",
        "prompt_version": trace["prompt_version"],
        "model": trace["writer_model"],
        "day": trace["day"],
        "created_at": at,
        "changed_at": at,
    }


def _insert(connection: Connection, batch: list[dict[Table, Row]]) -> None:
    for table in (traces, trace_terms, evaluations, ratings):
        connection.execute(table.insert(), [copy[table] for copy in batch])
    commented = [copy for copy in batch if copy[ratings]["comment"]]
    rows = [
        {
            "number": copy[traces]["number"],
            "trace_id": copy[traces]["id"],
            "user_id": copy[ratings]["user_id"],
            "search_terms": terms_to_store(copy[ratings]["comment"]),
        }
        for copy in commented
    ]
    if rows:
        connection.execute(rating_words.insert(), rows)
