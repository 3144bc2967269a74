"""What is decided in the conversation over HTTP."""

from http import HTTPStatus
from typing import Any

import pytest

from core.accounts.scope import Scope
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.ids import new_id
from core.usecases.chat.list_messages import get_conversation
from core.usecases.tokens.tokens import add_token
from tests.integration.api.conftest import Caller
from tests.integration.api.test_ask_coach import answer_all
from tests.integration.api.test_openapi import document, errors_of

__all__ = ["document"]
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
CHAT = "/api/v1/goals/{id}/chat"
MEMORIES = "/api/v1/goals/{id}/memories"
QUESTION = "Can I move today's task to Friday?"


def asked(caller: Caller, rein: Rein, text: str = QUESTION) -> tuple[str, dict[str, Any]]:
    """Return the id of a new goal, and the answer to a question about it."""
    goal_id = caller.finish_goal()["id"]
    caller.post(CHAT.format(id=goal_id), {"text": text})
    answer_all(rein)
    answer: dict[str, Any] = caller.get(CHAT.format(id=goal_id)).json()["messages"][0]
    return goal_id, answer


def test_a_proposed_change_is_accepted_once_and_undone(
    ada: Caller, rein: Rein, document: dict[str, Any]
) -> None:
    goal_id, answer = asked(ada, rein)
    path = f"{CHAT.format(id=goal_id)}/{answer['id']}/edits/1"
    before = ada.get("/api/v1/today").json()

    accepted = ada.post(path, {"decision": "accept"})
    after = ada.get("/api/v1/today").json()
    again = ada.post(path, {"decision": "accept"})
    undone = ada.post(path, {"decision": "undo"})

    described = CHAT + "/{message_id}/edits/{position}"
    assert errors_of(document, described, "post", accepted) == []
    assert (accepted.status_code, accepted.json()["status"]) == (HTTPStatus.OK, "accepted")
    assert after != before
    assert again.status_code == HTTPStatus.CONFLICT
    assert undone.json()["status"] == "undone"
    assert ada.get("/api/v1/today").json() == before


@ON_SQLITE
def test_a_declined_change_changes_nothing(ada: Caller, rein: Rein) -> None:
    goal_id, answer = asked(ada, rein)
    before = ada.get("/api/v1/today").json()

    declined = ada.post(
        f"{CHAT.format(id=goal_id)}/{answer['id']}/edits/1", {"decision": "decline"}
    )

    assert declined.json()["status"] == "declined"
    assert ada.get("/api/v1/today").json() == before
    (edit,) = ada.get(CHAT.format(id=goal_id)).json()["messages"][0]["edits"]
    assert edit["status"] == "declined"


@ON_SQLITE
def test_a_change_that_was_not_proposed_is_not_found(ada: Caller, bob: Caller, rein: Rein) -> None:
    goal_id, answer = asked(ada, rein)
    chat = CHAT.format(id=goal_id)
    accept = {"decision": "accept"}

    assert ada.post(f"{chat}/{answer['id']}/edits/2", accept).status_code == HTTPStatus.NOT_FOUND
    assert ada.post(f"{chat}/{new_id()}/edits/1", accept).status_code == HTTPStatus.NOT_FOUND
    assert bob.post(f"{chat}/{answer['id']}/edits/1", accept).status_code == HTTPStatus.NOT_FOUND
    for position, body in ((0, accept), (1, {"decision": "maybe"})):
        refused = ada.post(f"{chat}/{answer['id']}/edits/{position}", body)
        assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_an_answer_is_rated_and_a_question_is_not(owner: Caller, rein: Rein) -> None:
    goal_id, answer = asked(owner, rein)
    chat = CHAT.format(id=goal_id)
    question = owner.get(chat).json()["messages"][1]

    rated = owner.post(f"{chat}/{answer['id']}/rating", {"helpfulness": True, "relevance": False})
    refused = owner.post(f"{chat}/{question['id']}/rating", {"helpfulness": True})

    found = get_conversation(rein, viewer=LOCAL_VIEWER, goal_id=goal_id).messages[-1].rating
    assert rated.status_code == HTTPStatus.OK
    assert found is not None
    assert (found.helpfulness, found.relevance, found.motivation) == (True, False, None)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


@ON_SQLITE
def test_rating_needs_its_own_scope(owner: Caller, rein: Rein, client: Any) -> None:
    goal_id, answer = asked(owner, rein)
    made = add_token(
        rein, name="w", viewer=LOCAL_VIEWER, scopes=frozenset({Scope.GOALS_WRITE}), days=1
    )

    refused = Caller(client, rein, made.secret).post(
        f"{CHAT.format(id=goal_id)}/{answer['id']}/rating", {"helpfulness": True}
    )

    assert (refused.status_code, refused.json()["scope"]) == (403, "ratings:write")


def test_lines_are_remembered_changed_and_forgotten(
    ada: Caller, bob: Caller, document: dict[str, Any]
) -> None:
    path = MEMORIES.format(id=ada.finish_goal()["id"])

    added = ada.post(path, {"text": "Tuesdays are out"})
    line = f"{path}/{added.json()['id']}"
    changed = ada.post(line, {"text": "Wednesdays are out"})
    listed = ada.get(path)
    foreign = [bob.get(path), bob.request("DELETE", line), bob.post(line, {"text": "x"})]
    gone = [ada.request("DELETE", line) for _ in range(2)]

    assert errors_of(document, MEMORIES, "post", added) == []
    assert errors_of(document, MEMORIES, "get", listed) == []
    assert (added.status_code, changed.status_code) == (HTTPStatus.CREATED, HTTPStatus.NO_CONTENT)
    assert [each["text"] for each in listed.json()["memories"]] == ["Wednesdays are out"]
    assert {each.status_code for each in foreign} == {HTTPStatus.NOT_FOUND}
    assert {each.status_code for each in gone} == {HTTPStatus.NO_CONTENT}
    assert ada.get(path).json() == {"memories": []}
    assert ada.post(line, {"text": "x"}).status_code == HTTPStatus.NOT_FOUND
    assert ada.post(f"{path}/%00", {"text": "x"}).status_code == HTTPStatus.NOT_FOUND
    assert ada.request("DELETE", f"{path}/%00").status_code == HTTPStatus.NO_CONTENT


@ON_SQLITE
def test_the_conversation_is_deleted_after_a_confirmation(ada: Caller, rein: Rein) -> None:
    goal_id, _answer = asked(ada, rein)
    chat = CHAT.format(id=goal_id)

    refused = ada.request("DELETE", chat)
    left = len(ada.get(chat).json()["messages"])
    deleted = ada.request("DELETE", chat, confirmed="true")

    assert (refused.status_code, left) == (HTTPStatus.UNPROCESSABLE_ENTITY, 2)
    assert deleted.json() == {"deleted": 2}
    assert ada.get(chat).json()["messages"] == []
