"""Wins, ties and losses: of a judge with what the order decided, or of scores with a margin."""

import pytest

from core.experiments.paired import CaseResult
from core.experiments.pairwise import PairVerdict
from core.experiments.preferences import MARGIN, Preferences, count_scores, count_verdicts


def test_what_the_order_decided_is_neither_a_win_nor_a_loss() -> None:
    found = count_verdicts(
        [PairVerdict.WIN] * 6 + [PairVerdict.LOSS] * 2 + [PairVerdict.BY_ORDER] * 2
    )

    assert (found.n, found.decided, found.win_share, found.order_share) == (10, 8, 0.75, 0.2)
    assert found.win_interval is not None
    assert (found.win_interval.low, found.win_interval.high) == pytest.approx(
        (0.409, 0.929), abs=0.001
    ), "Wilson's interval of 6 of 8"


def test_without_a_decided_pair_there_is_no_share() -> None:
    found = Preferences(wins=0, ties=3, losses=0)

    assert (found.win_share, found.win_interval, found.order_share) == (None, None, 0.0)


def test_scores_closer_than_the_margin_are_a_tie_and_missing_ones_no_pair() -> None:
    before = {name: CaseResult(scores={"overall": 5.0}, answers={}) for name in "abcde"}
    gains = {"a": MARGIN, "b": -MARGIN, "c": MARGIN / 2, "d": None}
    after = {
        name: CaseResult(scores={"overall": None if gain is None else 5.0 + gain}, answers={})
        for name, gain in gains.items()
    }

    found = count_scores(before, after)

    assert (found.wins, found.losses, found.ties, found.n) == (1, 1, 1, 3)
