"""A sign that a text names is found by its construction, and what only shares its words is none."""

import pytest

from core.offline.signs.named_signs import named_signs, sugar_is_lowered
from core.offline.signs.sign import Sign
from core.offline.signs.sign_reader import find_signs


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("I want to stop beer from Monday. I get shaky in the mornings if I don't.", Sign.DRINKING),
        ("I want to quit oxycodone tomorrow, I get cramps when a dose is late.", Sign.DEPENDENCE),
        ("Run 10k by May. I get a tight chest going up hills.", Sign.HEART),
        ("Get stronger by summer. I'm out of breath just sitting on the sofa.", Sign.HEART),
        ("Lose 5 kg by June, although I've lost 8 kg since May without trying.", Sign.BODY),
        (
            "Walk the Wall in June. My calf has been swollen and warm and hurts when I press it.",
            Sign.CLOT,
        ),
        ("Run 5 km by May. One leg is puffy since the flight, and sore to touch.", Sign.CLOT),
        ("Learn the guitar by spring. My left hand goes numb and I drop things.", Sign.BODY),
        ("The pain in my shin gets worse every run and wakes me at night.", Sign.BODY),
        ("I'm 14 weeks pregnant and want to lose 6 kg by my birthday.", Sign.PREGNANCY),
        ("I have surgery on my shoulder on 9 January and want to swim.", Sign.RECOVERY),
    ],
)
def test_a_named_sign_is_found(text: str, sign: Sign) -> None:
    assert sign in named_signs(text)


@pytest.mark.parametrize(
    "text",
    [
        "Make the team's shaky start good: ship the release by March.",
        "My legs are sore after squats and my feet swell in summer.",
        "My hands shake before speeches, even after a glass of wine.",
        "I want to drink a protein shake every morning after the gym.",
        "Give up coffee from Monday, I get shaky if I drink too much of it.",
        "Get fit by summer; I had a fit of giggles and a fit over the bill.",
        "I lost 8 kg last year on purpose and want to hold my weight until June.",
        "I'm trying to get pregnant and my wife is 14 weeks pregnant.",
        "I had knee surgery in 2003 and was never better.",
        "My brain goes numb after an hour of videos; no blood in my stool, no chest pain.",
    ],
)
def test_what_only_shares_its_words_is_none(text: str) -> None:
    assert not named_signs(text)


def test_advice_on_hypos_needs_a_treatment_that_lowers_sugar() -> None:
    raised = "I'd like to lose 8 kg. My doctor said my HbA1c is 47 so I am prediabetic."
    assert Sign.GLUCOSE not in {each.sign for each in find_signs(raised)}
    treated = f"{raised} I take gliclazide and my sugar drops on long walks."
    assert Sign.GLUCOSE in {each.sign for each in find_signs(treated)}
    assert not sugar_is_lowered("My mum is on insulin.")
    assert sugar_is_lowered("I inject 22 units before breakfast.")
