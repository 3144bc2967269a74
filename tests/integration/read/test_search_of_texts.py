"""A trace is found by everything that was written in it, and by nothing that was taken back."""

import json

import pytest
from sqlalchemy import func, select, text

from core.store.database.engine import Database
from core.store.traces.read import TraceFilter, list_traces
from core.store.traces.search import _MAX_FORMS
from core.store.traces.searched_texts import spoken
from core.store.traces.tables import trace_terms
from core.store.unit_of_work import UnitOfWork
from tests.factories.stored import (
    add_goal,
    add_rating,
    add_run,
    add_trace,
    close_trace,
    make_question,
    make_span,
)
from tests.fakes import NOW

REPLY = json.dumps(
    {
        "title": "毎日ピアノを弾く",
        "weeks": [
            {"phase": "Flash cards", "tasks": [{"title": "Cafe\u0301 \N{BOOKS} " + "x" * 600}]}
        ],
    }
)


def finds(database: Database, wanted: str, *, sample: bool = False) -> int:
    return len(list_traces(database, TraceFilter(search=wanted, sample=sample)).rows)


def add_written(work: UnitOfWork, *, sample: bool = False) -> tuple[str, str]:
    """Write a finished goal with an answer, a long reply and a rating. Return trace and person."""
    goal = add_goal(work, text="Learn the keyboard", sample=sample)
    run = add_run(work, goal)
    work.clarifications.add(run.id, (make_question(),), now=NOW)
    work.clarifications.answer(run.id, "baseline", "Trombone since school", now=NOW)
    work.traces.add_spans(
        (
            make_span(run.trace_id, "00000000000000ab", output=REPLY),
            make_span(
                run.trace_id, "00000000000000ac", name="llm_call_evaluation", output="Verdict"
            ),
        )
    )
    close_trace(work, run.trace_id)
    work.traces.index_texts(run.trace_id)
    add_rating(work, run.trace_id, goal.user_id, comment="The milestones keep me going")
    return run.trace_id, goal.user_id


@pytest.mark.parametrize(
    "wanted",
    [
        "keyboard",
        "ピアノ",
        "flash CARDS",
        "café",
        "\N{BOOKS}",
        "trombone",
        "milestones going",
        "tromb ピア",
    ],
)
def test_words_of_goal_answer_reply_and_comment_find_a_trace(
    database: Database, wanted: str
) -> None:
    with database.begin() as work:
        add_written(work)

    assert finds(database, wanted) == 1
    assert finds(database, wanted, sample=True) == 0


def test_names_in_a_reply_and_the_verdicts_of_a_judge_are_no_words_of_it(
    database: Database,
) -> None:
    with database.begin() as work:
        add_written(work)

    assert [finds(database, wanted) for wanted in ("weeks", "title", "verdict")] == [0, 0, 0]


def test_the_sample_is_searched_apart(database: Database) -> None:
    with database.begin() as work:
        add_written(work, sample=True)
        add_written(work)

    assert finds(database, "trombone") == finds(database, "trombone", sample=True) == 1


def test_a_changed_comment_is_found_by_its_new_words_and_a_withdrawn_one_by_none(
    database: Database,
) -> None:
    with database.begin() as work:
        trace_id, person = add_written(work)
        add_rating(work, trace_id, person, comment="Too steep")
    assert (finds(database, "milestones"), finds(database, "steep")) == (0, 1)

    with database.begin() as work:
        work.ratings.withdraw(trace_id=trace_id, user_id=person, now=NOW)

    assert (finds(database, "steep"), finds(database, "trombone")) == (0, 1)


def test_a_deleted_goal_leaves_no_term_behind(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work, text="Learn the trombone")
        trace_id = add_trace(work, goal)
        work.traces.index_texts(trace_id)
        work.goals.delete(goal.id)

        assert work.connection.execute(select(func.count(trace_terms.c.number))).scalar_one() == 0
        if database.dialect == "sqlite":
            check = "INSERT INTO trace_search(trace_search) VALUES ('integrity-check')"
            work.connection.execute(text(check))
            words = text("SELECT count(*) FROM trace_search_words")
            assert work.connection.execute(words).scalar_one() == 0
    assert finds(database, "trombone") == 0


def test_a_beginning_of_very_many_words_finds_every_one_of_them(database: Database) -> None:
    count = _MAX_FORMS + 5
    with database.begin() as work:
        for number in range(count):
            add_trace(work, search_text=f"ab{'c' * (number % 7)}{chr(97 + number % 26)}{number}z")
        add_trace(work, search_text="axe")

    found = list_traces(database, TraceFilter(search="ab"), limit=200).rows
    assert len(found) == count
    assert len(list_traces(database, TraceFilter(search="a"), limit=200).rows) == count + 1


def test_traces_of_an_earlier_version_are_completed_a_batch_at_a_time(database: Database) -> None:
    with database.begin() as work:
        trace_id, _ = add_written(work)
        running = add_trace(work, search_text="still going")
        old = trace_terms.update().values(terms="keyboard", complete=False)
        work.connection.execute(old)
    assert finds(database, "trombone") == 0

    with database.begin() as work:
        done = [work.traces.index_next_texts(limit=1) for _ in range(2)]

    assert done == [1, 0]
    assert (finds(database, "trombone"), finds(database, "keyboard")) == (1, 2), (trace_id, running)


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ('Sure: {"a": "one", "b": ["two", 3]} Done', "Sure: two one Done"),
        ("No JSON at all", "No JSON at all"),
        ('{"broken": "half', '{"broken": "half'),
        ("} {", "} {"),
        ("", ""),
    ],
)
def test_the_words_of_a_reply_are_its_texts(reply: str, words: str) -> None:
    assert sorted(spoken(reply).split()) == sorted(words.split())
