"""The trials of the sample: its people are placed, counted and decided on as real ones are.

The rule looks at each moment as the periodic job would have looked, by the same functions. Nothing
is released: what people of the sample get is what the story says.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from core.experiments.arm import arm_at, position_of
from core.experiments.decision import Outcome, Rule, decide
from core.experiments.guardrail import MORE_COST, MORE_TIME
from core.experiments.outcome import ArmCounts
from core.experiments.primary import USUAL, Primary, scale_of
from core.experiments.watch import watch
from core.prompts.releases import SHIPPED_BY
from core.store.trials.measures import usual_run
from core.store.trials.open_trials import list_open_trials
from core.store.trials.primary import count_since, recent_moments
from core.store.trials.read import count_trial
from core.store.trials.values import Ending, Trial, Watch
from core.store.unit_of_work import UnitOfWork
from core.usecases.samples.people import MARA
from core.usecases.samples.simulate_run import SimulatedRun
from core.usecases.samples.story import BAD_WEEK, SECOND_PROMPT
from core.usecases.trials.findings import estimate, find
from core.usecases.trials.settle_trials import harm_since, held_note, regression_note
from core.usecases.trials.start_trial import MOST_N, RECENT, agree

_ID = "00000000-0000-7000-8000-0000000071a{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A trial as the story has it; how it ends otherwise is for its rule to say."""

    place: int
    lot: int
    """Seed of the key that places people: this one lets the story happen."""
    prompt: str
    champion: int
    candidate: int
    reason: str
    starts: float
    """Share of the window at which it starts."""
    least_n: int
    promoted: float | None = None
    """Share of the window at which an admin promotes the candidate, if it still runs."""
    because: str = ""

    @property
    def id(self) -> str:
        return _ID.format(self.place)


TRIALS = (
    Planned(
        place=1,
        lot=20_260_104,
        prompt="generate",
        champion=1,
        candidate=2,
        reason="People write that it could be anybody's plan. Version 2 uses their own words.",
        starts=0.14,
        least_n=40,
        promoted=SECOND_PROMPT,
        because="The complaint is gone in its arm, and nothing got worse. I do not wait longer.",
    ),
    Planned(
        place=2,
        lot=119,
        prompt="defaults",
        champion=1,
        candidate=2,
        reason="Some write that hardly anything happens after the first weeks: a faster pace.",
        starts=0.53,
        least_n=40,
        promoted=BAD_WEEK[0],
        because="It looks better so far, and the new season starts on Monday.",
    ),
    Planned(
        place=3,
        lot=36,
        prompt="defaults",
        champion=1,
        candidate=3,
        reason="The first weeks are overloaded for beginners: smaller first steps.",
        starts=0.78,
        least_n=30,
    ),
)


@dataclass(slots=True)
class SampleTrials:
    """The trials that run at the moment the sample has come to."""

    running: tuple[Trial, ...] = ()
    _waiting: list[Planned] = field(default_factory=lambda: list(TRIALS))

    def look(self, work: UnitOfWork, *, share: float, now: datetime) -> None:
        """Start and end what is due at a share of the window, and ask the rules."""
        while self._waiting and self._waiting[0].starts <= share:
            work.trials.add(_begin(work, self._waiting.pop(0), now))
        by_id = {one.id: one for one in TRIALS}
        for trial in list_open_trials(work.connection, sample=True):
            if trial.outcome is Outcome.RUNNING:
                _settle(work, trial, by_id[trial.id], share=share, now=now)
            else:
                _watch(work, trial, now=now)
        opened = list_open_trials(work.connection, sample=True)
        self.running = tuple(one for one in opened if one.outcome is Outcome.RUNNING)

    def versions_for(self, user_id: str) -> Mapping[str, int]:
        """Return the versions that a person gets now, as the store will place them."""
        return {
            trial.prompt: trial.version_of(
                arm_at(position_of(trial.key, trial.id, user_id), trial.share)
            )
            for trial in self.running
        }


def place_in_trials(work: UnitOfWork, simulated: SimulatedRun) -> None:
    """Note a written run as the result of its person, who saw it if it has one."""
    work.trials.assign(
        user_id=simulated.user_id,
        trace_id=simulated.trace_id,
        now=simulated.started_at,
        sample=True,
    )
    work.trials.show(simulated.trace_id, now=simulated.ended_at)


def _begin(work: UnitOfWork, planned: Planned, now: datetime) -> Trial:
    recent = recent_moments(
        work.connection, Primary.STARS, since=now - RECENT, until=now, sample=True
    )
    usual = usual_run(work.connection, since=now - RECENT, until=now, sample=True)
    dice = random.Random(planned.lot)  # noqa: S311 - made-up people, nothing to guard
    return Trial(
        id=planned.id,
        prompt=planned.prompt,
        champion=planned.champion,
        candidate=planned.candidate,
        share=0.5,
        key=dice.randbytes(32),
        scale=scale_of(Primary.STARS, recent),
        rule=Rule(
            least_n=planned.least_n,
            most_n=MOST_N,
            tolerance=USUAL[Primary.STARS].tolerance,
            guardrails=agree(usual, more_cost=MORE_COST, more_time=MORE_TIME),
        ),
        reason=planned.reason,
        started_by=MARA.id,
        started_at=now,
        sample=True,
    )


def _settle(
    work: UnitOfWork, trial: Trial, planned: Planned, *, share: float, now: datetime
) -> None:
    """End a trial if its rule decides, or if the story's admin does."""
    counts = count_trial(work.connection, trial, now=now)
    found = decide(trial.rule, find(trial, counts))
    by, outcome, reason = SHIPPED_BY, found.outcome, found.reason
    if outcome is Outcome.RUNNING and planned.promoted is not None and planned.promoted <= share:
        by, outcome, reason = MARA.id, Outcome.PROMOTED, planned.because
    if outcome is Outcome.RUNNING:
        return
    ending = Ending(
        outcome=outcome, decision=reason, by=by, at=now, estimate=estimate(trial, counts)
    )
    work.trials.end(trial.id, ending)


def _watch(work: UnitOfWork, trial: Trial, *, now: datetime) -> None:
    """End the watch over a promoted version if its ratings are enough, as a real one ends."""
    promised = trial.estimate.candidate if trial.estimate is not None else None
    if promised is None or trial.watched_since is None:
        return
    since = trial.watched_since
    counts = count_since(work.connection, since=since, scale=trial.scale, until=now, sample=True)
    found = watch(trial.scale, ArmCounts(counts=counts), promised=promised)
    note = (
        regression_note(trial, found, promised)
        if found.has_regressed
        else harm_since(work, trial, until=now)
    )
    if note:
        work.trials.end_watch(trial.id, Watch.ROLLED_BACK, note=note, now=now)
    elif found.is_over:
        work.trials.end_watch(trial.id, Watch.ENDED, note=held_note(found), now=now)
