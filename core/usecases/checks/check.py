"""What a check looks at, and what it finds: one line that says how it stands and, where it does not, what to do."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from core.clock import Clock
from core.settings import Settings
from core.store.database.engine import Database


class State(StrEnum):
    """How something stands. A warning works, but somebody should look."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is looked at. Nothing of it has to work."""

    settings: Settings
    database: Database
    clock: Clock
    working: bool | None = None
    """Whether this process works runs; None where it serves nobody, as on the command line."""

    @property
    def serving(self) -> bool:
        """Tell whether strangers may read what is found, so that it names no place on this machine."""
        return self.working is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How it stands, in one line."""

    state: State
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing to look at. `look` may raise ReinError, which is a failure with its message."""

    name: str
    look: Callable[[Subject], Finding]
    essential: bool = False
    """Without it no page can be served."""
    reads: bool = False
    """It reads the database, so it has nothing to say while that does not answer."""
