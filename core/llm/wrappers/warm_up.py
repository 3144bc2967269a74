"""Imports an SDK before the clock of a call begins to run, where the process had no time for that yet.

A serving process warms its models up beside its start. A call that comes before that is over waits for the import, and
that wait is no time of the model's: neither its span nor its line in the ledger begins before.
"""

from collections.abc import Callable

from core.ports import Completion, LanguageModel, ModelCall


class WarmedModel:
    """A model that is warm before what is outside of it begins to count."""

    def __init__(self, model: LanguageModel, warm: Callable[[], None]) -> None:
        self._model = model
        self._warm = warm
        self._is_warm = False

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def provider(self) -> str:
        return self._model.provider

    def complete(self, call: ModelCall) -> Completion:
        if not self._is_warm:
            self._warm()  # two threads may both come here: the second one waits in it for the first
            self._is_warm = True
        return self._model.complete(call)
