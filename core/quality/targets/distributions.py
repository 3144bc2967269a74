"""Quantiles of the beta, Student's t and chi-square distributions, without a numerics package.

The continued fraction and the series are those of Abramowitz and Stegun, 26.5.8 and 6.5.29;
quantiles are found by bisection. Tests compare them with scipy.
"""

import math
from collections.abc import Callable
from functools import lru_cache
from statistics import NormalDist

_TINY = 1e-300
_PRECISION = 1e-13
_STEPS = 500
_EXPANDED_BEYOND = 100
"""Degrees of freedom."""


def beta_cdf(x: float, a: float, b: float) -> float:
    """Return the probability that a beta variable is at most `x`; `a` and `b` are positive."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(x, a, b) / a
    return 1 - front * _beta_fraction(1 - x, b, a) / b


@lru_cache(maxsize=4_096)
def beta_quantile(p: float, a: float, b: float) -> float:
    """Return the value below which a beta variable lies with probability `p`."""
    return _bisect(lambda x: beta_cdf(x, a, b), p, 0.0, 1.0)


@lru_cache(maxsize=4_096)
def t_quantile_at(p: float, degrees: float) -> float:
    """Return the value below which Student's t lies with probability `p`, at least 0.5.

    `degrees` need not be whole. Beyond 100 of them the expansion of Abramowitz and Stegun 26.7.5
    is used, which is right to seven digits there and takes no search.
    """
    if degrees < 1 or not 0.5 <= p < 1:
        raise ValueError("Student's t needs one degree of freedom, and 0.5 <= p < 1")
    if degrees > _EXPANDED_BEYOND:
        return _expanded_t_quantile(NormalDist().inv_cdf(p), degrees)
    # A squared t variable over itself plus its degrees is a beta variable.
    share = beta_quantile(2 * p - 1, 0.5, degrees / 2)
    return math.sqrt(degrees * share / (1 - share))


@lru_cache(maxsize=1_024)
def chi_square_quantile(p: float, degrees: int) -> float:
    """Return the value below which a chi-square variable lies with probability `p`."""
    if degrees < 1:
        raise ValueError("A chi-square variable needs at least one degree of freedom")
    high = degrees + 40 * math.sqrt(2 * degrees) + 200
    return _bisect(lambda x: _gamma_cdf(x / 2, degrees / 2), p, 0.0, high)


def _expanded_t_quantile(z: float, degrees: float) -> float:
    terms = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1_482 * z**5 - 1_920 * z**3 - 945 * z) / 92_160,
    )
    return sum(term / degrees**power for power, term in enumerate(terms))


def _gamma_cdf(x: float, a: float) -> float:
    """Return the regularized lower incomplete gamma function, by its power series."""
    if x <= 0:
        return 0.0
    term = total = 1 / a
    k = a
    while term > total * _PRECISION:
        k += 1
        term *= x / k
        total += term
    return min(1.0, total * math.exp(a * math.log(x) - x - math.lgamma(a)))


def _beta_fraction(x: float, a: float, b: float) -> float:
    """Return the continued fraction of the incomplete beta function, by Lentz's method."""
    c, d = 1.0, _away_from_0(1 - (a + b) * x / (a + 1))
    d = 1 / d
    result = d
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for part in (even, odd):
            d = 1 / _away_from_0(1 + part * d)
            c = _away_from_0(1 + part / c)
            result *= c * d
        if abs(c * d - 1) < _PRECISION:
            break
    return result


def _away_from_0(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def _bisect(cdf: Callable[[float], float], p: float, low: float, high: float) -> float:
    for _ in range(100):
        middle = (low + high) / 2
        if middle in {low, high}:
            break
        low, high = (middle, high) if cdf(middle) < p else (low, middle)
    return (low + high) / 2
