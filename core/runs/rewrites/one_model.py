"""The one model that an admin chose to write a new version."""

from core.errors import ModelError, ModelFault
from core.llm.reply.structured import Answer, Check
from core.llm.routing.fallback_chain import FallbackChain
from core.llm.routing.model_client import RoutedClient, T
from core.ports import LanguageModel, ModelCall


class OneModel:
    """Asks the model that was chosen, and no other in its place."""

    def __init__(self, models: RoutedClient, key: str) -> None:
        self.routed, self._key = models, key

    @property
    def model(self) -> LanguageModel:
        """The model. Raises ModelError if its key was removed."""
        found = self.routed.configured.get(self._key)
        if found is None:
            fault, message = ModelFault.AUTH, f"The model “{self._key}” is not set up any more."
            raise ModelError(fault, message, advice="Set its key again, and ask once more.")
        return found

    def ask(self, call: ModelCall, schema: type[T], *, check: Check[T] | None = None) -> Answer[T]:
        """Return the answer of the one model. Raises its ModelError."""
        return FallbackChain((self.model,)).ask(call, schema, check=check)

    def reply(self, call: ModelCall) -> Answer[str]:
        """Return the plain text of the one model. Raises its ModelError."""
        return FallbackChain((self.model,)).reply(call)
