"""What people write, skip and leave undone points to the next settings to try, or to none."""

import pytest

from core.experiments.proposals import Proposal, Signals, Wish, propose, read_wish
from core.goals.goal import FirstSteps, Style, Usual
from core.progress.task_state import SkipReason
from core.quality.intervals import Interval

VERSIONS = {
    1: Usual(),
    2: Usual(pace=Style.AGGRESSIVE),
    3: Usual(first_steps=FirstSteps.SMALLER),
    4: Usual(pace=Style.CONSERVATIVE, first_steps=FirstSteps.SMALLER),
}
MUCH = ("Way too much for me in week one.", "I was overwhelmed from the first day.")


@pytest.mark.parametrize(
    ("comments", "wish"),
    [
        (MUCH, Wish.LESS),
        (("The timeline is too tight for my shifts.",), Wish.LESS),
        (("Five sessions a week, who has time for that?",), Wish.LESS),
        (("Far too easy, I was done in ten minutes.",), Wish.MORE),
        (("It could be more ambitious, I want to go faster.",), Wish.MORE),
        (("Generic tips that I find anywhere.",), Wish.OTHER),
        (("It did not understand what I meant.",), Wish.OTHER),
    ],
)
def test_a_complaint_is_read_by_its_meaning(comments: tuple[str, ...], wish: Wish) -> None:
    assert read_wish(comments) is wish


def test_a_complaint_about_too_much_proposes_the_nearest_smaller_settings() -> None:
    signals = Signals(complaint=MUCH, complaint_n=12)

    steps = [propose(live, VERSIONS, signals) for live in (2, 1, 3)]

    assert [step.version for step in steps if step is not None] == [1, 3, 4]
    assert propose(4, VERSIONS, signals) is None
    assert propose(2, VERSIONS, signals) == Proposal(
        version=1, reason="12 people with low ratings write that the plan asks too much."
    )


def test_skips_and_an_undone_first_week_say_the_same_without_a_comment() -> None:
    skips = {SkipReason.TOO_HARD: 15, SkipReason.NO_TIME: 5, SkipReason.NOT_USEFUL: 4}
    week_1 = Interval(low=0.2, high=0.41)

    found = propose(1, VERSIONS, Signals(skips=skips, week_1=week_1))

    assert found is not None
    assert found.version == 3
    assert "20 of 24 skipped tasks" in found.reason
    assert "At most 41 %" in found.reason


@pytest.mark.parametrize(
    "signals",
    [
        Signals(),
        Signals(skips={SkipReason.TOO_HARD: 19}),
        Signals(skips={SkipReason.NOT_USEFUL: 30}),
        Signals(week_1=Interval(low=0.4, high=0.6)),
        Signals(
            complaint=("Far too easy for me.",), complaint_n=9, week_1=Interval(low=0.1, high=0.3)
        ),
    ],
)
def test_too_little_or_a_contradiction_proposes_nothing(signals: Signals) -> None:
    assert propose(1, VERSIONS, signals) is None
