"""Streams of every provider over its real SDK: what is shown, what fails, and what it costs."""

import gc
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import AsyncGeneratorType

import pytest

from core.errors import ModelError, ModelFault
from core.goals.draft import GoalDraft
from core.llm.providers.offline import OfflineModel
from core.llm.reply.structured import ask
from core.llm.routing.fallback_chain import FallbackChain
from core.llm.wrappers.ledger import LedgeredModel
from core.llm.wrappers.tracing import TracedModel
from core.ports import BilledError, LanguageModel, Purpose, Usage
from tests.factories.calls import kept_spans, make_goal_call, make_text_call
from tests.fakes import FrozenClock, ListLedger, ListSink
from tests.integration.llm.provider_cases import (
    BREAKS,
    KEY,
    PROVIDER_CASES,
    UNUSABLE,
    ProviderCase,
    deadline_for,
)
from tests.stubs.answers import PLAIN
from tests.stubs.faults import BILLED, Fault
from tests.stubs.server import Reply, StubServer, Tokens
from tests.stubs.sse import Break

every_provider = pytest.mark.parametrize(
    "provider", PROVIDER_CASES, ids=lambda provider: provider.name
)
TROUBLES: tuple[Fault | Break, ...] = (*sorted(UNUSABLE), *sorted(BREAKS), Fault.OK, Fault.NO_USAGE)
BY_RULE = "Take a walk."
ENDS_BADLY = frozenset({Break.CUT, Break.STALL})
"""Streams after which the connection is closed; others may leave it open for the next call."""


def billed(trouble: Fault | Break, stub: StubServer) -> bool:
    if isinstance(trouble, Break):
        return trouble is not Break.NOTHING
    return trouble in BILLED - stub.unbilled


def test_the_table_of_breaks_leaves_none_out() -> None:
    assert set(BREAKS) == set(Break)


@every_provider
@pytest.mark.parametrize("trouble", TROUBLES)
def test_every_trouble_has_its_name_its_ledger_row_and_nothing_of_it_stays_on_the_page(
    provider: ProviderCase, trouble: Fault | Break
) -> None:
    fault, ledger, page = provider.becomes(trouble), ListLedger(), ListSink()
    with provider.serve([trouble, trouble]) as stub, kept_spans() as spans:
        asked = TracedModel(LedgeredModel(provider.model(stub), ledger, FrozenClock()))
        offline = OfflineModel({Purpose.GENERATE: lambda _: BY_RULE})
        answer = FallbackChain((asked, offline)).reply(
            make_text_call(deadline_s=deadline_for(trouble), stream_to=page)
        )

    lines = list(ledger.lines.values())
    assert answer.value == page.text == (PLAIN if fault is None else BY_RULE)
    assert (answer.author.fallback_reason is None) is (fault is None)
    assert {line.fault for line in lines} == {fault}
    assert len(lines) == stub.calls == (2 if fault is ModelFault.TRUNCATED else 1)
    assert [line.completion is not None for line in lines] == [
        fault is None or billed(trouble, stub)
    ] * len(lines)
    assert KEY not in repr((lines, spans, answer.author))


@every_provider
@pytest.mark.parametrize(
    "trouble", [b for b, fault in BREAKS.items() if fault not in {None, ModelFault.BLOCKED}]
)
def test_a_stream_that_broke_off_is_billed_for_what_came_and_marked_as_a_guess(
    provider: ProviderCase, trouble: Break
) -> None:
    page = ListSink()
    with provider.serve([trouble]) as stub, pytest.raises(ModelError) as caught:
        provider.model(stub).complete(
            make_text_call(deadline_s=deadline_for(trouble), stream_to=page)
        )

    error = caught.value
    assert isinstance(error, BilledError) is (trouble is not Break.NOTHING) is (page.text != "")
    if isinstance(error, BilledError):
        assert error.completion.text == page.text
        assert PLAIN.startswith(page.text) or trouble is Break.DRIP
        assert error.completion.usage.estimated
        assert min(error.completion.usage.input_tokens, error.completion.usage.output_tokens) > 0


@every_provider
def test_a_quota_that_ends_within_a_stream_is_a_rate_limit(provider: ProviderCase) -> None:
    with provider.serve([Break.QUOTA_EVENT]) as stub, pytest.raises(BilledError) as caught:
        provider.model(stub).complete(make_text_call(stream_to=ListSink()))

    assert caught.value.daily


@every_provider
def test_thinking_is_counted_and_never_shown(provider: ProviderCase) -> None:
    page = ListSink()
    with provider.serve(
        [Reply(tokens=Tokens(input=1_000, output=300, thinking=200, cached=400))]
    ) as stub:
        completion = provider.model(stub).complete(make_text_call(stream_to=page))

    assert completion.text == page.text == PLAIN
    assert len(page.shown) > 5
    assert completion.usage == Usage(
        input_tokens=1_000, output_tokens=300, thinking_tokens=200, cached_tokens=400
    )


@every_provider
def test_the_ledger_adds_up_to_what_streams_were_billed(provider: ProviderCase) -> None:
    ledger = ListLedger()
    faults = [
        Fault.OK,
        Fault.TRUNCATED,
        Fault.TRUNCATED_EMPTY,
        Fault.SAFETY,
        Fault.EMPTY,
        Fault.NO_CANDIDATES,
    ]
    with provider.serve([*faults, Break.REFUSED]) as stub:
        model = LedgeredModel(provider.model(stub), ledger, FrozenClock())
        for fault in (*faults, Break.REFUSED):
            if fault is Fault.OK:
                model.complete(make_text_call(stream_to=ListSink()))
            else:
                with pytest.raises(BilledError):
                    model.complete(make_text_call(stream_to=ListSink()))

    usages = [
        line.completion.usage for line in ledger.lines.values() if line.completion is not None
    ]
    assert not any(usage.estimated for usage in usages)
    assert stub.billed == Tokens(
        input=sum(u.input_tokens for u in usages),
        output=sum(u.output_tokens for u in usages),
        thinking=sum(u.thinking_tokens for u in usages),
        cached=sum(u.cached_tokens for u in usages),
    )


