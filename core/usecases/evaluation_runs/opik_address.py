"""Where an evaluation run can be opened in Opik."""

from core.exports.opik.experiments import CLOUD, experiments_address
from core.settings import Settings
from core.store.database.engine import Database
from core.store.evaluation_runs.values import EvaluationRun
from core.usecases.exports.in_opik import is_in_opik


def find_opik_address(database: Database, settings: Settings, run: EvaluationRun) -> str | None:
    """Return the page that compares the experiments of a run; None if they were not sent."""
    if not is_in_opik(database, settings, run.id):
        return None
    return experiments_address(
        settings.opik_url or CLOUD,
        settings.opik_workspace,
        dataset_id=run.dataset_id,
        run_id=run.id,
        created_at=run.created_at,
        variants=len(run.variants),
    )
