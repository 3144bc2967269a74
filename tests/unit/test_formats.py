"""Figures, money and moments are written in one way."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core import formats, signed
from core.quality.intervals import Interval

NOW = datetime(2027, 1, 4, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("usd", "text"),
    [
        (None, "price unknown"),
        (0.0, "$0"),
        (0.00018, "$0.00018"),
        (0.0004, "$0.0004"),
        (0.0182, "$0.0182"),
        (0.5, "$0.50"),
        (1.5, "$1.50"),
        (1234.5, "$1,234.50"),
    ],
)
def test_money_shows_enough_digits_and_an_unknown_price_is_not_free(
    usd: float | None, text: str
) -> None:
    assert formats.money(usd) == text


def test_a_sum_with_unknown_prices_is_a_lower_bound() -> None:
    assert formats.money(0.5, known=False) == "at least $0.50"


@pytest.mark.parametrize(
    ("usd", "text"),
    [
        ((0.000123,), "$0.000123"),
        ((0.0123, 0.5), "$0.012"),
        ((0.182,), "$0.182"),
        ((5.0, 0.1), "$5.00"),
        ((6787.2,), "$6,787"),
        ((0.0,), "$0.00"),
    ],
)
def test_amounts_beside_each_other_have_the_digits_of_the_largest(
    usd: tuple[float, ...], text: str
) -> None:
    assert formats.dollars(usd[0], formats.dollar_digits(*usd)) == text


def test_an_interval_of_money_has_the_same_digits_on_both_sides() -> None:
    assert formats.dollar_interval(0.0101, 0.0145) == "[$0.0101, $0.0145]"


@pytest.mark.parametrize(
    ("tokens", "text"), [(9_840, "9,840"), (34_512, "34.5 k"), (1_234_567, "1.2 M")]
)
def test_tokens_are_shortened_from_ten_thousand_on(tokens: int, text: str) -> None:
    assert formats.tokens(tokens) == text


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [
        (None, "–"),
        (0.42, "0.4 ms"),
        (35, "35 ms"),
        (1240, "1.24 s"),
        (125_000, "2 min 5 s"),
        (3_720_000, "1 h 2 min"),
    ],
)
def test_durations_have_the_unit_that_fits(milliseconds: float | None, text: str) -> None:
    assert formats.milliseconds(milliseconds) == text


@pytest.mark.parametrize(
    ("ago", "text"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=5), "5 min ago"),
        (timedelta(hours=3), "3 h ago"),
    ],
)
def test_a_moment_is_relative_only_beside_its_date(ago: timedelta, text: str) -> None:
    said = formats.moment(NOW - ago, now=NOW)

    assert said.endswith(f"({text})")
    assert said.startswith(formats.short_moment(NOW - ago, now=NOW))


def test_an_old_moment_and_one_to_come_are_dates_only() -> None:
    assert "(" not in formats.moment(NOW - timedelta(days=2), now=NOW)
    assert "(" not in formats.moment(NOW + timedelta(hours=2), now=NOW)


def test_another_year_is_named() -> None:
    assert formats.day(date(2026, 12, 31), today=date(2027, 1, 4)) == "Thu 31 Dec 2026"
    assert formats.day(date(2027, 1, 4), today=date(2027, 1, 4)) == "Mon 4 Jan"


def test_what_is_not_there_is_a_dash_and_never_zero() -> None:
    assert (formats.figure(None), formats.share(None), formats.size(None)) == ("–", "–", "–")
    assert (formats.interval(None), formats.share_interval(None)) == ("", "")


def test_a_difference_has_a_minus_of_full_width_and_nothing_is_never_negative() -> None:
    assert (signed.figure(0.42), signed.figure(-0.42)) == ("+0.4", "−0.4")
    assert (signed.figure(-0.004), signed.figure(0.004), formats.figure(-0.0)) == ("0.0",) * 3
    assert signed.interval(Interval(low=-0.94, high=1.58)) == "[−0.9, +1.6]"
    assert formats.interval(Interval(low=-0.001, high=0.62), 2) == "[0.00, 0.62]"


def test_figures_carry_their_interval_and_their_noun() -> None:
    assert formats.interval(Interval(low=4.12, high=4.51)) == "[4.1, 4.5]"
    assert formats.share_interval(Interval(low=0.621, high=0.84)) == "62–84 %"
    assert (formats.pluralize(1, "rating"), formats.pluralize(1204, "rating")) == (
        "1 rating",
        "1,204 ratings",
    )
    assert (formats.size(950), formats.size(2_500_000)) == ("950 bytes", "2.5 MB")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (NOW, f"{NOW:%a} {NOW.day} {NOW:%b}, {NOW:%H:%M}"),
        (NOW.replace(year=NOW.year - 1), f"{NOW.day} {NOW:%b} {NOW.year - 1}, {NOW:%H:%M}"),
    ],
)
def test_a_moment_names_the_year_unless_it_is_this_one(value: datetime, text: str) -> None:
    assert formats.short_moment(value, now=NOW).endswith(text)
