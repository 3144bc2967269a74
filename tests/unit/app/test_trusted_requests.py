"""Which requests reach Rein: a known host, and pages of the same address."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from app.trusted_requests import Address, TrustedRequests, parse_host, parse_origin

HERE = "localhost:8501"


async def answer(request: Request) -> PlainTextResponse:
    return PlainTextResponse(request.method)


async def stream(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("open")
    await socket.close()


@pytest.fixture
def client() -> TestClient:
    routes = [
        Route("/goal", answer, methods=["GET", "POST", "DELETE"]),
        Route("/health/live", answer),
        Route("/healthy", answer),
        WebSocketRoute("/stream", stream),
    ]
    return TestClient(TrustedRequests(Starlette(routes=routes), hosts=["Rein.example.org"]))


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "127.0.0.1:8501",
        "[::1]:8501",
        "LOCALHOST.",
        "rein.example.org",
        "localhost:1",
        "127.8.8.8",
    ],
)
def test_a_known_host_is_answered(client: TestClient, host: str) -> None:
    assert client.get("/goal", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.nip.io:8501",
        "evil.example@localhost",
        "localhost:8501/evil",
        "localhost:port",
        "",
        "[::1",
        "sub.rein.example.org",
    ],
)
def test_a_name_that_resolves_to_this_machine_is_refused(client: TestClient, host: str) -> None:
    refused = client.get("/goal", headers={"Host": host})

    assert refused.status_code == 421
    assert "REIN_ALLOWED_HOSTS" in refused.text
    assert host == "" or host not in refused.text


@pytest.mark.parametrize("method", ["POST", "DELETE"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost:9999"},
        {"Origin": "http://localhost"},
        {"Origin": "null"},
        {"Origin": "http://evil.example@localhost:8501.evil.example"},
        {"Origin": "http://[::1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": f"http://{HERE}"},
    ],
)
def test_a_page_of_another_address_changes_nothing(
    client: TestClient, method: str, headers: dict[str, str]
) -> None:
    assert client.request(method, "/goal", headers={"Host": HERE, **headers}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": f"http://{HERE}"},
        {"Origin": "https://rein.example.org"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_our_own_pages_and_programs_may_change_something(
    client: TestClient, headers: dict[str, str]
) -> None:
    assert client.post("/goal", headers={"Host": HERE, **headers}).text == "POST"


def test_a_second_origin_is_refused_whichever_is_ours(client: TestClient) -> None:
    ours, other = ("Origin", f"http://{HERE}"), ("Origin", "https://evil.example")

    for headers in ([("Host", HERE), ours, other], [("Host", HERE), other, ours]):
        assert client.post("/goal", headers=headers).status_code == 403


def test_a_link_from_another_site_opens_a_page(client: TestClient) -> None:
    headers = {"Host": HERE, "Sec-Fetch-Site": "cross-site"}

    assert client.get("/goal", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("evil.example", "http://evil.example"),
        (HERE, "http://evil.example"),
        (HERE, "http://localhost:9999"),
        (HERE, "null"),
        ("rein.example.org", None),
    ],
)
def test_a_foreign_page_gets_no_websocket(
    client: TestClient, host: str, origin: str | None
) -> None:
    headers = {"Host": host} | ({"Origin": origin} if origin else {})

    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/stream", headers=headers):
        pass


@pytest.mark.parametrize("origin", [f"http://{HERE}", None])
def test_our_page_and_a_program_of_this_machine_get_a_websocket(
    client: TestClient, origin: str | None
) -> None:
    headers = {"Host": HERE} | ({"Origin": origin} if origin else {})

    with client.websocket_connect("/stream", headers=headers) as socket:
        assert socket.receive_text() == "open"


def test_a_probe_may_name_the_address_of_its_container(client: TestClient) -> None:
    assert client.get("/health/live", headers={"Host": "10.1.2.3:8501"}).status_code == 200
    assert client.get("/healthy", headers={"Host": "10.1.2.3:8501"}).status_code == 421


def test_ports_are_part_of_an_origin() -> None:
    assert parse_origin("https://a.example") == Address("a.example", 443)
    assert parse_origin("ftp://a.example") is None
    assert parse_host("A.example:80") == Address("a.example", 80)
