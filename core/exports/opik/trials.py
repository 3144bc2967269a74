"""Trials on people as datasets and experiments of Opik's REST schema: one experiment an arm.

An item names a result and has no words: they are in its trace, which a deletion takes along. Every
id is derived from ours, so that sending a trial again changes nothing.
"""

from collections.abc import Iterable
from datetime import datetime

from core.exports.batching import batches
from core.exports.experiment import TrialArm, TrialPayload, TrialResult
from core.exports.ids import span_uuid
from core.exports.opik.bodies import Body
from core.exports.opik.experiments import (
    NAME_DIGITS,
    Call,
    VersionIds,
    comparison_address,
    prompt_links,
)
from core.formats import timestamp


def send_trial(trial: TrialPayload, call: Call, *, project: str, version_ids: VersionIds) -> None:
    """Write the dataset, its items and the experiments of both arms. Raises DeliveryError."""
    call(
        "datasets",
        "create_dataset",
        id=trial.trace_id,
        name=_dataset_name(trial),
        project_name=project,
    )
    for piece in batches([_item(trial, one) for one in trial.results]):
        call(
            "datasets",
            "create_or_update_dataset_items",
            dataset_name=_dataset_name(trial),
            items=[],
            request_options={"additional_body_parameters": {"items": piece}},
        )
    for arm in trial.arms:
        links = prompt_links(version_ids({trial.prompt: arm.version}))
        call("experiments", "create_experiment", **_experiment(trial, arm, project), **links)
    for piece in batches([_link(trial, one, project) for one in trial.results]):
        call(
            "experiments",
            "create_experiment_items",
            experiment_items=[],
            request_options={"additional_body_parameters": {"experiment_items": piece}},
        )
    ids = [_experiment_id(trial, arm.name) for arm in trial.arms]
    call("experiments", "finish_experiments", ids=ids)


def trial_address(
    url: str, workspace: str, *, trial_id: str, started_at: datetime, arms: Iterable[str]
) -> str:
    """Return the page of Opik that compares the arms of a trial; `url` is that of its API."""
    ids = [_arm_id(trial_id, arm, started_at) for arm in arms]
    return comparison_address(url, workspace, dataset_id=trial_id, experiment_ids=ids)


def _dataset_name(trial: TrialPayload) -> str:
    return f"Trial of {trial.prompt} ({trial.trace_id[-NAME_DIGITS:]})"


def _item(trial: TrialPayload, one: TrialResult) -> Body:
    return {"id": _item_id(trial, one), "source": "sdk", "data": {"rein_trace": one.result_id}}


def _experiment(trial: TrialPayload, arm: TrialArm, project: str) -> Body:
    found = {"primary_mean": arm.mean} if arm.mean is not None else {}
    return {
        "id": _experiment_id(trial, arm.name),
        "dataset_name": _dataset_name(trial),
        "project_name": project,
        "name": f"{arm.name}, {trial.prompt}@v{arm.version}, {timestamp(trial.started_at)}",
        "type": "regular",
        "metadata": {
            "rein_trial": trial.trace_id,
            "arm": arm.name,
            "prompts": {trial.prompt: arm.version},
            "primary": trial.primary,
            "people": trial.n,
            "outcome": trial.outcome,
            "decision": trial.decision,
            "reason": trial.reason,
            **found,
        },
    }


def _link(trial: TrialPayload, one: TrialResult, project: str) -> Body:
    return {
        "id": span_uuid(trial.trace_id, f"link {one.result_id}", at=trial.started_at),
        "experiment_id": _experiment_id(trial, one.arm),
        "dataset_item_id": _item_id(trial, one),
        "trace_id": one.trace_id,
        "project_name": project,
    }


def _experiment_id(trial: TrialPayload, arm: str) -> str:
    return _arm_id(trial.trace_id, arm, trial.started_at)


def _arm_id(trial_id: str, arm: str, started_at: datetime) -> str:
    return span_uuid(trial_id, f"arm {arm}", at=started_at)


def _item_id(trial: TrialPayload, one: TrialResult) -> str:
    return span_uuid(trial.trace_id, f"item {one.result_id}", at=trial.started_at)
