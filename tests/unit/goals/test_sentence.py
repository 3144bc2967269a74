"""The sentence that says back what was understood reads as one sentence and leaves nothing out."""

import pytest

from core.goals.reading import Reading, Slot, SlotName, Source
from core.goals.sentence import sentence


def make_slot(text: str) -> Slot:
    return Slot(value=text, text=text, confidence=0.9, source=Source.STATED)


def said(reading: Reading) -> str:
    return "".join(piece.text for piece in sentence(reading))


def test_it_reads_as_a_sentence() -> None:
    slots = {
        SlotName.AIM: "get better at blitz chess",
        SlotName.FROM: "1,480 points",
        SlotName.TO: "1,700 points",
        SlotName.BY: "30 April 2027",
        SlotName.DAYS: "weekdays",
        SlotName.MINUTES: "45 minutes",
        SlotName.OBSTACLE: "I get tired",
    }
    reading = Reading(slots={name: make_slot(text) for name, text in slots.items()})

    assert said(reading) == (
        "Your goal: get better at blitz chess, from 1,480 points, to 1,700 points, "
        "by 30 April 2027; weekdays · 45 minutes each. What gets in the way: I get tired."
    )


SHOWN = set(SlotName) - {SlotName.KIND, SlotName.DOMAIN, SlotName.UNIT}


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_every_slot_that_a_person_can_set_is_in_it(name: SlotName) -> None:
    reading = Reading(slots={name: make_slot("so and so")})

    assert name in {piece.slot for piece in sentence(reading) if piece.text == "so and so"}


def test_a_slot_that_was_emptied_is_not_in_it() -> None:
    emptied = Slot(value=None, text="none", confidence=1.0, source=Source.CORRECTED)

    assert "gets in the way" not in said(Reading(slots={SlotName.OBSTACLE: emptied}))


def test_without_an_aim_it_says_so() -> None:
    assert said(Reading()) == "Your goal: not clear yet."
