"""What a person refuses, and an operation, are limits even where no other reading names them."""

import pytest

from tests.factories.coaching import parse


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        (
            "Run 10 km by June, I have a shoulder operation in March and I don't want to pay for gyms",
            ["I have a shoulder operation in March", "I don't want to pay for gyms"],
        ),
        ("Learn the guitar by summer, I don't want to pay for lessons", None),
        ("Lose 5 kg by May, I don't want to count calories", None),
        ("Get fit in 12 weeks. I won't join a class.", None),
    ],
)
def test_a_refusal_and_an_operation_are_limits(text: str, limits: list[str] | None) -> None:
    found = [span.text for span in parse(text).constraints]

    expected = limits or [text.rstrip(".").split(", " if ", " in text else ". ")[-1]]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "I don't want to smoke any more",
        "Run 5 km by May, I run 2 km now",
        "Save 2000 euros in 12 weeks",
    ],
)
def test_an_aim_is_no_limit(text: str) -> None:
    assert parse(text).constraints == ()
