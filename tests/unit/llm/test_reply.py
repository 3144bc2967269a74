"""Plain text from a model or a chain: unchanged, streamed, never halves of two replies."""

from collections.abc import Callable

import pytest

from core.errors import ModelError, ModelFault
from core.llm.providers.offline import OFFLINE, OfflineModel
from core.llm.reply.structured import ask, reply
from core.llm.routing.fallback_chain import FallbackChain
from core.llm.routing.model_client import RoutedClient
from core.llm.routing.table import RoutingTable
from core.llm.wrappers.retry import RetryingModel
from core.ports import BilledError, Completion, ModelCall, Purpose
from tests.factories.calls import Note, make_call, make_text_call
from tests.fakes import FrozenClock, ListSink, ScriptedModel

GOOD = '{"text": "Run", "stars": 4}'


def failing(
    shows: str, fault: ModelFault, message: str = "It failed."
) -> Callable[[ModelCall], Completion]:
    """A reply that shows something and fails."""

    def answer(call: ModelCall) -> Completion:
        assert call.stream_to is not None
        call.stream_to.add(shows)
        raise BilledError(
            fault, message, completion=Completion(text=shows, model="m", provider="p")
        )

    return answer


def showing(*pieces: str) -> Callable[[ModelCall], Completion]:
    """A reply that comes in pieces."""

    def answer(call: ModelCall) -> Completion:
        assert call.stream_to is not None
        for piece in pieces:
            call.stream_to.add(piece)
        return Completion(text="".join(pieces), model="m", provider="p")

    return answer


def test_plain_text_comes_back_as_it_is() -> None:
    model = ScriptedModel([" Run.\n{not JSON"])

    answer = reply(model, make_call())

    assert (answer.value, answer.attempts) == (" Run.\n{not JSON", 1)
    assert model.calls[0].schema is None
    assert (answer.author.model, answer.author.prompt) == ("scripted-1", "test@v3")


def test_a_reply_cut_off_at_the_limit_is_requested_again_with_twice_the_limit() -> None:
    sink = ListSink()
    model = ScriptedModel([failing("Run th", ModelFault.TRUNCATED), showing("Run ", "the park.")])

    answer = reply(model, make_text_call(max_output_tokens=100, stream_to=sink))

    assert (answer.value, answer.attempts) == ("Run the park.", 2)
    assert model.calls[1].max_output_tokens == 200
    assert sink.events == ["Run th", None, "Run ", "the park."]


def test_a_second_cut_is_heard() -> None:
    model = ScriptedModel([ModelError(ModelFault.TRUNCATED, "No room.")] * 2)

    with pytest.raises(ModelError, match="No room"):
        reply(model, make_text_call())


def test_the_next_model_begins_on_an_empty_page_with_the_reason_for_the_fallback() -> None:
    sink = ListSink()
    first = ScriptedModel([failing("You sh", ModelFault.CONNECTION, "first-1 broke off.")])
    second = ScriptedModel([showing("Run.")], name="second-2")

    answer = FallbackChain((first, second)).reply(make_text_call(stream_to=sink))

    assert sink.events == ["You sh", None, "Run."]
    assert answer.author.fallback_reason == "first-1 broke off"


def test_a_blocked_text_goes_straight_to_the_offline_coach_in_plain_words() -> None:
    sink = ListSink()
    first = ScriptedModel([failing("I", ModelFault.BLOCKED, "first-1 declined.")])
    other = ScriptedModel([GOOD], name="second-2")
    offline = OfflineModel({Purpose.GENERATE: lambda _: "Take a walk."})

    answer = FallbackChain((first, other, offline)).reply(make_text_call(stream_to=sink))

    assert (answer.value, answer.author.provider, other.calls) == ("Take a walk.", OFFLINE, [])
    assert sink.events == ["I", None, "Take a walk."]


def test_the_last_models_error_is_heard() -> None:
    chain = FallbackChain((ScriptedModel([ModelError(ModelFault.AUTH, "The key was refused.")]),))

    with pytest.raises(ModelError, match="refused"):
        chain.reply(make_text_call())


def test_a_retry_begins_on_an_empty_page() -> None:
    sink = ListSink()
    model = ScriptedModel(
        [
            failing("Ru", ModelFault.CONNECTION),
            ModelError(ModelFault.OVERLOADED, "Busy."),
            showing("Run."),
        ]
    )

    RetryingModel(model, FrozenClock(), sleep=lambda _: None).complete(
        make_text_call(stream_to=sink)
    )

    assert sink.events == ["Ru", None, "Run."]


def test_a_repair_begins_on_an_empty_page() -> None:
    sink = ListSink()
    model = ScriptedModel([showing("nonsense"), showing(GOOD)])

    answer = ask(model, make_call(stream_to=sink), Note)

    assert answer.value == Note(text="Run", stars=4)
    assert sink.events == ["nonsense", None, GOOD]


def test_a_cached_reply_is_shown_too() -> None:
    sink = ListSink()

    reply(ScriptedModel(["Run."]), make_text_call(stream_to=sink))

    assert sink.text == "Run."


def test_plain_text_is_requested_from_the_models_of_its_route() -> None:
    table = RoutingTable.load()
    key = next(iter(table.models))
    routed = RoutedClient(table, {key: ScriptedModel(["Run."])}, OfflineModel({}))

    answer = routed.reply(make_text_call())

    assert (answer.value, answer.author.fallback_reason) == ("Run.", None)
