"""A loopback Opik: the part of the published REST schema that Rein uses, checked as strictly as the real one does.

What does not fit the schema is refused with 400 and kept in `violations`.
"""

import json
import time
import uuid
from collections import Counter
from typing import Any

from tests.stubs.opik_experiments import OpikExperiments
from tests.stubs.opik_schema import Invalid, as_json, is_v7, items_of, require
from tests.stubs.receiver import Answer, Receiver, Request, Script, serve

PREFIX = "/v1/private"
TRACE_KEYS = {
    "id", "project_name", "name", "start_time", "end_time", "input", "output", "metadata", "tags", "error_info",
    "last_updated_at", "ttft", "thread_id", "source", "environment",
}  # fmt: skip
SPAN_KEYS = (TRACE_KEYS - {"thread_id"}) | {
    "trace_id", "parent_span_id", "type", "model", "provider", "usage", "total_estimated_cost",
    "total_estimated_cost_version",
}  # fmt: skip
SCORE_KEYS = {
    "id",
    "project_name",
    "project_id",
    "name",
    "category_name",
    "value",
    "reason",
    "source",
    "author",
}
SOURCES = {"sdk", "experiment", "playground", "optimization", "evaluator"}
INT32 = 2**31


class OpikStub(Receiver):
    """Opik on 127.0.0.1; `OPIK_URL_OVERRIDE` takes its `url`. `window_s` refuses ids older than that."""

    def __init__(
        self, script: Script = (), *, port: int = 0, window_s: float | None = None
    ) -> None:
        self.traces: dict[str, dict[str, Any]] = {}
        self.spans: dict[str, dict[str, Any]] = {}
        self.scores: dict[tuple[str, str], dict[str, Any]] = {}
        self.definitions: dict[str, dict[str, Any]] = {}
        self.prompts: dict[tuple[str, str], dict[str, Any]] = {}
        """Prompt versions by name and commit, in the order they were written."""
        self.experiments = OpikExperiments()
        self.max_bytes: int | None = None
        """Bodies above it are refused with 413."""
        self.writes: Counter[str] = Counter()
        """How often each trace and span was written; more than once is an upsert."""
        self.order: list[tuple[str, str]] = []
        """What arrived for the first time, in order: (trace | span | score, trace id)."""
        self.violations: list[str] = []
        self.now: float | None = None
        self._window_s = window_s
        super().__init__(script, port=port)

    def accept(self, request: Request) -> Answer:
        path = request.path.partition("?")[0]
        if self.max_bytes is not None and len(request.body or b"") > self.max_bytes:
            return Answer(status=413, body=b'{"code": 413, "message": "Request Entity Too Large"}')
        with self.lock:
            try:
                return self._route(request.verb, path, json.loads(request.body or b"{}"))
            except Invalid as error:
                self.violations.append(f"{request.verb} {path}: {error}")
                return Answer(status=400, body=json.dumps({"errors": [str(error)]}).encode())

    def _route(self, verb: str, path: str, body: dict[str, Any]) -> Answer:
        if path == "/is-alive/ping":
            return Answer(status=200, body=b'{"healthy": true}')
        parts = path.removeprefix(PREFIX).strip("/").split("/")
        if parts[0] in {"datasets", "experiments"}:
            return self.experiments.route(verb, "/".join(parts), body)
        return self._route_traces(verb, parts, body)

    def _route_traces(self, verb: str, parts: list[str], body: dict[str, Any]) -> Answer:
        match verb, parts:
            case "POST", ["traces", "batch"]:
                self._write_traces(items_of(body, "traces"))
            case "POST", ["traces", "delete"]:
                self._delete_traces(items_of(body, "ids"))
            case "POST", ["spans", "batch"]:
                self._write_spans(items_of(body, "spans"))
            case "PUT", ["traces", "feedback-scores"]:
                self._write_scores(items_of(body, "scores"))
            case "POST", ["traces", trace_id, "feedback-scores", "delete"]:
                require(bool(body.get("name")), "name is required")
                self.scores.pop((trace_id, body["name"]), None)
            case "POST", ["feedback-definitions"]:
                return self._define(body)
            case "POST", ["prompts", "versions", "retrieve"]:
                found = self.prompts.get((body["name"], body.get("commit", "")))
                return (
                    as_json(200, found)
                    if found
                    else as_json(404, {"errors": ["Prompt version not found"]})
                )
            case "POST", ["prompts", "versions"]:
                return self._write_prompt(body)
            case _:
                return Answer(status=404, body=b'{"code": 404, "message": "HTTP 404 Not Found"}')
        return Answer()

    def _delete_traces(self, ids: list[str]) -> None:
        for trace_id in ids:
            self.traces.pop(trace_id, None)
            for span_id in [
                key for key, span in self.spans.items() if span["trace_id"] == trace_id
            ]:
                del self.spans[span_id]
            for key in [key for key in self.scores if key[0] == trace_id]:
                del self.scores[key]

    def _write_prompt(self, body: dict[str, Any]) -> Answer:
        name, version = body.get("name"), body.get("version", {})
        require(isinstance(name, str) and bool(name.strip()), "name must not be blank")
        require(bool(version.get("template")), "version.template is required")
        require(None not in version.values(), "null where the schema has none")
        commit = version.get("commit", "")
        require(len(commit) == 8, "commit must be 8 characters long")
        if (name, commit) in self.prompts:
            return as_json(409, {"errors": ["Prompt version already exists"]})
        earlier = [one for (other, _), one in self.prompts.items() if other == name]
        prompt_id = earlier[0]["prompt_id"] if earlier else str(uuid.uuid4())
        number = f"v{len(earlier) + 1}"
        written = version | {
            "id": str(uuid.uuid4()),
            "prompt_id": prompt_id,
            "version_number": number,
        }
        self.prompts[name, commit] = written
        return as_json(200, written)

    def _define(self, body: dict[str, Any]) -> Answer:
        require(
            body.get("type") in {"numerical", "boolean", "categorical"},
            "unknown type of definition",
        )
        require(bool(body.get("name")), "name is required")
        if body["type"] == "numerical":
            require({"min", "max"} <= set(body.get("details", {})), "details need min and max")
        if body["name"] in self.definitions:
            return Answer(status=409, body=b'{"errors": ["Feedback already exists"]}')
        self.definitions[body["name"]] = body
        return Answer(status=201)

    def _write_traces(self, items: list[dict[str, Any]]) -> None:
        for item in items:
            self._check_common(item, TRACE_KEYS)
            require(
                len(set(item.get("tags", []))) == len(item.get("tags", [])), "tags must be unique"
            )
        for item in items:
            self._write("trace", self.traces, item, trace_id=item["id"])

    def _write_spans(self, items: list[dict[str, Any]]) -> None:
        for item in items:
            self._check_common(item, SPAN_KEYS)
            require(is_v7(item.get("trace_id")), "trace_id must be a version 7 UUID")
            parent = item.get("parent_span_id")
            require(parent is None or is_v7(parent), "parent_span_id must be a version 7 UUID")
            require(
                item.get("type") in {"general", "tool", "llm", "guardrail"}, "unknown type of span"
            )
            usage = item.get("usage", {})
            require(
                all(type(n) is int and -INT32 <= n < INT32 for n in usage.values()),
                "usage must be int32",
            )
            require(
                item.get("total_estimated_cost", 0) >= 0,
                "total_estimated_cost must not be negative",
            )
        for item in items:
            self._write("span", self.spans, item, trace_id=item["trace_id"])

    def _write_scores(self, items: list[dict[str, Any]]) -> None:
        for item in items:
            require(set(item) <= SCORE_KEYS, f"unknown keys {set(item) - SCORE_KEYS}")
            require(is_v7(item.get("id")), "id must be a version 7 UUID")
            require(
                isinstance(item.get("name"), str) and bool(item["name"].strip()),
                "name must not be blank",
            )
            require(type(item.get("value")) in {int, float}, "value must be a number")
            require(item.get("source") in {"ui", "sdk", "online_scoring"}, "unknown source")
            require(item.get("reason", "") is not None, "reason must not be null")
        for item in items:
            self._write(
                "score", self.scores, item, trace_id=item["id"], key=(item["id"], item["name"])
            )

    def _write(
        self,
        kind: str,
        place: dict[Any, Any],
        item: dict[str, Any],
        *,
        trace_id: str,
        key: Any = None,
    ) -> None:
        key = key if key is not None else item["id"]
        if key not in place:
            self.order.append((kind, trace_id))
        self.writes[f"{kind} {key}"] += 1
        place[key] = item

    def _check_common(self, item: dict[str, Any], known: set[str]) -> None:
        require(set(item) <= known, f"unknown keys {set(item) - known}")
        require(None not in item.values(), "null where the schema has none")
        require(is_v7(item.get("id")), "id must be a version 7 UUID")
        require(bool(item.get("start_time")), "start_time is required")
        require(bool(str(item.get("project_name", "x")).strip()), "project_name must not be blank")
        require(item.get("source", "sdk") in SOURCES, "unknown source")
        for name in ("input", "output", "metadata"):
            require(isinstance(item.get(name, {}), dict), f"{name} must be an object")
        error = item.get("error_info")
        require(
            error is None or bool(error.get("exception_type") and error.get("traceback")),
            "error_info is incomplete",
        )
        if self._window_s is not None:
            age_s = (self.now or time.time()) - (uuid.UUID(item["id"]).int >> 80) / 1_000
            require(
                abs(age_s) <= self._window_s,
                "id timestamp is outside of the accepted window (too_old)",
            )


if __name__ == "__main__":
    serve(OpikStub(), "OPIK_URL_OVERRIDE")
