import uuid
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.exports.ids import remote_start, span_uuid, unix_time_of
from core.ids import new_id

MOMENTS = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2100, 1, 1)).map(  # noqa: DTZ001 - made aware
    lambda moment: moment.replace(tzinfo=UTC)
)
SPANS = st.from_regex(r"[0-9a-f]{16}", fullmatch=True)
TRACE = new_id()


@given(MOMENTS, SPANS)
def test_the_id_of_a_span_is_a_uuid7_of_its_real_start(at: datetime, span: str) -> None:
    made = uuid.UUID(span_uuid(TRACE, span, at=at))

    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert abs(unix_time_of(str(made)) - at.timestamp()) <= 0.002


@given(MOMENTS, SPANS, SPANS)
def test_the_same_span_has_the_same_id_and_another_one_another(
    at: datetime, span: str, other: str
) -> None:
    assert span_uuid(TRACE, span, at=at) == span_uuid(TRACE, span, at=at)
    assert (span_uuid(TRACE, span, at=at) == span_uuid(TRACE, other, at=at)) == (span == other)
    assert span_uuid(TRACE, span, at=at) != span_uuid(new_id(), span, at=at)


@given(MOMENTS, st.timedeltas(min_value=timedelta(days=-1), max_value=timedelta(days=9)))
def test_a_new_id_keeps_the_distance_to_the_trace_within_an_hour(
    start: datetime, offset: timedelta
) -> None:
    minted_at = start + timedelta(days=2)

    at = remote_start(minted_at, trace_start=start, span_start=start + offset)

    assert timedelta() <= at - minted_at <= timedelta(hours=1)
