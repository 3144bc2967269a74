"""Adds and removes the sample: made-up goals, marked as such everywhere.

With it the review pages can be tried before real people have used Rein. The goals run through the
real pipeline with the offline coach, which writes most of them under the names of two models; dates
are moved into the past, and a seeded generator draws the times, costs, failures and ratings. What
reviewers do with them goes through the use-cases of the pages, at earlier dates.
"""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.goals.goal import accept_request
from core.runs.offline_models import offline_model
from core.usecases.access.allow import Access, AuditAction, allow
from core.usecases.samples.live_plan import live_plan
from core.usecases.samples.people import SamplePerson, staff_accounts
from core.usecases.samples.ratings import rate
from core.usecases.samples.reviewing import Seen, review_sample
from core.usecases.samples.seeds import Seeds, read_seeds
from core.usecases.samples.simulate_run import SimulatedRun, simulate_run
from core.usecases.samples.story import SAMPLE_DAYS, draw_run
from core.usecases.samples.trials import SampleTrials, place_in_trials

LAST_AGO = timedelta(minutes=10)
"""How long ago the newest run began at least, so that it has ended."""
SEED = 20_260_101
BATCH = 10
"""Goals per transaction: few commits, and each holds the lock for less than a second."""

LATEST_START, LATE = time(23, 50), timedelta(minutes=10)
"""No run goes on into another UTC day: the sums of a day hold what had ended by its end."""

GROWTH = 0.6
"""Below 1, the last days have more goals than the first; at 1, all have as many."""

REVIEW_STEPS = 20
"""How many goals' time the reviewers' part takes, about; it comes after the last goal."""

Progress = Callable[[int, int], None]
"""Is given the steps that are done and all of them."""
_Wanted = tuple[str, int, SamplePerson]
"""A goal, the place of the circumstances, and the person."""


@allow(Access.ADMIN, changes=AuditAction.SAMPLE_LOADED)
def load_sample(rein: Rein, *, viewer: Viewer, on_progress: Progress | None = None) -> int:
    """Replace the sample and return its number of goals. Raises NotAllowed below admin."""
    seeds, now = read_seeds(), rein.clock.now()
    dice = random.Random(SEED)  # noqa: S311 - made-up ratings, nothing to guard
    life = random.Random(SEED)  # noqa: S311 - of its own, so that more life tells the same story
    wanted = _draw_goals(seeds, dice)
    with rein.database.begin() as work:
        work.samples.delete_all()
        joined = now - timedelta(days=SAMPLE_DAYS)
        people = (person.account(joined) for person in seeds.people)
        for account in (*people, *staff_accounts(joined)):
            work.accounts.ensure(account)
    steps = len(wanted) + REVIEW_STEPS
    seen: list[Seen] = []
    trials = SampleTrials()
    for first in range(0, len(wanted), BATCH):
        batch = wanted[first : first + BATCH]
        moments = tuple(_moments(len(wanted), first, len(batch), now, dice))
        with rein.database.begin() as work:
            trials.look(work, share=_share(now, moments[0]), now=moments[0])
        runs = [
            _simulate(rein, seeds, one, at, dice, trials=trials)
            for one, at in zip(batch, moments, strict=True)
        ]
        with rein.database.begin() as work:
            for simulated in runs:
                simulated.write(work, settings=rein.settings)
                place_in_trials(work, simulated)
                rated = rate(work, simulated, seeds, dice, now)
                seen.append(Seen.of(simulated, rated))
                live_plan(work, simulated, dice=life, now=now)
        if on_progress is not None:
            on_progress(first + len(batch), steps)
    with rein.database.begin() as work:
        trials.look(work, share=1.0, now=now)
    review_sample(rein, seen, now=now)
    if on_progress is not None:
        on_progress(steps, steps)
    return len(wanted)


@allow(Access.ADMIN, changes=AuditAction.SAMPLE_REMOVED)
def remove_sample(rein: Rein, *, viewer: Viewer) -> None:
    """Remove the sample with its share of all figures. Raises NotAllowed below admin."""
    with rein.database.begin() as work:
        work.samples.delete_all()


def _draw_goals(seeds: Seeds, dice: random.Random) -> list[_Wanted]:
    wanted = [
        (text, place, seeds.person_in(place, turn))
        for place in range(len(seeds.circumstances))
        for turn, text in enumerate(seeds.goals)
    ]
    dice.shuffle(wanted)
    return wanted


def _share(now: datetime, at: datetime) -> float:
    """Return the share of the window at which a moment lies."""
    return 1 - (now - at) / timedelta(days=SAMPLE_DAYS)


def _simulate(
    rein: Rein,
    seeds: Seeds,
    wanted: _Wanted,
    at: datetime,
    dice: random.Random,
    *,
    trials: SampleTrials,
) -> SimulatedRun:
    text, place, person = wanted
    share, tried = _share(rein.clock.now(), at), trials.versions_for(person.id)
    return simulate_run(
        accept_request(text, seeds.circumstances[place], today=at.date()),
        user_id=person.id,
        story=draw_run(share, dice, tried=tried),
        offline=offline_model(rein.coach),
        prompts=rein.prompts,
        coach=rein.coach,
        started_at=at,
        dice=dice,
    )


def _moments(
    total: int, first: int, count: int, now: datetime, dice: random.Random
) -> Iterator[datetime]:
    """Spread the goals over the window, oldest first: more as the weeks go by, some days busier."""
    now -= LAST_AGO
    window = timedelta(days=SAMPLE_DAYS) - LAST_AGO
    for index in range(first, first + count):
        share = (index + dice.random()) / total
        at = now - window * (1 - share**GROWTH)
        late = at.astimezone(UTC).time() >= LATEST_START
        yield at - LATE if late else at
