"""Today's budgets: what is spent, what is reserved, and what was refused."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.budgets.read import BudgetStatus, list_budget_days
from core.usecases.access.allow import Access, allow
from core.usecases.utc_days import last_days

__all__ = ["BudgetStatus", "list_budgets"]


@allow(Access.ADMIN)
def list_budgets(rein: Rein, *, viewer: Viewer) -> tuple[BudgetStatus, ...]:
    """Return the budgets of the present UTC day, in the order of the settings.

    Raises NotAllowed below admin.
    """
    today = last_days(rein, 1).until
    settings = rein.settings
    return list_budget_days(
        rein.database, day=today, limits=settings.budgets, warn_at=settings.budget_warn_at
    )
