"""Equal items have equal hashes, and an item stays on its side of the split."""

import json
from collections import Counter
from dataclasses import replace

import pytest

from core.datasets.canonical import (
    canonical,
    content_hash,
    from_json,
    item_hash,
    subject_hash,
    to_json,
)
from core.datasets.item import ItemInput, ItemRating
from core.datasets.split import Split, split_of
from core.goals.goal import Circumstances
from tests.factories.dataset_items import small_item, whole_item


def test_an_item_round_trips_through_json_with_the_same_hash() -> None:
    item = whole_item()

    again = from_json(json.loads(json.dumps(to_json(item))))

    assert again == item
    assert item_hash(again) == item_hash(item)


def test_whole_numbers_hash_alike_however_they_are_written() -> None:
    assert canonical({"b": 3.0, "a": [1.5, 2.0]}) == '{"a":[1.5,2],"b":3}'


def test_a_number_that_json_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        canonical({"score": float("nan")})


@pytest.mark.parametrize("text", ["lone \ud800 surrogate", "a \x00 NUL", "Laufe 5 km \U0001f3c3"])
def test_any_text_can_be_hashed_and_comes_back_unchanged(text: str) -> None:
    item = small_item(text)

    assert len(item_hash(item)) == 64
    assert canonical(to_json(item)).isascii()


def test_the_hash_of_a_version_is_that_of_its_items_in_any_order() -> None:
    hashes = [item_hash(small_item(text)) for text in ("a", "b", "c")]

    assert content_hash(hashes) == content_hash([*reversed(hashes), hashes[0]])
    assert content_hash(hashes) != content_hash(hashes[:2])


def test_what_is_said_of_a_reply_does_not_change_what_a_label_is_about() -> None:
    item = whole_item()
    rated = replace(item, rating=ItemRating(stars=1.0), trace_id=None, scores=None)
    other = replace(item, reply=replace(item.reply, plan=None))

    assert subject_hash(rated) == subject_hash(item) != subject_hash(other)
    assert item_hash(rated) != item_hash(item)


def test_an_item_is_in_the_same_split_whatever_was_written_or_said() -> None:
    item = whole_item()
    more = ItemInput(text=item.input.text.upper() + " ", circumstances=Circumstances())

    assert split_of(item.input.text) == split_of(more.text)


def test_splits_have_their_shares() -> None:
    counted = Counter(split_of(f"Read {n} books") for n in range(4_000))

    assert counted[Split.TRAIN] / 4_000 == pytest.approx(0.70, abs=0.03)
    assert counted[Split.VALIDATION] / 4_000 == pytest.approx(0.15, abs=0.03)
    assert counted[Split.TEST] / 4_000 == pytest.approx(0.15, abs=0.03)


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("Run 5 km", Split.TRAIN),
        ("Read 12 books", Split.VALIDATION),
        ("Learn Spanish", Split.TRAIN),
    ],
)
def test_the_split_of_a_text_never_changes_between_releases(text: str, split: Split) -> None:
    assert split_of(text) is split
