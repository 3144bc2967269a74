"""A variant is written as what differs from the live versions, and read back the same."""

import pytest

from core.errors import InvalidInput
from core.experiments.variant import parse_choice, parse_choices


@pytest.mark.parametrize(
    "text", ["live", "defaults@v3", "generate@v2,model=gemini", "live,model=gpt-mini"]
)
def test_a_variant_reads_back_as_it_is_written(text: str) -> None:
    assert parse_choice(text).label == text


def test_one_variant_alone_is_compared_with_what_is_live() -> None:
    assert [one.label for one in parse_choices(["defaults@3"])] == ["live", "defaults@v3"]


@pytest.mark.parametrize(
    "text",
    ["", "evaluate@v2", "coach@v1", "defaults@v2,defaults@v3", "model=", "model=a,model=b", "x"],
)
def test_what_is_no_variant_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        parse_choice(text)


@pytest.mark.parametrize("texts", [[], ["live"] * 7])
def test_a_run_compares_two_to_six_variants(texts: list[str]) -> None:
    with pytest.raises(InvalidInput):
        parse_choices(texts)
