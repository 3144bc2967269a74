"""Read what the Costs page shows. The use-cases check the role."""

from dataclasses import dataclass

from app import auth, services
from core.usecases.costs.get_cost_report import CostReport, get_cost_report
from core.usecases.costs.list_costs import (
    CostBy,
    CostRow,
    LedgerRow,
    list_called_models,
    list_costs,
    list_ledger_rows,
)
from core.usecases.providers.list_providers import PROVIDERS
from core.usecases.utc_days import last_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """Which calls count."""

    days: int
    model: str | None


def list_models() -> tuple[str, ...]:
    """Return the models that were ever called."""
    return list_called_models(services.rein(), viewer=auth.current_viewer())


def is_model_set_up() -> bool:
    """Return True if a model is configured."""
    settings = services.rein().settings
    return any(provider.is_configured(settings) for provider in PROVIDERS)


def load_costs(chosen: Slice) -> CostReport:
    """Return the figures of the page."""
    rein = services.rein()
    return get_cost_report(
        rein,
        viewer=auth.current_viewer(),
        days=last_days(rein, chosen.days),
        model=chosen.model,
    )


def load_groups(chosen: Slice, by: CostBy) -> tuple[CostRow, ...]:
    """Return the breakdown."""
    rein = services.rein()
    return list_costs(
        rein,
        viewer=auth.current_viewer(),
        days=last_days(rein, chosen.days),
        by=by,
        model=chosen.model,
    )


def list_calls(chosen: Slice) -> tuple[LedgerRow, ...]:
    """Return the calls of the window."""
    rein = services.rein()
    return list_ledger_rows(
        rein,
        viewer=auth.current_viewer(),
        days=last_days(rein, chosen.days),
        model=chosen.model,
    )
