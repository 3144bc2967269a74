"""Whether the arms have the shares they were promised, checked at any time.

An e-process for a share: the likelihood of the seen assignments under a mixture of all shares
(Beta prior around the promised one) over that under the promised share (Lindon & Malek 2022,
Anytime-Valid Inference for Multinomial Count Data). It ever exceeds 1/alpha with a probability of
at most alpha if the assignment is sound.
"""

import math

ALARM = 1000.0
"""The e-value at which a trial is stopped: one false alarm in a thousand trials at most."""
_STRENGTH = 100.0
"""Weight of the promised share in the prior: deviations of some percent are expected if any."""


def mismatch(champion: int, candidate: int, share: float) -> float:
    """Return the e-value of "the candidate does not get `share` of the people"."""
    if not 0 < share < 1 or champion < 0 or candidate < 0:
        raise ValueError("counts are not negative and a share lies between 0 and 1")
    yes, no = _STRENGTH * share, _STRENGTH * (1 - share)
    seen = _log_beta(yes + candidate, no + champion) - _log_beta(yes, no)
    promised = candidate * math.log(share) + champion * math.log(1 - share)
    return math.exp(min(700.0, seen - promised))


def _log_beta(first: float, second: float) -> float:
    return math.lgamma(first) + math.lgamma(second) - math.lgamma(first + second)
