"""A model that answers at once, in this process, so that what is left of a run is Rein's own work."""

from dataclasses import replace
from functools import lru_cache

from core.bootstrap import Rein
from core.llm.routing.model_client import RoutedClient
from core.llm.wrappers.ledger import LedgeredModel
from core.llm.wrappers.tracing import TracedModel
from core.ports import Completion, Cost, ModelCall, Usage
from core.store.calls.ledger import SqlCallLedger
from tests.stubs.answers import sensible


class InstantModel:
    """Answers with a valid draft; asked the same again, it does not even think."""

    name = "instant-model"
    provider = "loopback"

    def complete(self, call: ModelCall) -> Completion:
        return Completion(
            text=_answer(call.purpose, call.prompt.user),
            model=self.name,
            provider=self.provider,
            usage=Usage(input_tokens=900, output_tokens=700),
            cost=Cost(usd=0.002, price_version="bench"),
        )


def with_instant_model(rein: Rein) -> Rein:
    """Return the same Rein whose every call goes through ledger and trace to the model that answers at once."""
    recorded = LedgeredModel(InstantModel(), SqlCallLedger(rein.database), rein.clock)
    return replace(rein, models=RoutedClient(rein.models.table, {}, TracedModel(recorded)))


@lru_cache(maxsize=4_096)
def _answer(purpose: str, user: str) -> str:
    return sensible(purpose, user)
