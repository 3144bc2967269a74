"""What stands out behind an alert: the version with the worst figure, in the measure's direction."""

from core.quality.change import NOTHING, Estimate, amount_estimate, share_estimate
from core.quality.targets.target import ERRORS, SATISFACTION
from core.store.slices.versions import VersionRow
from core.usecases.alerts.find_causes import worst_version


def version(model: str, *, failed: int, stars: float | None) -> VersionRow:
    rated = NOTHING if stars is None else Estimate(n=9, value=stars, interval=None)
    return VersionRow(
        prompt_version="generate@v2",
        model=model,
        runs=20,
        stars=rated,
        score=NOTHING,
        week_1=NOTHING,
        errors=share_estimate(failed, 20),
        cost=amount_estimate(20, 1.0, 1.0),
        p95_ms=NOTHING,
    )


ROWS = (
    version("a", failed=1, stars=4.5),
    version("b", failed=6, stars=3.9),
    version("c", failed=2, stars=None),
)


def test_the_worst_is_highest_of_what_should_be_low_and_lowest_of_what_should_be_high() -> None:
    failing = worst_version(ROWS, lambda row: row.errors, ERRORS)
    disliked = worst_version(ROWS, lambda row: row.stars, SATISFACTION)

    assert failing is not None
    assert disliked is not None
    assert (failing.model, disliked.model) == ("b", "b")


def test_of_one_version_none_stands_out() -> None:
    assert worst_version(ROWS[:1], lambda row: row.errors, ERRORS) is None
    assert worst_version((ROWS[0], ROWS[2]), lambda row: row.stars, SATISFACTION) is None
