"""Draw what the runs of each arm cost and how long they took, beside the quality that decides."""

from app.review.trials import present_costs
from app.ui import page_text, table
from core.usecases.trials.list_trials import TrialReport


def show_costs(report: TrialReport) -> None:
    """Draw cost and time of both arms with their difference."""
    page_text.section("Cost and time of a run")
    table.show(
        present_costs.COLUMNS,
        present_costs.rows(report),
        caption="Cost and time of a run in each arm",
        key="trials.costs",
    )
    page_text.note(present_costs.BASIS)
