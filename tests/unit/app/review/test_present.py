"""Figures of the review pages against their targets, in words."""

from datetime import date

import pytest

from app.charts.series import Axis, Series
from app.review.overview import present as overview
from app.review.overview.figure import Figure
from app.review.shared import paging
from app.review.shared.standing import state_of
from app.review.shared.trace_view import TraceView
from app.review.traces import present as traces
from app.ui.status_labels import Tone
from core.quality.targets.standing import Standing


def figure(name: str, standing: Standing) -> Figure:
    line = Series(name=name, points=())
    day = date(2027, 3, 1)
    return Figure(
        name=name,
        value="6",
        standing=standing,
        basis="n = 9",
        change="",
        change_tone=Tone.NONE,
        series=line,
        axis=Axis(title=name, low=0, high=1, target=None, since=day, until=day),
        address="traces",
    )


def test_the_sentence_names_the_targets_that_are_not_met() -> None:
    rows = (
        figure("Quality score", Standing.MET),
        figure("Satisfaction", Standing.UNDECIDED),
        figure("Error rate", Standing.MISSED),
        figure("Trace overhead", Standing.NO_FIGURE),
        figure("Cost per goal", Standing.NO_TARGET),
    )

    assert overview.sentence(rows) == (
        "1 of 4 targets met; target missed: error rate; too early to tell: satisfaction; "
        "no figure yet: trace overhead."
    )


def test_every_standing_has_a_tone_and_only_met_is_good() -> None:
    tones = {standing: state_of(standing)[1] for standing in Standing}

    assert [one for one, tone in tones.items() if tone is Tone.GOOD] == [Standing.MET]
    assert [one for one, tone in tones.items() if tone is Tone.BAD] == [Standing.MISSED]


@pytest.mark.parametrize(
    ("count", "cursor", "text"),
    [
        (1, None, "1 trace matches; newest first."),
        (12, "x", "12 traces match; older ones, further down."),
        (10_000, None, "At least 10,000 traces match; newest first."),
    ],
)
def test_a_count_that_stopped_counting_says_so(count: int, cursor: str | None, text: str) -> None:
    assert traces.sentence(count, TraceView(), cursor=cursor) == text


def test_another_order_says_what_it_leaves_out() -> None:
    stars = TraceView(order="Lowest stars first", q="run")

    assert traces.sentence(3, stars, cursor="x") == (
        "3 traces match; lowest stars first, further down; those without a rating are left out."
    )
    assert traces.sentence(5_000, stars, cursor=None).endswith(
        "; of what is found, the newest 1,000 are sorted."
    )


def test_a_file_that_leaves_out_records_says_so() -> None:
    assert paging.export_label(5_001, "trace") == "Export the newest 5,000 traces as CSV"
    assert paging.export_label(1, "trace") == "Export 1 trace as CSV"
