"""Draw what must not get worse in a trial, and what is looked at beside."""

from app.review.trials import present_guards
from app.ui import page_text, table
from core.usecases.trials.list_trials import TrialReport


def show_guardrails(report: TrialReport) -> None:
    """Draw each guardrail with its people, range and state, and the rule in words."""
    page_text.section("What must not get worse")
    table.show(
        present_guards.GUARD_COLUMNS,
        present_guards.guard_rows(report),
        caption="Outcomes that must not get worse",
        key="trials.guards",
    )
    page_text.note(present_guards.guard_basis(report))


def show_secondary(report: TrialReport) -> None:
    """Draw the secondary measures, and how their errors are bounded."""
    page_text.section("Looked at beside what decides")
    table.show(
        present_guards.SECONDARY_COLUMNS,
        present_guards.secondary_rows(report),
        caption="Secondary measures",
        key="trials.secondary",
    )
    page_text.note(present_guards.SECONDARY_BASIS)
