"""Pairs, failed questions and lowest scores, read from a database that one fixture fills."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from core.datasets.label import CameBy, Verdict
from core.ids import new_id
from core.quality.rubric import DIMENSIONS, items_of
from core.quality.slice import Slice
from core.store.database.engine import Database
from core.store.database.rows import fetch_all
from core.store.labels.values import LabelRecord
from core.store.retention.erasure import erase_goal, erase_sample
from core.store.rollups.rebuild import rebuild_rollups
from core.store.rollups.tables import rollup_items
from core.store.rollups.verify import differing_rollups
from core.store.scores.items import find_item_failures, item_totals
from core.store.scores.lowest import list_lowest
from core.store.scores.pairs import SOURCES, STARS, find_pairs, find_titles
from core.store.unit_of_work import UnitOfWork
from tests.factories.stored import (
    add_evaluation,
    add_goal,
    add_rating,
    add_trace,
    make_evaluation,
)
from tests.fakes import NOW

DAY = NOW.date()
WINDOW = {"since": DAY, "until": DAY, "sample": False}
RULE = "offline-coach"
LAST = [items_of(dimension)[3].id for dimension in DIMENSIONS]
"""Questions that only an evaluation with four times yes answers with yes."""


@dataclass(frozen=True, slots=True)
class Stored:
    database: Database
    traces: list[str]
    """Rated and scored, the oldest first; stars rise with the score."""


def score(work: UnitOfWork, yes: int, minute: int, **changes: object) -> tuple[str, str]:
    """Score a new goal; return its trace and its owner."""
    sample = bool(changes.pop("sample", False))
    goal = add_goal(work, sample=sample)
    trace = add_trace(work, goal, started_at=NOW + timedelta(minutes=minute))
    rubric = changes.pop("rubric", None)
    evaluation = replace(make_evaluation(yes=yes), text_words=100 * yes + minute)
    if rubric is not None:
        evaluation = replace(evaluation, rubric_version=str(rubric))
    at = NOW + timedelta(minutes=minute)
    add_evaluation(work, trace, goal, evaluation=evaluation, created_at=at, **changes)
    return trace, goal.user_id


def label(
    work: UnitOfWork, trace: str, owner: str, *, overall: int | None, sample: bool = False
) -> None:
    record = LabelRecord(
        subject=trace,
        user_id=owner,
        verdict=Verdict(overall=overall, answers={"clarity": True}),
        came_by=CameBy.LOT,
        blind=True,
        sample=sample,
        trace_id=trace,
    )
    work.labels.save(record, now=NOW)


def fill(database: Database) -> Stored:
    traces = []
    with database.begin() as work:
        for number in range(12):
            yes = number % 5
            trace, owner = score(work, yes, number)
            at = NOW + timedelta(minutes=number)
            add_rating(work, trace, owner, stars=1.0 + yes / 2, now=at)
            traces.append(trace)
        label(work, traces[3], owner, overall=7)
        label(work, traces[4], owner, overall=None)
        label(work, traces[0], owner, overall=1, sample=True)
        label(work, traces[1], owner, overall=1)
        work.labels.withdraw(traces[1], user_id=owner, now=NOW)
        score(work, 0, 20)
        older, owner = score(work, 4, 21, rubric="1")
        add_rating(work, older, owner, stars=0.5, now=NOW)
        withdrawn, owner = score(work, 4, 22)
        add_rating(work, withdrawn, owner, now=NOW)
        work.ratings.withdraw(trace_id=withdrawn, user_id=owner, now=NOW)
        ruled, owner = score(work, 4, 23, judge_model=RULE)
        add_rating(work, ruled, owner, stars=2.0, now=NOW + timedelta(minutes=23))
        made_up, owner = score(work, 0, 24, sample=True)
        add_rating(work, made_up, owner, now=NOW)
        score(work, 0, -24 * 60)
    return Stored(database, traces)


@pytest.fixture(scope="module")
def stored(module_database_url: str) -> Iterator[Stored]:
    database = Database.open(module_database_url)
    database.migrate()
    yield fill(database)
    database.close()


def test_a_pair_has_the_score_and_the_stars_of_one_result(stored: Stored) -> None:
    found = find_pairs(stored.database, STARS, **WINDOW)  # type: ignore[arg-type]

    by_model = [pair for pair in found.pairs if pair.judge != RULE]
    assert [pair.trace_id for pair in by_model] == list(reversed(stored.traces)), "newest first"
    first = by_model[-1]
    assert (first.judged.overall, first.judged.value, first.judged.words) == (0.0, 1.0, 0)
    assert first.judged.dimensions == (0.0, 0.0, 0.0, 0.0)
    assert by_model[-4].judged.value == 2.5
    assert (found.cut, found.older) == (False, 1)
    assert len({pair.judged.person for pair in found.pairs}) == len(found.pairs)


def test_only_the_newest_pairs_are_read_and_that_is_known(stored: Stored) -> None:
    found = find_pairs(stored.database, STARS, limit=4, **WINDOW)  # type: ignore[arg-type]

    assert found.cut
    assert [pair.trace_id for pair in found.pairs if pair.judge != RULE] == list(
        reversed(stored.traces[-3:])
    )


def test_labels_with_a_score_are_pairs_too(stored: Stored) -> None:
    source = next(one for one in SOURCES if one.scale.name == "labels")

    found = find_pairs(stored.database, source, **WINDOW)  # type: ignore[arg-type]

    assert [(pair.trace_id, pair.judged.value) for pair in found.pairs] == [(stored.traces[3], 7.0)]
    other = find_pairs(stored.database, source, within=Slice(model="another"), **WINDOW)  # type: ignore[arg-type]
    assert other.pairs == ()


def test_titles_are_found_by_goal(stored: Stored) -> None:
    found = find_pairs(stored.database, STARS, **WINDOW)  # type: ignore[arg-type]
    goal = found.pairs[0].goal_id or ""

    assert find_titles(stored.database, {goal, new_id()}) == {
        goal: "Run 5 km without stopping by the end of March"
    }


def test_item_totals_are_the_counts_of_the_answers(stored: Stored) -> None:
    totals = {t.item: t for t in item_totals(stored.database, scorer="model", **WINDOW)}  # type: ignore[arg-type]

    # 14 of the newest rubric today: yes 0 to 4 in turn, one 0, one withdrawn 4.
    first, last = (totals[items_of(DIMENSIONS[0])[place].id] for place in (0, 3))
    assert (first.n, first.known, first.no) == (14, 14, 4)
    assert (last.n, last.known, last.no) == (14, 14, 11)
    assert last.share == pytest.approx(11 / 14)
    assert last.interval is not None
    assert last.interval.contains(11 / 14)
    order = [t.share or 0 for t in item_totals(stored.database, **WINDOW)]  # type: ignore[arg-type]
    assert order == sorted(order, reverse=True), "the most failed first"


def test_items_are_counted_by_model_and_by_who_scored(stored: Stored) -> None:
    by_model = item_totals(stored.database, by="model", **WINDOW)  # type: ignore[arg-type]
    by_rule = item_totals(stored.database, scorer="rule", **WINDOW)  # type: ignore[arg-type]

    assert {t.group for t in by_model} == {"gemini-3.8-flash"}
    assert {t.n for t in by_rule} == {1}


@pytest.mark.parametrize(
    ("within", "kept"),
    [
        (Slice(model="gemini-3.8-flash"), True),
        (Slice(prompt_version="generate@v1", offline=False), True),
        (Slice(language="english"), True),
        (Slice(kind="unknown", model="gemini-3.8-flash"), True),
        (Slice(model="another"), False),
        (Slice(language="other"), False),
    ],
)
def test_a_slice_cuts_pairs_questions_and_lowest_scores_alike(
    stored: Stored, within: Slice, *, kept: bool
) -> None:
    window = {**WINDOW, "within": within}
    every = item_totals(stored.database, **WINDOW)  # type: ignore[arg-type]

    assert item_totals(stored.database, **window) == (every if kept else ())  # type: ignore[arg-type]
    assert bool(list_lowest(stored.database, **window)) == kept  # type: ignore[arg-type]
    assert bool(find_item_failures(stored.database, LAST[0], **window)) == kept  # type: ignore[arg-type]


def test_pairs_are_cut_by_the_traits_of_the_rating(stored: Stored) -> None:
    every = find_pairs(stored.database, STARS, **WINDOW)  # type: ignore[arg-type]

    for within, count in ((Slice(language="english"), len(every.pairs)), (Slice(kind="x"), 0)):
        found = find_pairs(stored.database, STARS, within=within, **WINDOW)  # type: ignore[arg-type]
        assert len(found.pairs) == count


def test_the_failures_of_a_question_are_the_newest_and_only_those(stored: Stored) -> None:
    found = find_item_failures(
        stored.database,
        LAST[0],
        limit=3,
        scorer="model",
        **WINDOW,  # type: ignore[arg-type]
    )

    assert [failure.overall for failure in found] == [0.0, 2.02, 0.0]
    assert [f.created_at for f in found] == sorted((f.created_at for f in found), reverse=True)
    assert {f.question for f in found} == {items_of(DIMENSIONS[0])[3].question}
    assert found[1].trace_id == stored.traces[11]
    assert find_item_failures(stored.database, "no.such", **WINDOW) == ()  # type: ignore[arg-type]


def test_the_lowest_scores_come_first_with_what_failed(stored: Stored) -> None:
    found = list_lowest(stored.database, limit=5, **WINDOW)  # type: ignore[arg-type]

    overall = [low.row.overall for low in found]
    assert overall == sorted(overall, key=lambda value: value or 0)
    assert overall[0] == 0.0
    assert len(found[0].failed) == 17
    assert set(LAST) <= {item.item for item in found[-1].failed}
    assert all(low.row.created_at.date() == DAY for low in found)


def test_the_sums_of_items_are_those_of_a_recount_and_go_with_the_goal(
    database: Database,
) -> None:
    with database.begin() as work:
        trace, _ = score(work, 2, 0)
        score(work, 3, 1, sample=True)
        goal = add_goal(work)
        add_evaluation(work, add_trace(work, goal), goal, evaluation=make_evaluation(yes=1))
        counted = sums(work)
        rebuild_rollups(work.connection)
        assert sums(work) == counted
    with database.read() as connection:
        assert differing_rollups(connection, [DAY]) == ()
    with database.begin() as work:
        erase_goal(work.connection, goal.id)
        assert sum(n for n, _, _ in sums(work).values()) == 2 * 17
        erase_sample(work.connection)
        assert sum(no for _, _, no in sums(work).values()) == 17 - 2 * 4
        assert trace


def sums(work: UnitOfWork) -> dict[tuple[object, ...], tuple[int, int, int]]:
    rows = fetch_all(work.connection, select(rollup_items))
    return {(r["sample"], r["item"]): (r["n"], r["known"], r["no"]) for r in rows}


def test_the_newest_failures_are_found_by_their_index(sqlite_url: str) -> None:
    database = Database.open(sqlite_url)
    plan = "EXPLAIN QUERY PLAN SELECT evaluation_id FROM evaluation_items WHERE item = 'x' AND known AND NOT yes ORDER BY evaluation_id DESC"
    with database.read() as connection:
        steps = [row[-1] for row in connection.exec_driver_sql(plan)]
    database.close()

    assert len(steps) == 1
    assert "ix_evaluation_items_no" in steps[0]
