"""Records of trials."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.experiments.arm import Arm
from core.experiments.arm_means import NO_MEANS, ArmMeans
from core.experiments.decision import Outcome, Rule
from core.experiments.outcome import OutcomeScale, Segment


class Watch(StrEnum):
    """How a promoted version stands since."""

    NONE = "none"
    """Nothing was promoted."""
    WATCHED = "watched"
    ENDED = "ended"
    """It has proven itself, or another version is live."""
    ROLLED_BACK = "rolled back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What a trial had found when it ended, in the unit of its outcome."""

    n: int
    champion: float | None
    candidate: float | None
    guardrails: Mapping[str, float] = field(default_factory=dict)
    """The candidate's mean of each guardrail, by the name of its scale, as far as it is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A trial of one version of a prompt against the live one."""

    id: str
    prompt: str
    champion: int
    candidate: int
    share: float
    """The share of people who get the candidate from now on."""
    key: bytes
    """Key of the hash that places people; it is shown nowhere."""
    scale: OutcomeScale
    rule: Rule
    reason: str
    started_by: str
    started_at: datetime
    outcome: Outcome = Outcome.RUNNING
    decision: str = ""
    """Why it ended."""
    ended_by: str | None = None
    ended_at: datetime | None = None
    estimate: Estimate | None = None
    watch: Watch = Watch.NONE
    watched_since: datetime | None = None
    """When the candidate was released, or released again after a rollback was taken back."""
    watch_note: str = ""
    """Why the watch ended."""
    watch_ended_at: datetime | None = None
    sample: bool = False
    """True if it is made up: it decides by the same rule, and releases nothing."""

    @property
    def label(self) -> str:
        return f"{self.prompt}@v{self.candidate}"

    def version_of(self, arm: Arm) -> int:
        return self.candidate if arm is Arm.CANDIDATE else self.champion


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a trial ends."""

    outcome: Outcome
    decision: str
    by: str
    at: datetime
    estimate: Estimate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """How many people there are of each arm, of those placed while the candidate had a share."""

    share: float
    champion: int
    candidate: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedResult:
    """A result of a trial that was rated by the person it was made for."""

    trace_id: str
    user_id: str
    arm: Arm
    stars: float
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOutcome:
    """The figure of a person that decides a trial."""

    share: float
    arm: Arm
    value: float
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonValue:
    """What one scale says of a person of a trial."""

    user_id: str
    share: float
    arm: Arm
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """All that the evidence of a trial is computed from."""

    people: tuple[People, ...]
    shown: tuple[People, ...]
    """Those among them who were shown a result."""
    primary: tuple[Segment, ...]
    """What decides."""
    guardrails: Mapping[str, tuple[Segment, ...]]
    """What must not get worse, by the name of its scale."""
    costs: ArmMeans = NO_MEANS
    """US dollars a run."""
