"""(h) Whole traces kept: one in a commit, and many in one, with their texts, their sums and the daily rollups."""

import itertools
import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import event

from core.bootstrap import Rein
from core.ids import new_id
from core.store.traces.values import EndedTrace, TraceClosing, TraceOpening
from core.tracing import names
from core.tracing.span_record import SpanRecord, SpanStatus
from core.tracing.tracer import new_span_id
from tests.bench.databases import SQLITE, reins
from tests.bench.figures import Figure, Report, interleave, median
from tests.bench.stand import fresh_rein
from tests.bench.stopwatch import Stopwatch, in_ms

BATCH = 100
SHAPE = (
    (names.PREPROCESSING_STAGE, None),
    (names.GENERATION_STAGE, None),
    ("llm_call_generation", 1),
    ("json_parsing", 1),
    (names.EVALUATION_STAGE, None),
    ("llm_call_evaluation", 4),
    ("json_parsing", 4),
    (names.PLANNING_STAGE, None),
)
"""The spans under the root, each with the place of its parent; None is the root."""

VOCABULARY = tuple(
    f"{a}{b}{c}"
    for a in "bdfgklmnprst"
    for b in ("a", "ei", "o", "u")
    for c in ("n", "r", "st", "l")
)
CALL_WORDS = (190, 190)
"""Words asked and answered in a call: the two calls and the short texts of a trace come to about 5 kB."""

SHORT_WORDS = 6


def measure(rounds: int) -> Report:
    figures: list[Figure] = []
    with reins() as each:
        for kind, rein in each.items():
            figures += _measure(kind, rein, rounds)
    figures += _beside_sqlite(rounds)
    return Report(
        title=f"(h) Traces of {len(SHAPE) + 1} spans and 5 kB of text, kept and committed to disk",
        figures=tuple(figures),
        remarks=(
            "With each trace go its texts (compressed), its words for the search, its totals and the daily rollups.",
            "CPU is this process's; PostgreSQL's own work is in its server.",
            "Plain sqlite3 is given the finished statements and values of the same traces: it compresses nothing.",
        ),
    )


def _measure(kind: str, rein: Rein, rounds: int) -> list[Figure]:
    made = traces(random.Random(7))  # noqa: S311 - words, not secrets
    alone, batched = Stopwatch(), Stopwatch()

    def keep(watch: Stopwatch, count: int) -> float:
        batch = list(itertools.islice(made, count))
        with watch.running(), rein.database.begin() as work:
            work.traces.insert_ended(batch)
        return watch.wall[-1]

    interleave(2, {"one": lambda: keep(alone, 1), "many": lambda: keep(batched, BATCH)})
    alone.clear()
    batched.clear()
    interleave(
        rounds,
        {
            "one": lambda: sum(keep(alone, 1) for _ in range(10)),
            "many": lambda: keep(batched, BATCH),
        },
    )
    lite = kind == SQLITE
    return [
        in_ms(f"{kind}: one trace a commit, CPU", alone.cpu, target="<= 0.4 ms" if lite else ""),
        in_ms(f"{kind}: one trace a commit, wall", alone.wall),
        Figure(
            name=f"{kind}: traces a second, one a commit",
            value=1 / median(alone.wall),
            unit="1/s",
            n=len(alone.wall),
        ),
        in_ms(f"{kind}: {BATCH} traces a commit, CPU of one", batched.cpu, per=BATCH),
        Figure(
            name=f"{kind}: traces a second, {BATCH} a commit",
            value=BATCH / median(batched.wall),
            unit="1/s",
            n=len(batched.wall),
            target=">= 4,000 on a quiet core",
            note=f"{BATCH / median(batched.cpu):.0f} 1/s of CPU time",
        ),
    ]


