"""Who gets which version."""

from collections import Counter

from core.experiments.arm import Arm, arm_at, position_of

KEY = b"k" * 32
PEOPLE = [f"person-{number}" for number in range(4_000)]


def test_a_person_has_the_same_place_for_ever() -> None:
    assert position_of(KEY, "trial", "ada") == position_of(KEY, "trial", "ada")
    assert 0 <= position_of(KEY, "trial", "ada") < 1


def test_a_place_is_not_known_without_the_key() -> None:
    assert position_of(KEY, "trial", "ada") != position_of(b"other", "trial", "ada")


def test_arms_have_their_shares() -> None:
    for share in (0.1, 0.5):
        arms = Counter(arm_at(position_of(KEY, "trial", name), share) for name in PEOPLE)
        assert abs(arms[Arm.CANDIDATE] / len(PEOPLE) - share) < 0.03


def test_arms_of_two_trials_do_not_depend_on_each_other() -> None:
    both = sum(
        position_of(KEY, "first", name) < 0.5 and position_of(KEY, "second", name) < 0.5
        for name in PEOPLE
    )
    assert abs(both / len(PEOPLE) - 0.25) < 0.03


def test_a_larger_share_moves_nobody_back() -> None:
    for name in PEOPLE[:500]:
        place = position_of(KEY, "trial", name)
        if arm_at(place, 0.1) is Arm.CANDIDATE:
            assert arm_at(place, 0.5) is Arm.CANDIDATE
