"""Seeded runs of many trials at once, as guardrails and secondary measures count them."""

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from core.experiments.guardrail import Guardrail, Unit, agree_guardrails
from core.experiments.outcome import OutcomeScale
from core.experiments.secondary import MEASURES
from core.experiments.selection import select_discoveries
from tests.factories.trial_crowd import Crowd, first_exclusions, log_e_paths

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Places = NDArray[np.int64]

USUAL_USD, USUAL_SECONDS = 0.01, 12.0
RAILS: Mapping[str, Guardrail] = {
    one.scale.name: one
    for one in agree_guardrails(
        usual_usd=USUAL_USD, usual_seconds=USUAL_SECONDS, more_cost=0.25, more_time=0.25
    )
}
_USUALLY = {"made": 0.98, "scored": 0.95, "answered": 0.99}
_SPREAD = 0.6
"""Spread of the logarithm of cost and time: a long tail, some of it beyond the scale."""


def run_figures(
    rail: Guardrail, arms: Places, random: np.random.Generator, *, harm: float
) -> Places:
    """Draw the place of each run on the scale; `harm` is the loss of the candidate.

    Of shares it is in points, of cost and time a share of the usual.
    """
    if rail.unit is Unit.SHARE:
        return (random.random(arms.shape) < _USUALLY[rail.scale.name] - harm * arms).astype(
            np.int64
        )
    usual = -rail.scale.centre
    drawn = np.exp(random.normal(-(_SPREAD**2) / 2, _SPREAD, arms.shape))
    return places_of(rail.scale, -usual * drawn * (1 + harm * arms))


def places_of(scale: OutcomeScale, values: Floats) -> Places:
    """Return the nearest place of each value."""
    edges = (np.array(scale.values[1:]) + np.array(scale.values[:-1])) / 2
    return np.searchsorted(edges, values).astype(np.int64)


def first_alarms(
    rail: Guardrail, *, trials: int, people: int, seed: int, harm: float, share: float = 0.5
) -> Places:
    """Return after how many people each trial first calls a guardrail broken; 0 if never."""
    random = np.random.default_rng(seed)
    arms = (random.random((trials, people)) < share).astype(np.int64)
    places = run_figures(rail, arms, random, harm=harm)
    return _alarms(rail, Crowd(places=places, arms=arms, share=share))


def false_alarms(*, trials: int, people: int, seed: int, share: float = 0.5) -> Bools:
    """Return which trials ever break a guardrail though the candidate loses no more than accepted.

    Cost and time lie at the margin itself, where a false alarm is most likely, and a person's
    guardrails go together: a failed run is not scored.
    """
    random = np.random.default_rng(seed)
    arms = (random.random((trials, people)) < share).astype(np.int64)
    found = np.zeros(trials, dtype=bool)
    for rail in RAILS.values():
        # The end of the scale makes the loss that is counted a little less than the margin.
        places = run_figures(rail, arms, random, harm=0.25 if rail.margin else 0.0)
        found |= _alarms(rail, Crowd(places=places, arms=arms, share=share)) > 0
    return found


def _alarms(rail: Guardrail, crowd: Crowd) -> Places:
    return first_exclusions(
        crowd, difference=-rail.margin, sign=-1, scale=rail.scale, alpha=rail.alpha
    )


def false_discoveries(
    *, trials: int, people: int, seed: int, looks: int, better: int, share: float = 0.5
) -> Floats:
    """Return of each trial the largest false share of discoveries at any look.

    The measures of a person go together (one mood moves all of them); the first `better` measures
    differ in truth, the others do not.
    """
    random = np.random.default_rng(seed)
    arms = (random.random((trials, people)) < share).astype(np.int64)
    mood = random.normal(size=(trials, people))
    at = np.linspace(people / looks, people, looks).astype(int) - 1
    paths = []
    for number, measure in enumerate(MEASURES):
        scale, gap = measure.scale, 0.0
        if number < better:
            gap = 1.5 * measure.scale.effect / math.sqrt(measure.scale.variance)
        own = 0.7 * mood + 0.71 * random.normal(size=arms.shape) + gap * arms
        places = places_of(scale, scale.centre + own * math.sqrt(scale.variance))
        crowd = Crowd(places=places, arms=arms, share=share)
        both = [log_e_paths(crowd, difference=0.0, sign=sign, scale=scale) for sign in (1, -1)]
        paths.append(np.logaddexp(*both)[:, at] - math.log(2))
    return np.array(
        [
            max(
                _false_share([path[trial, look] for path in paths], better) for look in range(looks)
            )
            for trial in range(trials)
        ]
    )


def _false_share(log_e_values: list[float], better: int) -> float:
    names = [one.scale.name for one in MEASURES]
    values = {
        name: math.exp(min(700.0, value)) for name, value in zip(names, log_e_values, strict=True)
    }
    found = select_discoveries(values)
    return len(found - set(names[:better])) / len(found) if found else 0.0
