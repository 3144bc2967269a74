"""Replaces what identifies a person in a request, and puts it back into the reply.

It stands directly before the adapter: what is stored here has the person's own words, and what
leaves has placeholders. The instructions of a prompt hold no words of a person.
"""

from dataclasses import replace
from typing import Protocol

from core.accounts.redaction import Redacted, RestoringText, redact
from core.llm.wrappers.wrapped_model import WrappedModel
from core.ports import BilledError, Completion, LanguageModel, ModelCall, TextSink
from core.tracing import attributes as keys
from core.tracing.tracer import set_on_current


class OwnNames(Protocol):
    """What accounts are called."""

    def of(self, *, user_id: str | None, goal_id: str | None) -> tuple[str, ...]:
        """Return names and addresses of an account, and of the one that a goal belongs to."""
        ...


class RedactingModel(WrappedModel):
    """A model that never sees addresses, numbers and keys of a person, nor their name."""

    def __init__(self, model: LanguageModel, names: OwnNames | None) -> None:
        super().__init__(model)
        self._names = names

    def complete(self, call: ModelCall) -> Completion:
        salt = call.goal_id or call.run_id or call.user_id or ""
        known = self._names
        names = known.of(user_id=call.user_id, goal_id=call.goal_id) if known is not None else ()
        redacted = redact(call.prompt.user, salt=salt, names=names)
        if not redacted.words:
            return self._model.complete(call)
        set_on_current(keys.REDACTED, redacted.summary)
        sink = None if call.stream_to is None else _RestoringSink(call.stream_to, redacted)
        prompt = replace(call.prompt, user=redacted.text)
        try:
            completion = self._model.complete(replace(call, prompt=prompt, stream_to=sink))
        except BilledError as error:
            error.completion = _restored(error.completion, redacted)
            raise
        if sink is not None:
            sink.finish()
        return _restored(completion, redacted)


class _RestoringSink:
    """Shows a reply with the person's words while it arrives."""

    def __init__(self, sink: TextSink, redacted: Redacted) -> None:
        self._sink = sink
        self._redacted = redacted
        self._text = RestoringText(redacted)

    def add(self, text: str) -> None:
        self._show(self._text.add(text))

    def restart(self) -> None:
        self._text = RestoringText(self._redacted)
        self._sink.restart()

    def finish(self) -> None:
        self._show(self._text.finish())

    def _show(self, text: str) -> None:
        if text:
            self._sink.add(text)


def redacting(
    model: LanguageModel, *, active: bool, names: OwnNames | None = None
) -> LanguageModel:
    """Return the model behind the replacement, if it is switched on."""
    return RedactingModel(model, names) if active else model


def _restored(completion: Completion, redacted: Redacted) -> Completion:
    return replace(completion, text=redacted.restore(completion.text))
