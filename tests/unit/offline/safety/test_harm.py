"""Goals that are never planned, and ordinary goals beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.offline.safety.harm import SafetyNote, find_safety_note


def note_of(text: str) -> SafetyNote:
    found = find_safety_note(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        "I want to die",
        "kill myself",
        "end my life",
        "hurt myself less often",
        "I don't want to be alive",
        "overdose",
    ],
)
def test_a_crisis_is_met_with_a_helpline(text: str) -> None:
    assert "crisis line" in note_of(text).note
    assert "person I trust" in note_of(text).safe_alternative


@pytest.mark.parametrize(
    "text",
    [
        "purge after dinner",
        "eat nothing for a week",
        "live on 500 calories a day",
        "eat only 800 kcal",
        "fast for 5 days",
        "weigh under 35 kg",
        "get a thigh gap",
        "take laxatives",
    ],
)
def test_an_eating_disorder_is_not_planned(text: str) -> None:
    assert "eating-disorder helpline" in note_of(text).note


@pytest.mark.parametrize(
    "text",
    ["stop taking my antidepressants", "come off insulin", "cure my cancer", "take steroids"],
)
def test_treatment_is_left_to_doctors(text: str) -> None:
    assert "doctor or pharmacist" in note_of(text).note


@pytest.mark.parametrize(
    "text",
    ["get off heroin", "detox at home", "stop drinking cold turkey", "cold turkey from alcohol"],
)
def test_withdrawal_needs_a_doctor_first(text: str) -> None:
    assert "see a doctor" in note_of(text).note


@pytest.mark.parametrize(
    "text", ["get revenge", "kill my boss", "build a bomb", "stalk my ex", "shoplift more"]
)
def test_harm_to_others_is_refused_without_an_alternative(text: str) -> None:
    assert "hurts people or breaks the law" in note_of(text).note
    assert note_of(text).safe_alternative == ""


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("lose 20 kg in 2 weeks", True),
        ("lose 20 kg in 20 weeks", False),
        ("lose 7 kg in a week", True),
        ("lose 6 kg in a week", False),
        ("lose 30 pounds in one month", False),
        ("lose 90 pounds in one month", True),
        ("lose 3 stone in 2 weeks", True),
        ("lose 10 kg by tomorrow", True),
        ("lose 5 kg this weekend", False),
        ("lose 40 kg over three months", False),
    ],
)
def test_a_loss_beyond_six_kilograms_a_week_is_refused(text: str, refused: bool) -> None:
    assert (find_safety_note(text) is not None) is refused


@given(st.integers(1, 200), st.integers(1, 60))
def test_the_limit_of_weight_loss_is_the_same_in_every_length(kilograms: int, weeks: int) -> None:
    refused = find_safety_note(f"lose {kilograms} kg in {weeks} weeks") is not None

    assert refused == (kilograms / weeks > 6)


@pytest.mark.parametrize(
    "text",
    [
        "stop eating sweets after dinner",
        "stop eating meat",
        "cut myself some slack",
        "I'm dying of laughter, go to more comedy shows",
        "take my medication every morning",
        "eat 1500 kcal a day",
        "weigh 70 kg",
        "quit smoking by March",
        "drink less alcohol",
        "fast track my career",
        "treat my family to dinner",
    ],
)
def test_an_ordinary_goal_has_no_safety_note(text: str) -> None:
    assert find_safety_note(text) is None
