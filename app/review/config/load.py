"""Read what the Config page shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from app import auth, services
from core.quality.slice import Slice
from core.tracing.names import GOAL_PIPELINE
from core.usecases.measures import estimates
from core.usecases.measures.estimates import Estimate
from core.usecases.prompts.list_prompts import PromptVersion, list_prompts
from core.usecases.ratings.get_rating_report import get_rating_report
from core.usecases.scores.get_score_report import get_quality
from core.usecases.traces.get_trace_totals import get_trace_totals
from core.usecases.utc_days import last_days

DAYS = 90
"""The window of the results of a version: the longest that pages offer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionResult:
    """What one prompt version achieved."""

    runs: int
    stars: Estimate
    score: Estimate


def load_prompts() -> dict[str, tuple[PromptVersion, ...]]:
    """Return the versions of each prompt, the newest first."""
    found: dict[str, list[PromptVersion]] = {}
    for version in list_prompts(services.rein(), viewer=auth.current_viewer()):
        found.setdefault(version.text.name, []).insert(0, version)
    return {name: tuple(versions) for name, versions in found.items()}


@services.in_one_reading
def load_results(
    versions: tuple[PromptVersion, ...], *, sample: bool
) -> Mapping[str, VersionResult]:
    """Return what each version achieved in the last DAYS days, by its label."""
    return {version.label: _result(version.label, sample=sample) for version in versions}


def _result(label: str, *, sample: bool) -> VersionResult:
    rein, viewer = services.rein(), auth.current_viewer()
    days, within = last_days(rein, DAYS), Slice(prompt_version=label)
    ratings = get_rating_report(rein, viewer=viewer, days=days, sample=sample, within=within)
    quality = get_quality(rein, viewer=viewer, days=days, sample=sample, within=within)
    runs = get_trace_totals(
        rein, viewer=viewer, days=days, sample=sample, name=GOAL_PIPELINE, within=within
    )
    return VersionResult(
        runs=runs.n,
        stars=estimates.satisfaction(ratings.totals),
        score=estimates.quality(quality.overall),
    )
