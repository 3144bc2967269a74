"""Evaluation runs as datasets and experiments of Opik's REST schema.

Every id is derived from ours, so that sending a run again changes nothing.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from urllib.parse import quote

from core.exports.batching import batches
from core.exports.experiment import ExperimentPayload, ItemDeletionPayload
from core.exports.ids import span_uuid
from core.exports.opik.bodies import Body
from core.exports.payload import QUALITY, ExportPayload
from core.exports.truncation import truncate
from core.formats import timestamp

CLOUD = "https://www.comet.com/opik/api"
"""The API of Comet's cloud, used without an address."""

VersionIds = Callable[[Mapping[str, int]], list[str]]
"""Returns the ids there of prompt versions, each by its name and number."""

NAME_DIGITS = 6


class Call(Protocol):
    """A call of Opik's client; None if what it creates already exists."""

    def __call__(self, group: str, verb: str, **values: object) -> object: ...


def send_experiments(
    run: ExperimentPayload, call: Call, *, project: str, version_ids: VersionIds
) -> None:
    """Write the dataset, its items and one experiment per variant. Raises DeliveryError."""
    call(
        "datasets",
        "create_dataset",
        id=run.dataset_id,
        name=dataset_name(run),
        project_name=project,
    )
    for piece in item_bodies(run):
        call(
            "datasets",
            "create_or_update_dataset_items",
            dataset_name=dataset_name(run),
            items=[],
            request_options={"additional_body_parameters": {"items": piece}},
        )
    experiments = experiment_bodies(run, project=project, version_ids=version_ids)
    for experiment in experiments:
        call("experiments", "create_experiment", **experiment)
    for piece in experiment_items(run, project=project):
        call(
            "experiments",
            "create_experiment_items",
            experiment_items=[],
            request_options={"additional_body_parameters": {"experiment_items": piece}},
        )
    for piece in score_bodies(run, project=project):
        call(
            "traces",
            "score_batch_of_traces",
            scores=[],
            request_options={"additional_body_parameters": {"scores": piece}},
        )
    call("experiments", "finish_experiments", ids=[one["id"] for one in experiments])


def delete_items(payloads: Iterable[ExportPayload], call: Call) -> None:
    """Delete the items of datasets that were deleted here. Raises DeliveryError."""
    ids = [one.effective_id for one in payloads if isinstance(one, ItemDeletionPayload)]
    if ids:
        call("datasets", "delete_dataset_items", item_ids=ids)


def dataset_name(run: ExperimentPayload) -> str:
    """Return the name of the dataset there; names are unique in a workspace, so it has digits."""
    return f"{run.dataset} ({run.dataset_id[-NAME_DIGITS:]})"


def item_bodies(run: ExperimentPayload) -> Iterator[list[Body]]:
    """Yield the items in batches. Their data is the goal as a model is given it."""
    yield from batches(
        [
            {"id": item.id, "source": "sdk", "data": {"goal": truncate(item.text)}}
            for item in run.items
        ]
    )


def experiment_bodies(
    run: ExperimentPayload, *, project: str, version_ids: VersionIds
) -> list[Body]:
    """Return one experiment per variant, the baseline first."""
    return [
        {
            "id": experiment_id(run, number),
            "dataset_name": dataset_name(run),
            "project_name": project,
            "name": f"{variant.label}, {timestamp(run.created_at)}",
            "type": "regular",
            "metadata": {
                "rein_evaluation_run": run.trace_id,
                "variant": number,
                "model": variant.model,
                "prompts": dict(variant.versions),
                "judge": run.judge,
                "dataset_version": run.version,
                "note": run.note,
            },
            **prompt_links(version_ids(variant.versions)),
        }
        for number, variant in enumerate(run.variants)
    ]


def prompt_links(ids: Sequence[str]) -> Body:
    """Return the field that links an experiment to versions of the prompt library, if any."""
    return {"prompt_versions": [{"id": one} for one in ids]} if ids else {}


def experiment_items(run: ExperimentPayload, *, project: str) -> Iterator[list[Body]]:
    """Yield the links from items to the traces of what each variant did with them, in batches."""
    known = {item.id for item in run.items}
    yield from batches(
        [
            {
                "id": _derived_id(run, f"{case.variant}|{case.item_id}"),
                "experiment_id": experiment_id(run, case.variant),
                "dataset_item_id": case.item_id,
                "trace_id": case.trace_id,
                "project_name": project,
            }
            for case in run.cases
            if case.item_id in known
        ]
    )


def score_bodies(run: ExperimentPayload, *, project: str) -> Iterator[list[Body]]:
    """Yield the scores of all cases, in batches. An experiment shows those of its traces."""
    yield from batches(
        [
            {
                "id": case.trace_id,
                "project_name": project,
                "name": f"{QUALITY}{name}",
                "value": value,
                "reason": f"By {run.judge}.",
                "source": "sdk",
            }
            for case in run.cases
            for name, value in sorted(case.scores.items())
        ]
    )


def experiment_id(run: ExperimentPayload, variant: int) -> str:
    """Return the id of the experiment of a variant."""
    return _derived_id(run, _part_of(variant))


def _derived_id(run: ExperimentPayload, part: str) -> str:
    return span_uuid(run.trace_id, part, at=run.created_at)


def experiments_address(
    url: str, workspace: str, *, dataset_id: str, run_id: str, created_at: datetime, variants: int
) -> str:
    """Return the page of Opik that compares the experiments of a run; `url` is that of its API."""
    ids = [span_uuid(run_id, _part_of(number), at=created_at) for number in range(variants)]
    return comparison_address(url, workspace, dataset_id=dataset_id, experiment_ids=ids)


def comparison_address(
    url: str, workspace: str, *, dataset_id: str, experiment_ids: Sequence[str]
) -> str:
    """Return the page of Opik that compares experiments of one dataset."""
    pages = url.rstrip("/").removesuffix("/api")
    return (
        f"{pages}/{quote(workspace)}/experiments/{dataset_id}/compare"
        f"?experiments={quote(json.dumps(list(experiment_ids)))}"
    )


def _part_of(variant: int) -> str:
    return f"variant {variant}"
