"""Which version of the routes is live: since when, by whom, and the trial of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.llm.routing.first_models import ROUTES, parse_first_models
from core.prompts.releases import SHIPPED_BY, ReleaseStatus, live_versions
from core.store.prompts.read import list_releases
from core.store.trials.read import list_trials
from core.store.trials.values import Trial
from core.usecases.access.allow import Access, allow
from core.usecases.trials.trial_state import TrialState, state_of

__all__ = ["LiveRoutes", "get_live_routes"]

RULE = "the rule of its trial"


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveRoutes:
    """The version of the routes by which models are asked."""

    version: int
    first: Mapping[str, str]
    """Key of the model that is asked first, by step; the table decides of the others."""
    since: datetime | None
    """When the last release or rollback made it live; None for what came with Rein."""
    by: str
    """Who did that; "" for what came with Rein."""
    reason: str
    trial: Trial | None
    """The newest trial of another version."""

    @property
    def label(self) -> str:
        return f"{ROUTES}@v{self.version}"

    @property
    def trial_state(self) -> TrialState | None:
        """Return how the trial stands, without what it has found until now."""
        return None if self.trial is None else state_of(self.trial, n=self.trial.rule.least_n)


@allow(Access.REVIEWER)
def get_live_routes(rein: Rein, *, viewer: Viewer) -> LiveRoutes:
    """Return the live version of the routes. Raises NotAllowed below reviewer."""
    with rein.database.begin() as work:
        history = [one for one in list_releases(work.connection) if one.name == ROUTES]
        version = live_versions(history, known=rein.prompts.texts)[ROUTES]
        trials = [one for one in list_trials(work.connection) if one.prompt == ROUTES]
        changed = [one for one in history if one.status is not ReleaseStatus.DRAFT]
        newest = max(changed, key=lambda one: (one.changed_at, one.id))
        account = work.accounts.find(newest.changed_by)
    shipped = len(changed) == 1 and newest.changed_by == SHIPPED_BY
    who = RULE if newest.changed_by == SHIPPED_BY else "an admin"
    if newest.changed_by == viewer.id:
        who = viewer.user.name
    elif account is not None:
        who = account.user.name
    settings, label = rein.prompts.read_settings(ROUTES, version)
    first = parse_first_models(settings, label=label)
    return LiveRoutes(
        version=version,
        first={step.value: key for step, key in first.items()},
        since=None if shipped else newest.changed_at,
        by="" if shipped else who,
        reason=newest.reason,
        trial=trials[0] if trials else None,
    )
