"""Consistency: a strength needs an item answered yes."""

from core.quality.rubric import RUBRIC
from core.quality.verdict import ItemVerdict, make_verdict
from core.quality.verdict_consistency import strength_is_supported

EVIDENCE = "jogging beside the canal"


def answered(*no: str) -> tuple[ItemVerdict, ...]:
    """Return a yes for every item except the named ones."""
    return tuple(make_verdict(item, yes=item.id not in no, evidence=EVIDENCE) for item in RUBRIC)


def all_no() -> tuple[ItemVerdict, ...]:
    return answered(*(item.id for item in RUBRIC))


def test_words_match_in_any_case_and_form() -> None:
    assert strength_is_supported("COUNT the RHYTHMS", answered())
    assert not strength_is_supported("COUNT the RHYTHMS", answered("measurability.frequency"))
