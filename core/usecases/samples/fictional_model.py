"""Fictional models of the sample: they write what the offline coach writes, at a price and a pace.

No model is called. Names, prices, tokens and times are those a real run would have, drawn from a
seeded generator, so that pages about cost, speed and quality have something to show.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from pydantic import BaseModel

from core.errors import ModelError, ModelFault
from core.llm.pricing.prices import cost_of
from core.llm.reply.structured import Answer, Check
from core.llm.routing.fallback_chain import FallbackChain
from core.llm.routing.table import ModelName
from core.llm.wrappers.tracing import TracedModel
from core.ports import Completion, LanguageModel, ModelCall, Purpose, Usage
from core.quality.rubric import Scope, item_by_id
from core.quality.verdict import ItemDraft, VerdictsDraft
from core.runs.goal_state import StageName
from core.usecases.samples.story import SampleRun

T = TypeVar("T", bound=BaseModel)

CHARACTERS_PER_TOKEN = 4
THINKING_TOKENS = (60, 400)
CACHED_SHARE = 0.4
"""Share of the input that comes from a provider's prefix cache, in a third of the calls."""
MAX_FLIPPED = 0.75
"""Chance that a judge says no to an item of the weakest plan."""

_FAULTS: Mapping[ModelFault, str] = {
    ModelFault.OVERLOADED: "{model} is overloaded or out of order at the moment.",
    ModelFault.TIMEOUT: "{model} did not answer within {deadline:g} s.",
    ModelFault.RATE_LIMITED: "{model} has used up its quota.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FictionalClient:
    """Routes the calls of one sample run as its story says."""

    run: SampleRun
    offline: LanguageModel
    dice: random.Random
    at: datetime

    def ask(self, call: ModelCall, schema: type[T], *, check: Check[T] | None = None) -> Answer[T]:
        """Return the answer of the model that the story names for this call."""
        return self._chain(call).ask(call, schema, check=check)

    def reply(self, call: ModelCall) -> Answer[str]:
        """Return a plain-text answer."""
        return self._chain(call).reply(call)

    def _chain(self, call: ModelCall) -> FallbackChain:
        offline = TracedModel(self.offline)
        named = self.run.judge if call.purpose is Purpose.EVALUATE else self.run.writer
        if named is None:
            return FallbackChain((offline,))
        if call.stage == StageName.PLAN and self.run.fails:
            return FallbackChain((self._model(named, ModelFault.TIMEOUT),))
        first = self.run.fault if call.purpose is Purpose.GENERATE else None
        return FallbackChain((self._model(named, first), offline))

    def _model(self, named: ModelName, fault: ModelFault | None) -> LanguageModel:
        return TracedModel(
            FictionalModel(
                self.offline,
                named=named,
                dice=self.dice,
                at=self.at,
                quality=self.run.quality,
                fault=fault,
            )
        )


class FictionalModel:
    """The offline coach under a model's name, with its tokens and cost, or one of its faults."""

    def __init__(
        self,
        offline: LanguageModel,
        *,
        named: ModelName,
        dice: random.Random,
        at: datetime,
        quality: float,
        fault: ModelFault | None = None,
    ) -> None:
        self._offline = offline
        self.name, self.provider = named.name, named.provider
        self._dice = dice
        self._at = at
        self._quality = quality
        self._fault = fault

    def complete(self, call: ModelCall) -> Completion:
        if self._fault is not None:
            raise ModelError(
                self._fault, _FAULTS[self._fault].format(model=self.name, deadline=call.deadline_s)
            )
        written = self._offline.complete(call)
        text = written.text
        if call.purpose is Purpose.EVALUATE:
            text = self._judged(text)
        usage = self._usage(call, text)
        cost = cost_of(self.provider, self.name, usage, at=self._at)
        return replace(
            written, text=text, model=self.name, provider=self.provider, usage=usage, cost=cost
        )

    def _judged(self, text: str) -> str:
        """Say no to some of the items of form that the offline scorer answered with yes.

        A no of fit limits every score; drawn at random, it would drown what people notice.
        """
        draft = VerdictsDraft.model_validate_json(text)
        chance = MAX_FLIPPED * (1 - self._quality)
        items = [
            ItemDraft(id=item.id, yes=False)
            if self._dice.random() < chance and _is_form(item.id)
            else item
            for item in draft.items
        ]
        # Without strengths and suggestions: those of the rubric fit the answers.
        return VerdictsDraft(items=items).model_dump_json()

    def _usage(self, call: ModelCall, text: str) -> Usage:
        prompt = len(call.prompt.system) + len(call.prompt.user)
        tokens = round(prompt / CHARACTERS_PER_TOKEN * self._dice.uniform(0.9, 1.1))
        cached = round(tokens * CACHED_SHARE) if self._dice.random() < 1 / 3 else 0
        return Usage(
            input_tokens=tokens,
            output_tokens=round(len(text) / CHARACTERS_PER_TOKEN * self._dice.uniform(0.9, 1.1)),
            thinking_tokens=self._dice.randint(*THINKING_TOKENS),
            cached_tokens=cached,
        )


def _is_form(item_id: str) -> bool:
    item = item_by_id(item_id)
    return item is not None and item.scope != Scope.FIT
