"""Imports a provider's SDK before the first call is timed.

A serving process warms its models up at start. A call that arrives earlier waits for the import.
That wait is not measured: span and ledger entry begin after the import.
"""

from collections.abc import Callable

from core.llm.wrappers.wrapped_model import WrappedModel
from core.ports import Completion, LanguageModel, ModelCall


class WarmedModel(WrappedModel):
    """A model that is warmed up before its first call."""

    def __init__(self, model: LanguageModel, warm: Callable[[], None]) -> None:
        super().__init__(model)
        self._warm = warm
        self._is_warm = False

    def complete(self, call: ModelCall) -> Completion:
        if not self._is_warm:
            self._warm()  # a second thread waits in here for the first
            self._is_warm = True
        return self._model.complete(call)
