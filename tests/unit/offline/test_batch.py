"""Goals as JSON lines: one answer for every line, valid or not."""

import pytest

from core.offline.batch import read_line
from tests.factories.coaching import COACH, TODAY


def test_a_goal_line_is_answered_with_facts_and_spans() -> None:
    read = read_line({"text": "Run a 5k twice a week by the end of Q1"}, coach=COACH, today=TODAY)

    assert read["is_goal"] is True
    assert (read["domain"], read["quantity"], read["unit"], read["deadline"]) == (
        "running",
        5,
        "km",
        "2027-03-31",
    )
    assert read["frequency"] == {"times": 2.0, "per": "week", "days": []}
    assert "baseline" in read["missing"]  # type: ignore[operator]


def test_a_line_may_override_the_reference_date() -> None:
    assert (
        read_line(
            {"text": "save 100 euros this year", "today": "2030-05-05"}, coach=COACH, today=TODAY
        )["deadline"]
        == "2030-12-31"
    )


@pytest.mark.parametrize(
    "line",
    [{}, {"text": None}, {"text": "   "}, {"text": "!!"}, {"text": "x" * 2_001}, {"text": 7}],
)
def test_an_unreadable_line_says_why(line: dict[str, object]) -> None:
    read = read_line(line, coach=COACH, today=TODAY)

    assert read["is_goal"] is False
    assert read["why_not"]


def test_a_line_that_is_not_a_goal_says_why() -> None:
    assert "question" in str(
        read_line({"text": "what's the weather"}, coach=COACH, today=TODAY)["why_not"]
    )


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "", 7])
def test_an_invalid_reference_date_is_reported(day: object) -> None:
    read = read_line({"text": "save 100 euros this year", "today": day}, coach=COACH, today=TODAY)

    assert "today" in str(read["why_not"])
    assert "deadline" not in read


def test_a_line_is_answered_with_kind_days_payment_and_confidences() -> None:
    read = read_line(
        {
            "text": "Pay off my card, 900 €, by June. I can put in 60 € a month. I can study on Mondays."
        },
        coach=COACH,
        today=TODAY,
    )

    assert read["kind"] == "money"
    assert read["payment"] == {"amount": 60, "unit": "EUR", "per": "month"}
    assert {"aim", "days", "method", "obstacles", "further_aims", "questions"} <= read.keys()
    confidence = read["confidence"]
    assert isinstance(confidence, dict)
    assert {"deadline", "payment", "domain", "kind"} <= confidence.keys()
    assert all(0 <= value <= 1 for value in confidence.values())
