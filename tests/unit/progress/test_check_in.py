"""What a check-in takes, and what it refuses with the name of the field."""

import math

import pytest

from core.errors import InvalidInput
from core.progress.check_in import Report, Retrospective, accept_report, accept_retrospective


@pytest.mark.parametrize(
    ("report", "field"),
    [
        (Report(), "effort"),
        (Report(obstacle=" \n "), "effort"),
        (Report(effort=0), "effort"),
        (Report(effort=6), "effort"),
        (Report(effort=3, energy=9), "energy"),
        (Report(value=math.inf), "value"),
        (Report(value=math.nan), "value"),
        (Report(value=1e13), "value"),
        (Report(obstacle="x" * 301), "obstacle"),
        (Report(note="x" * 1_001), "note"),
    ],
)
def test_what_cannot_be_stored_names_its_field(report: Report, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        accept_report(report)

    assert refused.value.field == field


@pytest.mark.parametrize("report", [Report(effort=1), Report(energy=5), Report(value=0.0)])
def test_one_answer_is_enough(report: Report) -> None:
    assert accept_report(report) == report


def test_texts_lose_control_characters_and_blank_lines() -> None:
    accepted = accept_report(Report(obstacle=" rain\x00 and  wind ", note="a\n\n b"))

    assert (accepted.obstacle, accepted.note) == ("rain and wind", "a\nb")


@pytest.mark.parametrize("attainment", [-3, 3])
def test_a_result_beyond_the_scale_is_refused(attainment: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        accept_retrospective(Retrospective(attainment=attainment))

    assert refused.value.field == "attainment"
