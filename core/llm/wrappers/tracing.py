"""Records every call as a span: the request, the response, its cost and its failure."""

from pydantic_core import to_json

from core.errors import CallRejected, ModelError
from core.llm.providers.offline import OFFLINE
from core.llm.wrappers.wrapped_model import WrappedModel
from core.ports import Completion, LanguageModel, ModelCall, billed_completion
from core.tracing import attributes as keys
from core.tracing import names
from core.tracing.tracer import LiveSpan, span

REPLAYED_NOTE = (
    "This reply had come back before its worker died; "
    "it was taken from the ledger and not paid for again."
)
"""Pages compare stored notes with this text, so it must not change."""


class TracedModel(WrappedModel):
    """A model whose every call is a span named after its purpose."""

    def complete(self, call: ModelCall) -> Completion:
        with span(names.llm_call(call.purpose)) as live:
            set_request(live, self, call)
            try:
                completion = self._model.complete(call)
            except CallRejected as error:
                live.set(keys.CALL_REJECTED, str(error))
                rejection = (
                    error  # raised after the span ends: a call that was not made did not fail
                )
            except ModelError as error:
                live.set(keys.FAULT, error.fault.value)
                if (billed := billed_completion(error)) is not None:
                    set_response(live, billed)
                raise
            else:
                set_response(live, completion)
                return completion
        raise rejection


def set_request(live: LiveSpan, model: LanguageModel, call: ModelCall) -> None:
    """Set the model and the prompt of a call on its span."""
    live.set(keys.MODEL, model.name)
    live.set(keys.PROVIDER, model.provider)
    live.set(keys.ATTEMPT, call.attempt)
    live.set(keys.NOTE, call.note)
    if model.provider == OFFLINE:  # it reads values, so its scores say nothing about a prompt
        live.set(keys.INPUT, values_text(call.context))
        return
    live.set(keys.INPUT, f"{call.prompt.system}\n\n{call.prompt.user}")
    live.set(keys.PROMPT_NAME, call.prompt.name)
    live.set(keys.PROMPT_VERSION, call.prompt.version)
    live.set(keys.PROMPT_HASH, call.prompt.hash)


def values_text(context: object) -> str:
    """Return the values that a rule reads, as JSON; a value without one as its text."""
    return to_json(context, indent=2, serialize_unknown=True).decode()


def set_response(live: LiveSpan, completion: Completion) -> None:
    """Set the text, tokens and cost of a completion on its span."""
    usage = completion.usage
    live.set(keys.OUTPUT, completion.text)
    live.set(keys.OUTPUT_CALL_ID, completion.call_id)
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
