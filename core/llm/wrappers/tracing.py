"""Makes every call a span, with what was asked, what came back, what it cost, and how it failed."""

from core.errors import CallRejected, ModelError
from core.llm.providers.offline import OFFLINE
from core.ports import Completion, LanguageModel, ModelCall, billed_completion
from core.tracing import attributes as keys
from core.tracing import names
from core.tracing.tracer import LiveSpan, span

REPLAYED_NOTE = "This reply had come back before its worker died; it was taken from the ledger and not paid for again."


class TracedModel:
    """A model whose every call is a span named after its purpose."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def provider(self) -> str:
        return self._model.provider

    def complete(self, call: ModelCall) -> Completion:
        with span(names.llm_call(call.purpose)) as live:
            set_request(live, self, call)
            try:
                completion = self._model.complete(call)
            except CallRejected as refusal:
                live.set(keys.CALL_REJECTED, str(refusal))
                refused = refusal  # raised once the span has ended: nothing failed, because nothing was tried
            except ModelError as error:
                live.set(keys.FAULT, error.fault.value)
                if (billed := billed_completion(error)) is not None:
                    set_response(live, billed)
                raise
            else:
                set_response(live, completion)
                return completion
        raise refused


def set_request(live: LiveSpan, model: LanguageModel, call: ModelCall) -> None:
    """Set on a span what is asked, and of whom."""
    live.set(keys.MODEL, model.name)
    live.set(keys.PROVIDER, model.provider)
    live.set(keys.ATTEMPT, call.attempt)
    live.set(keys.NOTE, call.note)
    live.set(keys.INPUT, f"{call.prompt.system}\n\n{call.prompt.user}")
    if (
        model.provider != OFFLINE
    ):  # the offline coach reads values; a score of its answers says nothing of a prompt
        live.set(keys.PROMPT_NAME, call.prompt.name)
        live.set(keys.PROMPT_VERSION, call.prompt.version)
        live.set(keys.PROMPT_HASH, call.prompt.hash)


def set_response(live: LiveSpan, completion: Completion) -> None:
    """Set on a span what came back and what it cost."""
    usage = completion.usage
    live.set(keys.OUTPUT, completion.text)
    live.set(keys.INPUT_TOKENS, usage.input_tokens)
    live.set(keys.OUTPUT_TOKENS, usage.output_tokens)
    live.set(keys.THINKING_TOKENS, usage.thinking_tokens)
    live.set(keys.CACHED_TOKENS, usage.cached_tokens)
    live.set(keys.USAGE_ESTIMATED, usage.estimated)
    live.set(keys.COST_USD, completion.cost.usd)
    live.set(keys.COST_KNOWN, completion.cost.usd is not None)
    live.set(keys.PRICE_VERSION, completion.cost.price_version)
    live.set(keys.FINISH_REASON, completion.finish_reason)
    live.set(keys.CACHE_HIT, completion.cache_hit)
    if completion.replayed:
        live.set(keys.NOTE, REPLAYED_NOTE)
