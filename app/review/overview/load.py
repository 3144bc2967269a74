"""Read what the Overview shows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app import auth, services
from core.accounts.user import Role
from core.quality.slice import Slice
from core.tracing.names import GOAL_PIPELINE, TESTS
from core.tracing.span_record import SpanStatus
from core.usecases.calls.get_fallbacks import Fallbacks, get_fallbacks
from core.usecases.costs.get_cost_report import TodaysCosts, get_todays_costs
from core.usecases.costs.list_costs import list_called_models
from core.usecases.outcomes.get_outcomes import OutcomeReport, get_outcomes
from core.usecases.overview.get_overview import Overview, get_overview
from core.usecases.overview.list_versions import ComparedVersion, list_versions
from core.usecases.providers.list_providers import OFFLINE_MODEL
from core.usecases.traces.list_traces import (
    TraceFilter,
    TraceRow,
    count_traces,
    list_traces,
)
from core.usecases.utc_days import UtcDays

FAILED_SHOWN = 5
MAX_TAKEN_OVER = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewView:
    """The figures of a window beside the one before, and what needs a look."""

    figures: Overview
    versions: tuple[ComparedVersion, ...]
    took_over: Mapping[str, int]
    """Goals that the offline coach wrote after a model had failed, by prompt version."""
    fallbacks: Fallbacks
    failed: tuple[TraceRow, ...]
    """Latest failed traces of the window."""
    outcomes: OutcomeReport


@services.in_one_reading
def load_overview(days: UtcDays, *, sample: bool, within: Slice) -> OverviewView:
    """Return the Overview of a window."""
    rein, viewer = services.rein(), auth.current_viewer()
    figures = get_overview(rein, viewer=viewer, days=days, sample=sample, within=within)
    versions = list_versions(
        rein,
        viewer=viewer,
        days=days,
        scorer=figures.now.quality.scorer,
        sample=sample,
        within=within,
    )
    return OverviewView(
        figures=figures,
        versions=versions,
        took_over={
            one.row.prompt_version: _count_taken_over(
                days, sample=sample, within=replace(within, prompt_version=one.row.prompt_version)
            )
            for one in versions
            if one.row.model == OFFLINE_MODEL
        },
        fallbacks=get_fallbacks(rein, viewer=viewer, days=days, sample=sample),
        failed=_failed_traces(days, sample=sample, within=within),
        outcomes=get_outcomes(rein, viewer=viewer, days=days, sample=sample, within=within),
    )


def _failed_traces(days: UtcDays, *, sample: bool, within: Slice) -> tuple[TraceRow, ...]:
    """Return the latest failed traces, without those of tests; Providers shows failed calls."""
    wanted = TraceFilter(
        status=SpanStatus.ERROR,
        since=days.starts_at,
        sample=sample,
        exclude_names=TESTS,
        within=within,
    )
    return list_traces(
        services.rein(), viewer=auth.current_viewer(), filters=wanted, limit=FAILED_SHOWN
    ).rows


def _count_taken_over(days: UtcDays, *, sample: bool, within: Slice) -> int:
    """Return how many goals the offline coach wrote although another writer was asked first."""
    wanted = TraceFilter(
        since=days.starts_at,
        sample=sample,
        name=GOAL_PIPELINE,
        with_errors=True,
        within=replace(within, model=OFFLINE_MODEL),
    )
    return count_traces(
        services.rein(), viewer=auth.current_viewer(), filters=wanted, at_most=MAX_TAKEN_OVER
    )


def load_todays_costs() -> TodaysCosts | None:
    """Return today's cost; None for people below admin, and if no model was ever paid."""
    rein, viewer = services.rein(), auth.current_viewer()
    if not viewer.may(Role.ADMIN):
        return None
    if not (rein.settings.budgets or list_called_models(rein, viewer=viewer)):
        return None
    return get_todays_costs(rein, viewer=viewer)
