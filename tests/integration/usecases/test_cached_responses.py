"""The same goal twice: the second run is answered from the cache, at no cost, and visibly so."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from core.accounts.user import LOCAL_USER, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein, build
from core.goals.goal import Circumstances
from core.ids import new_id
from core.store.calls.tables import llm_calls
from core.store.goals.read import find_goal
from core.store.response_cache.tables import response_cache
from core.store.runs.values import RunStatus
from core.store.traces.read import TraceDetail, find_trace
from core.tracing import attributes as keys
from core.usecases.goals.archive import delete_goal
from core.usecases.goals.submit import Submitted, submit_goal
from core.usecases.runs.execute import execute_run
from tests.conftest import make_settings
from tests.stubs.gemini import GeminiStub

GOAL = "I want to swim 40 lengths without a break by the end of May"
SOMEBODY = User(id=new_id(), name="Somebody", role=Role.USER)
CALLS = 4
"""Calls that one goal takes."""


@pytest.fixture
def stub() -> Iterator[GeminiStub]:
    with GeminiStub() as server:
        yield server


def rein_with(stub: GeminiStub, folder: Path, url: str, **changes: object) -> Rein:
    settings = make_settings(
        folder,
        REIN_DATABASE_URL=url,
        GEMINI_API_KEY="key-of-a-test",
        GEMINI_BASE_URL=stub.url,
        **changes,
    )
    return build(settings)


@pytest.fixture
def rein(stub: GeminiStub, tmp_path: Path, database_url: str) -> Iterator[Rein]:
    built = rein_with(stub, tmp_path, database_url)
    yield built
    built.database.close()


def work(rein: Rein, user: User = LOCAL_USER, *, rewrite: bool = False) -> Submitted:
    submitted = submit_goal(
        rein,
        viewer=Viewer(user=user),
        text=GOAL,
        circumstances=Circumstances(),
        key=new_id(),
        rewrite=rewrite,
    )
    assert execute_run(rein, submitted.run_id)
    view = find_goal(rein.database, submitted.goal_id, user_id=user.id)
    assert view is not None
    assert view.status is RunStatus.DONE
    assert {stage.model for stage in view.stages} == {"gemini-3.8-flash"}
    return submitted


def trace_of(rein: Rein, submitted: Submitted) -> TraceDetail:
    detail = find_trace(rein.database, submitted.trace_id)
    assert detail is not None
    return detail


def kept_in(rein: Rein) -> int:
    with rein.database.read() as connection:
        return int(
            connection.execute(select(func.count()).select_from(response_cache)).scalar_one()
        )


def test_the_second_run_of_a_goal_costs_nothing_and_shows_why(rein: Rein, stub: GeminiStub) -> None:
    first, second = work(rein), work(rein)

    assert stub.calls == CALLS
    paid, free = trace_of(rein, first), trace_of(rein, second)
    assert (paid.row.cost_usd or 0) > 0
    assert (free.row.cost_usd, free.row.cost_known) == (0, True)
    hits = [span for span in free.spans if span.cache_hit]
    assert len(hits) == CALLS
    assert all("From the cache" in str(span.attributes.get(keys.NOTE)) for span in hits)
    assert not any(span.cache_hit for span in paid.spans)
    with rein.database.read() as connection:
        rows = connection.execute(
            select(
                llm_calls.c.cache_hit, func.count(), func.sum(llm_calls.c.input_tokens)
            ).group_by(llm_calls.c.cache_hit)
        ).all()
    assert {bool(hit): (n, tokens > 0) for hit, n, tokens in rows} == {
        False: (CALLS, True),
        True: (CALLS, False),
    }


def test_another_person_with_the_same_goal_gets_a_new_response(
    rein: Rein, stub: GeminiStub
) -> None:
    work(rein)
    work(rein, SOMEBODY)

    assert stub.calls == 2 * CALLS
    assert kept_in(rein) == 2 * CALLS


def test_a_rewrite_in_other_words_bypasses_the_cache(rein: Rein, stub: GeminiStub) -> None:
    work(rein)
    again = work(rein, rewrite=True)
    after = work(rein)

    assert stub.calls == 2 * CALLS
    assert not any(span.cache_hit for span in trace_of(rein, again).spans)
    assert sum(span.cache_hit for span in trace_of(rein, after).spans) == CALLS


def test_a_shared_cache_serves_another_person(
    stub: GeminiStub, tmp_path: Path, database_url: str
) -> None:
    rein = rein_with(stub, tmp_path, database_url, REIN_CACHE_SHARED=True)
    work(rein)
    work(rein, SOMEBODY)
    rein.database.close()

    assert stub.calls == CALLS


def test_a_cache_that_is_off_stores_nothing(
    stub: GeminiStub, tmp_path: Path, database_url: str
) -> None:
    rein = rein_with(stub, tmp_path, database_url, REIN_CACHE_HOURS=0)
    work(rein)
    work(rein)
    kept = kept_in(rein)
    rein.database.close()

    assert (stub.calls, kept) == (2 * CALLS, 0)


def test_a_deleted_goal_removes_its_cached_responses(rein: Rein, stub: GeminiStub) -> None:
    submitted = work(rein)

    delete_goal(rein, viewer=LOCAL_VIEWER, goal_id=submitted.goal_id)

    assert kept_in(rein) == 0
    work(rein)
    assert stub.calls == 2 * CALLS


def test_no_log_contains_a_cached_response(rein: Rein, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="core")
    work(rein)
    work(rein)

    assert "40 lengths" not in "\n".join(repr(vars(record)) for record in caplog.records)
