"""Propose the settings to try next, by rule, from what people write, skip and leave undone."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.experiments.proposals import Proposal, Signals, propose
from core.goals.usual import parse_usual
from core.prompts.releases import ReleaseStatus
from core.runs.goal_run import USUAL
from core.usecases.access.allow import Access, allow
from core.usecases.outcomes.get_outcomes import get_outcomes
from core.usecases.prompts.list_prompts import list_prompts
from core.usecases.ratings.get_themes import get_themes
from core.usecases.utc_days import UtcDays

__all__ = ["Proposal", "propose_version", "read_signals"]


@allow(Access.REVIEWER)
def propose_version(rein: Rein, *, viewer: Viewer, days: UtcDays) -> Proposal | None:
    """Return a version of the coach's settings with the reason to try it, or None.

    It stays a proposal: an admin starts the trial. A version that was rolled back is not proposed.
    Raises NotAllowed below reviewer.
    """
    found = [one for one in list_prompts(rein, viewer=viewer) if one.text.name == USUAL]
    usable = {
        one.text.version: parse_usual(
            rein.prompts.read_settings(USUAL, one.text.version)[0],
            label=f"{USUAL}@v{one.text.version}",
        )
        for one in found
        if one.live or one.status is not ReleaseStatus.ROLLED_BACK
    }
    live = next((one.text.version for one in found if one.live), None)
    if live is None:
        return None
    return propose(live, usable, read_signals(rein, viewer=viewer, days=days))


@allow(Access.REVIEWER)
def read_signals(rein: Rein, *, viewer: Viewer, days: UtcDays) -> Signals:
    """Return what people write, skip and leave undone. Raises NotAllowed below reviewer."""
    complaint = get_themes(rein, viewer=viewer, days=days).complaint
    outcomes = get_outcomes(rein, viewer=viewer, days=days).now
    return Signals(
        complaint=complaint.quotes if complaint is not None else (),
        complaint_n=complaint.n if complaint is not None else 0,
        skips=outcomes.skips,
        week_1=outcomes.week_1.interval,
    )
