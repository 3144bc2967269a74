"""Datasets and labels over HTTP: saved, read, imported, labelled; and refused to others."""

import json
from http import HTTPStatus
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.endpoints.datasets import lines
from core.accounts.user import Role
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.ids import new_id
from core.usecases.tokens.tokens import add_token
from tests.factories.rated_goals import RatedGoal, add_rated_goal
from tests.integration.api.conftest import Caller

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
DATASETS = "/api/v1/datasets"
LABELS = "/api/v1/labels"
LINES = {"Content-Type": "application/x-ndjson"}


@pytest.fixture
def goal(rein: Rein) -> RatedGoal:
    with rein.database.begin() as work:
        return add_rated_goal(work, text="Run 5 km by the end of March")


def caller(client: TestClient, rein: Rein, role: Role) -> Caller:
    made = add_token(rein, name=role.value, viewer=LOCAL_VIEWER, role=role)
    return Caller(client, rein, made.secret)


def save(owner: Caller, goal: RatedGoal) -> dict[str, Any]:
    answer = owner.post(DATASETS, {"name": "low stars", "trace_ids": [goal.trace_id, new_id()]})
    assert answer.status_code == HTTPStatus.CREATED
    saved: dict[str, Any] = answer.json()
    return saved


def test_traces_are_saved_read_and_deleted(owner: Caller, goal: RatedGoal) -> None:
    saved = save(owner, goal)
    (listed,) = owner.get(DATASETS).json()["datasets"]
    one = owner.get(f"{DATASETS}/{saved['id']}")
    read = owner.get(f"{DATASETS}/{saved['id']}/items.jsonl")

    assert (saved["added"], saved["left_out"], saved["version"]["items"]) == (True, 1, 1)
    assert one.json() == listed
    assert listed["versions"] == [saved["version"]]
    assert read.headers["content-type"].startswith("application/x-ndjson")
    (line,) = [json.loads(text) for text in read.text.splitlines()]
    assert line["input"]["text"] == goal.item.input.text
    assert goal.user_id not in read.text
    gone = owner.request("DELETE", f"{DATASETS}/{saved['id']}")
    assert gone.status_code == HTTPStatus.NO_CONTENT
    assert owner.get(f"{DATASETS}/{saved['id']}").status_code == HTTPStatus.NOT_FOUND


def test_what_was_downloaded_can_be_imported(
    client: TestClient, owner: Caller, goal: RatedGoal
) -> None:
    saved = save(owner, goal)
    text = owner.get(f"{DATASETS}/{saved['id']}/items.jsonl").text

    answer = client.post(
        f"{DATASETS}/import", params={"name": "copy"}, content=text, headers=owner.headers | LINES
    )

    assert answer.status_code == HTTPStatus.CREATED
    assert answer.json()["version"]["content_hash"] == saved["version"]["content_hash"]


@ON_SQLITE
def test_bad_lines_are_named_and_nothing_is_stored_unless_asked_to(
    client: TestClient, owner: Caller
) -> None:
    content = '{"input": {"text": "Run"}}\nno json\n'
    headers = owner.headers | LINES

    refused = client.post(
        f"{DATASETS}/import", params={"name": "a"}, content=content, headers=headers
    )
    stored = client.post(
        f"{DATASETS}/import",
        params={"name": "a", "skip_bad": "true"},
        content=content,
        headers=headers,
    )

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert [one["field"] for one in refused.json()["errors"]] == ["line 2"]
    assert stored.json()["items"] == 1
    assert [one["line"] for one in stored.json()["bad"]] == [2]


@ON_SQLITE
def test_a_file_that_is_too_long_or_of_another_type_is_refused(
    client: TestClient, owner: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "MAX_BYTES", 10)
    place = {"params": {"name": "a"}, "content": '{"input": {"text": "Run"}}'}

    long = client.post(f"{DATASETS}/import", headers=owner.headers | LINES, **place)  # type: ignore[arg-type]
    form = client.post(f"{DATASETS}/import", headers=owner.headers, **place)  # type: ignore[arg-type]

    assert long.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert form.status_code == HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    assert owner.get(DATASETS).json() == {"datasets": []}


