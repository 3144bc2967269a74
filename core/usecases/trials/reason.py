"""The reason that a person gives for a step of a trial."""

from core.errors import InvalidInput
from core.goals.goal import clean_text

MAX_REASON_CHARACTERS = 500


def require_reason(text: str, *, missing: str, what: str) -> str:
    """Return a reason without blanks around it; `what` says what it is about.

    Raises InvalidInput with the sentence `missing` if it is empty or too long.
    """
    reason = clean_text(text).strip()
    if not reason or len(reason) > MAX_REASON_CHARACTERS:
        raise InvalidInput(
            missing,
            field="reason",
            advice=f"Say in at most {MAX_REASON_CHARACTERS} characters {what}.",
        )
    return reason
