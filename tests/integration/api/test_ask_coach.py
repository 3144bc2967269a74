"""The conversation about a goal over HTTP."""

from http import HTTPStatus
from typing import Any

import pytest

from core.bootstrap import Rein
from core.usecases.runs.execute import execute_run
from tests.integration.api.conftest import Caller
from tests.integration.api.test_openapi import document, errors_of

__all__ = ["document"]
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PATH = "/api/v1/goals/{id}/chat"


def answer_all(rein: Rein) -> None:
    with rein.database.begin() as work:
        waiting = work.runs.list_claimable(rein.clock.now())
    for run_id, _ in waiting:
        execute_run(rein, run_id)


def test_a_question_is_accepted_and_its_answer_is_the_newest_message(
    ada: Caller, rein: Rein, document: dict[str, Any]
) -> None:
    path = PATH.format(id=ada.finish_goal()["goal"]["id"])

    asked = ada.post(path, {"text": "Can I move today's task to Friday?"})
    answer_all(rein)
    listed = ada.get(path)

    assert asked.status_code == HTTPStatus.ACCEPTED
    assert errors_of(document, PATH, "post", asked) == []
    assert errors_of(document, PATH, "get", listed) == []
    answer, question = listed.json()["messages"]
    assert (question["id"], question["role"]) == (asked.json()["message_id"], "person")
    assert answer["citations"]
    assert [edit["status"] for edit in answer["edits"]] == ["proposed"]


def test_the_same_key_asks_once(ada: Caller, rein: Rein) -> None:
    path = PATH.format(id=ada.finish_goal()["goal"]["id"])

    first, second = (
        ada.post(path, {"text": "What is due?"}, **{"Idempotency-Key": "k"}) for _ in range(2)
    )
    answer_all(rein)

    assert first.json() == second.json()
    assert len(ada.get(path).json()["messages"]) == 2


def test_messages_are_paged(ada: Caller, rein: Rein) -> None:
    path = PATH.format(id=ada.finish_goal()["goal"]["id"])
    for text in ("What is due?", "How am I doing?"):
        ada.post(path, {"text": text})
        answer_all(rein)

    first = ada.get(path, limit=3).json()
    rest = ada.get(path, limit=3, cursor=first["next_cursor"]).json()

    assert (len(first["messages"]), len(rest["messages"]), rest["next_cursor"]) == (3, 1, None)


def test_another_persons_conversation_is_not_found(ada: Caller, bob: Caller) -> None:
    path = PATH.format(id=ada.finish_goal()["goal"]["id"])

    assert bob.get(path).status_code == HTTPStatus.NOT_FOUND
    assert bob.post(path, {"text": "What is due?"}).status_code == HTTPStatus.NOT_FOUND


def test_an_empty_question_is_refused(ada: Caller) -> None:
    path = PATH.format(id=ada.finish_goal()["goal"]["id"])

    for text in ("", "?!", "x" * 1_001):
        answer = ada.post(path, {"text": text})
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
