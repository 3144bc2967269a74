"""The same rows as OTLP: same trace id, right parents, scores as events, and faults that lose nothing."""

import pytest

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.ids import trace_id_int
from core.quality.rating import Rating
from core.store.exports.read import ExportState, find_export_state
from core.store.traces.read import find_trace
from core.usecases.exports.list_remaining import list_remaining
from core.usecases.goals.archive import delete_goal
from core.usecases.ratings.rate import rate
from tests.factories.dead_letters import list_dead_letters
from tests.integration.exports.conftest import OTLP, MakeSender, Run, deliver_all
from tests.stubs.otlp import OtlpStub
from tests.stubs.receiver import Trouble, Turn, refuse


def test_a_run_and_its_rating_are_one_trace(
    rein: Rein, otlp: OtlpStub, run_goal: Run, make_sender: MakeSender
) -> None:
    trace_id = run_goal()
    rate(rein, viewer=LOCAL_VIEWER, trace_id=trace_id, rating=Rating(stars=4))

    deliver_all(make_sender(OTLP))

    detail = find_trace(rein.database, trace_id)
    assert detail is not None
    ids = {span.span_id for span in detail.spans}
    assert {int(trace, 16) for trace, _ in otlp.spans} == {trace_id_int(trace_id)}
    sent = {span_id: span for (_, span_id), span in otlp.spans.items()}
    assert len(sent) == len(ids) + 1
    assert {span.parent_span_id.hex() for span in sent.values()} - {""} <= ids
    assert otlp.resources[0] == {
        "service.name": "rein",
        "openinference.project.name": "rein-ai-coaching",
    }


@pytest.mark.parametrize(
    "turn",
    [
        Turn(trouble=Trouble.RESET),
        Turn(trouble=Trouble.LOST_ACK),
        Turn(trouble=Trouble.HANG),
        Turn(trouble=Trouble.HTML),
        refuse(503, Retry_After="3"),
        refuse(429),
    ],
    ids=lambda turn: f"{turn.trouble}-{turn.status}",
)
def test_what_passes_is_waited_for(
    rein: Rein, otlp: OtlpStub, run_goal: Run, make_sender: MakeSender, turn: Turn
) -> None:
    trace_id = run_goal()
    otlp.plan([turn])

    deliver_all(make_sender(OTLP))

    states = {state.sink: state.state for state in find_export_state(rein.database, trace_id)}
    assert states[OTLP] is ExportState.SENT
    assert len(otlp.requests) == 2


def test_spans_that_a_receiver_rejects_are_a_dead_letter(
    rein: Rein, otlp: OtlpStub, run_goal: Run, make_sender: MakeSender
) -> None:
    run_goal()
    otlp.reject = 2

    deliver_all(make_sender(OTLP))

    (letter,) = list_dead_letters(rein.database)
    assert (letter.sink, letter.reason) == (OTLP, "2 spans were rejected: too many")


def test_what_a_receiver_was_sent_is_listed_before_its_goal_is_deleted_and_stays_there(
    rein: Rein, otlp: OtlpStub, run_goal: Run, make_sender: MakeSender
) -> None:
    sent = run_goal()
    deliver_all(make_sender(OTLP))
    detail, unsent = find_trace(rein.database, sent), find_trace(rein.database, run_goal())
    assert detail is not None
    assert unsent is not None
    assert unsent.row.goal_id is not None

    (left,) = list_remaining(rein, viewer=LOCAL_VIEWER, goal_id=detail.row.goal_id)

    assert left.host in otlp.url
    assert set(left.trace_ids) == {trace for trace, _ in otlp.spans} == {sent.replace("-", "")}
    assert list_remaining(rein, viewer=LOCAL_VIEWER, goal_id=unsent.row.goal_id) == ()
    assert list_remaining(rein, viewer=LOCAL_VIEWER) == (left,)
    received = len(otlp.requests)
    for one in (detail, unsent):
        assert one.row.goal_id is not None
        delete_goal(rein, viewer=LOCAL_VIEWER, goal_id=one.row.goal_id)
    deliver_all(make_sender(OTLP))
    assert len(otlp.requests) == received, "nothing is sent, neither a deletion nor the other goal"
    assert list_remaining(rein, viewer=LOCAL_VIEWER) == ()
