"""Records of replays."""

from dataclasses import dataclass
from datetime import datetime

from core.experiments.replay_gate import Aim, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """A mean of paired differences with its 95 % interval."""

    n: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What a replay showed of a candidate against the version that was live."""

    id: str
    prompt: str
    champion: int
    candidate: int
    aim: Aim
    verdict: Verdict
    gain: Gain
    """Of what it is for: points of the score, or percent of the work, more being better."""
    by_itself: float | None
    """What the champion's second run gains in the same unit; None without earlier results."""
    scores: Gain | None
    """Of the overall score, in points; None if too few goals were scored."""
    seed: int
    """Of the choice of goals."""
    made_by: str
    made_at: datetime
    evaluation_run_id: str | None = None
    """The run whose cases it was found with; None if it was made by rule."""

    @property
    def label(self) -> str:
        return f"{self.prompt}@v{self.candidate}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedGoal:
    """One goal of a replay. Minutes are those of a week of the first four."""

    trace_id: str
    minutes_before: float | None
    minutes_champion: float
    minutes_candidate: float
    score_champion: float | None
    score_candidate: float | None
