"""Round the noise of binary fractions off a figure before it leaves the program.

Sums of prices and differences of squares end in digits that were never measured, such as
0.007904099999999999. Stored figures are left as they are; every edge (HTTP, CSV, JSON of the
command line) rounds with `without_noise`.
"""

import math
from typing import Annotated

from pydantic import AfterValidator

DIGITS = 12
"""Significant digits that are right even after summing millions of figures."""


def without_noise(value: float) -> float:
    """Return the value with its significant digits."""
    return float(f"{value:.{DIGITS}g}")


def difference(minuend: float, subtrahend: float) -> float:
    """Return the difference of two sums; 0.0 if all that is left of them is noise."""
    left = minuend - subtrahend
    noise = max(abs(minuend), abs(subtrahend)) * 10.0**-DIGITS
    return left if math.fabs(left) > noise else 0.0


Figure = Annotated[float, AfterValidator(without_noise)]
"""A figure in an answer."""
