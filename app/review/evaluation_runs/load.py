"""Read what the page of evaluation runs shows, and change it."""

from app import auth, services
from core.usecases.datasets import list_datasets as datasets
from core.usecases.datasets.list_datasets import DatasetRecord, VersionRecord
from core.usecases.evaluation_runs import change_evaluation_run as changes
from core.usecases.evaluation_runs import get_case as cases
from core.usecases.evaluation_runs import list_evaluation_runs as runs
from core.usecases.evaluation_runs import plan_evaluation_run as plans
from core.usecases.evaluation_runs.get_case import CaseTexts
from core.usecases.evaluation_runs.list_evaluation_runs import EvaluationReport, Listed
from core.usecases.evaluation_runs.plan_evaluation_run import Asked, Choices, Planned
from core.usecases.evaluation_runs.start_evaluation_run import start_evaluation_run


def list_runs(*, sample: bool) -> tuple[Listed, ...]:
    """Return the newest runs."""
    return runs.list_evaluation_runs(services.rein(), viewer=auth.current_viewer(), sample=sample)


def load_report(run_id: str) -> EvaluationReport:
    """Return what a run shows. Raises NotFound."""
    return runs.get_evaluation_run(
        services.rein(), viewer=auth.current_viewer(), evaluation_run_id=run_id
    )


def load_case(run_id: str, item_id: str) -> CaseTexts:
    """Return what the variants wrote for an item. Raises NotFound."""
    return cases.get_case(
        services.rein(),
        viewer=auth.current_viewer(),
        evaluation_run_id=run_id,
        item_id=item_id,
    )


def list_datasets(*, sample: bool) -> tuple[DatasetRecord, ...]:
    """Return the datasets that have a version."""
    found = datasets.list_datasets(services.rein(), viewer=auth.current_viewer(), sample=sample)
    return tuple(one for one in found if one.versions)


def list_choices() -> Choices:
    """Return what a variant can be made of."""
    return plans.list_choices(services.rein(), viewer=auth.current_viewer())


def plan(version: VersionRecord, asked: Asked) -> Planned:
    """Return what a run would compare and cost. Raises InvalidInput."""
    return plans.plan_evaluation_run(
        services.rein(), viewer=auth.current_viewer(), version=version, asked=asked
    )


def start(version: VersionRecord, asked: Asked, *, sample: bool) -> str:
    """Start a run and return its id."""
    return start_evaluation_run(
        services.rein(),
        viewer=auth.current_viewer(),
        version=version,
        asked=asked,
        sample=sample,
    )


def cancel(run_id: str) -> None:
    """Cancel what is not finished."""
    changes.cancel_evaluation_run(
        services.rein(), viewer=auth.current_viewer(), evaluation_run_id=run_id
    )


def retry(run_id: str) -> None:
    """Work again what failed or was cancelled."""
    changes.retry_evaluation_run(
        services.rein(), viewer=auth.current_viewer(), evaluation_run_id=run_id
    )
