"""Sends the words of a person only to hosts that they agreed to.

It is the outermost wrapper of every model, so no way to a model leads around it: neither a route,
nor a draft, nor a cached reply. The chain then goes on to the offline coach.
"""

from typing import Protocol

from core.errors import ConsentMissing
from core.llm.wrappers.wrapped_model import WrappedModel
from core.ports import Completion, LanguageModel, ModelCall, Purpose

NO_CONSENT = "there is no consent to use language models"
"""The reason that stages store; pages compare it, so it must not change."""


class Consents(Protocol):
    """What people decided."""

    def allows(self, user_id: str, host: str) -> bool:
        """Return whether the words of a person may be sent to a host."""
        ...


class ConsentedModel(WrappedModel):
    """A model that refuses calls with words of a person who did not agree to its host."""

    def __init__(self, model: LanguageModel, consents: Consents, host: str) -> None:
        super().__init__(model)
        self._consents = consents
        self._host = host

    def complete(self, call: ModelCall) -> Completion:
        if not self._may_send(call):
            raise ConsentMissing(NO_CONSENT)
        return self._model.complete(call)

    def _may_send(self, call: ModelCall) -> bool:
        if call.purpose is Purpose.CHECK:  # a fixed sentence of ours
            return True
        if call.purpose is Purpose.REWRITE:  # a text of the program, with words of these people
            return all(self._consents.allows(person, self._host) for person in call.people)
        person = call.words_of or call.user_id
        return person is not None and self._consents.allows(person, self._host)
