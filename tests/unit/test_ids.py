"""Ids: one form everywhere, sorted by time."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from core.ids import is_id, new_id, new_short_id, trace_id_int, trace_id_text

MILLISECONDS = st.integers(min_value=0, max_value=(1 << 48) - 1)


@given(MILLISECONDS)
def test_an_id_is_a_uuid_of_version_7_that_carries_its_time(at_ms: int) -> None:
    found = uuid.UUID(new_id(at_ms=at_ms))

    assert found.version == 7
    assert found.variant == uuid.RFC_4122
    assert found.int >> 80 == at_ms


@given(MILLISECONDS, MILLISECONDS)
def test_ids_sort_as_text_in_the_order_of_their_times(one: int, other: int) -> None:
    if one == other:
        return

    assert (new_id(at_ms=one) < new_id(at_ms=other)) is (one < other)


@given(st.uuids())
def test_a_trace_id_is_the_same_as_a_number_and_as_text(given_id: uuid.UUID) -> None:
    text = str(given_id)

    assert trace_id_text(trace_id_int(text)) == text


@given(st.text())
def test_any_text_can_be_asked_whether_it_is_an_id(text: str) -> None:
    assert isinstance(is_id(text), bool)


def test_what_only_looks_like_an_id_is_none() -> None:
    own = new_id()

    assert is_id(own)
    assert not is_id("")
    assert not is_id(own.replace("-", ""))
    assert not is_id(f"{{{own}}}")
    assert not is_id(f"{own}'; drop table goals")


def test_a_short_id_has_twelve_letters_that_are_hard_to_mistake() -> None:
    ids = [new_short_id() for _ in range(2_000)]

    assert len(set(ids)) == len(ids)
    assert {len(each) for each in ids} == {12}
    assert set("".join(ids)) == set("0123456789abcdefghjkmnpqrstvwxyz")
