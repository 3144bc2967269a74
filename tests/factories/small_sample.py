"""A database with a part of the sample: made as the whole one is, in a fraction of its time."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import build
from core.clock import Clock
from core.usecases.samples import sample
from tests.conftest import make_settings
from tests.factories.coaching import COACH


def write_small_sample(
    folder: Path, *, goals: int, circumstances: int, clock: Clock | None = None
) -> int:
    """Load so many goals of the sample, each in so many circumstances, and return their number."""
    rein = build(make_settings(folder), clock=clock, coach=COACH)
    with pytest.MonkeyPatch.context() as patch:
        shorten_seeds(patch, goals=goals, circumstances=circumstances)
        loaded = sample.load_sample(rein, viewer=LOCAL_VIEWER)
    rein.scheduler.stop()
    rein.jobs.stop(wait=True)
    rein.database.close()
    return loaded


def shorten_seeds(patch: pytest.MonkeyPatch, *, goals: int, circumstances: int) -> None:
    """Let the sample have its first goals only, in its first circumstances."""
    seeds = sample.read_seeds()
    few = replace(
        seeds, goals=seeds.goals[:goals], circumstances=seeds.circumstances[:circumstances]
    )
    patch.setattr(sample, "read_seeds", lambda: few)
