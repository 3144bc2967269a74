"""Draw how people live with their plans."""

from markupsafe import Markup

from app.review.overview import present_outcomes as present
from app.review.overview.figures import PLANS
from app.review.shared import bars
from app.ui import html, navigate, page_text, table
from core.usecases.outcomes.get_outcomes import OutcomeReport

_TITLE = "How people live with their plans"


def show(report: OutcomeReport) -> None:
    """Draw how many were edited, why tasks were skipped, and the latest plans with their traces.

    The tiles at the top of the page have the tasks of week 1 and who came back in week 2.
    """
    if present.is_empty(report):
        page_text.section(_TITLE)
        page_text.note(
            "Nothing to count in this window: a plan counts for week 1 nine days after it began, "
            "and for week 2 after sixteen."
        )
        return
    with page_text.phone_fold(_TITLE, key="lived"):
        page_text.chart_head(*present.edited(report))
        page_text.note(
            "Each plan counts on the day a figure of it is final. Week 1 is the plan as first "
            "made: skipping, moving or removing a task does not make it look better."
        )
        _show_skips(report)
        _show_latest(report)


def _show_latest(report: OutcomeReport) -> None:
    if report.latest:
        html.draw(Markup('<span id="{}"></span>').format(PLANS))
        page_text.section("Latest plans after two weeks")
        address = table.show(
            present.PLAN_COLUMNS,
            tuple(map(present.plan_cells, report.latest)),
            caption="Plans whose first two weeks ended last",
            key="overview.plans",
        )
        if address is not None:
            navigate.open_address(address)


def _show_skips(report: OutcomeReport) -> None:
    totals = report.now
    if not totals.plans:
        return
    page_text.section("Why tasks are skipped")
    if not totals.skipped:
        page_text.note("No task was skipped in the first two weeks of these plans.")
        return
    rows = present.skip_bars(totals)
    described = ", ".join(f"{row.label}: {row.figure} ({row.more})" for row in rows)
    bars.show(rows, aria_label=described, colour=2)
    page_text.note(
        f"n = {totals.skipped} tasks skipped in the first two weeks of {totals.plans} plans; the "
        "thin band is the 95 % interval."
    )
