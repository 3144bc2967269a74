"""Without a session nobody reaches the websocket of the pages."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from app import auth, services, signed_in
from app.signed_in import SessionRequired
from core.accounts.user import LOCAL_USER, User
from core.bootstrap import Rein

SECRET = "the-right-one"


async def greet(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("hello")
    await socket.close()


@pytest.fixture
def client(rein: Rein, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    def find(_: Rein, secret: str | None) -> User | None:
        return LOCAL_USER if secret == SECRET else None

    monkeypatch.setattr(services, "rein", lambda: rein)
    monkeypatch.setattr(signed_in, "find_session_user", find)
    routes = [WebSocketRoute(path, greet) for path in ("/_stcore/stream", "/rein/_stcore/stream")]
    with TestClient(SessionRequired(Starlette(routes=routes), base_path="/rein")) as connected:
        yield connected


def greeting(client: TestClient, path: str) -> str:
    with client.websocket_connect(path) as socket:
        return socket.receive_text()


@pytest.mark.parametrize("path", ["/_stcore/stream", "/rein/_stcore/stream"])
def test_the_websocket_opens_with_a_session_alone(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(auth, "needs_account", lambda _: True)
    for secret in ("", "a wrong one"):
        client.cookies.set(auth.COOKIE, secret)
        with pytest.raises(WebSocketDisconnect) as closed:
            greeting(client, path)
        assert closed.value.code == 1008

    client.cookies.set(auth.COOKIE, SECRET)

    assert greeting(client, path) == "hello"


def test_on_a_laptop_nobody_signs_in(client: TestClient) -> None:
    assert greeting(client, "/_stcore/stream") == "hello"
