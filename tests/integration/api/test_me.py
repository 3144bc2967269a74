"""What is stored about a person, over HTTP."""

import io
import zipfile
from http import HTTPStatus

import pytest
from starlette.testclient import TestClient

from core.accounts.scope import Scope
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.usecases.tokens.tokens import revoke_token
from tests.integration.api.test_scopes import make

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_a_token_for_it_gets_everything_as_a_zip(client: TestClient, rein: Rein) -> None:
    answer = make(client, rein, Scope.ACCOUNT_READ).get("/api/v1/me/export")

    assert answer.status_code == HTTPStatus.OK
    assert answer.headers["cache-control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert "everything.html" in archive.namelist()


def test_what_models_may_do_is_read_and_decided(client: TestClient, rein: Rein) -> None:
    owner = make(client, rein, Scope.ACCOUNT_READ, Scope.ACCOUNT_WRITE)
    before = owner.get("/api/v1/me/models").json()
    assert (before["hosts"], before["choice"], before["needs_answer"]) == ([], None, False)

    body = {"choice": "offline", "hosts": []}
    answer = client.put("/api/v1/me/models", json=body, headers=owner.headers)

    assert answer.status_code == HTTPStatus.OK
    assert answer.json()["choice"] == "offline"
    assert owner.get("/api/v1/me/models").json() == answer.json()
    revoke_token(rein, viewer=LOCAL_VIEWER, name="small")
    reader = make(client, rein, Scope.ACCOUNT_READ)
    refused = client.put("/api/v1/me/models", json=body, headers=reader.headers)
    assert refused.status_code == HTTPStatus.FORBIDDEN
