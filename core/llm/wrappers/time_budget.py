"""Limits a call to the time left for its run, and skips a model that could not answer in it."""

from dataclasses import replace

from core.errors import ModelError, ModelFault
from core.llm.providers.offline import OFFLINE
from core.ports import LanguageModel, ModelCall

MIN_CALL_SECONDS = 3.0
"""With less time than this, a model would be paid for a reply that arrives too late."""


def cap_deadline(model: LanguageModel, call: ModelCall) -> ModelCall:
    """Return the call with a deadline no later than the end of its run.

    Raises ModelError if too little time is left. The offline coach answers at once and is always
    called.
    """
    if call.time_left is None or model.provider == OFFLINE:
        return call
    left = call.time_left()
    if left < MIN_CALL_SECONDS:
        raise ModelError(ModelFault.TIMEOUT, "The time for this run is nearly over.")
    return replace(call, deadline_s=left) if left < call.deadline_s else call
