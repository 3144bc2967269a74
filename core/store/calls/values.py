"""How a paid call stands in the ledger."""

from enum import StrEnum


class CallStatus(StrEnum):
    """How a call stands; `in_doubt` is one whose worker died before the reply was committed."""

    IN_FLIGHT = "in_flight"
    DONE = "done"
    FAILED = "failed"
    IN_DOUBT = "in_doubt"
