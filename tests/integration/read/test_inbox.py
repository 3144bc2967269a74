"""The inbox shows every rating once, in either order, under any filter, on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from core.ids import new_id
from core.quality.slice import Slice
from core.store.database.engine import Database
from core.store.ratings.inbox import InboxQuery, InboxRow, count_inbox, find_rating, list_inbox
from core.store.ratings.inbox_filter import InboxFilter, Order
from core.store.ratings.replies import list_replies
from core.store.ratings.values import NewReply
from tests.factories.stored import add_goal, add_rating, add_trace, close_trace
from tests.fakes import NOW

ALL = InboxFilter(
    sample=False, since=NOW.date() - timedelta(days=40), until=NOW.date() + timedelta(days=1)
)
COMMENTS = ("", "Too tight for my shifts", "Der Zeitplan ist zu eng", "50% less, please", "")
N = 25


@pytest.fixture
def filled(database: Database) -> Database:
    """Ratings of one, two and so on half stars, two at the same moment; some with words."""
    with database.begin() as work:
        goal = add_goal(work)
        for place in range(N):
            trace_id = add_trace(work, goal)
            close_trace(work, trace_id, prompt_version=f"generate@v{place % 2 + 1}")
            add_rating(
                work,
                trace_id,
                goal.user_id,
                now=NOW - timedelta(hours=place // 2),
                stars=(place % 10 + 1) / 2,
                clarity=(True, False, None)[place % 3],
                comment=COMMENTS[place % len(COMMENTS)],
            )
    return database


def every(
    database: Database, wanted: InboxFilter, order: Order = Order.NEWEST, limit: int = 4
) -> list[InboxRow]:
    return list(_pages(database, wanted, order, limit))


def _pages(database: Database, wanted: InboxFilter, order: Order, limit: int) -> Iterator[InboxRow]:
    cursor = None
    while True:
        page = list_inbox(database, wanted, order=order, limit=limit, cursor=cursor)
        yield from page.rows
        cursor = page.next_cursor
        if cursor is None:
            return


def test_pages_of_both_orders_have_every_rating_once_and_sorted(filled: Database) -> None:
    newest, lowest = every(filled, ALL), every(filled, ALL, Order.LOWEST)

    assert len({row.trace_id for row in newest}) == len(newest) == N
    assert {row.trace_id for row in lowest} == {row.trace_id for row in newest}
    assert len(lowest) == N
    assert all(a.created_at >= b.created_at for a, b in pairwise(newest))
    assert all((a.stars, b.created_at) <= (b.stars, a.created_at) for a, b in pairwise(lowest))


@pytest.mark.parametrize("order", Order)
def test_filters_select_what_they_say(filled: Database, order: Order) -> None:
    rows = every(filled, ALL)

    def found(**changes: object) -> set[str]:
        wanted = replace(ALL, **changes)  # type: ignore[arg-type]
        listed = [row.trace_id for row in every(filled, wanted, order)]
        assert len(set(listed)) == len(listed) == count_inbox(filled, wanted, at_most=100)
        return set(listed)

    assert found(half_stars=frozenset({1, 2})) == {r.trace_id for r in rows if r.stars <= 1}
    assert found(answered_no="clarity") == {r.trace_id for r in rows if r.clarity is False}
    assert found(with_comment=True) == {r.trace_id for r in rows if r.comment}
    assert found(within=Slice(prompt_version="generate@v2")) == {
        r.trace_id for r in rows if r.prompt_version == "generate@v2"
    }
    some = tuple((r.trace_id, r.user_id) for r in rows[:7])
    assert found(keys=some) == {trace_id for trace_id, _ in some}
    assert found(keys=()) == set()
    assert found(since=NOW.date() + timedelta(days=1)) == set()


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize(
    ("search", "comment"),
    [
        ("tight", COMMENTS[1]),
        ("SHIFT tig", COMMENTS[1]),
        ("zeitplan", COMMENTS[2]),
        ("50%", COMMENTS[3]),
        ('"tight" OR NOT *', None),
        ("xylophone", None),
        ("…", None),
    ],
)
def test_words_of_comments_are_found(
    filled: Database, order: Order, search: str, comment: str | None
) -> None:
    found = every(filled, replace(ALL, search=search), order, limit=2)

    assert len(found) == (0 if comment is None else N / len(COMMENTS))
    assert {row.comment for row in found} <= {comment}
    if order is Order.NEWEST:
        assert all(a.created_at >= b.created_at for a, b in pairwise(found))


def test_a_changed_or_withdrawn_comment_is_found_by_its_new_words_only(filled: Database) -> None:
    first, second = every(filled, replace(ALL, search="tight"))[:2]
    with filled.begin() as work:
        add_rating(work, first.trace_id, first.user_id, now=NOW, comment="Clear now")
        work.ratings.withdraw(trace_id=second.trace_id, user_id=second.user_id, now=NOW)

    assert len(every(filled, replace(ALL, search="tight"))) == N / len(COMMENTS) - 2
    assert [row.trace_id for row in every(filled, replace(ALL, search="clear"))] == [first.trace_id]
    assert find_rating(filled, trace_id=second.trace_id, user_id=second.user_id) is None

    with filled.begin() as work:
        again = NOW + timedelta(hours=1)
        add_rating(work, second.trace_id, second.user_id, now=again, comment="Clear again")
    clear = every(filled, replace(ALL, search="clear"))
    assert [row.trace_id for row in clear] == [second.trace_id, first.trace_id]


def test_deleted_goals_leave_no_words(filled: Database) -> None:
    (row, *_) = every(filled, ALL)
    assert row.goal_id is not None
    with filled.begin() as work:
        work.goals.delete(row.goal_id)

    assert every(filled, replace(ALL, search="tight")) == []


def test_who_was_answered_can_be_listed(filled: Database) -> None:
    rows = every(filled, ALL)
    keys = [(row.trace_id, row.user_id) for row in rows[:3]]
    reply = NewReply(id=new_id(), author_id=rows[0].user_id, note="Changed.", version="plan@v2")
    with filled.begin() as work:
        assert work.replies.add(reply, keys, now=NOW) == 3
        assert work.replies.add(replace(reply, id=new_id()), keys, now=NOW) == 0

    for order in Order:
        answered = every(filled, replace(ALL, answered=True), order, limit=2)
        assert {(row.trace_id, row.user_id) for row in answered} == set(keys)
        assert all(row.is_answered for row in answered)
        assert len(every(filled, replace(ALL, answered=False), order)) == N - 3
        assert not any(row.is_answered for row in every(filled, replace(ALL, answered=False)))


def test_a_note_is_changed_and_withdrawn_wherever_it_was_given(filled: Database) -> None:
    rows = every(filled, ALL)[:2]
    keys, goal_id = [(row.trace_id, row.user_id) for row in rows], rows[0].goal_id or ""
    reply = NewReply(id=new_id(), author_id=keys[0][1], note="Changed.", theme="too tight")
    later = NOW + timedelta(hours=1)
    with filled.begin() as work:
        work.replies.add(reply, keys, now=NOW)
        assert work.replies.mark_seen(goal_id, keys[0][1], now=NOW) == 2
        assert work.replies.mark_seen(goal_id, keys[0][1], now=NOW) == 0

        assert (
            work.replies.change(reply.id, note="Changed more.", version="plan@v3", now=later) == 2
        )

    (found,) = list_replies(filled, trace_id=keys[0][0], user_id=keys[0][1])
    assert (found.note, found.version, found.theme) == ("Changed more.", "plan@v3", "too tight")
    assert (found.created_at, found.changed_at, found.seen_at) == (NOW, later, None)
    assert (found.author_name, found.sent_to) == ("Ada", 2)

    with filled.begin() as work:
        assert work.replies.withdraw(reply.id, now=later) == 2
        assert work.replies.withdraw(reply.id, now=later) == 0
    assert list_replies(filled, trace_id=keys[0][0], user_id=keys[0][1]) == ()
    assert every(filled, replace(ALL, answered=True)) == []


FEW = (("trace", "user"),)


@pytest.mark.parametrize(
    ("changes", "half_stars", "first_step", "sorts"),
    [
        ({}, None, "ix_ratings_sample_created_at", False),
        ({}, 2, "ix_ratings_sample_half_stars", False),
        ({"answered_no": "clarity"}, None, "ix_ratings_sample_created_at", False),
        ({"answered": False}, 2, "ix_ratings_sample_half_stars", False),
        ({"search": "tight"}, None, "rating_search VIRTUAL", False),
        ({"search": "tight", "answered": False}, 2, "rating_search VIRTUAL", False),
        ({"answered": True}, None, "MATERIALIZE answered", True),
        ({"keys": FEW}, None, "sqlite_autoindex", True),
    ],
)
def test_a_page_starts_at_the_index_that_selects_most(
    sqlite_url: str,
    changes: dict[str, object],
    half_stars: int | None,
    first_step: str,
    *,
    sorts: bool,
) -> None:
    database = Database.open(sqlite_url)
    wanted = replace(ALL, **changes)  # type: ignore[arg-type]
    query = InboxQuery(wanted, database.dialect).query(half_stars, None, 51)
    with database.read() as connection:
        compiled = query.compile(connection.engine, compile_kwargs={"literal_binds": True})
        found = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}")
        steps = [str(step[-1]) for step in found]
    database.close()

    assert first_step in steps[0]
    assert any("USE TEMP B-TREE FOR ORDER BY" in step for step in steps) is sorts
    assert not [step for step in steps[1:] if "rating_search" in step]
