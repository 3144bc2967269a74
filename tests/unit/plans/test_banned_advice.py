"""Banned advice: what no plan may say, and ordinary advice that stays."""

import pytest

from core.plans.banned_advice import safe_alternative

MEALS = "Plan three regular meals for tomorrow with vegetables in each"
REST = "Rest today, and see a professional if the pain stays"
MEDICINE = "Ask your doctor before you change anything about medicine"
SLEEP = "Stop at a fixed hour and sleep"
MONEY = "Ask a free debt or money adviser before you borrow or invest"
ALCOHOL = "Speak to a doctor before you stop drinking from one day to the next"


@pytest.mark.parametrize(
    ("text", "alternative"),
    [
        ("Go on a crash diet", MEALS),
        ("Skip meals on Monday", MEALS),
        ("skipping all meals", MEALS),
        ("Do a 48-hour fast", MEALS),
        ("Fast for three days", MEALS),
        ("Eat 800 kcal per day", MEALS),
        ("Eat 500 calories a day", MEALS),
        ("Take diet pills", MEALS),
        ("Starve yourself until Friday", MEALS),
        ("Run through the pain", REST),
        ("Train through your injury", REST),
        ("Push through fever", REST),
        ("Take no rest days", REST),
        ("Try steroids", MEDICINE),
        ("Stop taking your medication", MEDICINE),
        ("Stop insulin", MEDICINE),
        ("Pull an all-nighter", SLEEP),
        ("Sleep only four hours", SLEEP),
        ("Sleep 3 hours", SLEEP),
        ("Take a payday loan", MONEY),
        ("Borrow money to invest", MONEY),
        ("Put everything into crypto", MONEY),
        ("Max out your credit cards", MONEY),
        ("Detox from alcohol alone", MEALS),
        ("Quit alcohol cold turkey", ALCOHOL),
        ("Withdraw alone", ALCOHOL),
    ],
)
def test_harmful_advice_has_a_safe_alternative(text: str, alternative: str) -> None:
    assert safe_alternative(text) == alternative


@pytest.mark.parametrize(
    "text",
    [
        "Eat 2000 kcal per day",
        "Cook three meals",
        "Skip the elevator",
        "Run through the park",
        "Work through chapter 3",
        "Take two rest days",
        "Sleep eight hours",
        "Go to bed 30 minutes earlier for four days",
        "Save money for a fund",
        "Pay off your credit card",
        "Walk fast for ten minutes",
        "Ask your doctor about your medication",
        "",
    ],
)
def test_ordinary_advice_has_none(text: str) -> None:
    assert safe_alternative(text) is None


@pytest.mark.parametrize("text", [MEALS, REST, MEDICINE, SLEEP, MONEY, ALCOHOL])
def test_a_safe_alternative_is_not_banned_itself(text: str) -> None:
    assert safe_alternative(text) is None
