"""Traces are found by filters and by words; a search text is never query syntax."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from core.ids import new_id
from core.store.database.engine import Database
from core.store.traces import read as queries
from core.store.traces.read import (
    FilterChoices,
    TraceFilter,
    count_traces,
    find_trace,
    list_filter_choices,
    list_traces,
)
from core.store.unit_of_work import UnitOfWork
from core.tracing.span_record import SpanStatus
from tests.factories.stored import add_goal, add_trace, close_trace
from tests.fakes import NOW


def ids(database: Database, **wanted: object) -> list[str]:
    filter_ = TraceFilter(**wanted)  # type: ignore[arg-type]
    found = [row.trace_id for row in list_traces(database, filter_).rows]
    assert count_traces(database, filter_) == len(found)
    return found


def add_ended(work: UnitOfWork, words: str = "", *, minute: int = 0, **closing: object) -> str:
    started_at = NOW + timedelta(minutes=minute)
    trace_id = add_trace(work, search_text=words, started_at=started_at)
    close_trace(work, trace_id, after=timedelta(minutes=minute, seconds=1), **closing)
    return trace_id


def test_each_filter_narrows_the_list(database: Database) -> None:
    with database.begin() as work:
        good = add_ended(work, minute=2, overall=9.0)
        bad = add_ended(
            work, minute=1, overall=3.0, status=SpanStatus.ERROR, writer_model="offline"
        )
        unscored = add_ended(work, minute=0, overall=None, prompt_version="generate@v2")
        running = add_trace(work, name="coaching_session", started_at=NOW + timedelta(minutes=3))

    assert ids(database) == [running, good, bad, unscored]
    assert ids(database, status=SpanStatus.ERROR) == [bad]
    assert ids(database, status=SpanStatus.RUNNING) == [running]
    assert ids(database, min_score=5.0) == [good]
    assert ids(database, max_score=5.0) == [bad]
    assert ids(database, min_score=3.0, max_score=9.0) == [good, bad]
    assert ids(database, since=NOW + timedelta(minutes=1)) == [running, good, bad]
    assert ids(database, until=NOW + timedelta(minutes=1)) == [unscored]
    assert ids(database, name="coaching_session") == [running]
    assert ids(database, exclude_name="coaching_session") == [good, bad, unscored]
    assert ids(database, model="offline") == [bad]
    assert ids(database, prompt_version="generate@v2") == [unscored]
    assert ids(database, sample=True) == []


def test_a_row_carries_what_the_root_knows(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        trace_id = add_trace(work, goal)
        close_trace(work, trace_id)

    (row,) = list_traces(database, TraceFilter()).rows
    assert (row.goal_id, row.goal_text, row.user_id) == (goal.id, goal.text, goal.user_id)
    assert (row.duration_ms, row.overhead_us, row.writer_model, row.judge_model) == (
        2_000,
        1_000,
        "gemini-3.8-flash",
        "gemini-4-argon",
    )
    detail = find_trace(database, trace_id)
    assert detail is not None
    assert detail.row == row


def test_every_word_must_occur_and_may_be_the_beginning_of_one(database: Database) -> None:
    with database.begin() as work:
        run = add_ended(work, "Run a marathon in Zürich, sub-4:00!", minute=1)
        read = add_ended(work, "Read 20 books about running", minute=0)

    assert ids(database, search="run") == [run, read]
    assert ids(database, search="MARA zür") == [run]
    assert ids(database, search="run books") == [read]
    assert ids(database, search="marathon books") == []
    assert ids(database, search="goal_generation") == [run, read]
    assert ids(database, search="  ") == [run, read]
    assert ids(database, search="20") == [read]


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "'",
        '" OR 1=1 --',
        "'; DROP TABLE traces; --",
        "run*",
        "NEAR(run books)",
        "run AND",
        "NOT run",
        "search_text:run",
        "-run",
        "run & !books | (",
        "a:*b <-> c",
        "\\",
        "\x00",
        "\ud800",
        "½ ² ① \u0301",
        "ไทย हिन्दी עברית \N{RUNNER}",
        "{run}^2",
        "x" * 5_000,
        "run " * 500,
    ],
)
def test_what_is_typed_is_never_query_syntax(database: Database, typed: str) -> None:
    with database.begin() as work:
        add_ended(work, "Run home")

    found = list_traces(database, TraceFilter(search=typed)).rows

    assert len(found) <= 1
    assert count_traces(database, TraceFilter()) == 1


@pytest.mark.parametrize("typed", ["!!!", "***", "🏃"])
def test_a_search_without_a_word_finds_nothing(database: Database, typed: str) -> None:
    with database.begin() as work:
        add_ended(work, "Run home")

    assert ids(database, search=typed) == []


def test_a_search_is_narrowed_by_the_other_filters(database: Database) -> None:
    with database.begin() as work:
        old = add_ended(work, "run", minute=0)
        new = add_ended(work, "run", minute=5, status=SpanStatus.ERROR)

    assert ids(database, search="run", status=SpanStatus.ERROR) == [new]
    assert ids(database, search="run", until=NOW + timedelta(minutes=5)) == [old]
    assert ids(database, search="run", since=NOW + timedelta(minutes=5)) == [new]


def test_a_deleted_trace_is_not_found_by_its_words(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work, text="swim the channel")
        add_trace(work, goal)
    assert len(ids(database, search="channel")) == 1

    with database.begin() as work:
        work.goals.delete(goal.id)

    assert ids(database, search="channel") == []
    if database.dialect == "sqlite":
        with database.begin() as work:  # the index agrees with the table it refers to
            work.connection.execute(
                text("INSERT INTO trace_search(trace_search) VALUES ('integrity-check')")
            )


@pytest.mark.parametrize("search", ["", "run"])
def test_traces_are_paged_newest_first_without_gap_or_repeat(
    database: Database, search: str
) -> None:
    with database.begin() as work:
        made = [add_ended(work, "run", minute=minute // 2) for minute in range(7)]

    seen: list[str] = []
    cursor = None
    for _ in range(4):
        page = list_traces(database, TraceFilter(search=search), limit=2, cursor=cursor)
        seen += [row.trace_id for row in page.rows]
        cursor = page.next_cursor
    assert cursor is None
    assert len(seen) == len(set(seen))
    assert set(seen) == set(made)
    assert seen[0] == made[6]


def test_counting_stops_where_it_is_told(database: Database) -> None:
    with database.begin() as work:
        for _ in range(5):
            add_trace(work)

    assert count_traces(database, TraceFilter(), at_most=3) == 3


def test_the_choices_of_the_filters_are_what_there_is(database: Database) -> None:
    with database.begin() as work:
        add_ended(work)
        add_ended(work, writer_model="offline", prompt_version="")

    assert list_filter_choices(database, sample=False) == FilterChoices(
        names=("goal_generation_pipeline",),
        models=("gemini-3.8-flash", "offline"),
        prompt_versions=("generate@v1",),
    )
    assert list_filter_choices(database, sample=True) == FilterChoices(
        names=(), models=(), prompt_versions=()
    )


@pytest.mark.parametrize(
    "wanted",
    [
        TraceFilter(),
        TraceFilter(status=SpanStatus.ERROR),
        TraceFilter(status=SpanStatus.ERROR, exclude_name="provider_check"),
        TraceFilter(name="plan_revision", since=NOW),
        TraceFilter(model="offline"),
        TraceFilter(prompt_version="generate@v1", until=NOW),
        TraceFilter(search="run"),
        TraceFilter(search="run", status=SpanStatus.ERROR, max_score=3.0, since=NOW),
    ],
    ids=lambda wanted: (
        wanted.search + str(wanted.status or wanted.name or wanted.model or wanted.prompt_version)
    ),
)
@pytest.mark.parametrize("counting", [False, True])
def test_lists_walk_one_index_newest_first_and_sort_nothing(
    sqlite_url: str, wanted: TraceFilter, *, counting: bool
) -> None:
    database = Database.open(sqlite_url)
    source, number, conditions = queries._filtered(wanted, "sqlite")
    query = (
        select(number).select_from(source)
        if counting
        else queries._select_traces(source).order_by(number.desc())
    )
    with database.read() as connection:
        sql = (
            query.where(*conditions)
            .limit(51)
            .compile(connection.engine, compile_kwargs={"literal_binds": True})
        )
        steps = [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")]
    database.close()

    assert not [step for step in steps if "TEMP B-TREE" in step]
    assert ("trace_search" if wanted.search else "ix_traces_sample") in steps[0]
    assert not [step for step in steps[1:] if "trace_search" in step]


def test_an_unknown_trace_is_nothing(database: Database) -> None:
    assert find_trace(database, new_id()) is None
    assert find_trace(database, "not an id \N{RUNNER}") is None
