"""The Overview says how people live with their plans: shares with n, skips, and the plans."""

from datetime import timedelta

import pytest
from markupsafe import escape

from app.review.overview.present_outcomes import REASONS, edited
from core import formats
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.progress.task_state import SkipReason
from core.usecases.goals.submit import Submitted
from core.usecases.outcomes.get_outcomes import OutcomeReport, get_outcomes
from core.usecases.utc_days import last_days
from tests.app.conftest import Open, said_on

OVERVIEW = "review/overview/page.py"


def report_of(rein: Rein, *, days: int) -> OutcomeReport:
    return get_outcomes(rein, viewer=LOCAL_VIEWER, days=last_days(rein, days), sample=True)


def test_a_plan_that_was_made_today_is_in_no_share(with_goal: Submitted, open_page: Open) -> None:
    at = open_page(OVERVIEW)

    said = said_on(at)
    assert not at.exception
    assert "How people live with their plans" in [each.value for each in at.subheader]
    assert "Nothing to count in this window" in said
    assert said.count("No plan is that far in this window") == 2, "in both tiles of plans"


def test_the_share_of_edited_plans_stands_with_n_and_interval(
    with_sample: Rein, open_page: Open
) -> None:
    at = open_page(OVERVIEW, sample="1", days="90")

    said, report = said_on(at), report_of(with_sample, days=90)
    assert not at.exception
    share = report.now.edited
    assert share.interval is not None
    assert f"Edited within a day: {formats.share(share.share)}" in said
    assert f"{share.yes} of {share.plans} plans" in said
    assert f"95 % interval {formats.share_interval(share.interval)}" in said
    assert report.now.skipped > 0
    for reason, n in report.now.skips.items():
        assert (f"</b> {n} of {report.now.skipped}" in said) or not n
        assert (f"{REASONS[reason]}: " in said) == bool(n)


def test_each_of_the_latest_plans_opens_its_trace(with_sample: Rein, open_page: Open) -> None:
    at = open_page(OVERVIEW, sample="1", days="90")

    said, report = said_on(at), report_of(with_sample, days=90)
    assert len(report.latest) == 5
    for row in report.latest:
        assert f"trace?id={row.trace_id}" in said
        assert escape(" ".join(row.goal_text.split())[:40]) in said


def test_a_window_without_an_edit_says_so(with_sample: Rein) -> None:
    now = with_sample.clock.now().date()
    days = last_days(with_sample, 1)
    nothing = get_outcomes(with_sample, viewer=LOCAL_VIEWER, days=days, sample=False)

    assert days.until == now
    assert edited(nothing) == (
        f"Edited within a day: {formats.UNKNOWN}",
        "No plan is that far in this window. The window before: no figure.",
    )


@pytest.mark.parametrize("reason", SkipReason)
def test_every_reason_has_words(reason: SkipReason) -> None:
    assert REASONS[reason]


def test_the_sample_has_no_acts_of_the_future(with_sample: Rein) -> None:
    report = report_of(with_sample, days=90)

    assert report.now.until == with_sample.clock.now().date()
    assert all(row.first_day + timedelta(days=14) <= report.now.until for row in report.latest)