def _beside_sqlite(rounds: int) -> list[Figure]:
    """Compare with what SQLite alone takes, in turn, so that a busy machine slows both."""
    made = traces(random.Random(8))  # noqa: S311 - words, not secrets
    figures: list[Figure] = []
    with fresh_rein() as rein, fresh_rein() as other:
        bare = Bare(rein, other)
        for count in (1, BATCH):
            ours, plain = Stopwatch(), Stopwatch()
            for _ in range(rounds * (10 if count == 1 else 1)):
                batch = list(itertools.islice(made, count))
                with ours.running(), rein.database.begin() as work:
                    work.traces.insert_ended(batch)
                bare.run(plain)
            each = f"{1e3 * median(ours.cpu) / count:.3g} ms / {1e3 * median(plain.cpu) / count:.3g} ms of CPU a trace"
            figures.append(
                Figure(
                    name=f"Rein / plain sqlite3, {count} a commit",
                    value=median(ours.cpu) / median(plain.cpu),
                    unit="ratio",
                    n=len(ours.cpu),
                    note=each,
                )
            )
        bare.close()
    return figures


class Bare:
    """The statements Rein made of traces, run once more by the plain driver on a database of their own.

    Everything is prepared and converted before the clock runs, so this is what SQLite alone takes for the same rows.
    """

    def __init__(self, source: Rein, target: Rein) -> None:
        self._heard: list[tuple[str, Any]] = []
        path = target.database.file
        assert path is not None
        self._connection = sqlite3.connect(path, isolation_level=None)
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            "cache_size=-16384",
        ):
            self._connection.execute(f"PRAGMA {pragma}")
        with source.database.begin() as work:
            event.listen(work.connection.engine, "before_cursor_execute", self._hear)

    def run(self, watch: Stopwatch) -> None:
        """Take the time of what was heard since the last call."""
        heard, self._heard = self._heard, []
        with watch.running():
            for text, rows in heard:
                if isinstance(rows, list):
                    self._connection.executemany(text, rows)
                else:
                    self._connection.execute(text, rows)
            self._connection.execute("COMMIT")

    def close(self) -> None:
        self._connection.close()

    def _hear(self, _connection: object, _cursor: object, text: str, rows: Any, *_: object) -> None:
        self._heard.append((text, rows))


def traces(dice: random.Random) -> Iterator[EndedTrace]:
    """Make traces without end, no two with the same text."""
    at = datetime.now(UTC)
    while True:
        at += timedelta(milliseconds=20)
        opening = TraceOpening(
            id=new_id(),
            root_span_id=new_span_id(),
            name=names.GOAL_PIPELINE,
            started_at=at,
            search_text=_words(dice, 12),
            input=_words(dice, 12),
        )
        closing = TraceClosing(
            status=SpanStatus.OK,
            ended_at=at + timedelta(seconds=2.4 + dice.random()),
            overall=round(dice.uniform(5, 10), 1),
            writer_model="gemini-3.8-flash",
            prompt_version="generate@v1",
            judge_model="gemini-3.8-flash",
        )
        yield EndedTrace(opening=opening, spans=_spans(opening, dice), closing=closing)


def _spans(trace: TraceOpening, dice: random.Random) -> tuple[SpanRecord, ...]:
    ids = [new_span_id() for _ in SHAPE]
    return tuple(
        _span(
            trace,
            dice,
            name,
            span_id=span_id,
            parent_id=trace.root_span_id if under is None else ids[under],
        )
        for (name, under), span_id in zip(SHAPE, ids, strict=True)
    )


def _span(
    trace: TraceOpening, dice: random.Random, name: str, *, span_id: str, parent_id: str
) -> SpanRecord:
    call = name.startswith("llm_call")
    asked, answered = CALL_WORDS if call else (SHORT_WORDS, SHORT_WORDS)
    return SpanRecord(
        trace_id=trace.id,
        span_id=span_id,
        parent_id=parent_id,
        name=name,
        started_at=trace.started_at,
        ended_at=trace.started_at + timedelta(seconds=dice.random()),
        status=SpanStatus.OK,
        model="gemini-3.8-flash" if call else None,
        provider="google" if call else None,
        input=_words(dice, asked),
        output=_words(dice, answered),
        input_tokens=900 if call else 0,
        output_tokens=700 if call else 0,
        cost_usd=0.002 if call else None,
    )


def _words(dice: random.Random, count: int) -> str:
    return " ".join(dice.choices(VOCABULARY, k=count))
