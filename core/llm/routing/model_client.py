"""Asks the models that the routing table names for a call, in its order, and the offline coach at the end."""

from collections.abc import Mapping
from typing import Protocol, TypeVar

from pydantic import BaseModel

from core.llm.reply.structured import Answer, Check
from core.llm.routing.fallback_chain import FallbackChain
from core.llm.routing.table import Route, RoutingTable
from core.ports import LanguageModel, ModelCall

T = TypeVar("T", bound=BaseModel)


class ModelClient(Protocol):
    """Whatever answers a call with a validated value or plain text: a chain, or a table of chains."""

    def ask(self, call: ModelCall, schema: type[T], *, check: Check[T] | None = None) -> Answer[T]:
        """Return the first usable answer. Raises the last model's ModelError where none gave one."""
        ...

    def reply(self, call: ModelCall) -> Answer[str]:
        """Return the first answer in plain text. Raises the last model's ModelError where none gave one."""
        ...


class RoutedClient:
    """One chain for each kind of call. `models` holds what has a key, by its key in the table."""

    def __init__(
        self, table: RoutingTable, models: Mapping[str, LanguageModel], offline: LanguageModel
    ) -> None:
        self.table = table
        self.configured = models
        """What can be asked, by its key in the table."""
        self._offline = offline

    def ask(self, call: ModelCall, schema: type[T], *, check: Check[T] | None = None) -> Answer[T]:
        """Return the first usable answer of the models this call is routed to."""
        return self._chain(call).ask(call, schema, check=check)

    def reply(self, call: ModelCall) -> Answer[str]:
        """Return the first answer in plain text of the models this call is routed to."""
        return self._chain(call).reply(call)

    def route(self, call: ModelCall) -> Route:
        """Return which models this call would be asked of, and why."""
        return self.table.route(
            purpose=call.purpose,
            tier=call.tier,
            complexity=call.complexity,
            available=self.configured.keys(),
            written_by=call.author_provider,
        )

    def _chain(self, call: ModelCall) -> FallbackChain:
        models = (self.configured[key] for key in self.route(call).keys)
        return FallbackChain((*models, self._offline))
