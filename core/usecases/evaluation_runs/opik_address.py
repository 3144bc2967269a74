"""Where an evaluation run can be opened in Opik."""

from core.exports.opik.experiments import CLOUD, experiments_address
from core.settings import OPIK, Settings
from core.store.database.engine import Database
from core.store.evaluation_runs.values import EvaluationRun
from core.store.exports.read import ExportState, find_export_state


def find_opik_address(database: Database, settings: Settings, run: EvaluationRun) -> str | None:
    """Return the page that compares the experiments of a run; None if they were not sent."""
    if OPIK not in settings.sinks:
        return None
    states = {one.sink: one.state for one in find_export_state(database, run.id)}
    if states.get(OPIK) is not ExportState.SENT:
        return None
    return experiments_address(
        settings.opik_url or CLOUD,
        settings.opik_workspace,
        dataset_id=run.dataset_id,
        run_id=run.id,
        created_at=run.created_at,
        variants=len(run.variants),
    )
