"""Status of a paid call in the ledger."""

from enum import StrEnum


class CallStatus(StrEnum):
    """Status of a call; `in_doubt` if its worker died before the reply was committed."""

    IN_FLIGHT = "in_flight"
    DONE = "done"
    FAILED = "failed"
    IN_DOUBT = "in_doubt"
