"""Names of medicines are read by their stems, words that only look like them are not."""

import pytest

from core.offline.signs.medicines import name_families


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("I take betrixaban", "I take blood thinner"),
        ("on tinzaparin since May", "on blood thinner since May"),
        ("10 mg of nitrazepam", "10 mg of valium"),
        ("glibenclamide and Gliquidone", "insulin and Gliquidone"),
        ("brivaracetam twice a day", "epilepsy tablets twice a day"),
        ("hydrocodone after work", "opioid after work"),
        ("my Lantus pen", "my insulin pen"),
    ],
)
def test_a_name_is_read_as_its_family(text: str, read: str) -> None:
    assert name_families(text) == read


@pytest.mark.parametrize("text", ["glide over the ice", "a parade", "Abigail wrote code", "Madol"])
def test_a_word_that_is_no_medicine_stays(text: str) -> None:
    assert name_families(text) == text
