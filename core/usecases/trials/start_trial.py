"""Start a trial of a prompt version on people, or change its share."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core import formats
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotFound
from core.experiments.arm import Arm
from core.experiments.decision import Rule
from core.experiments.guardrail import (
    LARGEST_MORE,
    MORE_COST,
    MORE_TIME,
    Guardrail,
    agree_guardrails,
)
from core.experiments.outcome import OutcomeScale
from core.experiments.primary import USUAL, Primary, scale_of
from core.experiments.variant import WRITING
from core.ids import new_id
from core.llm.routing.first_models import ROUTES
from core.prompts.releases import PromptRelease, ReleaseStatus, current_releases, live_versions
from core.store.audit.values import AuditAction, AuditEntry
from core.store.prompts.read import list_releases
from core.store.trials.measures import usual_run
from core.store.trials.open_trials import lock_prompt
from core.store.trials.primary import recent_moments
from core.store.trials.values import Trial
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow
from core.usecases.prompts.check_version import require_checks
from core.usecases.trials.reason import MAX_REASON_CHARACTERS, require_reason
from core.usecases.trials.require_replay import require_passed_replay
from core.usecases.trials.require_trial import require_real_trial

__all__ = [
    "LARGEST_MORE",
    "LEAST_N",
    "MAX_REASON_CHARACTERS",
    "MORE_COST",
    "MORE_COST_OF_ROUTES",
    "MORE_TIME",
    "MOST_N",
    "WRITING",
    "Plan",
    "Primary",
    "Trial",
    "change_share",
    "start_trial",
]

LEAST_N, MOST_N = 100, 4_000
MORE_COST_OF_ROUTES = 2.0
"""Another model is mostly tried because it may be worth more than the usual one costs."""
RECENT = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is agreed before a trial starts."""

    prompt: str
    candidate: int
    reason: str
    share: float = 0.5
    least_n: int = LEAST_N
    most_n: int = MOST_N
    primary: Primary = Primary.STARS
    """What decides."""
    effect: float | None = None
    """The smallest difference worth finding, in its unit; None for what is usual of it."""
    cheaper: Arm | None = None
    """The arm that a tie goes to; None for the one that is found to cost less."""
    more_cost: float | None = None
    """How much more than usual a run may cost, as a share; None for what is usual of the prompt."""
    more_time: float = MORE_TIME
    """How much longer than usual a run may last, as a share."""
    again: bool = False
    """True to try a version that was rolled back before."""


@allow(Access.ADMIN, changes=AuditAction.TRIAL_STARTED)
def start_trial(rein: Rein, *, viewer: Viewer, plan: Plan) -> str:
    """Start a trial against the live version; people are placed from now on. Return its id.

    Raises NotAllowed below admin, InvalidInput with the field, NotFound if there is no such
    version, and Conflict if it is live, was rolled back, has not passed a replay against the live
    version, or a trial of the prompt runs.
    """
    rule, now, more_cost = _rule(plan), rein.clock.now(), _more_cost(plan)
    reason = require_reason(
        plan.reason, missing="A trial needs a reason.", what="what should get better"
    )
    if (plan.prompt, plan.candidate) not in rein.prompts.texts:
        raise NotFound(f"There is no prompt {plan.prompt}@v{plan.candidate}.")
    require_checks(rein, rein.prompts.texts[plan.prompt, plan.candidate])
    with rein.database.begin() as work:
        lock_prompt(work.connection, plan.prompt)
        champion = _champion(list_releases(work.connection), rein, plan)
        require_passed_replay(work, plan.prompt, champion, plan.candidate)
        usual = usual_run(work.connection, since=now - RECENT)
        guardrails = agree(usual, more_cost=more_cost, more_time=plan.more_time)
        trial = Trial(
            id=new_id(),
            prompt=plan.prompt,
            champion=champion,
            candidate=plan.candidate,
            share=plan.share,
            key=secrets.token_bytes(32),
            scale=_scale(work, plan, now=now),
            rule=replace(rule, guardrails=guardrails),
            reason=reason,
            started_by=viewer.id,
            started_at=now,
        )
        if not work.trials.add(trial):
            raise Conflict(
                f"A trial of {plan.prompt} runs already.", advice="Stop it first, or let it end."
            )
        work.audit.describe(details_of(trial), subject=trial.id)
    return trial.id


