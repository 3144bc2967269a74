"""The change that a use-case declares, until the line about it is written.

The declaration of a use-case opens it. The transaction in which the use-case writes adds the line,
so that either both are stored or none.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from core.store.audit.values import AuditAction, AuditEntry


@dataclass(slots=True, kw_only=True)
class DeclaredChange:
    """A change that a person is making."""

    actor_id: str
    action: AuditAction
    subject: str
    now: Callable[[], datetime]
    details: Mapping[str, str] = field(default_factory=dict)
    recorded: bool = False
    """True once a transaction has the line."""

    def to_entry(self) -> AuditEntry:
        """Return the line, and take it as written."""
        self.recorded = True
        return AuditEntry(
            at=self.now(),
            actor_id=self.actor_id,
            action=self.action,
            subject=self.subject,
            details=self.details,
        )


_change: ContextVar[DeclaredChange | None] = ContextVar("declared change", default=None)


def current_change() -> DeclaredChange | None:
    """Return the change that this context is making, or None."""
    return _change.get()


@contextmanager
def making(change: DeclaredChange) -> Iterator[None]:
    """Let the transactions of the block record the change."""
    before = _change.set(change)
    try:
        yield
    finally:
        _change.reset(before)
