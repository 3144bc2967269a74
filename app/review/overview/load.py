"""Read what the Overview shows."""

from dataclasses import dataclass

from app import auth, services
from core.accounts.user import Role
from core.tracing.names import PROVIDER_CHECK
from core.tracing.span_record import SpanStatus
from core.usecases.calls.get_fallbacks import Fallbacks, get_fallbacks
from core.usecases.costs.get_cost_report import TodaysCosts, get_todays_costs
from core.usecases.costs.list_costs import list_called_models
from core.usecases.outcomes.get_outcomes import OutcomeReport, get_outcomes
from core.usecases.providers.list_providers import OFFLINE_MODEL
from core.usecases.ratings.get_rating_report import RatingTotals, get_rating_report
from core.usecases.scores.get_score_report import Quality, get_quality
from core.usecases.traces.get_trace_totals import OperationTotals, get_trace_totals
from core.usecases.traces.list_traces import TraceFilter, TraceRow, list_traces
from core.usecases.utc_days import UtcDays

FAILED_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewView:
    """The figures of the four targets, and what went wrong."""

    quality: Quality
    satisfaction: RatingTotals
    operations: OperationTotals
    modelled: OperationTotals
    """`operations` without runs that the offline coach wrote."""
    fallbacks: Fallbacks
    failed: tuple[TraceRow, ...]
    """Latest failed traces of the window."""
    outcomes: OutcomeReport


def load_overview(days: UtcDays, *, sample: bool) -> OverviewView:
    """Return the Overview of a window."""
    rein, viewer = services.rein(), auth.current_viewer()
    ratings = get_rating_report(rein, viewer=viewer, days=days, sample=sample)
    return OverviewView(
        quality=get_quality(rein, viewer=viewer, days=days, sample=sample),
        satisfaction=ratings.totals,
        operations=get_trace_totals(rein, viewer=viewer, days=days, sample=sample),
        modelled=get_trace_totals(
            rein, viewer=viewer, days=days, sample=sample, exclude_model=OFFLINE_MODEL
        ),
        fallbacks=get_fallbacks(rein, viewer=viewer, days=days, sample=sample),
        failed=_failed_traces(days, sample=sample),
        outcomes=get_outcomes(rein, viewer=viewer, days=days, sample=sample),
    )


def _failed_traces(days: UtcDays, *, sample: bool) -> tuple[TraceRow, ...]:
    """Return the latest failed traces; failed test calls are left out, Providers shows them."""
    wanted = TraceFilter(
        status=SpanStatus.ERROR, since=days.starts_at, sample=sample, exclude_name=PROVIDER_CHECK
    )
    return list_traces(
        services.rein(), viewer=auth.current_viewer(), filters=wanted, limit=FAILED_SHOWN
    ).rows


def load_todays_costs() -> TodaysCosts | None:
    """Return today's cost; None for people below admin, and if no model was ever paid."""
    rein, viewer = services.rein(), auth.current_viewer()
    if not viewer.may(Role.ADMIN):
        return None
    if not (rein.settings.budgets or list_called_models(rein, viewer=viewer)):
        return None
    return get_todays_costs(rein, viewer=viewer)
