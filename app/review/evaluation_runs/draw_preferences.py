"""Draw wins, ties and losses of an evaluation run."""

from app.review.evaluation_runs import present_preferences as present
from app.review.evaluation_runs import present_verdicts as verdicts
from app.ui import page_text, table
from core.usecases.evaluation_runs.list_evaluation_runs import EvaluationReport


def show(report: EvaluationReport, place: int) -> str | None:
    """Draw how often a variant is better, and the compared pairs. Return the chosen address."""
    found = report.compared[place]
    page_text.section(present.title(found))
    page_text.lead(present.sentence(report, place))
    page_text.note(present.how(found))
    if found.counts.n:
        table.show(
            present.count_columns(report, place),
            (present.count_row(found),),
            caption=present.title(found),
            key="evaluation_runs.preferences",
        )
    if not found.shown:
        return None
    return table.show(
        verdicts.PAIR_COLUMNS,
        verdicts.pair_rows(report, place),
        caption="Compared pairs: losses first, then wins",
        key="evaluation_runs.pairs",
        dense=True,
    )
