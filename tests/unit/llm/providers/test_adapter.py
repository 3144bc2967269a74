"""The base of all adapters, with a scripted SDK."""

import asyncio
import threading
import traceback
from collections.abc import AsyncGenerator

import pytest

from core.errors import ModelError, ModelFault
from core.llm.providers.adapter import INTERRUPTED, Connection, SdkModel
from core.llm.reply.stream import COMPLETE, StreamChunk
from core.ports import BilledError, ModelCall, Usage
from tests.factories.calls import make_text_call
from tests.fakes import FrozenClock, ListSink

USAGE = Usage(input_tokens=10, output_tokens=4)
END = StreamChunk(finish=COMPLETE, usage=USAGE)
HANG = "hang"


class ScriptedSdkModel(SdkModel[str]):
    """A model whose SDK yields, raises and hangs as scripted."""

    def __init__(self, *script: StreamChunk | Exception | str) -> None:
        super().__init__(
            provider="sdk", name="sdk-1", api_key="s3cret", key_name="KEY", clock=FrozenClock()
        )
        self._script = script
        self.opened = 0
        self.closed = threading.Event()
        self.hung_up = threading.Event()

    def _open_client(self) -> Connection[str]:
        self.opened += 1
        closed = self.closed

        async def close() -> None:
            closed.set()

        return Connection("client", close)

    async def _chunks(
        self,
        client: str,
        call: ModelCall,  # noqa: ARG002 - inherited
    ) -> AsyncGenerator[StreamChunk, None]:
        assert client == "client"
        try:
            for step in self._script:
                if isinstance(step, Exception):
                    raise step
                if isinstance(step, str):
                    await asyncio.sleep(30)
                else:
                    yield step
        finally:
            self.hung_up.set()

    def _to_model_error(self, error: Exception, call: ModelCall) -> ModelError:  # noqa: ARG002
        return ModelError(
            ModelFault.RATE_LIMITED, "Too much.", advice=str(error), retry_after_s=7, daily=True
        )


def test_a_reply_comes_with_its_text_usage_and_cost() -> None:
    completion = ScriptedSdkModel(StreamChunk(text="Run", finish=COMPLETE, usage=USAGE)).complete(
        make_text_call()
    )

    assert (completion.text, completion.usage, completion.finish_reason) == ("Run", USAGE, "stop")
    assert (completion.model, completion.provider) == ("sdk-1", "sdk")
    assert completion.cost.usd is None  # nobody knows a price of it


def test_pieces_are_shown_in_order_in_the_thread_that_called_and_thinking_is_not() -> None:
    threads = set[int]()

    class Page(ListSink):
        def add(self, text: str) -> None:
            threads.add(threading.get_ident())
            super().add(text)

    page = Page()
    script = (
        StreamChunk(thought="Hm"),
        StreamChunk(text="Run "),
        StreamChunk(),
        StreamChunk(text="now."),
        END,
    )
    completion = ScriptedSdkModel(*script).complete(make_text_call(stream_to=page))

    assert page.shown == ["Run ", "now."]
    assert completion.text == page.text
    assert threads == {threading.get_ident()}


def test_a_page_that_fails_ends_the_call_and_is_heard() -> None:
    class Page(ListSink):
        def add(self, text: str) -> None:
            raise LookupError(text)

    model = ScriptedSdkModel(StreamChunk(text="Run"), HANG)
    with pytest.raises(LookupError, match="Run"):
        model.complete(make_text_call(stream_to=Page()))

    assert model.hung_up.wait(5)


def test_a_stream_that_breaks_off_is_billed_as_far_as_it_came() -> None:
    with pytest.raises(BilledError) as caught:
        ScriptedSdkModel(StreamChunk(text="Run now!"), OSError("gone")).complete(
            make_text_call(stream_to=ListSink())
        )

    error = caught.value
    assert (error.fault, error.retry_after_s, error.daily) == (ModelFault.RATE_LIMITED, 7, True)
    assert (error.completion.text, error.completion.finish_reason) == ("Run now!", INTERRUPTED)
    assert (error.completion.usage.output_tokens, error.completion.usage.estimated) == (2, True)


def test_a_failure_before_the_first_token_is_not_billed() -> None:
    with pytest.raises(ModelError) as caught:
        ScriptedSdkModel(StreamChunk(), OSError("gone")).complete(
            make_text_call(stream_to=ListSink())
        )

    assert not isinstance(caught.value, BilledError)


def test_the_deadline_holds_for_the_whole_stream() -> None:
    model = ScriptedSdkModel(StreamChunk(text="Run"), HANG)
    with pytest.raises(BilledError, match="did not answer within") as caught:
        model.complete(make_text_call(stream_to=ListSink(), deadline_s=0.05))

    assert caught.value.fault is ModelFault.TIMEOUT
    assert model.hung_up.is_set()


def test_a_stream_that_ends_without_saying_so_broke_off() -> None:
    with pytest.raises(BilledError, match="broke off") as caught:
        ScriptedSdkModel(StreamChunk(text="Run")).complete(make_text_call(stream_to=ListSink()))

    assert caught.value.fault is ModelFault.CONNECTION


@pytest.mark.parametrize("trouble", [OSError("gone"), HANG])
def test_a_reply_that_is_complete_but_for_its_usage_is_used(trouble: Exception | str) -> None:
    model = ScriptedSdkModel(StreamChunk(text="Run"), StreamChunk(finish=COMPLETE), trouble)

    completion = model.complete(make_text_call(stream_to=ListSink(), deadline_s=0.05))

    assert (completion.text, completion.usage.estimated) == ("Run", True)


def test_an_end_that_is_a_fault_is_billed_under_its_name() -> None:
    with pytest.raises(BilledError) as caught:
        ScriptedSdkModel(
            StreamChunk(text="Ru"),
            StreamChunk(finish="length", fault=ModelFault.TRUNCATED, usage=USAGE),
        ).complete(make_text_call())

    assert (caught.value.fault, caught.value.completion.usage) == (ModelFault.TRUNCATED, USAGE)
    assert caught.value.completion.finish_reason == "length"


def test_no_words_are_an_empty_answer_and_no_part_at_all_is_no_answer() -> None:
    with pytest.raises(BilledError) as empty:
        ScriptedSdkModel(StreamChunk(text=" \n"), END).complete(make_text_call())
    with pytest.raises(ModelError) as nothing:
        ScriptedSdkModel().complete(make_text_call())

    assert (empty.value.fault, nothing.value.fault) == (ModelFault.EMPTY, ModelFault.BAD_GATEWAY)


def test_an_error_of_ours_refers_to_none_of_the_sdks() -> None:
    with pytest.raises(ModelError) as caught:
        ScriptedSdkModel(OSError("the request, with its key")).complete(make_text_call())

    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_a_client_is_made_once_and_closed_with_its_model() -> None:
    model = ScriptedSdkModel(StreamChunk(text="Run"), END)
    assert model.opened == 0
    model.warm()
    model.complete(make_text_call())
    assert model.opened == 1
    closed = model.closed

    del model

    assert closed.wait(5)


def test_the_frames_of_an_sdk_error_are_released() -> None:
    broken = RuntimeError("reset")

    with pytest.raises(ModelError):
        ScriptedSdkModel(broken).complete(make_text_call())

    frames = [frame for frame, _ in traceback.walk_tb(broken.__traceback__)]
    inside = [frame.f_locals for frame in frames if frame.f_code.co_name == "_chunks"]
    assert inside == [{}]
