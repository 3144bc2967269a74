"""Every trace, span and score arrives once as seen by its id, in order, or is a dead letter that says why."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import text

from core.accounts.user import SAMPLE_USER_ID, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import Conflict, NotAllowed
from core.ids import new_id
from core.quality.rating import Rating
from core.store.accounts.values import account_of
from core.store.exports.read import (
    ExportState,
    SinkState,
    find_export_state,
    list_backlogs,
)
from core.store.ratings.values import RatingRecord
from core.store.traces.read import find_trace
from core.usecases.exports.dead_letters import discard_dead_letter, resume_sink, retry_dead_letter
from core.usecases.exports.deliver_outbox import (
    ISOLATE_AFTER,
    PAUSED_RETRY_S,
    OutboxSender,
    deliver_batch,
)
from core.usecases.exports.queue_exports import queue_rating
from core.usecases.goals.archive import delete_goal
from core.usecases.ratings.rate import rate, withdraw_rating
from tests.factories.dead_letters import list_dead_letters
from tests.factories.stored import add_goal, add_rating, add_trace, close_trace
from tests.fakes import FrozenClock
from tests.integration.exports.conftest import OPIK, OTLP, MakeSender, Run, deliver_all
from tests.stubs.opik import OpikStub
from tests.stubs.receiver import Request, Trouble, Turn, refuse

MATE = User(id=new_id(), name="Mate", role=Role.REVIEWER)


def state_of(rein: Rein, trace_id: str) -> SinkState:
    return next(state for state in find_export_state(rein.database, trace_id) if state.sink == OPIK)


def spans_in(rein: Rein, trace_id: str) -> int:
    trace = find_trace(rein.database, trace_id)
    assert trace is not None
    return len(trace.spans)


def assert_arrived(rein: Rein, opik: OpikStub, *trace_ids: str) -> None:
    """Nothing is missing, nothing is there twice under two ids, nothing broke the schema."""
    assert set(opik.traces) == set(trace_ids)
    for trace_id in trace_ids:
        mine = [span for span in opik.spans.values() if span["trace_id"] == trace_id]
        assert len(mine) == spans_in(rein, trace_id)
        assert {name for id_, name in opik.scores if id_ == trace_id} >= {
            "quality_overall",
            "quality_clarity",
        }
        assert state_of(rein, trace_id).state is ExportState.SENT
    assert opik.violations == []


def test_a_finished_run_arrives_with_its_spans_and_scores(
    rein: Rein, sender: OutboxSender, opik: OpikStub, run_goal: Run
) -> None:
    trace_id = run_goal()

    deliver_all(sender)

    assert_arrived(rein, opik, trace_id)
    trace = opik.traces[trace_id]
    assert trace["project_name"] == "rein-ai-coaching"
    assert trace["input"] == {"goal": "I want to run a 5K by June"}
    assert trace["output"]["title"]
    detail = find_trace(rein.database, trace_id)
    assert detail is not None
    assert trace["thread_id"] == detail.row.goal_id


def test_parents_arrive_before_their_children_and_all_of_them_exist(
    sender: OutboxSender, opik: OpikStub, run_goal: Run
) -> None:
    run_goal()

    deliver_all(sender)

    seen: set[str] = set()
    for span_id, span in opik.spans.items():
        assert span.get("parent_span_id") is None or span["parent_span_id"] in seen
        assert uuid.UUID(span_id).version == 7
        seen.add(span_id)
    assert [kind for kind, _ in opik.order] == sorted(
        (k for k, _ in opik.order), key=["trace", "span", "score"].index
    )


def test_a_rating_that_is_changed_overwrites_and_one_that_is_taken_back_goes(
    rein: Rein, sender: OutboxSender, opik: OpikStub, run_goal: Run, clock: FrozenClock
) -> None:
    trace_id = run_goal()
    rate(
        rein,
        viewer=LOCAL_VIEWER,
        trace_id=trace_id,
        rating=Rating(stars=2, usefulness=False, clarity=True, comment="vague"),
    )
    deliver_all(sender)
    first = {
        name: score["value"]
        for (_, name), score in opik.scores.items()
        if not name.startswith("quality")
    }
    clock.advance(60)

    rate(
        rein,
        viewer=LOCAL_VIEWER,
        trace_id=trace_id,
        rating=Rating(stars=4.5, clarity=False, comment="better"),
    )
    deliver_all(sender)
    second = {
        name: score["value"]
        for (_, name), score in opik.scores.items()
        if not name.startswith("quality")
    }
    reason = opik.scores[trace_id, "stars"]["reason"]
    withdraw_rating(rein, viewer=LOCAL_VIEWER, trace_id=trace_id)
    deliver_all(sender)

    assert first == {"stars": 2, "usefulness": 0, "clarity": 1}
    assert second == {"stars": 4.5, "clarity": 0}
    assert reason == "better"
    assert {name for _, name in opik.scores if not name.startswith("quality")} == set()
    assert opik.violations == []


def test_the_scores_of_a_reviewer_do_not_overwrite_the_persons_own(
    rein: Rein, sender: OutboxSender, opik: OpikStub, run_goal: Run
) -> None:
    trace_id = run_goal()

    rate(rein, viewer=LOCAL_VIEWER, trace_id=trace_id, rating=Rating(stars=5))
    with rein.database.begin() as work:  # as reviewers could until stars were the owner's alone
        work.accounts.ensure(account_of(Viewer(user=MATE), created_at=rein.clock.now()))
        early = RatingRecord(trace_id=trace_id, user_id=MATE.id, stars=1)
        work.ratings.save(early, now=rein.clock.now())
        queue_rating(work, rein.settings, trace_id=trace_id, user_id=MATE.id, now=rein.clock.now())
    deliver_all(sender)

    assert opik.scores[trace_id, "stars"]["value"] == 5
    assert opik.scores[trace_id, f"stars:{MATE.id[-8:]}"]["value"] == 1


def test_large_bodies_travel_compressed_and_small_ones_as_they_are(
    sender: OutboxSender, opik: OpikStub, run_goal: Run
) -> None:
    run_goal()

    deliver_all(sender)

    encodings = {
        request.path.rpartition("/")[0]: request.headers.get("content-encoding")
        for request in opik.requests
    }
    assert encodings["/v1/private/spans"] == "gzip"
    assert encodings["/v1/private"] is None


def test_scales_are_defined_once(
    sender: OutboxSender, opik: OpikStub, run_goal: Run, make_sender: MakeSender
) -> None:
    run_goal()
    deliver_all(sender)
    run_goal()
    deliver_all(make_sender(OPIK))

    asked = [request for request in opik.requests if request.path.endswith("feedback-definitions")]

    assert len(asked) == len(opik.definitions) == 10
    assert opik.definitions["stars"]["details"] == {"min": 0.5, "max": 5}


@pytest.mark.parametrize(
    "turn",
    [
        Turn(trouble=Trouble.RESET),
        Turn(trouble=Trouble.LOST_ACK),
        Turn(trouble=Trouble.HANG),
        Turn(trouble=Trouble.HTML),
        Turn(latency_s=0.2),
        refuse(500),
        refuse(502),
        refuse(429),
        refuse(429, Retry_After="7"),
        refuse(429, RateLimit_Reset="7"),
        refuse(408),
    ],
    ids=lambda turn: f"{turn.trouble}-{turn.status}-{'-'.join(turn.headers)}",
)
def test_what_passes_is_waited_for_and_everything_arrives(
    rein: Rein, sender: OutboxSender, opik: OpikStub, run_goal: Run, turn: Turn
) -> None:
    traces = [run_goal(), run_goal()]
    once_for_each = {
        "definitions": turn,
        "traces/batch": turn,
        "spans/batch": turn,
        "traces/feedback-scores": turn,
    }

    def script(request: Request) -> Turn:
        for end in tuple(once_for_each):
            if request.path.endswith(end):
                return once_for_each.pop(end)
        return Turn()

    opik.plan(script)

    waited_s = deliver_all(sender)

    assert once_for_each == {} or "definitions" in next(iter(once_for_each))
    assert_arrived(rein, opik, *traces)
    assert waited_s >= 7 * len(turn.headers)


def test_an_outage_of_a_minute_loses_nothing_and_is_shown(
    rein: Rein, sender: OutboxSender, opik: OpikStub, run_goal: Run, clock: FrozenClock
) -> None:
    traces = [run_goal() for _ in range(5)]
    until = clock.now() + timedelta(seconds=60)
    opik.plan(lambda _: refuse(500, "The database is away.") if clock.now() < until else Turn())

    deliver_batch(sender)
    meanwhile, at = state_of(rein, traces[0]), clock.now()
    waited_s = deliver_all(sender)

    assert (meanwhile.state, meanwhile.attempts) == (ExportState.PENDING, 1)
    assert meanwhile.reason is not None
    assert "The database is away." in meanwhile.reason
    assert meanwhile.next_attempt_at is not None
    assert meanwhile.next_attempt_at > at
    assert 60 <= waited_s <= 125
    assert_arrived(rein, opik, *traces)
    assert list_dead_letters(rein.database) == ()


def test_a_server_that_asks_for_time_is_left_alone_that_long(
    sender: OutboxSender, opik: OpikStub, run_goal: Run, clock: FrozenClock
) -> None:
    run_goal()
    opik.plan([refuse(429, Retry_After="40", RateLimit_Reset="10")])

    wait_s = deliver_batch(sender)
    asked = len(opik.requests)
    clock.advance(39)
    deliver_batch(sender)

    assert 40 <= wait_s <= 42
    assert len(opik.requests) == asked


@pytest.mark.parametrize("status", [401, 403])
def test_a_sink_that_does_not_know_us_is_paused_and_says_why(
    rein: Rein, sender: OutboxSender, opik: OpikStub, run_goal: Run, clock: FrozenClock, status: int
) -> None:
    traces = [run_goal(), run_goal()]
    opik.plan(lambda _: refuse(status, "API key should be provided"))

    deliver_batch(sender)
    asked = len(opik.requests)
    clock.advance(PAUSED_RETRY_S - 1)
    deliver_batch(sender)
    backlog = next(backlog for backlog in list_backlogs(rein.database) if backlog.sink == OPIK)

    assert len(opik.requests) == asked == 1
    assert (backlog.paused, backlog.pending) == (True, 2)
    assert "API key should be provided" in backlog.reason
    assert state_of(rein, traces[0]).state is ExportState.PAUSED
    opik.plan([])
    resume_sink(rein, viewer=LOCAL_VIEWER, sink=OPIK)
    deliver_all(sender)
    assert_arrived(rein, opik, *traces)


@pytest.mark.parametrize("status", [400, 413, 422])
def test_one_that_is_refused_is_a_dead_letter_and_the_others_arrive(
    rein: Rein, sender: OutboxSender, opik: OpikStub, run_goal: Run, status: int
) -> None:
    traces = [run_goal() for _ in range(7)]
    spoiled = traces[3]
    opik.plan(
        lambda request: (
            refuse(status, "It is not for us.") if spoiled.encode() in request.body else Turn()
        )
    )

    deliver_all(sender)

    (letter,) = list_dead_letters(rein.database)
    assert (letter.trace_id, letter.kind) == (spoiled, "trace")
    assert f"{status}" in letter.reason
    assert "It is not for us." in letter.reason
    assert state_of(rein, spoiled).state is ExportState.REFUSED
    assert_arrived(rein, opik, *(trace for trace in traces if trace != spoiled))


def test_a_dead_letter_is_retried_with_what_waited_behind_it(
    rein: Rein, sender: OutboxSender, opik: OpikStub, run_goal: Run
) -> None:
    trace_id = run_goal()
    rate(rein, viewer=LOCAL_VIEWER, trace_id=trace_id, rating=Rating(stars=3))
    opik.plan(lambda request: refuse(422) if request.path.endswith("traces/batch") else Turn())
    deliver_all(sender)
    dead = list_dead_letters(rein.database)
    opik.plan([])

    revived = retry_dead_letter(rein, viewer=LOCAL_VIEWER, row_id=dead[0].id)
    deliver_all(sender)

    assert [letter.kind for letter in dead] == ["rating", "trace"]
    assert revived == 2
    assert_arrived(rein, opik, trace_id)
    assert opik.scores[trace_id, "stars"]["value"] == 3


def test_a_dead_letter_that_is_put_away_is_not_listed_and_its_trace_still_says_refused(
    rein: Rein, sender: OutboxSender, opik: OpikStub, run_goal: Run
) -> None:
    trace_id = run_goal()
    opik.plan(lambda _: refuse(422))
    deliver_all(sender)
    (letter,) = list_dead_letters(rein.database)

    with pytest.raises(NotAllowed):
        discard_dead_letter(rein, viewer=Viewer(user=MATE), row_id=letter.id)
    discard_dead_letter(rein, viewer=LOCAL_VIEWER, row_id=letter.id)

    assert list_dead_letters(rein.database) == ()
    assert state_of(rein, trace_id).state is ExportState.REFUSED
    with pytest.raises(Conflict):
        discard_dead_letter(rein, viewer=LOCAL_VIEWER, row_id=letter.id)


def test_one_trace_that_breaks_the_server_does_not_hold_up_the_rest(
    rein: Rein, sender: OutboxSender, opik: OpikStub, run_goal: Run
) -> None:
    traces = [run_goal() for _ in range(6)]
    spoiled = traces[0]
    opik.plan(lambda request: refuse(500) if spoiled.encode() in request.body else Turn())

    for _ in range(ISOLATE_AFTER + 1):
        assert isinstance(sender.clock, FrozenClock)
        sender.clock.advance(min(deliver_batch(sender), 60))

    assert set(opik.traces) == set(traces[1:])
    assert (state_of(rein, spoiled).state, state_of(rein, spoiled).reason is None) == (
        ExportState.PENDING,
        False,
    )


def test_two_senders_never_have_a_row_at_once(
    rein: Rein, run_goal: Run, clock: FrozenClock
) -> None:
    for _ in range(4):
        run_goal()
    lease = timedelta(seconds=60)

    with rein.database.begin() as work:
        first = work.deliveries.claim(OPIK, now=clock.now(), lease=lease, limit=3)
    with rein.database.begin() as work:
        second = work.deliveries.claim(OPIK, now=clock.now(), lease=lease, limit=3)
    with rein.database.begin() as work:
        third = work.deliveries.claim(OPIK, now=clock.now(), lease=lease, limit=3)

    assert [len(rows) for rows in (first, second, third)] == [3, 1, 0]
    assert not {row.id for row in first} & {row.id for row in second}


def test_a_sender_that_comes_back_after_its_lease_changes_nothing(
    rein: Rein, run_goal: Run, clock: FrozenClock
) -> None:
    run_goal()
    lease = timedelta(seconds=60)
    with rein.database.begin() as work:
        (mine,) = work.deliveries.claim(OPIK, now=clock.now(), lease=lease, limit=3)
    clock.advance(61)
    with rein.database.begin() as work:
        (theirs,) = work.deliveries.claim(OPIK, now=clock.now(), lease=lease, limit=3)

    with rein.database.begin() as work:
        work.deliveries.mark_dead((mine.id, mine.attempts), reason="too late")

    assert list_dead_letters(rein.database) == ()
    assert theirs.id == mine.id


def test_a_later_row_of_a_trace_waits_for_the_earlier_one(
    rein: Rein, run_goal: Run, clock: FrozenClock
) -> None:
    trace_id = run_goal()
    rate(rein, viewer=LOCAL_VIEWER, trace_id=trace_id, rating=Rating(stars=3))
    with rein.database.begin() as work:
        claimed = work.deliveries.claim(
            OPIK, now=clock.now(), lease=timedelta(seconds=60), limit=10
        )
        behind = work.deliveries.claim(OPIK, now=clock.now(), lease=timedelta(seconds=60), limit=10)

    assert [row.kind for row in claimed] == ["trace"]
    assert behind == ()


def test_a_clock_that_is_set_back_holds_nothing_up(
    rein: Rein, sender: OutboxSender, opik: OpikStub, run_goal: Run, clock: FrozenClock
) -> None:
    trace_id = run_goal()
    opik.plan([refuse(500)])
    deliver_batch(sender)

    clock.advance(timedelta(hours=-1))
    deliver_batch(sender)

    assert_arrived(rein, opik, trace_id)


def test_an_id_that_became_too_old_is_minted_anew_once_and_ratings_follow(
    rein: Rein, sender: OutboxSender, opik: OpikStub, run_goal: Run, clock: FrozenClock
) -> None:
    trace_id = run_goal()
    clock.advance(timedelta(hours=30))
    rate(rein, viewer=LOCAL_VIEWER, trace_id=trace_id, rating=Rating(stars=3))
    opik._window_s = 24 * 3_600
    opik.now = clock.now().timestamp()

    deliver_all(sender)

    (minted,) = opik.traces
    assert minted != trace_id
    assert opik.traces[minted]["metadata"]["rein_trace_id"] == trace_id
    assert {span["trace_id"] for span in opik.spans.values()} == {minted}
    assert len(opik.spans) == spans_in(rein, trace_id)
    assert opik.scores[minted, "stars"]["value"] == 3
    assert state_of(rein, trace_id).state is ExportState.SENT


def test_an_old_id_that_is_refused_twice_is_a_dead_letter(
    rein: Rein, sender: OutboxSender, opik: OpikStub, run_goal: Run, clock: FrozenClock
) -> None:
    run_goal()
    clock.advance(timedelta(hours=30))
    opik.plan(
        lambda request: refuse(400, "too_old") if request.path.endswith("traces/batch") else Turn()
    )

    deliver_all(sender)

    (letter,) = list_dead_letters(rein.database)
    assert "too_old" in letter.reason
    assert letter.attempts == 2


def test_the_sample_never_leaves(rein: Rein) -> None:
    with rein.database.begin() as work:
        goal = add_goal(work, sample=True)
        trace_id = add_trace(work, goal)
        close_trace(work, trace_id)
        add_rating(work, trace_id, goal.user_id)

    rate(rein, viewer=LOCAL_VIEWER, trace_id=trace_id, rating=Rating(stars=3))

    assert SAMPLE_USER_ID
    assert find_export_state(rein.database, trace_id) == ()


def test_a_goal_deleted_before_it_was_sent_leaves_nothing_to_send(
    rein: Rein, sender: OutboxSender, opik: OpikStub, run_goal: Run
) -> None:
    trace_id = run_goal()
    detail = find_trace(rein.database, trace_id)
    assert detail is not None
    assert detail.row.goal_id is not None
    delete_goal(rein, viewer=LOCAL_VIEWER, goal_id=detail.row.goal_id)

    deliver_all(sender)

    assert opik.requests == []


def test_a_row_whose_trace_is_gone_is_forgotten(
    rein: Rein, sender: OutboxSender, opik: OpikStub, clock: FrozenClock
) -> None:
    trace_id = new_id()
    with rein.database.begin() as work:
        work.outbox.add(sink=OPIK, kind="trace", trace_id=trace_id, body={}, now=clock.now())

    deliver_all(sender)

    assert opik.requests == []
    assert find_export_state(rein.database, trace_id) == ()


def test_without_a_sink_nothing_is_queued(rein: Rein, run_goal: Run) -> None:
    object.__setattr__(
        rein, "settings", rein.settings.model_copy(update={"opik_url": None, "otlp_endpoint": None})
    )

    trace_id = run_goal()

    assert rein.settings.sinks == ()
    assert find_export_state(rein.database, trace_id) == ()


def test_a_run_that_does_not_close_queues_nothing(
    rein: Rein, run_goal: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("The transaction ends here.")

    monkeypatch.setattr("core.store.exports.store.OutboxStore.add", fail)
    with pytest.raises(RuntimeError):
        run_goal()

    with rein.database.read() as connection:
        assert (
            connection.execute(text("SELECT count(*) FROM traces WHERE status = 'ok'")).scalar()
            == 0
        )


def test_both_sinks_get_the_same_trace_on_their_own(
    rein: Rein, sender: OutboxSender, opik: OpikStub, run_goal: Run, make_sender: MakeSender
) -> None:
    trace_id = run_goal()
    opik.plan(lambda _: refuse(500))

    deliver_batch(sender)
    deliver_all(make_sender(OTLP))

    states = {state.sink: state.state for state in find_export_state(rein.database, trace_id)}
    assert states == {OPIK: ExportState.PENDING, OTLP: ExportState.SENT}


def test_a_deleted_goal_is_deleted_at_opik_too(
    rein: Rein, sender: OutboxSender, opik: OpikStub, run_goal: Run
) -> None:
    sent, unsent = run_goal(), None
    deliver_all(sender)
    unsent = run_goal()
    goals = [find_trace(rein.database, trace_id) for trace_id in (sent, unsent)]

    for detail in goals:
        assert detail is not None
        assert detail.row.goal_id is not None
        delete_goal(rein, viewer=LOCAL_VIEWER, goal_id=detail.row.goal_id)
    deliver_all(sender)

    deletions = [one for one in opik.requests if one.path.endswith("/traces/delete")]
    assert len(deletions) == 1
    assert sent.encode() in (deletions[0].body or b"")
    assert unsent.encode() not in (deletions[0].body or b""), "it never left"
    assert (opik.traces, opik.spans, opik.scores) == ({}, {}, {})
    assert opik.violations == []
