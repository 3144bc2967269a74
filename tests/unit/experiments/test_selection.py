"""Secondary outcomes: the more are looked at, the stronger each must be."""

from core.experiments.selection import select_discoveries


def test_one_outcome_alone_needs_one_over_alpha() -> None:
    assert select_discoveries({"a": 20.0}) == {"a"}
    assert select_discoveries({"a": 19.9}) == frozenset()


def test_more_outcomes_need_more_evidence() -> None:
    assert select_discoveries({"a": 30.0, "b": 1.0, "c": 1.0}) == frozenset()
    assert select_discoveries({"a": 60.0, "b": 1.0, "c": 1.0}) == {"a"}


def test_several_discoveries_share_the_burden() -> None:
    assert select_discoveries({"a": 31.0, "b": 30.0, "c": 1.0}) == {"a", "b"}


def test_nothing_looked_at_finds_nothing() -> None:
    assert select_discoveries({}) == frozenset()
