"""The types of a check: its context, and its result with one line and some advice."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from core.clock import Clock
from core.settings import Settings
from core.store.database.engine import Database
from core.store.keys.settings import with_saved
from core.store.keys.store import KeyFiles
from core.store.keys.values import SavedModels


class CheckStatus(StrEnum):
    """The status of a check. WARNING means that the part works, but needs attention."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckContext:
    """The input of a check. Any part of it may be unavailable."""

    settings: Settings
    database: Database
    clock: Clock
    working: bool | None = None
    """Whether this process works on runs; None on the command line."""

    @property
    def saved(self) -> SavedModels:
        """Return what an admin saved about models."""
        return KeyFiles(self.settings.data_dir).read()

    @property
    def model_settings(self) -> Settings:
        """Return the settings with the saved keys."""
        return with_saved(self.settings, self.saved)

    @property
    def serving(self) -> bool:
        """Whether outsiders can read the result, so it must not name paths of this machine."""
        return self.working is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """The result in one line."""

    state: CheckStatus
    line: str
    is_off: bool = False
    """True if the part is not set up, so that there is nothing that could work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One health check. `run` may raise ReinError, which counts as a failure with its message."""

    name: str
    run: Callable[[CheckContext], CheckResult]
    essential: bool = False
    """No page can be served if this check fails."""
    reads: bool = False
    """The check reads the database, so it is skipped if the database does not answer."""
