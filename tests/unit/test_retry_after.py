"""The wait that a server asks for, in every form in which servers have sent it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.retry_after import RATE_LIMIT_HEADERS, retry_after_s

NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
EPOCH = int(NOW.timestamp())


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "2"}, 2.0),
        ({"retry-after": " 2 "}, 2.0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "0"}, 0.0),
        ({"retry-after": "30", "retry-after-ms": "250"}, 0.25),
        ({"retry-after": "Mon, 04 Jan 2027 09:00:30 GMT"}, 30.0),
        ({"retry-after": "Mon, 04 Jan 2027 10:00:30 +0100"}, 30.0),
        ({"retry-after": "Mon, 04 Jan 2027 09:00:30"}, 30.0),
        ({"retry-after": "Mon, 04 Jan 2027 08:00:00 GMT"}, 0.0),
        ({"retry-after": str(EPOCH + 45)}, 45.0),
        ({"retry-after": str(EPOCH - 45)}, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after-ms": "x"}, None),
        ({"retry-after-ms": "-1"}, 0.0),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"ratelimit-reset": "30"}, None),
    ],
)
def test_the_wait_is_read_in_every_form(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after_s(headers, now=NOW) == seconds


def test_a_date_is_read_by_the_servers_own_clock() -> None:
    headers = {
        "date": "Mon, 04 Jan 2027 11:00:00 GMT",
        "retry-after": "Mon, 04 Jan 2027 11:00:20 GMT",
    }

    assert retry_after_s(headers, now=NOW) == 20.0
    assert retry_after_s(headers) == 20.0


def test_a_date_without_any_clock_is_no_wait() -> None:
    assert retry_after_s({"retry-after": "Mon, 04 Jan 2027 11:00:20 GMT"}) is None


def test_of_several_headers_the_longest_wait_counts() -> None:
    headers = {"retry-after": "12", "ratelimit-reset": "30", "x-ratelimit-reset": "20"}

    assert retry_after_s(headers, names=RATE_LIMIT_HEADERS) == 30.0
    assert retry_after_s(headers) == 12.0


@given(st.text() | st.floats().map(str) | st.integers().map(str))
def test_no_header_breaks_the_reader(value: str) -> None:
    wait_s = retry_after_s({"retry-after": value}, now=NOW)

    assert wait_s is None or wait_s >= 0.0
