"""Withdrawal is dangerous for who depends on the substance, not for every quitter who names one."""

import pytest

from core.offline.safety.concern import Concern
from core.offline.safety.harm import find_concerns, first_concern


@pytest.mark.parametrize(
    "text",
    [
        "I want to stop vaping. Went cold turkey in March, then a few drinks at a party and I caved",
        "quit chewing tobacco; last time cold turkey, a couple of beers after softball and I cave",
        (
            "I want to quit chewing tobacco. My dad quit cold turkey in '98 and says I should too but "
            "every time I have a couple of beers with the guys I cave"
        ),
        "quit sugar cold turkey, only black coffee and no wine on weekdays",
        "stop the fizzy drinks cold turkey, I have 4 cans a day",
        "I drink three energy drinks a day and I'd like to go cold turkey",
        "Nicotine withdrawal on my own is hell. I want to quit vaping for good",
        "My dad stopped drinking cold turkey and had a seizure. I want to run 5 km in his memory",
        "My mum drank a bottle of wine a day and it killed her; I want to quit smoking",
        "My husband got morphine after his surgery and I do it all. I want to walk 5 km by June",
    ],
)
def test_who_stops_another_habit_may_be_planned(text: str) -> None:
    assert find_concerns(text) == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "quit smoking cold turkey, and I drink a bottle of vodka a day",
        "My wife left. I drink a bottle of whisky a day and I'm stopping dead on Sunday",
        "cold turkey on smokes and beer from tomorrow",
        "quit gaming cold turkey, and the whisky too",
        "I shake every morning until my first beer and I want to quit smoking",
        "going cold turkey off the drink",
        "give up cigarettes, I also need a drink before I can face work, cold turkey both",
        "I'm quitting vodka like my dad did, cold turkey",
        "my husband says I should quit wine cold turkey",
        "hooked on oxy since my back surgery, I quit it cold turkey this weekend",
        "take my mother's morphine",
    ],
)
def test_who_stops_a_dangerous_substance_sees_a_doctor_first(text: str) -> None:
    assert first_concern(find_concerns(text), certain=True) is Concern.SUBSTANCE
