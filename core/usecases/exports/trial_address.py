"""Where a trial on people can be opened in Opik."""

from core.experiments.arm import Arm
from core.exports.opik.experiments import CLOUD
from core.exports.opik.trials import trial_address
from core.settings import Settings
from core.store.database.engine import Database
from core.store.trials.values import Trial
from core.usecases.exports.in_opik import is_in_opik


def find_opik_address(database: Database, settings: Settings, trial: Trial) -> str | None:
    """Return the page that compares the arms of a trial; None if they were not sent."""
    if not is_in_opik(database, settings, trial.id):
        return None
    return trial_address(
        settings.opik_url or CLOUD,
        settings.opik_workspace,
        trial_id=trial.id,
        started_at=trial.started_at,
        arms=Arm,
    )
