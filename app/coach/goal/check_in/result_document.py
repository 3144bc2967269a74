"""How a finished goal went, as lines of a Markdown file."""

from collections.abc import Iterator

from app.ui.text import in_markdown_file as safe
from core import formats
from core.goals.goal import ClarifiedGoal
from core.progress.attainment import attainment_levels
from core.progress.check_in import CheckIn, Retrospective


def result_lines(final: CheckIn, looked_back: Retrospective, goal: ClarifiedGoal) -> Iterator[str]:
    """Yield the result and what the person keeps from it."""
    yield f"Finished on {formats.day(final.day, year=True)}."
    yield ""
    yield f"- Result: {safe(attainment_levels(goal)[looked_back.attainment])}"
    if final.report.value is not None:
        yield f"- Number at the end: {safe(f'{final.report.value:g} {final.unit}'.strip())}"
    yield f"- Tasks: {final.done} of {final.planned} done"
    if looked_back.helped:
        yield f"- What helped: {safe(looked_back.helped)}"
    if looked_back.to_keep:
        yield f"- To keep: {safe(looked_back.to_keep)}"
