"""Asks a model for a typed value or for plain text.

A typed value is parsed and validated here, because an SDK's own parsing hides the reason of a
failure, and sometimes the failure. A reply cut off at the output token limit is requested again
with twice the limit. An invalid reply is sent back to the model once, with its problems. Each of
these calls has its own span and ledger entry.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from core.errors import ModelError, ModelFault, ReinError
from core.llm.providers.offline import OFFLINE
from core.llm.reply.display_sink import restart, show_complete, with_restart
from core.llm.reply.parsing import InvalidReply, parse_reply
from core.llm.wrappers.response_cache import cache_reply, evict_reply
from core.llm.wrappers.time_budget import cap_deadline
from core.ports import Author, Completion, LanguageModel, ModelCall, Prompt
from core.prompts.library import default_prompt_library
from core.tracing import attributes as keys
from core.tracing import names
from core.tracing.tracer import span

T = TypeVar("T", bound=BaseModel)
V = TypeVar("V")
Check = Callable[[T], Any]
"""A further check of a validated value; raises ValueError or a ReinError to reject it."""

REPAIR_PROMPT = "repair"
MAX_REPLY_SHOWN = 64_000
"""Most characters of an invalid reply in the repair call: a year's plan, indented by its model.

"Keep what was right" cannot be followed for what is not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Generic[V]):
    """A validated value or plain text, its completion, and the number of calls it took."""

    value: V
    completion: Completion
    attempts: int
    author: Author


def ask(
    model: LanguageModel, call: ModelCall, schema: type[T], *, check: Check[T] | None = None
) -> Answer[T]:
    """Return a value that validates against `schema` and passes `check`, after at most one repair.

    Raises ModelError: the model's own, or INVALID if the repaired reply is invalid too.
    """
    request = with_restart(call)
    completion, call = _complete(model, request)
    try:
        value = _parse(completion, schema, check)
    except InvalidReply as problem:
        evict_reply(model, request, completion)
        if model.provider == OFFLINE:  # rules would give the same answer
            raise _invalid_reply(model, "in a form that cannot be used") from problem
        call = _repair_call(call, completion, problem)
        restart(call)
        completion, call = _complete(model, call)
        value = _parse_repaired(model, completion, schema, check)
    cache_reply(model, request, completion)
    return _answer(value, completion, call, first=request.attempt)


def reply(model: LanguageModel, call: ModelCall) -> Answer[str]:
    """Return a model's plain-text reply unchanged, and show it if the call has a sink.

    Raises the model's ModelError; the caller that retries removes the text shown until then.
    """
    request = with_restart(replace(call, schema=None))
    completion, call = _complete(model, request)
    show_complete(call, completion.text)
    cache_reply(model, request, completion)
    return _answer(completion.text, completion, call, first=request.attempt)


def _answer(value: V, completion: Completion, call: ModelCall, *, first: int) -> Answer[V]:
    return Answer(
        value=value,
        completion=completion,
        attempts=call.attempt - first + 1,
        author=_author(completion, call.prompt),
    )


def _complete(model: LanguageModel, call: ModelCall) -> tuple[Completion, ModelCall]:
    try:
        return model.complete(cap_deadline(model, call)), call
    except ModelError as error:
        if error.fault is not ModelFault.TRUNCATED:
            raise
        limit = call.max_output_tokens * 2
        larger = replace(
            call,
            max_output_tokens=limit,
            attempt=call.attempt + 1,
            note=f"The reply was cut off; asked again with a limit of {limit:,} tokens.",
        )
        restart(larger)
        return model.complete(cap_deadline(model, larger)), larger


def _parse(completion: Completion, schema: type[T], check: Check[T] | None) -> T:
    with span(names.JSON_PARSING) as live:
        live.set(keys.INPUT, completion.text)
        live.set(keys.INPUT_CALL_ID, completion.call_id)
        value = parse_reply(completion.text, schema)
        if check is not None:
            try:
                check(value)
            except (ValueError, ReinError) as error:
                raise InvalidReply(str(error)) from error
        return value


def _parse_repaired(
    model: LanguageModel, completion: Completion, schema: type[T], check: Check[T] | None
) -> T:
    try:
        return _parse(completion, schema, check)
    except InvalidReply as problem:
        raise _invalid_reply(model, "twice in a form that cannot be used") from problem


def _invalid_reply(model: LanguageModel, how: str) -> ModelError:
    return ModelError(ModelFault.INVALID, f"{model.name} answered {how}.")


def _repair_call(call: ModelCall, completion: Completion, problem: InvalidReply) -> ModelCall:
    repair = default_prompt_library().render(
        REPAIR_PROMPT, reply=completion.text[:MAX_REPLY_SHOWN], problem=str(problem)
    )
    return replace(
        call,
        prompt=replace(call.prompt, user=f"{call.prompt.user}\n\n{repair.user}"),
        attempt=call.attempt + 1,
        bypass_cache=True,  # the prompt holds an invalid reply, so its answer must not be cached
        note=f"Repair of the first reply ({repair.label}): {problem}",
    )


def _author(completion: Completion, prompt: Prompt) -> Author:
    uses_prompt = completion.provider != OFFLINE
    return Author(
        model=completion.model,
        provider=completion.provider,
        prompt=prompt.label if uses_prompt else None,
    )
