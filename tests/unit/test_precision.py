"""Figures leave the program without the noise of binary fractions, and lose nothing else."""

import math
import statistics
from types import UnionType
from typing import Annotated, Any, get_args, get_origin

import pytest
from fastapi.routing import APIRoute
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from app.api.application import ROUTERS
from app.ui import csv_file
from core.precision import difference, without_noise
from core.store.database.statistics import variance_of

PRICES = st.integers(1, 10**9).map(lambda nano: nano / 1e9)


@pytest.mark.parametrize(
    ("addends", "total"),
    [
        ([0.1] * 3, 0.3),
        ([0.1, 0.7], 0.8),
        ([1.1, 2.2], 3.3),
        ([0.0001] * 7, 0.0007),
        ([0.000035] * 11, 0.000385),
        ([0.0125, 0.0251, 0.0003], 0.0379),
        ([4.35, 0.1], 4.45),
        ([1e-7] * 3, 3e-7),
        ([12_345.67, 0.01], 12_345.68),
        ([9.38] * 8, 75.04),
        ([-0.3, 0.1], -0.2),
        ([0.0], 0.0),
    ],
)
def test_a_sum_ends_where_its_addends_end(addends: list[float], total: float) -> None:
    assert without_noise(sum(addends)) == total


@given(st.lists(PRICES, min_size=1, max_size=200))
def test_a_sum_of_prices_is_that_of_exact_arithmetic(prices: list[float]) -> None:
    exact = sum(round(price * 1e9) for price in prices) / 1e9

    assert without_noise(sum(prices)) == without_noise(exact)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_rounding_once_is_enough_and_changes_no_visible_digit(value: float) -> None:
    rounded = without_noise(value)

    assert without_noise(rounded) == rounded
    assert math.isinf(rounded) or math.isclose(rounded, value, rel_tol=1e-11)


@pytest.mark.parametrize("value", [9.38, 7.1, 0.1, 3.3, 4.7, 8.05, 1e-6, 123.456, 0.7, 1 / 3, 5.9])
@pytest.mark.parametrize("n", [2, 3, 8, 31, 1_000])
def test_equal_values_have_no_variance(value: float, n: int) -> None:
    assert variance_of(n, sum([value] * n), sum([value * value] * n)) == 0.0


@given(st.lists(st.integers(0, 100).map(lambda tenths: tenths / 10), min_size=2, max_size=50))
def test_a_variance_that_is_there_stays(scores: list[float]) -> None:
    variance = variance_of(len(scores), sum(scores), sum(score * score for score in scores))

    assert variance is not None
    assert math.isclose(variance, statistics.variance(scores), rel_tol=1e-9, abs_tol=1e-9)
    assert (variance == 0.0) is (len(set(scores)) == 1)


def test_a_difference_of_noise_is_nothing() -> None:
    assert difference(0.1 + 0.2, 0.3) == 0.0
    assert difference(0.3, 0.2) == pytest.approx(0.1)


def test_no_answer_of_the_api_has_a_figure_with_noise() -> None:
    raw = [
        f"{model.__name__}.{name}"
        for model in answers()
        for name, field in model.model_fields.items()
        if has_raw_float(field.annotation, tuple(field.metadata))
    ]

    assert raw == []


def answers() -> set[type[BaseModel]]:
    """Return the models of all answers, nested ones included."""
    found: set[type[BaseModel]] = set()
    waiting: list[Any] = [
        route.response_model
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute)
    ]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            if kind not in found:
                found.add(kind)
                waiting += [field.annotation for field in kind.model_fields.values()]
        else:
            waiting += get_args(kind)
    assert len(found) > 10
    return found


def has_raw_float(annotation: Any, metadata: tuple[Any, ...] = ()) -> bool:
    """Return whether a float is in the annotation that is not rounded."""
    if annotation is float:
        return not any(getattr(mark, "func", None) is without_noise for mark in metadata)
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        return has_raw_float(inner, tuple(marks))
    if isinstance(annotation, UnionType) or get_args(annotation):
        return any(has_raw_float(one, metadata) for one in get_args(annotation))
    return False


def test_a_csv_cell_has_no_noise() -> None:
    assert csv_file.cell(0.1 + 0.2) == "0.3"
    assert csv_file.cell(2.0) == "2.0"
    assert csv_file.cell(1_200) == "1200"