@allow(Access.ADMIN, changes=AuditAction.TRIAL_SHARE_CHANGED, whose="trial_id")
def change_share(rein: Rein, *, viewer: Viewer, trial_id: str, share: float) -> None:
    """Change the share of people who get the candidate; who is placed stays placed.

    Raises NotAllowed below admin, InvalidInput, NotFound, and Conflict if the trial is over.
    """
    _check_share(share)
    with rein.database.begin() as work:
        trial = require_real_trial(work, trial_id)
        if not work.trials.set_share(trial_id, share):
            raise Conflict("This trial is over.")
        shares = {"from": formats.share(trial.share), "to": formats.share(share)}
        work.audit.describe({**details_of(trial), **shares})


def details_of(trial: Trial) -> dict[str, str]:
    """Return what a line of the audit log says of a trial."""
    return {"prompt": trial.prompt, "version": str(trial.candidate)}


def agree(
    usual: tuple[int, float, float], *, more_cost: float, more_time: float
) -> tuple[Guardrail, ...]:
    """Return what must not get worse, by number, mean cost and mean time of the runs before."""
    _, usd, seconds = usual
    return agree_guardrails(
        usual_usd=usd, usual_seconds=seconds, more_cost=more_cost, more_time=more_time
    )


def entry(action: AuditAction, trial: Trial, *, by: str, at: datetime) -> AuditEntry:
    """Return a line of the audit log on a trial, of a change that no use-case declares."""
    return AuditEntry(
        at=at, actor_id=by, action=action, subject=trial.id, details=details_of(trial)
    )


def _more_cost(plan: Plan) -> float:
    """Return how much more a run may cost. Raises InvalidInput."""
    usual = MORE_COST_OF_ROUTES if plan.prompt == ROUTES else MORE_COST
    more = usual if plan.more_cost is None else plan.more_cost
    for field, value in (("more_cost", more), ("more_time", plan.more_time)):
        if not 0 < value <= LARGEST_MORE:
            raise InvalidInput(
                f"What is accepted is above 0 and at most {formats.share(LARGEST_MORE)}.",
                field=field,
            )
    return more


def _scale(work: UnitOfWork, plan: Plan, *, now: datetime) -> OutcomeScale:
    """Return the scale of what decides, with the guesses of the last 90 days."""
    recent = recent_moments(work.connection, plan.primary, since=now - RECENT, until=now)
    return scale_of(plan.primary, recent, effect=plan.effect)


def _rule(plan: Plan) -> Rule:
    _check_share(plan.share)
    if plan.prompt not in WRITING:
        raise InvalidInput(
            f"{plan.prompt} cannot be tried on people.",
            field="prompt",
            advice=f"Their ratings are of {', '.join(WRITING)}.",
        )
    usual = USUAL[plan.primary]
    if plan.effect is not None and not 0 < plan.effect <= usual.largest_effect:
        raise InvalidInput(
            f"The smallest difference is above 0 and at most {usual.largest_effect:g}.",
            field="effect",
        )
    try:
        return Rule(
            least_n=plan.least_n,
            most_n=plan.most_n,
            tolerance=usual.tolerance,
            cheaper=plan.cheaper,
        )
    except ValueError as error:
        raise InvalidInput(f"This rule cannot end: {error}.", field="most_n") from error


def _check_share(share: float) -> None:
    if not 0.01 <= share <= 0.99:
        raise InvalidInput("The share has to be between 1 and 99 %.", field="share")


def _champion(history: tuple[PromptRelease, ...], rein: Rein, plan: Plan) -> int:
    live = live_versions(history, known=rein.prompts.texts).get(plan.prompt)
    if live is None:
        raise NotFound(f"There is no released prompt {plan.prompt}.")
    if live == plan.candidate:
        raise Conflict(f"{plan.prompt}@v{live} is live already.", advice="Try another version.")
    before = current_releases(history).get((plan.prompt, plan.candidate))
    if before is not None and before.status is ReleaseStatus.ROLLED_BACK and not plan.again:
        raise Conflict(
            f"{plan.prompt}@v{plan.candidate} was rolled back.",
            advice="Say that it is to be tried again.",
        )
    return live