@every_provider
@pytest.mark.parametrize("shown", [True, False])
def test_plain_text_is_requested_without_a_schema_and_without_a_tool(
    provider: ProviderCase, *, shown: bool
) -> None:
    call = make_text_call(max_output_tokens=777, stream_to=ListSink() if shown else None)
    with provider.serve() as stub:
        text = provider.model(stub).complete(call).text

    (asked,) = stub.asked
    assert (text, asked.streamed, asked.schema) == (PLAIN, shown, {})
    assert (asked.system, asked.user) == (call.prompt.system, call.prompt.user)
    sent = str(asked.body).lower()
    assert not any(
        word in sent for word in ("schema", "response_format", "responsemimetype", "tool", "json")
    )
    assert ": 777" in sent


@every_provider
def test_a_typed_reply_can_be_streamed_too(provider: ProviderCase) -> None:
    page = ListSink()
    with provider.serve() as stub:
        answer = ask(provider.model(stub), make_goal_call(stream_to=page), GoalDraft)

    assert GoalDraft.model_validate_json(page.text) == answer.value


@every_provider
@pytest.mark.parametrize("trouble", [Break.CUT, Break.ERROR_EVENT, Break.STALL, Break.BROKEN_EVENT])
def test_a_failed_stream_gives_its_connection_back_without_the_garbage_collector(
    provider: ProviderCase, trouble: Break
) -> None:
    gc.disable()
    gc.freeze()  # what is there already is out of sight: only the streams of this test are counted
    try:
        with provider.serve([trouble] * 3) as stub:
            model = provider.model(stub)
            for _ in range(3):
                with pytest.raises(ModelError):
                    model.complete(
                        make_text_call(deadline_s=deadline_for(trouble), stream_to=ListSink())
                    )
            assert soon(lambda: stub.connections <= (0 if trouble in ENDS_BADLY else 1))
            assert soon(lambda: half_read() == 0)
    finally:
        gc.enable()  # frozen objects stay so: most of them live as long as the run


def soon(true: Callable[[], bool]) -> bool:
    """Return whether a condition becomes true within seconds; closing takes a while."""
    until = time.monotonic() + 5
    while not true() and time.monotonic() < until:
        time.sleep(0.01)
    return true()


def half_read() -> int:
    """Return the number of streams that were read in part and left open."""
    return sum(
        isinstance(o, AsyncGeneratorType) and o.ag_frame is not None for o in gc.get_objects()
    )


@every_provider
def test_streams_that_hang_leave_no_thread_and_no_socket_behind(provider: ProviderCase) -> None:
    with provider.serve(lambda _: Reply(breaks=Break.STALL)) as stub:
        model = provider.model(stub)
        model.warm()
        with pytest.raises(ModelError):
            model.complete(make_text_call(deadline_s=0.8, stream_to=ListSink()))
        before, sockets = ours(), open_sockets()
        callers = [threading.Thread(target=hang, args=(model,)) for _ in range(20)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()
        assert stub.calls == 21
        assert ours() == before
        assert soon(lambda: stub.connections == 0)
        assert soon(lambda: open_sockets() <= sockets)


def hang(model: LanguageModel) -> None:
    with pytest.raises(BilledError, match="did not answer within"):
        model.complete(make_text_call(deadline_s=1.0, stream_to=ListSink()))


def ours() -> set[str]:
    """Return the names of the threads that are not the stub's own."""
    return {thread.name for thread in threading.enumerate() if "process_request" not in thread.name}


def open_sockets() -> int:
    found = 0
    for descriptor in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # the descriptor of this very listing is gone by now
            found += str(descriptor.readlink()).startswith("socket:")
    return found


@every_provider
def test_two_people_share_everything_on_the_wire_up_to_their_own_words(
    provider: ProviderCase,
) -> None:
    """Providers cache the beginning of a prompt, so whatever differs has to come last."""
    one, other = "run 5 km by the end of March", "save 500 euros"
    with provider.serve() as stub:
        model = provider.model(stub)
        for words in (one, other):
            model.complete(make_goal_call(words))
            model.complete(replace(make_goal_call(words), schema=None, stream_to=ListSink()))

    typed, shown, other_typed, other_shown = stub.asked
    for mine, yours in ((typed, other_typed), (shown, other_shown)):
        assert mine.system == yours.system
        assert len(mine.system) > 1_000
        assert mine.user[: mine.user.index(one)] == yours.user[: yours.user.index(other)]
        assert mine.raw.replace(one.encode(), b"") == yours.raw.replace(other.encode(), b"")
    assert shown.system in typed.system


@every_provider
def test_tokens_from_the_providers_cache_are_read_and_cost_less(provider: ProviderCase) -> None:
    with provider.serve(
        [Reply(tokens=Tokens(input=1_000, output=10, cached=cached)) for cached in (0, 900)]
    ) as stub:
        model = provider.model(stub)
        fresh, kept = (model.complete(make_goal_call()) for _ in range(2))

    assert (fresh.usage.cached_tokens, kept.usage.cached_tokens) == (0, 900)
    if provider.name != "served":  # its price is unknown
        assert fresh.cost.usd is not None
        assert kept.cost.usd is not None
        assert kept.cost.usd < fresh.cost.usd
