"""Traces are found by filters and by words; a search text is never query syntax."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Select, select, text

from core.ids import new_id
from core.quality.slice import Slice
from core.store.database.engine import Database
from core.store.database.pagination import encode_cursor
from core.store.traces import list_query, matching, selective_filters
from core.store.traces.read import (
    FilterChoices,
    TraceFilter,
    TraceOrder,
    count_traces,
    find_neighbours,
    find_trace,
    list_filter_choices,
    list_traces,
)
from core.store.traces.tables import traces
from core.store.unit_of_work import UnitOfWork
from core.tracing.span_record import SpanStatus
from tests.factories.stored import add_goal, add_rating, add_trace, close_trace, make_span
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
    assert ids(database, exclude_names=("coaching_session",)) == [good, bad, unscored]
    assert ids(database, within=Slice(model="offline")) == [bad]
    assert ids(database, within=Slice(prompt_version="generate@v2")) == [unscored]
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
        close_trace(work, add_trace(work, add_goal(work)))
        add_ended(work, writer_model="offline", prompt_version="")

    assert list_filter_choices(database, sample=False) == FilterChoices(
        names=("goal_generation_pipeline",),
        models=("gemini-3.8-flash", "offline"),
        prompt_versions=("generate@v1",),
        kinds=("unknown",),
        languages=("english",),
        tiers=("basic",),
    )
    assert list_filter_choices(database, sample=True) == FilterChoices(
        names=(), models=(), prompt_versions=(), kinds=(), languages=(), tiers=()
    )


@pytest.mark.parametrize(
    "wanted",
    [
        TraceFilter(),
        TraceFilter(status=SpanStatus.ERROR),
        TraceFilter(status=SpanStatus.ERROR, exclude_names=("provider_check", "evaluation_case")),
        TraceFilter(name="plan_revision", since=NOW),
        TraceFilter(within=Slice(model="offline")),
        TraceFilter(within=Slice(prompt_version="generate@v1"), until=NOW),
        TraceFilter(within=Slice(kind="training")),
        TraceFilter(within=Slice(language="other"), since=NOW),
        TraceFilter(within=Slice(tier="premium", offline=False), status=SpanStatus.ERROR),
        TraceFilter(search="run"),
        TraceFilter(search="run", status=SpanStatus.ERROR, max_score=3.0, since=NOW),
        TraceFilter(with_errors=True),
    ],
    ids=lambda wanted: wanted.search + str(wanted.status or wanted.name or wanted.within),
)
@pytest.mark.parametrize("counting", [False, True])
def test_lists_walk_one_index_newest_first_and_sort_nothing(
    sqlite_url: str, wanted: TraceFilter, monkeypatch: pytest.MonkeyPatch, *, counting: bool
) -> None:
    monkeypatch.setattr(selective_filters, "MOST", -1)  # as if many passed each filter
    database = Database.open(sqlite_url)
    with database.read() as connection:
        query = (
            matching.matching_numbers(connection, wanted).newest(51)
            if counting
            else list_query.page_query(connection, wanted, TraceOrder.NEWEST, None)
        )
        steps = plan_of(connection, query)
    database.close()

    assert not [step for step in steps if "TEMP B-TREE" in step]
    index = "trace_search" if wanted.search else "ix_traces_"
    assert index in steps[0]
    assert not [step for step in steps[1:] if "trace_search" in step]


@pytest.mark.parametrize("backward", [False, True])
@pytest.mark.parametrize("order", [order for order in TraceOrder if order != TraceOrder.NEWEST])
@pytest.mark.parametrize(
    "wanted",
    [
        TraceFilter(),
        TraceFilter(
            status=SpanStatus.ERROR,
            within=Slice(model="offline", prompt_version="generate@v1", kind="training"),
        ),
        TraceFilter(with_errors=True, since=NOW, max_score=3.0, max_stars=2.0),
    ],
    ids=["all", "some", "errors"],
)
def test_each_order_walks_its_own_index_from_the_cursor_on(
    sqlite_url: str,
    order: TraceOrder,
    wanted: TraceFilter,
    monkeypatch: pytest.MonkeyPatch,
    *,
    backward: bool,
) -> None:
    monkeypatch.setattr(selective_filters, "MOST", -1)
    database = Database.open(sqlite_url)
    cursor = encode_cursor(3, 5)
    with database.read() as connection:
        query = list_query.page_query(connection, wanted, order, cursor, backward=backward)
        steps = plan_of(connection, query)
    database.close()

    assert not [step for step in steps if "TEMP B-TREE" in step]
    name = {
        TraceOrder.LOWEST_SCORE: "ix_traces_lowest_score",
        TraceOrder.LOWEST_STARS: "ix_traces_lowest_stars",
        TraceOrder.MOST_EXPENSIVE: "ix_traces_sample_cost_usd_number",
        TraceOrder.SLOWEST: "ix_traces_sample_duration_us_number",
    }[order]
    assert name in steps[0]
    assert steps[0].count("?") == 2 or "<" in steps[0] or ">" in steps[0]


def test_traces_with_errors_are_read_from_their_own_index(sqlite_url: str) -> None:
    database = Database.open(sqlite_url)
    with database.read() as connection:
        rare = selective_filters.few_numbers(connection, TraceFilter(with_errors=True))
        assert rare is not None
        steps = plan_of(connection, rare)
    database.close()

    assert len(steps) == 1
    assert "ix_traces_with_errors" in steps[0]


def plan_of(connection: Connection, query: Select[Any]) -> list[str]:
    """Return the steps of SQLite's plan for the first page of a query."""
    options = {"literal_binds": True}
    sql = query.limit(51).compile(connection.engine, compile_kwargs=options)
    return [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")]


def test_each_order_pages_through_every_trace_that_has_the_figure(database: Database) -> None:
    with database.begin() as work:
        ids = [add_trace(work) for _ in range(5)]
        figures = ((5.0, 3), (None, 1), (2.5, 1), (5.0, 2), (0.0, 9))
        for trace_id, (overall, took) in zip(ids, figures, strict=True):
            close_trace(work, trace_id, overall=overall, after=timedelta(seconds=took))
        person = add_goal(work).user_id
        for trace_id, stars in ((ids[0], 4.0), (ids[1], 1.5), (ids[4], 1.5)):
            add_rating(work, trace_id, person, stars=stars)
        work.ratings.withdraw(trace_id=ids[4], user_id=person, now=NOW)
    newest_first = sorted(ids, key=lambda one: number_of(database, one), reverse=True)
    place = newest_first.index

    def expected(figures: dict[str, float], *, falling: bool) -> list[str]:
        sign = -1 if falling else 1
        return sorted(figures, key=lambda one: (sign * figures[one], place(one)))

    scores = {ids[0]: 5.0, ids[2]: 2.5, ids[3]: 5.0, ids[4]: 0.0}
    took = {ids[0]: 3.0, ids[1]: 1.0, ids[2]: 1.0, ids[3]: 2.0, ids[4]: 9.0}
    stars = {ids[0]: 4.0, ids[1]: 1.5}
    for order, wanted in (
        (TraceOrder.LOWEST_SCORE, expected(scores, falling=False)),
        (TraceOrder.SLOWEST, expected(took, falling=True)),
        (TraceOrder.LOWEST_STARS, expected(stars, falling=False)),
        (TraceOrder.MOST_EXPENSIVE, []),
        (TraceOrder.NEWEST, newest_first),
    ):
        assert paged(database, order) == wanted, order
        assert count_traces(database, TraceFilter(), order=order) == len(wanted)
        for before, one, after in zip([None, *wanted], wanted, [*wanted[1:], None], strict=False):
            found = find_neighbours(database, TraceFilter(), order, one)
            assert (found.before, found.after) == (before, after)


def paged(database: Database, order: TraceOrder) -> list[str]:
    """Return the ids of a list that is read one by one."""
    found, cursor = [], None
    while True:
        page = list_traces(database, TraceFilter(), order=order, limit=1, cursor=cursor)
        found += [row.trace_id for row in page.rows]
        cursor = page.next_cursor
        if cursor is None:
            return found


def number_of(database: Database, trace_id: str) -> int:
    with database.read() as connection:
        query = select(traces.c.number).where(traces.c.id == trace_id)
        return connection.execute(query).scalar_one()


def test_a_search_in_another_order_sorts_what_it_finds(database: Database) -> None:
    with database.begin() as work:
        low = add_ended(work, words="row home", overall=1.0)
        high = add_ended(work, words="row away", overall=9.0)
        add_ended(work, words="swim", overall=0.5)

    page = list_traces(database, TraceFilter(search="row"), order=TraceOrder.LOWEST_SCORE)

    assert [row.trace_id for row in page.rows] == [low, high]


@pytest.mark.parametrize("order", list(TraceOrder))
@pytest.mark.parametrize(
    "wanted",
    [
        TraceFilter(max_score=5.0),
        TraceFilter(min_score=2.0, status=SpanStatus.ERROR, search="ro"),
        TraceFilter(since=NOW + timedelta(minutes=3), until=NOW + timedelta(minutes=8)),
        TraceFilter(with_errors=True, search="row"),
        TraceFilter(within=Slice(model="offline"), search="?"),
        TraceFilter(max_stars=2.0, within=Slice(model="offline")),
    ],
    ids=["score", "status", "window", "errors", "no words", "stars"],
)
def test_a_list_is_the_same_whether_few_or_many_pass_its_filters(
    database: Database, wanted: TraceFilter, order: TraceOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.begin() as work:
        person = add_goal(work).user_id
        for minute in range(12):
            trace_id = add_ended(
                work,
                words="row home" if minute % 3 else "swim",
                minute=minute,
                overall=float(minute % 7),
                status=SpanStatus.ERROR if minute % 2 else SpanStatus.OK,
                writer_model="offline" if minute % 4 else "gemini-3.8-flash",
            )
            if minute % 2:
                add_rating(work, trace_id, person, stars=1.0 + minute % 3)

    def listed() -> tuple[list[str], int]:
        rows = list_traces(database, wanted, order=order).rows
        return [row.trace_id for row in rows], count_traces(database, wanted, order=order)

    few = listed()
    monkeypatch.setattr(selective_filters, "MOST", -1)

    assert few == listed()
    assert len(few[0]) == few[1]


def test_a_trace_with_a_repaired_step_counts_as_one_with_errors(database: Database) -> None:
    with database.begin() as work:
        add_ended(work)
        failed = add_ended(work, status=SpanStatus.ERROR)
        repaired = add_trace(work)
        work.traces.add_spans((make_span(repaired, "00000000000000ab", status=SpanStatus.ERROR),))
        close_trace(work, repaired)

    found = list_traces(database, TraceFilter(with_errors=True)).rows

    assert {row.trace_id for row in found} == {failed, repaired}


def test_an_unknown_trace_is_nothing(database: Database) -> None:
    assert find_trace(database, new_id()) is None
    assert find_trace(database, "not an id \N{RUNNER}") is None
