"""The story of the sample: which model, prompt and quality each run had, as the weeks went by.

A first prompt version, then a better one; two models and days without any; one bad week, in which a
provider was overloaded. A reader of the review pages should be able to find all of it.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.errors import ModelFault
from core.llm.providers.offline import OfflineModel
from core.llm.routing.table import ModelName
from core.ports import Purpose

FLASH = ModelName(provider="google", name="gemini-3.8-flash")
LUNA = ModelName(provider="openai", name="gpt-6-luna")
MODELS = (FLASH.name, LUNA.name, OfflineModel.name)
"""Names of all that write in the sample."""

SAMPLE_DAYS = 90

FIRST_MODEL = 0.12
"""Share of the window before which no model was set up."""
SECOND_PROMPT = 0.5
"""Share of the window at which the second prompt version was released."""
BAD_WEEK = (0.68, 0.76)
"""Share of the window in which a provider was overloaded."""

LATEST = 0.965
"""Share of the window after which something new fails: it is still to be looked at."""

SHARE_OFFLINE = 0.12
SHARE_LUNA = 0.35
SHARE_FAULTS, SHARE_FAULTS_BAD = 0.04, 0.35
SHARE_FAILED, SHARE_FAILED_BAD, SHARE_FAILED_LATEST = 0.02, 0.3, 0.5

_QUALITY: Mapping[int, float] = {1: 0.58, 2: 0.84}
"""Mean quality by prompt version."""
_NOISE = 0.13
_LUNA_GAIN, _BAD_WEEK_LOSS = -0.07, 0.4
_FAULTS = (ModelFault.OVERLOADED, ModelFault.TIMEOUT, ModelFault.RATE_LIMITED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRun:
    """What happened in one run of the sample."""

    writer: ModelName | None
    """The model that is asked to write; None for the offline coach."""
    judge: ModelName | None
    """A model of another provider, or None for the offline scorer."""
    prompt_version: int
    quality: float
    """From 0 to 1: what both the judge and the person notice, each with noise of their own."""
    fault: ModelFault | None = None
    """Why the offline coach wrote the resolution in the end; None if the writer answered."""
    fails: bool = False
    """Whether the run ended without a plan."""
    tried: Mapping[str, int] = field(default_factory=dict)
    """The versions of the trials that the person is in."""

    @property
    def by_model(self) -> bool:
        """Whether a model wrote the resolution."""
        return self.writer is not None and self.fault is None


OFFLINE_RUN = SampleRun(writer=None, judge=None, prompt_version=2, quality=0.7)


def draw_run(
    share: float, dice: random.Random, *, tried: Mapping[str, int] | None = None
) -> SampleRun:
    """Draw a run at a share of the window, from 0 (oldest) to 1.

    `tried` holds the versions of the trials that the person is in; else the released one writes.
    """
    tried = tried or {}
    version = tried.get(Purpose.GENERATE, 2 if share >= SECOND_PROMPT else 1)
    bad = BAD_WEEK[0] <= share < BAD_WEEK[1]
    chances = [dice.random() for _ in range(4)]
    noise = dice.gauss(0, _NOISE)
    fault = dice.choice(_FAULTS[:2] if bad else _FAULTS)
    if share < FIRST_MODEL or chances[0] < SHARE_OFFLINE:
        quality = _clamped(_QUALITY[1] + noise)
        return SampleRun(
            writer=None, judge=None, prompt_version=version, quality=quality, tried=tried
        )
    luna = chances[1] < SHARE_LUNA
    quality = _QUALITY[version] + noise + luna * _LUNA_GAIN - bad * _BAD_WEEK_LOSS
    often = SHARE_FAILED_LATEST if share >= LATEST else SHARE_FAILED
    fails = chances[2] < (SHARE_FAILED_BAD if bad else often)
    faulty = chances[3] < (SHARE_FAULTS_BAD if bad else SHARE_FAULTS)
    return SampleRun(
        writer=LUNA if luna else FLASH,
        judge=FLASH if luna else LUNA,
        prompt_version=version,
        quality=_clamped(quality),
        fault=fault if faulty and not fails else None,
        fails=fails,
        tried=tried,
    )


def draw_case(versions: tuple[int, ...], dice: random.Random) -> Mapping[int, SampleRun]:
    """Draw how well each version writes for one item: some goals are harder for all of them."""
    hard = dice.gauss(0, _NOISE)
    return {
        version: SampleRun(
            writer=FLASH,
            judge=LUNA,
            prompt_version=version,
            quality=_clamped(_QUALITY[version] + hard + dice.gauss(0, _NOISE / 2)),
        )
        for version in versions
    }


def _clamped(quality: float) -> float:
    return min(1.0, max(0.05, quality))
