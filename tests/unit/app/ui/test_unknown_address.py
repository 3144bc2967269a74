"""The name of a page in an address, with and without a base path."""

import pytest

from app.ui.unknown_address import is_known, page_name


@pytest.mark.parametrize(
    ("address", "base", "name"),
    [
        ("http://localhost:8501/", "", ""),
        ("http://localhost:8501/goals?days=7", "", "goals"),
        ("http://localhost:8501/rein/", "rein", ""),
        ("http://localhost:8501/rein", "/rein/", ""),
        ("http://localhost:8501/rein/traces", "rein", "traces"),
        ("http://localhost:8501/my%20page", "", "my page"),
        ("", "", ""),
    ],
)
def test_an_address_names_a_page(address: str, base: str, name: str) -> None:
    assert page_name(address, base=base) == name


def test_an_address_that_no_page_has_is_unknown() -> None:
    assert [is_known(name, ["", "goals"]) for name in ("", "goals", "nowhere")] == [
        True,
        True,
        False,
    ]
