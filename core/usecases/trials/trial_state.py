"""The state of a trial in the words of the field."""

from enum import StrEnum

from core.experiments.decision import Outcome
from core.store.trials.values import Trial, Watch


class TrialState(StrEnum):
    """How a trial stands."""

    EARLY = "Too early to tell"
    """It runs, and has fewer people than a decision takes."""
    RUNNING = "Running"
    PROMOTED = "Promoted"
    ROLLED_BACK = "Rolled back"
    REJECTED = "Rejected"
    NO_DIFFERENCE = "No difference"
    STOPPED = "Stopped"


_ENDED = {
    Outcome.PROMOTED: TrialState.PROMOTED,
    Outcome.REJECTED: TrialState.REJECTED,
    Outcome.TIED: TrialState.NO_DIFFERENCE,
    Outcome.STOPPED: TrialState.STOPPED,
}


def state_of(trial: Trial, *, n: int) -> TrialState:
    """Return the state of a trial with `n` people whose outcome is known."""
    if trial.outcome is Outcome.RUNNING:
        return TrialState.EARLY if n < trial.rule.least_n else TrialState.RUNNING
    return TrialState.ROLLED_BACK if trial.watch is Watch.ROLLED_BACK else _ENDED[trial.outcome]
