"""Read which questions fail, and examples."""

from app import auth, services
from app.review.evaluations.records import Records
from core.usecases.scores.get_item_report import (
    ItemFailure,
    ItemGroup,
    ItemTotals,
    get_item_report,
    list_item_failures,
)

EXAMPLES = 5


def load_questions(records: Records, *, by: ItemGroup = "none") -> tuple[ItemTotals, ...]:
    """Return the answers to every question of the rubric, the most failed first."""
    return get_item_report(
        services.rein(),
        viewer=auth.current_viewer(),
        days=records.days,
        sample=records.sample,
        by=by,
        scorer=records.scorer,
        within=records.within,
    ).totals


def load_examples(item: str, records: Records) -> tuple[ItemFailure, ...]:
    """Return the newest evaluations that answered a question with no."""
    return list_item_failures(
        services.rein(),
        item,
        viewer=auth.current_viewer(),
        days=records.days,
        sample=records.sample,
        scorer=records.scorer,
        within=records.within,
        limit=EXAMPLES,
    )
