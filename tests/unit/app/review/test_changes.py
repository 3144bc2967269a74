"""A change says its direction, its size, and only with an interval that it is certain."""

from dataclasses import replace

import pytest

from app.review.overview.changes import Change
from app.review.overview.versions import verdict
from app.ui.status_labels import Tone
from core import formats
from core.quality.change import NOTHING, Estimate, amount_estimate, mean_estimate, share_estimate
from core.quality.intervals import STARS
from core.store.slices.versions import VersionRow
from core.usecases.overview.list_versions import compare_versions


def stars(n: int, mean: float, variance: float = 1.0) -> Estimate:
    return mean_estimate(n, mean, variance, scale=STARS)


def change(now: Estimate, before: Estimate, *, more_is_better: bool = True) -> Change:
    return Change(
        now=now,
        before=before,
        more_is_better=more_is_better,
        text_of=formats.figure,
        size_of=formats.figure,
        noun="rating",
    )


def test_a_small_change_of_few_ratings_is_not_decided() -> None:
    found = change(stars(42, 4.3), stars(61, 4.5))

    assert found.sentence("Satisfaction", days=30) == (
        "Satisfaction 4.3, down 0.2 against the 30 days before (61 → 42 ratings): too early to tell."
    )
    assert found.short().startswith("−0.2 [−0.6, +0.2], n 61 → 42")
    assert found.tone is Tone.NONE


@pytest.mark.parametrize(
    ("more_is_better", "tone", "verdict_"),
    [(True, Tone.GOOD, "certainly better"), (False, Tone.BAD, "certainly worse")],
)
def test_a_certain_change_is_good_or_bad_by_what_is_counted(
    more_is_better: bool,
    tone: Tone,
    verdict_: str,
) -> None:
    found = change(stars(400, 4.4), stars(400, 4.0), more_is_better=more_is_better)

    assert (found.tone, found.verdict(), found.words()) == (tone, verdict_, "up 0.4")


def test_without_a_figure_on_either_side_nothing_is_compared() -> None:
    assert change(stars(3, 4.0), NOTHING).short() == "No figure for the days before"
    assert "no figure for the 7 days before" in change(stars(3, 4.0), NOTHING).sentence(
        "Satisfaction", days=7
    )
    assert change(NOTHING, stars(3, 4.0)).sentence("Satisfaction", days=7) == (
        "Satisfaction: no rating in these 7 days."
    )


def version(name: str, runs: int, rated: Estimate) -> VersionRow:
    return VersionRow(
        prompt_version=name,
        model="m",
        runs=runs,
        stars=rated,
        score=NOTHING,
        week_1=NOTHING,
        errors=share_estimate(0, runs),
        cost=amount_estimate(runs, 1.0, 1.0),
        p95_ms=NOTHING,
    )


def test_a_version_is_compared_with_the_most_used_one_and_the_worst_is_marked() -> None:
    most, near, low, none = compare_versions(
        (
            version("generate@v2", 900, stars(400, 4.3)),
            version("generate@v3", 80, stars(40, 4.2)),
            version("generate@v1", 70, stars(60, 3.2)),
            version("generate@v0", 2, NOTHING),
        )
    )

    assert verdict(most) == ("Most used", None, "")
    assert verdict(low) == ("Worst", Tone.BAD, "−1.1 stars")
    assert (low.worst, near.worst, most.worst) == (True, False, False)
    assert verdict(none) == ("No ratings to compare", None, "")
    label, tone, note = verdict(near)
    assert tone is Tone.NONE
    assert (label, note[:12]) == ("Too early to tell", "−0.1 stars, ")
    assert near.more_ratings is not None
    assert near.more_ratings > 40


def test_the_worst_by_chance_is_not_called_the_worst() -> None:
    rows = (version("a", 9, stars(5, 4.3)), version("b", 3, stars(3, 4.0)))

    assert not any(row.worst for row in compare_versions(rows))
    assert not any(row.worst for row in compare_versions(tuple(map(replace, rows[:1]))))
