"""The response cache: the same request of the same person is answered at no cost, and visibly."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from pydantic import BaseModel

from core.errors import ModelError, ModelFault
from core.llm.reply.structured import ask, reply
from core.llm.wrappers.ledger import LedgeredModel
from core.llm.wrappers.response_cache import CachedModel, CachePolicy
from core.llm.wrappers.tracing import REPLAYED_NOTE, TracedModel
from core.ports import BilledError, Completion, Cost, ModelCall, Usage
from core.tracing import attributes as keys
from core.tracing.span_record import SpanStatus
from tests.factories.calls import PROMPT, Note, kept_spans, make_call
from tests.fakes import FrozenClock, ListLedger, MemoryResponseCache, Reply, ScriptedModel

GOOD, OTHER = '{"text": "Run", "stars": 4}', '{"text": "Walk", "stars": 2}'
LIFETIME = timedelta(hours=24)


@dataclass(slots=True)
class Desk:
    """Builds cached models on one store, ledger and clock."""

    clock: FrozenClock
    store: MemoryResponseCache = field(default_factory=MemoryResponseCache)
    ledger: ListLedger = field(default_factory=ListLedger)

    def cached(
        self, model: ScriptedModel, *, shared: bool = False, lifetime: timedelta = LIFETIME
    ) -> CachedModel:
        policy = CachePolicy(store=self.store, lifetime=lifetime, shared=shared)
        return CachedModel(
            TracedModel(LedgeredModel(model, self.ledger, self.clock)),
            policy,
            self.ledger,
            self.clock,
        )

    def script(self, *replies: Reply, **changes: Any) -> tuple[ScriptedModel, CachedModel]:
        model = ScriptedModel(replies)
        return model, self.cached(model, **changes)


@pytest.fixture
def desk(clock: FrozenClock) -> Desk:
    return Desk(clock)


def call_of(user_id: str | None = "ann", **changes: Any) -> ModelCall:
    return make_call(user_id=user_id, goal_id="goal", **changes)


def paid(text: str = GOOD) -> Completion:
    return Completion(
        text=text,
        model="scripted-1-001",
        provider="scripted",
        usage=Usage(input_tokens=900, output_tokens=120),
        cost=Cost(usd=0.0021, price_version="today"),
    )


def test_the_same_request_is_answered_from_the_cache_at_no_cost(desk: Desk) -> None:
    model, cached = desk.script(paid())

    first, second = ask(cached, call_of(), Note), ask(cached, call_of(), Note)

    assert len(model.calls) == 1
    assert (second.value, second.author) == (first.value, first.author)
    assert second.completion.cache_hit
    assert (second.completion.usage, second.completion.cost.usd) == (Usage(), 0.0)


def test_a_hit_is_a_span_with_its_age_and_the_saved_cost(desk: Desk, clock: FrozenClock) -> None:
    _, cached = desk.script(paid())
    ask(cached, call_of(), Note)
    when = clock.now().astimezone()
    clock.advance(timedelta(hours=2))

    with kept_spans() as spans:
        ask(cached, call_of(note="Asked because m is asleep.", attempt=2), Note)

    hit = spans[0]
    assert (hit.name, hit.status, hit.cache_hit, hit.attempt) == (
        "llm_call_generation",
        SpanStatus.OK,
        True,
        2,
    )
    assert (hit.model, hit.provider, hit.prompt_name, hit.output) == (
        "scripted-1",
        "scripted",
        "test",
        GOOD,
    )
    assert (hit.cost_usd, hit.cost_known, hit.input_tokens, hit.output_tokens) == (0.0, True, 0, 0)
    assert hit.attributes[keys.NOTE] == (
        "Asked because m is asleep. From the cache: the same request was answered on "
        f"{when.day} {when:%B %Y} at {when:%H:%M}; nothing was paid. It cost $0.0021 then."
    )
    assert datetime.fromisoformat(str(hit.attributes[keys.CACHED_AT])) == when


def test_a_hit_has_a_row_of_its_own_in_the_ledger(desk: Desk) -> None:
    _, cached = desk.script(paid())

    ask(cached, call_of(run_id="first"), Note)
    ask(cached, call_of(run_id="second", stage="generate"), Note)

    asked, hit = desk.ledger.lines.values()
    assert hit.completion is not None
    assert (hit.completion.cache_hit, hit.completion.cost.usd, hit.completion.usage) == (
        True,
        0.0,
        Usage(),
    )
    assert (hit.entry.run_id, hit.entry.stage, hit.entry.user_id) == ("second", "generate", "ann")
    assert hit.entry.request_hash == asked.entry.request_hash


@pytest.mark.parametrize(
    "changed",
    [
        {"prompt": replace(PROMPT, user=PROMPT.user.replace("run", "swim"))},
        {"prompt": replace(PROMPT, system="Be long.")},
        {"prompt": replace(PROMPT, version=4)},
        {"prompt": replace(PROMPT, hash="abd")},
        {"prompt": replace(PROMPT, name="another")},
        {"max_output_tokens": 9_000},
    ],
    ids=str,
)
def test_a_request_that_differs_in_anything_misses_the_cache(
    desk: Desk, changed: dict[str, Any]
) -> None:
    model, cached = desk.script(GOOD, OTHER)

    ask(cached, call_of(), Note)
    answer = ask(cached, call_of(**changed), Note)

    assert (len(model.calls), answer.value.text) == (2, "Walk")


def test_another_schema_of_the_same_name_is_another_request(desk: Desk) -> None:
    longer: type[BaseModel] = type(
        "Note", (Note,), {"__annotations__": {"text": str, "stars": int, "more": str}}
    )
    model, cached = desk.script(GOOD, '{"text": "Run", "stars": 4, "more": "x"}')

    ask(cached, call_of(), Note)
    ask(cached, call_of(schema=longer), longer)

    assert len(model.calls) == 2


def test_another_model_is_another_request(desk: Desk) -> None:
    ask(desk.cached(ScriptedModel([GOOD])), call_of(), Note)
    other = ScriptedModel([OTHER], name="scripted-2")

    assert ask(desk.cached(other), call_of(), Note).value.text == "Walk"


@pytest.mark.parametrize(
    "circumstances", [{"deadline_s": 3.0}, {"attempt": 2}, {"run_id": "r"}, {"goal_id": "other"}]
)
def test_deadline_run_and_goal_are_not_part_of_the_request(
    desk: Desk, circumstances: dict[str, Any]
) -> None:
    model, cached = desk.script(GOOD)

    ask(cached, call_of(), Note)
    ask(cached, replace(call_of(), **circumstances), Note)

    assert len(model.calls) == 1


def test_a_response_is_served_only_to_its_own_person(desk: Desk) -> None:
    model, cached = desk.script(GOOD, OTHER)

    ask(cached, call_of("ann"), Note)
    answer = ask(cached, call_of("ben"), Note)

    assert (len(model.calls), answer.value.text) == (2, "Walk")


def test_an_operator_can_let_everybody_share(desk: Desk) -> None:
    model, cached = desk.script(GOOD, shared=True)

    ask(cached, call_of("ann"), Note)
    ask(cached, call_of("ben"), Note)
    ask(cached, call_of(None), Note)

    assert len(model.calls) == 1


def test_what_was_shared_is_not_given_out_any_more_once_sharing_is_off(desk: Desk) -> None:
    ask(desk.cached(ScriptedModel([GOOD]), shared=True), call_of("ann"), Note)
    model, cached = desk.script(OTHER)

    assert ask(cached, call_of("ben"), Note).value.text == "Walk"
    assert len(model.calls) == 1


def test_a_request_without_a_person_is_not_cached(desk: Desk) -> None:
    model, cached = desk.script(GOOD, OTHER)

    ask(cached, call_of(None), Note)
    ask(cached, call_of(None), Note)

    assert (len(model.calls), desk.store.replies) == (2, {})


def test_a_cached_response_is_given_until_its_time_is_over(desk: Desk, clock: FrozenClock) -> None:
    model, cached = desk.script(GOOD, OTHER)
    ask(cached, call_of(), Note)

    clock.advance(LIFETIME - timedelta(seconds=1))
    in_time = ask(cached, call_of(), Note)
    clock.advance(1)
    late = ask(cached, call_of(), Note)

    assert (in_time.value.text, late.value.text, len(model.calls)) == ("Run", "Walk", 2)


def test_a_shorter_lifetime_applies_to_cached_responses_too(desk: Desk, clock: FrozenClock) -> None:
    ask(desk.cached(ScriptedModel([GOOD])), call_of(), Note)
    clock.advance(timedelta(hours=2))

    later = ask(desk.cached(ScriptedModel([OTHER]), lifetime=timedelta(hours=1)), call_of(), Note)

    assert later.value.text == "Walk"


def test_a_call_that_bypasses_the_cache_replaces_the_cached_response(desk: Desk) -> None:
    model, cached = desk.script(GOOD, OTHER)

    ask(cached, call_of(), Note)
    fresh = ask(cached, call_of(bypass_cache=True), Note)
    after = ask(cached, call_of(), Note)

    assert (fresh.value.text, after.value.text, len(model.calls)) == ("Walk", "Walk", 2)


def test_an_invalid_reply_is_never_cached(desk: Desk) -> None:
    model, cached = desk.script("no", "still no", "no", "still no")

    for _ in range(2):
        with pytest.raises(ModelError):
            ask(cached, call_of(), Note)

    assert (len(model.calls), desk.store.replies) == (4, {})


def test_a_repaired_reply_is_cached_as_the_answer_to_the_first_request(desk: Desk) -> None:
    model, cached = desk.script("no", GOOD)

    ask(cached, call_of(), Note)
    again = ask(cached, call_of(), Note)

    assert (again.value.text, again.attempts, len(model.calls)) == ("Run", 1, 2)


def test_a_reply_that_needed_a_larger_limit_is_cached_for_the_first_request(
    desk: Desk,
) -> None:
    cut = BilledError(ModelFault.TRUNCATED, "No room.", completion=paid('{"te'))
    model, cached = desk.script(cut, GOOD)

    ask(cached, call_of(), Note)
    again = ask(cached, call_of(), Note)

    assert (again.value.text, len(model.calls)) == ("Run", 2)


def test_a_cached_response_that_fails_validation_is_requested_again_and_replaced(
    desk: Desk,
) -> None:
    model, cached = desk.script(GOOD, OTHER)
    ask(cached, call_of(), Note)

    mended = ask(cached, call_of(), Note, check=_walks)
    after = ask(cached, call_of(), Note, check=_walks)

    assert (mended.value.text, after.value.text, len(model.calls)) == ("Walk", "Walk", 2)
    assert model.calls[1].bypass_cache


def test_a_cached_response_that_cannot_be_mended_is_forgotten(desk: Desk) -> None:
    _, cached = desk.script(GOOD, GOOD)
    ask(cached, call_of(), Note)

    with pytest.raises(ModelError):
        ask(cached, call_of(), Note, check=_walks)

    assert desk.store.replies == {}


def _walks(note: Note) -> None:
    if note.text != "Walk":
        raise ValueError("It must be a walk.")


@pytest.mark.parametrize(
    "odd", [replace(paid(), finish_reason="broken_off"), replace(paid(), replayed=True)], ids=str
)
def test_only_a_new_and_complete_reply_is_cached(desk: Desk, odd: Completion) -> None:
    model, cached = desk.script(odd, OTHER)

    ask(cached, call_of(), Note)
    ask(cached, call_of(), Note)

    assert len(model.calls) == 2


def test_a_failure_is_not_cached(desk: Desk) -> None:
    model, cached = desk.script(ModelError(ModelFault.OVERLOADED, "Busy."), GOOD)

    with pytest.raises(ModelError):
        ask(cached, call_of(), Note)

    assert ask(cached, call_of(), Note).value.text == "Run"
    assert len(model.calls) == 2


def test_a_resumed_run_shows_that_it_paid_for_the_reply_itself(desk: Desk) -> None:
    _, cached = desk.script(paid())
    ask(cached, call_of(run_id="r"), Note)

    with kept_spans() as spans:
        resumed = ask(cached, call_of(run_id="r"), Note)

    assert (resumed.completion.replayed, resumed.completion.cache_hit) == (True, False)
    assert (spans[0].attributes[keys.NOTE], spans[0].cost_usd) == (REPLAYED_NOTE, 0.0021)
    assert len(desk.ledger.lines) == 1


def test_an_answer_is_returned_even_if_it_cannot_be_cached(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    _, cached = desk.script(GOOD)
    desk.store.full = True

    assert ask(cached, call_of(), Note).value.text == "Run"
    assert [record.msg for record in caplog.records] == ["response_not_cached"]
    assert "Run" not in repr(vars(caplog.records[0]))


class Page:
    """A page that shows a reply."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def add(self, text: str) -> None:
        self.said.append(text)

    def restart(self) -> None:
        self.said.clear()


@pytest.mark.parametrize(
    "asked", [reply, lambda model, call: ask(model, call, Note)], ids=["text", "value"]
)
def test_a_cached_response_is_shown_whole_and_once(
    desk: Desk, asked: Callable[[CachedModel, ModelCall], object]
) -> None:
    _, cached = desk.script(GOOD)
    asked(cached, call_of())
    page = Page()

    asked(cached, call_of(stream_to=page))

    assert page.said == [GOOD]


def test_plain_text_is_cached_like_a_value(desk: Desk) -> None:
    model, cached = desk.script("Well done.")

    said = [reply(cached, call_of()).value for _ in range(2)]

    assert (said, len(model.calls)) == (["Well done."] * 2, 1)
