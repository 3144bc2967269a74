"""Which stages a kept reply answered is told by the newest call of each."""

from datetime import timedelta

from core.store.database.engine import Database
from core.store.goals.read import find_goal
from core.store.response_cache.read import CacheHit
from core.tracing import attributes as keys
from tests.factories.stored import add_goal, add_run, add_trace, make_span
from tests.fakes import NOW

KEPT_AT = NOW - timedelta(days=3)


def test_a_stage_that_asked_again_after_a_kept_reply_has_none(database: Database) -> None:
    since = {keys.CACHED_AT: KEPT_AT.isoformat()}
    with database.begin() as work:
        goal = add_goal(work)
        trace_id = add_trace(work, goal)
        add_run(work, goal, trace_id=trace_id)
        work.traces.add_spans(
            (
                make_span(trace_id, "0" * 15 + "1", cache_hit=True, attributes=since),
                make_span(
                    trace_id,
                    "0" * 15 + "2",
                    name="llm_call_planning",
                    cache_hit=True,
                    attributes=since,
                ),
                make_span(
                    trace_id,
                    "0" * 15 + "3",
                    name="llm_call_planning",
                    started_at=NOW + timedelta(seconds=1),
                ),
                make_span(
                    trace_id,
                    "0" * 15 + "4",
                    name="llm_call_evaluation",
                    cache_hit=True,
                    attributes={},
                ),
                make_span(trace_id, "0" * 15 + "5", name="llm_call_preprocess"),
            )
        )

    view = find_goal(database, goal.id, user_id=None)

    assert view is not None
    assert view.cached_stages == {"generate": CacheHit(at=KEPT_AT), "evaluate": CacheHit(at=None)}
