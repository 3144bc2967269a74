"""What a person decided about language models: whether their words may go there, and to which."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ModelChoice(StrEnum):
    """Who writes for a person."""

    MODELS = "models"
    OFFLINE = "offline"
    """The offline coach only; nothing is sent to a model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One decision. A host that was added later needs another one."""

    choice: ModelChoice
    hosts: frozenset[str]
    """The hosts that the person was shown."""
    decided_at: datetime

    def allows(self, host: str) -> bool:
        """Return whether words of the person may be sent to this host."""
        return self.choice is ModelChoice.MODELS and host in self.hosts
