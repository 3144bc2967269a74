"""An answer is valid, or rejected with advice."""

import pytest

from core.errors import InvalidInput
from core.goals.goal import MAX_HOURS_PER_WEEK
from core.offline.clarifying.answers import check_answer


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ("hours", "200"),
        ("hours", "0"),
        ("hours", "-3"),
        ("hours", "10 minutes"),
        ("hours", "10 hours a day"),
        ("confidence", "11"),
        ("confidence", "-1"),
        ("obstacle", "4"),
        ("item", "12"),
    ],
)
def test_an_invalid_answer_is_rejected_at_its_question(about: str, said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_answer(about, said)

    assert refused.value.field == about
    assert refused.value.advice


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ("hours", "5"),
        ("hours", f"{MAX_HOURS_PER_WEEK:g}"),
        ("hours", "half an hour a day"),
        ("hours", "5-6 hours"),
        ("confidence", "0"),
        ("confidence", "10"),
        ("obstacle", "late shifts"),
        ("obstacle", "-"),
        ("item", ""),
        ("baseline", "4"),
    ],
)
def test_a_valid_answer_passes(about: str, said: str) -> None:
    check_answer(about, said)