def test_a_reviewer_labels_blind_what_the_queue_gives(
    client: TestClient, rein: Rein, owner: Caller, goal: RatedGoal
) -> None:
    saved, reviewer = save(owner, goal), caller(client, rein, Role.REVIEWER)
    queue = f"{DATASETS}/{saved['id']}/queue"

    given = reviewer.get(queue)
    item_id = given.json()["item_id"]
    label = {"item_id": item_id, "overall": 3, "from_queue": True, "blind": True}
    answer = reviewer.post(LABELS, label)
    owner.post(LABELS, {"trace_id": goal.trace_id, "overall": 9, "note": "Good."})

    assert not {"scores", "rating", "came_by"} & given.json().keys()
    assert answer.status_code == HTTPStatus.CREATED
    assert reviewer.get(queue).json()["item_id"] is None
    assert reviewer.get(queue).json()["progress"]["by_two"] == 1
    second, first = owner.get(LABELS).json()["labels"]
    assert (first["overall"], first["blind"]) == (3, True)
    assert first["came_by"] != "chosen"
    assert (second["overall"], second["came_by"]) == (9, "chosen")
    assert first["labeller"] != second["labeller"]
    (overall,) = owner.get(f"{DATASETS}/{saved['id']}/agreement").json()["agreement"]
    assert (overall["question"], overall["same"], overall["pairs"]) == ("overall", 0, 1)
    gone = reviewer.request("DELETE", f"{LABELS}/{first['subject']}")
    assert gone.status_code == HTTPStatus.NO_CONTENT
    assert len(owner.get(LABELS).json()["labels"]) == 1


@ON_SQLITE
@pytest.mark.parametrize(
    "label",
    [
        {"overall": 5},
        {"item_id": new_id(), "trace_id": new_id(), "overall": 5},
        {"item_id": new_id()},
        {"item_id": new_id(), "overall": 11},
        {"item_id": new_id(), "answers": {"charm": True}},
    ],
)
def test_a_label_that_says_nothing_or_of_nothing_is_refused(
    owner: Caller, label: dict[str, object]
) -> None:
    status = owner.post(LABELS, label).status_code

    assert status in {HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.NOT_FOUND}
    assert owner.get(LABELS).json()["labels"] == []


@ON_SQLITE
def test_a_person_who_only_coaches_gets_no_dataset_and_no_label(
    client: TestClient, rein: Rein, owner: Caller, goal: RatedGoal
) -> None:
    saved, person = save(owner, goal), caller(client, rein, Role.USER)
    reads = (DATASETS, f"{DATASETS}/{saved['id']}/items.jsonl", LABELS)

    answers = [person.get(path) for path in reads]
    answers.append(person.post(DATASETS, {"name": "a", "trace_ids": [goal.trace_id]}))
    answers.append(person.post(LABELS, {"trace_id": goal.trace_id, "overall": 1}))
    answers.append(person.request("DELETE", f"{DATASETS}/{saved['id']}"))

    assert {answer.status_code for answer in answers} == {HTTPStatus.FORBIDDEN}


def test_variants_are_compared_watched_cancelled_and_retried(
    client: TestClient, rein: Rein, owner: Caller, goal: RatedGoal
) -> None:
    saved, runs = save(owner, goal), "/api/v1/evaluation-runs"
    wanted = {"dataset_id": saved["id"], "variants": ["defaults@v3"]}
    started = owner.post(runs, wanted)
    path = f"{runs}/{started.json()['id']}"
    (listed,) = owner.get(runs).json()["evaluation_runs"]

    assert started.status_code == HTTPStatus.ACCEPTED
    assert (listed["dataset"], listed["forecast_usd"]) == ("low stars", 0)
    assert owner.post(f"{path}/cancel", {}).status_code == HTTPStatus.NO_CONTENT
    assert owner.post(f"{path}/cancel", {}).status_code == HTTPStatus.CONFLICT
    assert owner.post(f"{path}/retry", {}).json() == {"queued": 2}
    found = owner.get(path).json()
    assert found["progress"]["waiting"] == 2
    assert [one["label"] for one in found["totals"]] == ["live", "defaults@v3"]
    assert found["comparisons"][0]["unpaired"] == 1
    bad = owner.post(runs, wanted | {"variants": ["nothing"]})
    assert bad.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert caller(client, rein, Role.USER).get(runs).status_code == HTTPStatus.FORBIDDEN
