"""The models of an evaluation run: each call has its one model, and none takes its place."""

from dataclasses import dataclass, replace
from typing import TypeVar

from pydantic import BaseModel

from core.errors import ModelError, ModelFault
from core.experiments.variant import OFFLINE_COACH, Variant
from core.llm.reply.structured import Answer, Check
from core.llm.routing.fallback_chain import FallbackChain
from core.llm.routing.model_client import RoutedClient
from core.offline.coach import OfflineCoach
from core.ports import ModelCall, Purpose
from core.runs.offline_models import offline_models

T = TypeVar("T", bound=BaseModel)

_JUDGING = frozenset({Purpose.EVALUATE, Purpose.COMPARE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The models of a run, and the person whose words they are sent."""

    variant: Variant
    """Says which model writes each step."""
    judge: str
    person_id: str | None


class CaseModels:
    """The models of one variant and one judge; none takes the place of another.

    A fallback would be scored as if the variant had written it.
    """

    def __init__(self, models: RoutedClient, coach: OfflineCoach, chosen: Chosen) -> None:
        self._models, self._coach, self._chosen = models, coach, chosen

    def ask(self, call: ModelCall, schema: type[T], *, check: Check[T] | None = None) -> Answer[T]:
        """Return the answer of the one model. Raises its ModelError."""
        return self._chain(call).ask(self._own(call), schema, check=check)

    def reply(self, call: ModelCall) -> Answer[str]:
        """Return the plain text of the one model. Raises its ModelError."""
        return self._chain(call).reply(self._own(call))

    def _own(self, call: ModelCall) -> ModelCall:
        """Return the call with the consent of the person, and in the bill of no goal."""
        return replace(call, words_of=self._chosen.person_id, goal_id=None, author_provider=None)

    def _chain(self, call: ModelCall) -> FallbackChain:
        key = (
            self._chosen.judge
            if call.purpose in _JUDGING
            else self._chosen.variant.writer(call.purpose)
        )
        if key == OFFLINE_COACH:
            return offline_models(self._coach)
        model = self._models.configured.get(key)
        if model is None:
            raise ModelError(
                ModelFault.AUTH,
                f"The model “{key}” is not set up any more.",
                advice="Set its key again and retry the cases that failed.",
            )
        return FallbackChain((model,))
