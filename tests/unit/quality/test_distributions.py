"""Our quantiles are those of scipy."""

import pytest
from scipy import stats

from core.quality.targets.distributions import (
    beta_cdf,
    beta_quantile,
    chi_square_quantile,
    t_quantile_at,
)


@pytest.mark.parametrize(
    ("p", "a", "b"),
    [(0.005, 3, 98), (0.995, 1, 1), (0.5, 0.5, 0.5), (0.995, 40, 2), (0.99, 20_000, 980_000)],
)
def test_a_beta_quantile_is_that_of_scipy(p: float, a: float, b: float) -> None:
    found = beta_quantile(p, a, b)

    assert found == pytest.approx(stats.beta.ppf(p, a, b), rel=1e-9)
    assert beta_cdf(found, a, b) == pytest.approx(p, abs=1e-9)


@pytest.mark.parametrize("degrees", [1, 2.5, 9, 30, 100.5, 400, 100_000])
@pytest.mark.parametrize("p", [0.5, 0.95, 0.995])
def test_a_t_quantile_is_that_of_scipy(p: float, degrees: float) -> None:
    assert t_quantile_at(p, degrees) == pytest.approx(stats.t.ppf(p, degrees), rel=1e-7, abs=1e-7)


@pytest.mark.parametrize("degrees", [1, 2, 7, 60])
@pytest.mark.parametrize("p", [0.05, 0.5, 0.995])
def test_a_chi_square_quantile_is_that_of_scipy(p: float, degrees: int) -> None:
    assert chi_square_quantile(p, degrees) == pytest.approx(stats.chi2.ppf(p, degrees), rel=1e-8)
