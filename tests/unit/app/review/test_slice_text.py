"""A slice goes into the address of a page and comes back as the same slice."""

import pytest

from app.review.shared.slice_text import (
    KINDS,
    LANGUAGES,
    TIERS,
    label_of,
    query_of,
    slice_of,
)
from core.goals.kind import GoalKind
from core.goals.language import LANGUAGES as STORED_LANGUAGES
from core.ports import Tier
from core.quality.slice import EVERYTHING, Slice


def test_what_is_not_chosen_is_not_in_the_address() -> None:
    assert query_of(EVERYTHING) == {}
    assert query_of(Slice(offline=False)) == {"writer": "A model"}


@pytest.mark.parametrize(
    ("values", "names"),
    [((*GoalKind, "unknown"), KINDS), (STORED_LANGUAGES, LANGUAGES), (tuple(Tier), TIERS)],
)
def test_each_value_has_a_name_of_its_own(values: tuple[str, ...], names: dict[str, str]) -> None:
    labels = [label_of(value, names) for value in values]

    assert len(set(labels)) == len(values)


@pytest.mark.parametrize(
    "within",
    [
        Slice(),
        Slice(offline=True),
        Slice(offline=False, language="other", tier="premium"),
        Slice(prompt_version="generate@v2", model="m", kind="unknown"),
        Slice(kind="training", language="english", tier="basic"),
    ],
)
def test_a_slice_is_read_back_from_its_address(within: Slice) -> None:
    nothing = dict.fromkeys(("prompt", "model", "kind", "language", "tier", "writer"))

    assert slice_of(**(nothing | query_of(within))) == within
