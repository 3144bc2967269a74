"""Replay a version that a model reads: an evaluation run against a second run of the live one."""

import secrets
from dataclasses import dataclass, replace
from random import Random

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.datasets.split import Split
from core.errors import Conflict, InvalidInput
from core.experiments.replay_gate import LEAST_GOALS
from core.experiments.replay_goals import choose_goals
from core.experiments.variant import LIVE, MODEL, OFFLINE_COACH
from core.runs.goal_run import USUAL
from core.store.datasets.values import VersionRecord
from core.store.replays.read import list_past_goals
from core.usecases.access.allow import Access, AuditAction, allow
from core.usecases.datasets.save_traces import Target, save_traces
from core.usecases.evaluation_runs.plan_evaluation_run import (
    BUDGET_USD,
    Asked,
    Planned,
    plan_evaluation_run,
    plan_for,
)
from core.usecases.evaluation_runs.start_evaluation_run import start_evaluation_run
from core.usecases.prompts.check_version import require_checks
from core.usecases.trials.replay_version import RECENT, USUAL_GOALS
from core.usecases.trials.start_trial import WRITING

__all__ = [
    "BUDGET_USD",
    "READ_BY_MODELS",
    "Planned",
    "ReplayAsked",
    "forecast_replay",
    "save_goals",
    "start_replay",
]

READ_BY_MODELS = tuple(name for name in WRITING if name != USUAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayAsked:
    """A replay as a person asks for it."""

    prompt: str
    candidate: int
    items: VersionRecord | None = None
    """A version of a dataset; None for past goals, half of them low-rated."""
    split: Split | None = None
    goals: int = USUAL_GOALS
    """How many past goals, without a dataset."""
    model: str | None = None
    """Key of the model that writes; None for the one that is called first."""
    judge: str | None = None
    budget_usd: float = BUDGET_USD

    @property
    def label(self) -> str:
        return f"{self.prompt}@v{self.candidate}"

    @property
    def run(self) -> Asked:
        """Return the evaluation run that it is."""
        model = f",{MODEL}={self.model}" if self.model else ""
        return Asked(
            variants=[f"{LIVE}{model}", f"{self.label}{model}"],
            judge=self.judge,
            split=self.split,
            budget_usd=self.budget_usd,
            note=f"Replay of {self.label}",
            replay=True,
            pairwise=False,  # its verdict is that of the scores
        )


@allow(Access.REVIEWER)
def forecast_replay(rein: Rein, *, viewer: Viewer, asked: ReplayAsked) -> Planned:
    """Return what a replay would compare and cost; nothing is started.

    Raises NotAllowed below reviewer, InvalidInput, NotFound, and Conflict without a model.
    """
    if asked.items is not None:
        plan = plan_evaluation_run(rein, viewer=viewer, version=asked.items, asked=asked.run)
    else:
        plan = plan_for(rein, asked.run, len(_choose(rein, asked)))
    _require_model(asked, plan)
    require_checks(rein, rein.prompts.texts[asked.prompt, asked.candidate])
    return plan


@allow(Access.REVIEWER, changes=AuditAction.DATASET_SAVED)
def save_goals(rein: Rein, *, viewer: Viewer, asked: ReplayAsked) -> ReplayAsked:
    """Save past goals as a dataset, so that a replay of them can be looked at and made again.

    Return the replay of that dataset; one that names its items is returned as it is. Raises what
    `forecast_replay` raises.
    """
    if asked.items is not None:
        return asked
    forecast_replay(rein, viewer=viewer, asked=asked)
    target = Target(
        name=f"Goals for the replay of {asked.label}",
        note="Up to half of them low-rated, the others at random by kind of goal.",
        keep=False,
    )
    saved = save_traces(rein, viewer=viewer, target=target, trace_ids=_choose(rein, asked))
    return replace(asked, items=saved.version)


@allow(Access.REVIEWER, changes=AuditAction.EVALUATION_RUN_STARTED)
def start_replay(
    rein: Rein, *, viewer: Viewer, asked: ReplayAsked, queue_only: bool = False
) -> str:
    """Queue the replay of saved goals and return the id of its run, whose end gives the verdict.

    Raises InvalidInput without items, and what `forecast_replay` and `start_evaluation_run` raise.
    """
    if asked.items is None:
        raise InvalidInput("A replay needs a dataset.", field="items")
    forecast_replay(rein, viewer=viewer, asked=asked)
    return start_evaluation_run(
        rein, viewer=viewer, version=asked.items, asked=asked.run, queue_only=queue_only
    )


def _require_model(asked: ReplayAsked, plan: Planned) -> None:
    if asked.prompt not in READ_BY_MODELS:
        raise InvalidInput(
            f"{asked.prompt} is replayed by rule.",
            field="prompt",
            advice=f"An evaluation run replays {', '.join(READ_BY_MODELS)}.",
        )
    if plan.variants[0].model == OFFLINE_COACH:
        raise Conflict(
            f"{asked.prompt} is read by a model, and none is set up.",
            advice=f"Set a key first. Without one, versions of {USUAL} can be replayed.",
        )


def _choose(rein: Rein, asked: ReplayAsked) -> tuple[str, ...]:
    """Return the traces of past goals: up to half low-rated, the others at random by kind."""
    with rein.database.read() as connection:
        pool = list_past_goals(connection, since=rein.clock.now() - RECENT)
    if len(pool) < LEAST_GOALS:
        raise Conflict(
            f"A replay needs {LEAST_GOALS} goals with a plan; there are {len(pool)}.",
            advice="Wait until more people have planned a goal, or name a dataset.",
        )
    random = Random(secrets.randbits(31))  # noqa: S311 - a sample, no secret
    return tuple(one.trace_id for one in choose_goals(pool, n=asked.goals, random=random))
