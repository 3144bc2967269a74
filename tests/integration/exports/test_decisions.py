"""What was refused is decided on trace by trace, and what somebody put away stays told."""

import pytest

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import Conflict, NotAllowed
from core.ids import new_id
from core.quality.rating import Rating
from core.store.exports.read import (
    ExportState,
    SinkState,
    find_export_state,
    list_rejected_deliveries,
)
from core.usecases.exports.dead_letters import (
    discard_dead_letter,
    resume_sink,
    retry_all_dead_letters,
)
from core.usecases.exports.deliver_outbox import Sender
from core.usecases.ratings.rate import rate
from tests.factories.dead_letters import list_dead_letters
from tests.integration.exports.conftest import OPIK, OTLP, MakeSender, Run, deliver_all
from tests.stubs.opik import OpikStub
from tests.stubs.otlp import OtlpStub
from tests.stubs.receiver import Turn, refuse

MATE = User(id=new_id(), name="Mate", role=Role.REVIEWER)


def state_of(rein: Rein, trace_id: str, sink: str = OPIK) -> SinkState:
    return next(state for state in find_export_state(rein.database, trace_id) if state.sink == sink)


def test_a_trace_and_the_ratings_that_wait_behind_it_are_one_refusal(
    rein: Rein, sender: Sender, opik: OpikStub, run_goal: Run
) -> None:
    trace_id = run_goal()
    rate(rein, viewer=LOCAL_VIEWER, trace_id=trace_id, rating=Rating(stars=3))
    opik.plan(lambda _: refuse(422, "Not for us"))
    deliver_all(sender)

    found = list_rejected_deliveries(rein.database)

    (refusal,) = found.rows
    assert (found.n, found.dead_letters) == (1, 2)
    assert (refusal.sink, refusal.trace_id, refusal.traces, refusal.ratings) == (
        OPIK,
        trace_id,
        1,
        1,
    )
    assert refusal.goal_text == "I want to run a 5K by June"
    assert "Not for us" in refusal.reason
    assert refusal.attempts == 1
    letters = {letter.id: letter.kind for letter in list_dead_letters(rein.database)}
    assert letters[refusal.row_id] == "trace"


def test_more_refusals_than_are_listed_are_counted_newest_first(
    rein: Rein, sender: Sender, opik: OpikStub, run_goal: Run
) -> None:
    traces = [run_goal() for _ in range(3)]
    opik.plan(lambda _: refuse(422))
    deliver_all(sender)

    found = list_rejected_deliveries(rein.database, limit=2)

    assert [refusal.trace_id for refusal in found.rows] == [traces[2], traces[1]]
    assert (found.n, found.dead_letters) == (3, 3)


def test_without_refusals_the_list_is_empty(rein: Rein, run_goal: Run) -> None:
    run_goal()

    found = list_rejected_deliveries(rein.database)

    assert (found.rows, found.n, found.dead_letters) == ((), 0, 0)


def test_retrying_all_sends_everything_that_was_refused(
    rein: Rein, sender: Sender, opik: OpikStub, run_goal: Run
) -> None:
    traces = [run_goal() for _ in range(3)]
    opik.plan(lambda _: refuse(422))
    deliver_all(sender)
    opik.plan([])

    assert retry_all_dead_letters(rein, viewer=LOCAL_VIEWER) == 3
    deliver_all(sender)

    assert {state_of(rein, trace_id).state for trace_id in traces} == {ExportState.SENT}
    assert set(opik.traces) == set(traces)
    with pytest.raises(Conflict):
        retry_all_dead_letters(rein, viewer=LOCAL_VIEWER)


def test_only_an_admin_retries_and_resumes(
    rein: Rein, sender: Sender, opik: OpikStub, run_goal: Run
) -> None:
    run_goal()
    opik.plan(lambda _: refuse(422))
    deliver_all(sender)

    with pytest.raises(NotAllowed):
        retry_all_dead_letters(rein, viewer=Viewer(user=MATE))
    with pytest.raises(NotAllowed):
        resume_sink(rein, viewer=Viewer(user=MATE), sink=OPIK)

    assert list_rejected_deliveries(rein.database).n == 1


def test_retrying_all_leaves_alone_what_a_place_refused_that_is_not_set_up_any_more(
    rein: Rein, run_goal: Run
) -> None:
    trace_id = run_goal()
    now = rein.clock.now()
    with rein.database.begin() as work:
        work.outbox.add(sink="elsewhere", kind="trace", trace_id=trace_id, body={}, now=now)
    with rein.database.begin() as work:
        (row,) = work.deliveries.claim("elsewhere", now=now, lease=now - now, limit=1)
        work.deliveries.mark_dead((row.id, row.attempts), reason="Gone")

    with pytest.raises(Conflict):
        retry_all_dead_letters(rein, viewer=LOCAL_VIEWER)

    assert [refusal.sink for refusal in list_rejected_deliveries(rein.database).rows] == [
        "elsewhere"
    ]


def test_what_was_put_away_is_told_apart_from_what_waits_for_a_decision(
    rein: Rein, sender: Sender, opik: OpikStub, run_goal: Run
) -> None:
    trace_id = run_goal()
    opik.plan(lambda _: refuse(422))
    deliver_all(sender)
    before = state_of(rein, trace_id)

    discard_dead_letter(
        rein, viewer=LOCAL_VIEWER, row_id=list_rejected_deliveries(rein.database).rows[0].row_id
    )

    after = state_of(rein, trace_id)
    assert (before.state, before.discarded) == (ExportState.REFUSED, False)
    assert (after.state, after.discarded, after.reason) == (
        ExportState.REFUSED,
        True,
        before.reason,
    )
    assert list_rejected_deliveries(rein.database).rows == ()


def test_a_state_counts_the_deliveries_it_is_made_of(
    rein: Rein,
    sender: Sender,
    make_sender: MakeSender,
    opik: OpikStub,
    otlp: OtlpStub,
    run_goal: Run,
) -> None:
    trace_id = run_goal()
    rate(rein, viewer=LOCAL_VIEWER, trace_id=trace_id, rating=Rating(stars=3))
    opik.plan(lambda request: refuse(422) if request.path.endswith("feedback-scores") else Turn())
    otlp.plan([refuse(503)])
    deliver_all(sender)
    deliver_all(make_sender(OTLP))

    sent = state_of(rein, trace_id, OTLP)

    assert (sent.state, sent.traces, sent.ratings) == (ExportState.SENT, 1, 1)
    assert sent.attempts == 3, "one of them failed"
