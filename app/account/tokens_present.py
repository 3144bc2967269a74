"""What the list of a person's tokens says."""

from datetime import datetime

from core import formats
from core.accounts.scope import MEANINGS, Scope, write_scopes
from core.usecases.tokens.tokens import TokenRecord

LEAD = (
    "A program with a token does what you may do, as far as the token permits. Whoever has the "
    "token has these rights, so give each program one of its own."
)
PERIODS = {7: "a week", 30: "a month", 90: "three months", 365: "a year"}
"""How long a new token works, by days."""


def scope_label(scope: Scope) -> str:
    """Return what a scope permits, with its name."""
    return f"{MEANINGS[scope]} ({scope})"


def line(token: TokenRecord, *, now: datetime) -> str:
    """Return one token with what it may do, its end and its last use."""
    may = "everything you may" if token.scopes is None else write_scopes(token.scopes)
    used = "never used" if token.last_used_at is None else _used(token.last_used_at, now)
    return f"{token.name}: {may}, {_end(token, now)}, {used}"


def made_text(token: TokenRecord) -> str:
    """Return what the token below is for."""
    return f"Copy the token “{token.name}” now. It is stored as a hash, and not shown again."


def _end(token: TokenRecord, now: datetime) -> str:
    if token.expires_at is None:
        return "without an end"
    word = "expired" if token.is_expired(now) else "until"
    return f"{word} {formats.day(token.expires_at.astimezone(now.tzinfo).date(), year=True)}"


def _used(at: datetime, now: datetime) -> str:
    return f"last used {formats.past_day(at, now=now)}"
