"""A run that this process has claimed, with everything it needs to be worked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.ports import Tier
from core.runs.kind import RunKind
from core.store.runs.values import Run
from core.usecases.runs.recorded_work import RecordedWork


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedRun:
    """A claimed run, its kind, and the state it starts from."""

    run: Run
    kind: RunKind[Any]
    state: Any
    """The state of the kind, as it was loaded with the claim."""
    tier: Tier
    recorded: RecordedWork
    versions: Mapping[str, int] = field(default_factory=dict)
    """The versions of prompts that running trials give the person."""
