"""What a thing costs is the sum that has to come together, and no usual sum takes its place."""

from tests.factories.coaching import parse

HALL = (
    "Our village hall closes because the roof needs £38,000 and the parish council has offered 6k "
    "if we find the rest by next Easter. I never wrote a grant bid. Where do we look first?"
)


def test_what_it_costs_is_the_target() -> None:
    facts = parse(HALL)

    assert facts.recipe == "building_fundraising"
    assert facts.quantity is not None
    assert (facts.quantity.value, facts.quantity.unit) == (38_000, "GBP")


def test_a_sum_that_comes_in_is_no_cost() -> None:
    facts = parse(HALL.replace("the roof needs £38,000", "of us has £38,000"))

    assert facts.quantity is None or facts.quantity.value != 38_000
