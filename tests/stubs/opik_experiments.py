"""Datasets and experiments of the loopback Opik."""

from typing import Any

from tests.stubs.opik_schema import as_json, is_v7, items_of, require
from tests.stubs.receiver import Answer

ITEM_KEYS = {"id", "source", "data", "trace_id", "span_id", "tags", "description"}
EXPERIMENT_KEYS = {
    "id", "dataset_name", "project_name", "name", "metadata", "tags", "type", "status",
    "prompt_versions",
}  # fmt: skip
LINK_KEYS = {"id", "experiment_id", "dataset_item_id", "trace_id", "project_name"}


class OpikExperiments:
    """What was written, by id; a name of a dataset is unique, as in one workspace."""

    def __init__(self) -> None:
        self.datasets: dict[str, dict[str, Any]] = {}
        """By name."""
        self.items: dict[str, dict[str, Any]] = {}
        self.experiments: dict[str, dict[str, Any]] = {}
        self.links: dict[str, dict[str, Any]] = {}
        self.finished: list[str] = []

    def route(self, verb: str, path: str, body: dict[str, Any]) -> Answer:
        match verb, path.split("/"):
            case "POST", ["datasets"]:
                return self._add_dataset(body)
            case "PUT", ["datasets", "items"]:
                self._write_items(body)
            case "POST", ["datasets", "items", "delete"]:
                for item_id in items_of(body, "item_ids"):
                    self.items.pop(item_id, None)
            case "POST", ["experiments"]:
                return self._add_experiment(body)
            case "POST", ["experiments", "items"]:
                self._write_links(body)
            case "POST", ["experiments", "finish"]:
                ids = items_of(body, "ids")
                require(set(ids) <= set(self.experiments), "unknown experiment")
                self.finished += ids
            case _:
                return Answer(status=404, body=b'{"code": 404, "message": "HTTP 404 Not Found"}')
        return Answer()

    def _add_dataset(self, body: dict[str, Any]) -> Answer:
        require(bool(str(body.get("name", "")).strip()), "name must not be blank")
        require(is_v7(body.get("id")), "id must be a version 7 UUID")
        if body["name"] in self.datasets:
            return as_json(409, {"errors": ["Dataset already exists"]})
        self.datasets[body["name"]] = body
        return Answer(status=201)

    def _write_items(self, body: dict[str, Any]) -> None:
        require(body.get("dataset_name") in self.datasets, "dataset not found")
        for item in items_of(body, "items"):
            require(set(item) <= ITEM_KEYS, f"unknown keys {set(item) - ITEM_KEYS}")
            require(None not in item.values(), "null where the schema has none")
            require(is_v7(item.get("id")), "id must be a version 7 UUID")
            require(item.get("source") in {"manual", "trace", "span", "sdk"}, "unknown source")
            require(isinstance(item.get("data"), dict) and bool(item["data"]), "data is required")
            self.items[item["id"]] = item

    def _add_experiment(self, body: dict[str, Any]) -> Answer:
        require(set(body) <= EXPERIMENT_KEYS, f"unknown keys {set(body) - EXPERIMENT_KEYS}")
        require(None not in body.values(), "null where the schema has none")
        require(body.get("dataset_name") in self.datasets, "dataset not found")
        require(is_v7(body.get("id")), "id must be a version 7 UUID")
        if body["id"] in self.experiments:
            return as_json(409, {"errors": ["Experiment already exists"]})
        self.experiments[body["id"]] = body
        return Answer(status=201)

    def _write_links(self, body: dict[str, Any]) -> None:
        for link in items_of(body, "experiment_items"):
            require(set(link) <= LINK_KEYS, f"unknown keys {set(link) - LINK_KEYS}")
            ids = [link.get(key) for key in LINK_KEYS if key != "project_name"]
            require(all(map(is_v7, ids)), "ids must be version 7 UUIDs")
            require(link["experiment_id"] in self.experiments, "unknown experiment")
            self.links[link["id"]] = link
