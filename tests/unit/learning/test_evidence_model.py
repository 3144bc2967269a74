"""A model of evidence says how probable it is that a reading is right."""

from pathlib import Path

import pytest

from core.learning.evidence_model import SURE, EvidenceModel

MODEL = EvidenceModel(
    weights={"deadline": {"always": -1.0, "sure": 2.0}}, sure_from={"deadline": 0.95}
)


def test_more_evidence_makes_a_reading_more_probable() -> None:
    weak = MODEL.probability("deadline", {"always": 1.0, "sure": 0.1})
    strong = MODEL.probability("deadline", {"always": 1.0, "sure": 2.5})

    assert 0 < weak < 0.5 < strong < 1


def test_an_unknown_field_is_even() -> None:
    assert MODEL.probability("hours", {"always": 1.0}) == 0.5


def test_what_is_reported_rises_with_the_probability() -> None:
    values = [MODEL.reported("deadline", at / 100) for at in range(101)]

    assert values == sorted(values)
    assert (values[0], values[-1]) == (0, pytest.approx(1))


def test_sure_is_reported_from_the_limit_of_the_field_on() -> None:
    assert MODEL.reported("deadline", 0.95) == pytest.approx(SURE)
    assert MODEL.reported("deadline", 0.94) < SURE
    assert MODEL.reported("deadline", 0.4) == 0.4


def test_a_field_without_a_limit_is_never_sure() -> None:
    assert MODEL.reported("hours", 0.99) < SURE


def test_a_saved_model_is_read_back(tmp_path: Path) -> None:
    MODEL.save(tmp_path / "weights.json")

    assert EvidenceModel.load(tmp_path / "weights.json") == MODEL
