"""Calls the models that the routing table names, in its order, and the offline coach last."""

from collections.abc import Mapping
from typing import Protocol, TypeVar

from pydantic import BaseModel

from core.llm.reply.structured import Answer, Check
from core.llm.routing.fallback_chain import FallbackChain
from core.llm.routing.table import Route, RoutingTable
from core.ports import LanguageModel, ModelCall

T = TypeVar("T", bound=BaseModel)


class ModelClient(Protocol):
    """Answers a call with a validated value or plain text: a chain, or a table of chains."""

    def ask(self, call: ModelCall, schema: type[T], *, check: Check[T] | None = None) -> Answer[T]:
        """Return the first valid answer. Raises the last model's ModelError if there is none."""
        ...

    def reply(self, call: ModelCall) -> Answer[str]:
        """Return the first plain text. Raises the last model's ModelError if there is none."""
        ...


class RoutedClient:
    """A client that builds a chain of models for each call from the routing table."""

    def __init__(
        self, table: RoutingTable, models: Mapping[str, LanguageModel], offline: LanguageModel
    ) -> None:
        self.table = table
        self.configured = models
        """The models with a key, by their key in the table."""
        self._offline = offline

    def ask(self, call: ModelCall, schema: type[T], *, check: Check[T] | None = None) -> Answer[T]:
        """Return the first valid answer of the models this call is routed to."""
        return self._chain(call).ask(call, schema, check=check)

    def reply(self, call: ModelCall) -> Answer[str]:
        """Return the first plain-text answer of the models this call is routed to."""
        return self._chain(call).reply(call)

    def route(self, call: ModelCall) -> Route:
        """Return the models this call is routed to, with the reasons."""
        return self.table.route(
            purpose=call.purpose,
            tier=call.tier,
            complexity=call.complexity,
            available=self.configured.keys(),
            author_provider=call.author_provider,
            first_model=call.first_model,
        )

    def _chain(self, call: ModelCall) -> FallbackChain:
        found = (self.configured.get(key) for key in self.route(call).keys)
        models = (model for model in found if model is not None)  # its key may just be removed
        return FallbackChain((*models, self._offline))
