"""A spreadsheet shows what people wrote and runs none of it."""

import pytest

from core.spreadsheet import FORMULA_STARTS, as_cell


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_a_text_that_begins_like_a_formula_is_quoted(start: str) -> None:
    assert as_cell(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("value", ["a=b", "", "5 km", -3, 1.5, None, True])
def test_everything_else_stays_as_it_is(value: object) -> None:
    assert as_cell(value) == value
