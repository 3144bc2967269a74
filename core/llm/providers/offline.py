"""The offline coach as a model: answers from the typed values behind the prompt, without a network.

It is the last model of every chain, so a person always gets a plan. Its rules are passed in
(`answers`), because rules about goals do not belong in the model layer.
"""

from collections.abc import Callable, Mapping

from pydantic import BaseModel

from core.errors import ModelError, ModelFault
from core.ports import Completion, Cost, ModelCall, Purpose, Usage

OFFLINE = "offline"
"""The provider name of the offline coach; a chain skips to it when a text was blocked."""


class OfflineModel:
    """Answers a call by rule: `answers[purpose](context)` returns a draft or plain text."""

    name = "offline-coach"
    provider = OFFLINE

    def __init__(self, answers: Mapping[Purpose, Callable[[object], BaseModel | str]]) -> None:
        self._answers = answers

    def complete(self, call: ModelCall) -> Completion:
        answer = self._answers.get(call.purpose)
        if answer is None:
            raise ModelError(
                ModelFault.BAD_REQUEST, f"The offline coach has no rules for “{call.purpose}”."
            )
        value = answer(call.context)
        return Completion(
            text=value if isinstance(value, str) else value.model_dump_json(),
            model=self.name,
            provider=self.provider,
            usage=Usage(),
            cost=Cost(usd=0.0, price_version="none"),
        )
