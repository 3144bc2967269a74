"""What does not work out is said in one line, with ways that make it work out."""

from dataclasses import replace

import pytest

from core.goals.reading import Reading, SlotName
from core.offline.clarifying.pace_check import PaceCheck, check_pace
from tests.factories.coaching import COACH, TODAY, make_request


def read(text: str, **slots: str) -> Reading:
    request = make_request(text)
    answers = COACH.accept_answers(request, slots, today=TODAY)
    return COACH.read_card(replace(request, answers=answers)).reading


CASES = [
    ("save 50,000 € by 30 June 2028", {"payment": "300 € a month", "from": "0"}, SlotName.PAYMENT),
    ("read 60 books by 1 May 2027", {"hours": "3", "from": "0"}, SlotName.HOURS),
    ("get from 90 kg to 60 kg by 1 February 2027", {}, None),
    ("get from 1480 to 1900 points in chess by 1 February 2027", {}, None),
]


@pytest.mark.parametrize(("text", "slots", "chosen"), CASES)
def test_each_way_makes_the_figures_agree(
    text: str, slots: dict[str, str], chosen: SlotName | None
) -> None:
    found = check_pace(read(text, **slots), today=TODAY)

    assert found is not None
    assert "you reach" in found.text
    expected = {SlotName.TO, SlotName.BY} | ({chosen} if chosen is not None else set())
    assert {way.slot for way in found.ways} == expected
    for way in found.ways:
        changed = read(text, **(slots | {way.slot.value: way.value}))
        assert check_pace(changed, today=TODAY) is None, way


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("save 2,000 € by 30 June 2027", {"payment": "300 € a month", "from": "0"}),
        ("save 2,000 € by 30 June 2027", {}),
        ("read 12 books by 30 November 2027", {"hours": "3", "from": "0"}),
        ("get from 90 kg to 87 kg by 1 February 2027", {}),
        ("learn the ukulele", {}),
    ],
)
def test_what_works_out_or_is_not_known_is_not_mentioned(text: str, slots: dict[str, str]) -> None:
    assert check_pace(read(text, **slots), today=TODAY) is None


def reach(text: str, **slots: str) -> PaceCheck | None:
    request = make_request(text)
    answers = COACH.accept_answers(request, slots, today=TODAY)
    return COACH.check_reach(replace(request, answers=answers))


@pytest.mark.parametrize(
    ("text", "says", "ways"),
    [
        ("run 10 km in 6 weeks", ("10 km in 6 weeks", "leads to"), {SlotName.TO, SlotName.BY}),
        (
            "run a marathon by 1 November 2027, I run 10 km now, 1 hour a week",
            ("hours in the fullest weeks", "leads to"),
            {SlotName.TO, SlotName.HOURS},
        ),
        ("learn Spanish to B2 in 12 weeks, 5 hours a week", ("hours a week",), set()),
    ],
)
def test_a_target_that_is_refused_is_said_before_planning(
    text: str, says: tuple[str, ...], ways: set[SlotName]
) -> None:
    found = reach(text)

    assert found is not None
    assert all(words in found.text for words in says)
    assert {way.slot for way in found.ways} >= ways
    for way in found.ways:
        assert reach(text, **{way.slot.value: way.value}) is None, way


@pytest.mark.parametrize("text", ["run 5 km in 12 weeks", "read 12 books by 30 November 2027"])
def test_a_target_that_can_be_reached_is_not_refused(text: str) -> None:
    assert reach(text) is None
