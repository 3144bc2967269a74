"""Fits a call into the time that is left for it, and leaves a model out where that is too little for an answer."""

from dataclasses import replace

from core.errors import ModelError, ModelFault
from core.llm.providers.offline import OFFLINE
from core.ports import LanguageModel, ModelCall

MIN_CALL_SECONDS = 3.0
"""A model that gets less than this would be paid for a reply that nobody can wait for."""


def cap_deadline(model: LanguageModel, call: ModelCall) -> ModelCall:
    """Return the call with a deadline that ends no later than the run's time. Raises ModelError where it is over.

    The offline coach answers at once, so it is always asked.
    """
    if call.time_left is None or model.provider == OFFLINE:
        return call
    left = call.time_left()
    if left < MIN_CALL_SECONDS:
        raise ModelError(ModelFault.TIMEOUT, "The time for this run is nearly over.")
    return replace(call, deadline_s=left) if left < call.deadline_s else call
