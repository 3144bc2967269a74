"""Records of labels."""

from dataclasses import dataclass
from datetime import datetime

from core.datasets.label import CameBy, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRecord:
    """A person's verdict on one reply, in whatever datasets it is."""

    subject: str
    """Hash of the goal and the reply, `core.datasets.canonical.subject_hash`."""
    user_id: str
    verdict: Verdict
    came_by: CameBy
    """Why the person was shown it; only those by lot may be averaged as they are."""
    blind: bool
    """True if the person did not see the scores before they answered."""
    sample: bool
    goal_id: str | None = None
    trace_id: str | None = None
    dataset_id: str | None = None
    """The dataset whose queue it came from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRow(LabelRecord):
    """One stored label, with the name of who gave it."""

    id: str
    labeller: str
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelChange:
    """One state of a label; lists are oldest first, so the last one is the current one."""

    verdict: Verdict
    withdrawn: bool
    changed_at: datetime
