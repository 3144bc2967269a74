"""Costs by group, the calls behind them, and the models that were ever called."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.calls import read as calls
from core.store.calls.read import LedgerRow
from core.store.costs import read as costs
from core.store.costs.read import CostBy, CostRow
from core.usecases.access.allow import Access, allow
from core.usecases.utc_days import UtcDays

__all__ = [
    "CostBy",
    "CostRow",
    "LedgerRow",
    "list_called_models",
    "list_costs",
    "list_ledger_rows",
]


@allow(Access.ADMIN)
def list_costs(
    rein: Rein, *, viewer: Viewer, days: UtcDays, by: CostBy, model: str | None = None
) -> tuple[CostRow, ...]:
    """Return the costs of a window by group, the most expensive first; days in their order.

    Raises NotAllowed below admin.
    """
    return costs.list_costs(rein.database, since=days.since, until=days.until, by=by, model=model)


@allow(Access.ADMIN)
def list_ledger_rows(
    rein: Rein, *, viewer: Viewer, days: UtcDays, model: str | None = None
) -> tuple[LedgerRow, ...]:
    """Return the newest calls of a window, newest first. Raises NotAllowed below admin."""
    return calls.list_ledger(rein.database, since=days.since, until=days.until, model=model)


@allow(Access.ADMIN)
def list_called_models(rein: Rein, *, viewer: Viewer) -> tuple[str, ...]:
    """Return the models that were ever called, by name. Raises NotAllowed below admin."""
    return costs.list_models(rein.database)
