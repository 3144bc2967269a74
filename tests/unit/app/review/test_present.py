"""Figures of the review pages against their targets, in words."""

import pytest

from app.review.overview import present as overview
from app.review.overview.target import Target
from app.review.shared import paging
from app.review.shared.score_text import above
from app.review.traces import present as traces
from app.ui.status_labels import Tone
from core.quality.intervals import Interval


@pytest.mark.parametrize(
    ("low", "high", "state"),
    [
        (7.1, 8.0, ("Above target", Tone.GOOD)),
        (5.0, 6.9, ("Below target", Tone.BAD)),
        (6.0, 8.0, ("Not decided yet", Tone.WARN)),
        (7.0, 7.0, ("Not decided yet", Tone.WARN)),
    ],
)
def test_a_target_is_decided_only_outside_of_the_interval(
    low: float, high: float, state: tuple[str, Tone]
) -> None:
    assert above(Interval(low=low, high=high), 7.0) == state


def test_without_a_figure_nothing_is_decided() -> None:
    assert above(None, 7.0) == ("No figure yet", Tone.NONE)


def target(name: str, tone: Tone) -> Target:
    return Target(
        name=name,
        target="> 7",
        value="6",
        basis="n = 9",
        label=tone.value,
        tone=tone,
        next_step="",
        address="traces",
    )


def test_the_most_urgent_target_is_the_worst_and_the_sentence_names_all() -> None:
    rows = (
        target("Quality", Tone.GOOD),
        target("Satisfaction", Tone.WARN),
        target("Error rate", Tone.BAD),
        target("Trace overhead", Tone.NONE),
    )

    assert overview.most_urgent(rows).name == "Error rate"
    assert overview.sentence(rows) == (
        "1 of 4 targets are met; satisfaction is warn, error rate is bad; "
        "no figure yet for trace overhead."
    )


@pytest.mark.parametrize(
    ("count", "cursor", "text"),
    [
        (1, None, "1 trace matches; newest first."),
        (12, "x", "12 traces match; older ones, further down."),
        (10_000, None, "At least 10,000 traces match; newest first."),
    ],
)
def test_a_count_that_stopped_counting_says_so(count: int, cursor: str | None, text: str) -> None:
    assert traces.sentence(count, cursor=cursor) == text


def test_a_file_that_leaves_out_records_says_so() -> None:
    assert paging.export_label(5_001, "trace") == "Export the newest 5,000 traces as CSV"
    assert paging.export_label(1, "trace") == "Export 1 trace as CSV"
