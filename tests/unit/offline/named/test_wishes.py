"""A vague wish becomes small acts of the person's own: what they left undone, whom they mean."""

import pytest

from core.offline.named.neglected import neglected_acts
from core.offline.named.own_phases import own_phases
from core.plans.plan import Plan
from tests.factories.coaching import coached


def titles(plan: Plan, *numbers: int) -> list[str]:
    return [task.title for n in numbers for task in plan.weeks[n - 1].tasks]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("I haven't phoned my grandmother since May", ("Phone your grandmother",)),
        (
            "two unpaid invoices from the vet",
            ("Pay the two invoices from the vet, beginning with",),
        ),
        ("A balcony full of bottles.", ("Clear the balcony full of bottles for ten minutes",)),
        ("I keep putting off calling the bank", ("Call the bank: the first ten minutes of it",)),
        ("The attic is full of old", ("Clear the attic full of old for ten minutes",)),
        ("I put off calling the vet for about a year", ("Call the vet: the first ten minutes",)),
        ("I always forget to water the tomatoes", ("Water the tomatoes",)),
        ("I haven't eaten all day and I haven't taken my pills", ()),
        ("I haven't told my wife, and I've never learned to swim", ()),
    ],
)
def test_what_is_left_undone_becomes_the_act_that_does_it(text: str, acts: tuple[str, ...]) -> None:
    found = neglected_acts(text)

    assert len(found) == len(acts)
    assert all(one.startswith(start) for one, start in zip(found, acts, strict=True))


def test_a_vague_wish_begins_with_what_the_person_left_undone() -> None:
    plan = coached(
        "get my life together. There are five unopened letters from the landlord and a hall full of "
        "boxes. I haven't written to my cousin in months."
    )[2]

    first = titles(plan, 1, 2)
    assert any("letters from the landlord" in title for title in first)
    assert any("hall full of boxes" in title for title in first)
    assert any("Write to your cousin" in title for title in first)


def test_a_better_son_is_one_to_his_father_not_to_the_wife_who_says_so() -> None:
    _, resolution, plan = coached(
        "My wife says I should be a better son. My father is 84, far away, and I am short with him."
    )

    for number in range(1, len(plan.weeks) + 1):
        assert any("your father" in title for title in titles(plan, number))
    assert not any("your wife" in title for title in titles(plan, 1, 2, 3))
    assert resolution.title == "Be a better son" or "your father" in resolution.title


def test_the_phases_speak_of_the_person() -> None:
    phases = own_phases("nearer.yaml", {"PERSON": "your uncle"})

    assert sum(phase.share for phase in phases) == pytest.approx(1)
    written = " ".join(t for p in phases for t in (p.aim, *p.practice, *(s.title for s in p.steps)))
    assert "your uncle" in written
    assert "PERSON" not in written
