"""Adds and removes the sample: made-up goals, marked as such everywhere.

With it the review pages can be tried before real people have used Rein. The goals run through the
real pipeline with the offline coach, which writes most of them under the names of two models; dates
are moved into the past, and a seeded generator draws the times, costs, failures and ratings.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import yaml

from core.accounts.user import SAMPLE_USER_ID, Role, User
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import ConfigurationError
from core.goals.goal import Circumstances, Experience, GoalRequest, Style, accept_request
from core.quality.rating import RATING_DIMENSIONS
from core.runs.offline_models import offline_model
from core.settings import ROOT
from core.store.accounts.values import Account
from core.store.ratings.values import RatingRecord
from core.store.unit_of_work import UnitOfWork
from core.usecases.samples.live_plan import live_plan
from core.usecases.samples.simulate_run import SimulatedRun, simulate_run
from core.usecases.samples.story import draw_run

SAMPLE_FILE = ROOT / "data" / "seed" / "sample.yaml"
SAMPLE_DAYS = 90
LAST_AGO = timedelta(minutes=10)
"""How long ago the newest run began at least, so that it has ended."""
SHARE_RATED = 0.6
SEED = 20_260_101
BATCH = 10
"""Goals per transaction: few commits, and each holds the lock for less than a second."""

SAMPLE_USER = User(id=SAMPLE_USER_ID, name="Sample", role=Role.USER)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seeds:
    goals: tuple[str, ...]
    circumstances: tuple[Circumstances, ...]
    comments: dict[int, tuple[str, ...]]


def load_sample(rein: Rein, *, viewer: Viewer, on_progress: Progress | None = None) -> int:
    """Replace the sample and return its number of goals. Raises NotAllowed below admin."""
    viewer.require(Role.ADMIN)
    seeds = _read_seeds()
    dice = random.Random(SEED)  # noqa: S311 - made-up ratings, nothing to guard
    requests = [(text, about) for about in seeds.circumstances for text in seeds.goals]
    dice.shuffle(requests)
    life = random.Random(SEED)  # noqa: S311 - of its own, so that more life tells the same story
    now = rein.clock.now()
    with rein.database.begin() as work:
        work.samples.delete_all()
        work.accounts.ensure(Account(user=SAMPLE_USER, sample=True, created_at=now))
    offline = offline_model(rein.coach)
    for first in range(0, len(requests), BATCH):
        batch = requests[first : first + BATCH]
        batch_runs = [
            simulate_run(
                _request(text, about, at),
                story=draw_run(1 - (now - at) / timedelta(days=SAMPLE_DAYS), dice),
                offline=offline,
                prompts=rein.prompts,
                coach=rein.coach,
                started_at=at,
                dice=dice,
            )
            for (text, about), at in zip(
                batch, _moments(len(requests), first, len(batch), now, dice), strict=True
            )
        ]
        with rein.database.begin() as work:
            for simulated in batch_runs:
                simulated.write(work, settings=rein.settings)
                _rate(work, simulated, seeds, dice, now)
                live_plan(work, simulated, dice=life, now=now)
        if on_progress is not None:
            on_progress(first + len(batch), len(requests))
    return len(requests)


def remove_sample(rein: Rein, *, viewer: Viewer) -> None:
    """Remove the sample with its share of all figures. Raises NotAllowed below admin."""
    viewer.require(Role.ADMIN)
    with rein.database.begin() as work:
        work.samples.delete_all()


def _read_seeds() -> _Seeds:
    try:
        raw: dict[str, Any] = yaml.safe_load(SAMPLE_FILE.read_text(encoding="utf-8"))
        return _Seeds(
            goals=tuple(raw["goals"]),
            circumstances=tuple(_circumstances(row) for row in raw["circumstances"]),
            comments={int(stars): tuple(texts) for stars, texts in raw["comments"].items()},
        )
    except (OSError, KeyError, ValueError, yaml.YAMLError) as error:
        raise ConfigurationError(
            f"The sample cannot be read ({type(error).__name__}).",
            advice=f"Restore {SAMPLE_FILE.name} from the project.",
        ) from error


def _circumstances(row: dict[str, Any]) -> Circumstances:
    return Circumstances(
        experience=Experience(row["experience"]),
        hours_per_week=row.get("hours_per_week"),
        style=Style(row["style"]),
        confidence=row.get("confidence"),
        constraints=tuple(row.get("constraints", ())),
    )


def _request(text: str, about: Circumstances, at: datetime) -> GoalRequest:
    return accept_request(text, about, today=at.date())


def _moments(
    total: int, first: int, count: int, now: datetime, dice: random.Random
) -> Iterator[datetime]:
    """Spread the goals over the window, oldest first, with some days busier than others."""
    now -= LAST_AGO
    window = timedelta(days=SAMPLE_DAYS) - LAST_AGO
    for index in range(first, first + count):
        share = (index + dice.random()) / total
        yield now - window * (1 - share)


MEAN_STARS, STARS_BY_QUALITY, FAILED_COSTS_STARS = 3.9, 3.5, 1.8

_ANSWER_BIASES = (0.05, 0.0, 0.08, -0.15)
"""By question: how much likelier a yes is than the stars suggest."""


def _rate(
    work: UnitOfWork, simulated: SimulatedRun, seeds: _Seeds, dice: random.Random, now: datetime
) -> None:
    if dice.random() > SHARE_RATED:
        return
    # What a judge notices is liked a little more, with plenty of noise: as it is with people.
    liking = MEAN_STARS + STARS_BY_QUALITY * (simulated.story.quality - 0.7) + dice.gauss(0, 0.8)
    if simulated.finished.error is not None:
        liking -= FAILED_COSTS_STARS
    stars = min(5.0, max(0.5, round(liking * 2) / 2))
    comments = seeds.comments[max(1, min(5, round(stars)))]
    answers = {
        name: _yes(dice, stars, bias)
        for name, bias in zip(RATING_DIMENSIONS, _ANSWER_BIASES, strict=True)
    }
    record = RatingRecord(
        trace_id=simulated.trace_id,
        user_id=SAMPLE_USER_ID,
        stars=stars,
        **answers,
        comment=dice.choice(comments) if dice.random() < 0.5 else "",
    )
    later = simulated.started_at + timedelta(hours=dice.expovariate(1 / 20))
    work.ratings.save(record, now=min(later, now))


def _yes(dice: random.Random, stars: float, bias: float) -> bool | None:
    if dice.random() < 0.1:
        return None  # people skip questions
    return dice.random() < min(0.98, max(0.05, stars / 5 + bias))
