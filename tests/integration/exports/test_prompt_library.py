"""Prompt versions stand in Opik's library once, whoever sends them, and traces point at them."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from core.exports.delivery_error import DeliveryError
from core.exports.opik.sink import OpikSink
from core.exports.payload import TracePayload
from core.prompts.library import default_prompt_library
from tests.stubs.opik import OpikStub
from tests.stubs.receiver import Request, Turn, refuse
from tests.unit.exports.payloads import make_span, make_trace

LIVE = default_prompt_library().find("generate")
MakeSink = Callable[[], OpikSink]


@pytest.fixture
def make_sink(opik: OpikStub) -> Iterator[MakeSink]:
    made: list[OpikSink] = []

    def make() -> OpikSink:
        template_of = default_prompt_library().find_template
        sink = OpikSink(
            url=opik.url,
            api_key=None,
            workspace="default",
            project="p",
            timeout_s=2,
            template_of=template_of,
        )
        made.append(sink)
        return sink

    yield make
    for sink in made:
        sink.close()


def written_with(
    name: str = LIVE.name, version: int = LIVE.version, hash_: str = LIVE.hash
) -> TracePayload:
    trace = make_trace()
    asked = {"prompt_name": name, "prompt_version": version, "prompt_hash": hash_}
    call = make_span(trace.trace_id, **asked)
    return replace(trace, spans=(call, *trace.spans[1:]))


def test_a_trace_points_at_the_version_it_was_written_with(
    make_sink: MakeSink, opik: OpikStub
) -> None:
    trace = written_with()

    make_sink().deliver((trace,))

    [stored] = opik.prompts.values()
    assert stored["commit"] == LIVE.hash[:8]
    assert "$" not in stored["template"]
    assert "{{goal}}" in stored["template"]
    [link] = opik.traces[trace.effective_id]["metadata"]["opik_prompts"]
    assert link["id"] == stored["prompt_id"]
    assert link["version"]["commit"] == stored["commit"]
    assert link["version"]["version_number"] == "v1"
    assert opik.violations == []


def test_a_version_is_written_once_over_traces_senders_and_restarts(
    make_sink: MakeSink, opik: OpikStub
) -> None:
    first = make_sink()
    first.deliver((written_with(), written_with()))
    first.deliver((written_with(),))
    make_sink().deliver((written_with(),))

    assert len(opik.prompts) == 1
    assert all(trace["metadata"]["opik_prompts"] for trace in opik.traces.values())
    assert len(opik.traces) == 4


def test_a_server_without_a_library_gets_the_traces_all_the_same(
    make_sink: MakeSink, opik: OpikStub
) -> None:
    def without_library(request: Request) -> Turn:
        return refuse(404) if "/prompts/" in request.path else Turn()

    opik.plan(without_library)
    trace = written_with()

    make_sink().deliver((trace,))

    assert "opik_prompts" not in opik.traces[trace.effective_id]["metadata"]
    assert opik.traces[trace.effective_id]["metadata"]["prompts"][0]["name"] == LIVE.name


def test_a_library_that_is_out_of_order_holds_the_traces_back(
    make_sink: MakeSink, opik: OpikStub
) -> None:
    opik.plan([refuse(503)])
    sink, trace = make_sink(), written_with()

    with pytest.raises(DeliveryError):
        sink.deliver((trace,))
    assert opik.traces == {}

    sink.deliver((trace,))
    assert opik.traces[trace.effective_id]["metadata"]["opik_prompts"]


def test_a_prompt_the_shelf_no_longer_has_is_named_without_a_link(
    make_sink: MakeSink, opik: OpikStub
) -> None:
    trace = written_with(name="long_gone", version=9, hash_="f" * 64)

    make_sink().deliver((trace,))

    assert opik.prompts == {}
    assert opik.traces[trace.effective_id]["metadata"]["prompts"][0]["name"] == "long_gone"
