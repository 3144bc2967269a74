"""A chain of models: each is called in turn until one answers, with the reason for each fallback.

The last model is the offline coach, so a person gets an answer even if every provider
fails. A blocked text goes straight to it, because other providers would block the same text.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from pydantic import BaseModel

from core.errors import ModelError, ModelFault
from core.llm.providers.offline import OFFLINE
from core.llm.reply.display_sink import restart, with_restart
from core.llm.reply.structured import Answer, Check, ask, reply
from core.ports import LanguageModel, ModelCall

T = TypeVar("T", bound=BaseModel)
V = TypeVar("V")

NO_MODEL_CONFIGURED = "no language model is set up"


@dataclass(frozen=True, slots=True)
class FallbackChain:
    """Models in the order in which they are called."""

    models: tuple[LanguageModel, ...]

    def __post_init__(self) -> None:
        if not self.models:
            raise ValueError("A chain needs at least one model.")

    def ask(self, call: ModelCall, schema: type[T], *, check: Check[T] | None = None) -> Answer[T]:
        """Return the first valid answer. Raises the last model's ModelError if there is none."""
        return self._first(call, lambda model, request: ask(model, request, schema, check=check))

    def reply(self, call: ModelCall) -> Answer[str]:
        """Return the first plain text. Raises the last model's ModelError if there is none."""
        return self._first(call, reply)

    def _first(
        self, call: ModelCall, answer_of: Callable[[LanguageModel, ModelCall], Answer[V]]
    ) -> Answer[V]:
        reasons = [NO_MODEL_CONFIGURED] if self.models[0].provider == OFFLINE else []
        left = list(self.models)
        call = with_restart(call)
        while True:
            model = left.pop(0)
            try:
                answer = answer_of(model, _with_reasons(call, reasons))
            except ModelError as error:
                if error.fault is ModelFault.BLOCKED:
                    left = [m for m in left if m.provider == OFFLINE]
                if not left:
                    raise
                restart(call)
                clause = _as_clause(error)
                if clause not in reasons:  # a spent budget is the same for every model
                    reasons.append(clause)
            else:
                reason = "; ".join(reasons) or None
                return replace(answer, author=replace(answer.author, fallback_reason=reason))


def _with_reasons(call: ModelCall, reasons: list[str]) -> ModelCall:
    return replace(call, note=f"Asked because {'; '.join(reasons)}.") if reasons else call


def _as_clause(error: ModelError) -> str:
    sentence = error.message.rstrip(". ")
    return f"the {sentence.removeprefix('The ')}" if sentence.startswith("The ") else sentence
