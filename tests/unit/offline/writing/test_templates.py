"""Templates are filled with the person's numbers and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.goals.goal import Circumstances
from core.offline.playbooks.schema import PLACEHOLDERS
from core.offline.writing.templates import fill_template, template_values
from tests.factories.coaching import clarify, parse_request

VALUES = {name: name.upper() for name in PLACEHOLDERS}


def values_of(text: str, circumstances: Circumstances | None = None) -> dict[str, str]:
    parsed = parse_request(text, circumstances)
    return template_values(clarify(text, circumstances), parsed.facts, parsed.playbook)


@pytest.mark.parametrize("name", sorted(PLACEHOLDERS))
def test_every_placeholder_is_filled(name: str) -> None:
    assert fill_template(f"do {{{name}}} now", VALUES) == f"do {name.upper()} now"
    assert set(values_of("run 5 km")) == set(PLACEHOLDERS)


def test_unknown_braces_stay() -> None:
    assert fill_template("{other} {0} {} {item}", VALUES) == "{other} {0} {} ITEM"


@given(st.text(max_size=30))
def test_a_value_is_never_filled_again(word: str) -> None:
    values = VALUES | {"thing": f"{{item}}{word}"}

    assert fill_template("the {thing}", values) == f"the {{item}}{word}"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("run 10 km", "10 km"),
        ("save 500 €", "€500"),
        ("be kind", "5 days a week"),
    ],
)
def test_the_target_is_an_amount_or_the_steps(text: str, target: str) -> None:
    assert values_of(text, Circumstances(weeks=30, hours_per_week=6))["target"] == target


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("save 1000 €", "€25"),
        ("save 52 € a week", "€13"),
        ("run 10 km", "10 minutes"),
    ],
)
def test_the_small_step_is_a_quarter_of_a_payment_or_ten_minutes(text: str, small: str) -> None:
    assert values_of(text, Circumstances(weeks=10))["small"] == small
