"""What a person may do is limited by the hour and by the day, and the wait is named."""

from datetime import UTC, datetime, timedelta

import pytest

from core.accounts.request_limit import MAX_KEYS, RequestLimit, RequestLimits, network_of
from core.quota import (
    DAY,
    HOUR,
    Quota,
    count_uses,
    hour_of,
    is_exceeded,
    parse_quota,
    seconds_to_wait,
)

NOW = datetime(2026, 12, 1, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "quota"),
    [
        ("30/hour, 100/day", Quota(per_hour=30, per_day=100)),
        ("100 / day", Quota(per_day=100)),
        ("5/Hour", Quota(per_hour=5)),
        ("unlimited", Quota()),
    ],
)
def test_a_quota_is_read_as_it_is_documented(written: str, quota: Quota) -> None:
    assert parse_quota(written) == quota


@pytest.mark.parametrize("written", ["", "30", "30/minute", "1/hour, 2/hour", "1/hour,", "-1/day"])
def test_what_is_no_quota_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="write it as"):
        parse_quota(written)


def test_an_hour_that_the_window_covers_in_part_counts_by_that_part() -> None:
    uses = {hour_of(NOW): 3, hour_of(NOW) - HOUR: 4, hour_of(NOW) - 2 * HOUR: 100}

    assert count_uses(uses, window=HOUR, now=NOW) == 3 + 4 / 2
    assert count_uses(uses, window=DAY, now=NOW) == 107


def test_the_use_after_the_last_allowed_one_is_exceeded() -> None:
    quota = Quota(per_hour=3, per_day=5)

    assert not is_exceeded({hour_of(NOW): 3}, quota, now=NOW)
    assert is_exceeded({hour_of(NOW): 4}, quota, now=NOW)
    assert is_exceeded({hour_of(NOW): 1, hour_of(NOW) - 3 * HOUR: 5}, quota, now=NOW)
    assert not is_exceeded({hour_of(NOW): 10**6}, Quota(), now=NOW)


@pytest.mark.parametrize(
    ("uses", "quota"),
    [
        ({hour_of(NOW): 3}, Quota(per_hour=3)),
        ({hour_of(NOW): 5, hour_of(NOW) - 3 * HOUR: 5}, Quota(per_day=10)),
        ({hour_of(NOW): 1}, Quota(per_hour=1, per_day=1)),
    ],
)
def test_after_the_wait_one_more_is_allowed_and_a_second_earlier_it_is_not(
    uses: dict[datetime, int], quota: Quota
) -> None:
    wait_s = seconds_to_wait(uses, quota, now=NOW)

    def allowed(seconds: int) -> bool:
        later = NOW + timedelta(seconds=seconds)
        return all(
            count_uses(uses, window=window, now=later) + 1 <= limit
            for window, limit in quota.limits
        )

    assert allowed(wait_s)
    assert not allowed(wait_s - 1)


class Ticks:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_key_gets_its_minute_of_requests_then_waits_and_others_do_not() -> None:
    ticks = Ticks()
    limit = RequestLimit(6, ticks)

    assert [limit.take("a") for _ in range(6)] == [0.0] * 6
    assert limit.take("a") == pytest.approx(10.0)
    assert limit.take("b") == 0.0

    ticks.now += 10
    assert limit.take("a") == 0.0
    assert limit.take("a") > 0


@pytest.mark.parametrize(("replicas", "processes"), [(1, 1), (3, 3), (1, 3), (2, 6), (7, 7)])
def test_all_processes_together_let_through_the_limit_that_is_shared_out(
    replicas: int, processes: int
) -> None:
    limit = 100
    served = [
        RequestLimits.per_minute(token=limit, address=1, monotonic=Ticks(), replicas=replicas)
        for _ in range(processes)
    ]

    passed = sum(one.token.take("flood") == 0.0 for one in served for _ in range(limit + 1))

    assert passed == limit // replicas * processes
    assert passed <= limit * processes / replicas
    assert all(one.address.take("a") == 0.0 for one in served), "each lets one through at least"


def test_addresses_without_number_do_not_fill_the_memory_and_the_busiest_is_remembered() -> None:
    ticks = Ticks()
    limit = RequestLimit(2, ticks)
    assert [limit.take("busy"), limit.take("busy")] == [0.0, 0.0]

    for n in range(MAX_KEYS + 5):
        limit.take(f"address {n}")

    assert len(limit._free_at) <= MAX_KEYS
    assert limit.take("busy") > 0


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
    ],
)
def test_a_network_of_one_subscriber_counts_as_one_address(address: str, network: str) -> None:
    assert network_of(address) == network
