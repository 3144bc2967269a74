"""What every answer says to a browser: what it may load, who may frame it, and that nothing keeps a person's words."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from app.security_headers import HEADERS, SecurityHeaders


def goal(_: Request) -> JSONResponse:
    return JSONResponse({"text": "Run 5 km"})


def bundle(request: Request) -> PlainTextResponse:
    name, _, value = request.path_params["header"].partition("=")
    return PlainTextResponse("export", headers={name: value})


@pytest.fixture
def client() -> TestClient:
    routes = [Route("/goal", goal), Route("/with/{header}", bundle)]
    return TestClient(SecurityHeaders(Starlette(routes=routes)))


@pytest.mark.parametrize("path", ["/goal", "/missing"])
def test_every_answer_has_them(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answer.headers["Cache-Control"] == "no-store"


def test_nothing_comes_from_another_host_and_nobody_frames_it() -> None:
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))

    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == "'none'"
    assert not [one for one in " ".join(policy.values()).split() if "//" in one or "*" in one]


@pytest.mark.parametrize("header", ["content-security-policy=default-src 'none'", "etag=e"])
def test_what_an_answer_says_itself_stays(client: TestClient, header: str) -> None:
    name, _, value = header.partition("=")

    assert client.get(f"/with/{header}").headers[name] == value


@pytest.mark.parametrize("header", ["cache-control=no-cache", "etag=e", "last-modified=today"])
def test_a_file_of_the_program_may_be_used_again(client: TestClient, header: str) -> None:
    assert "no-store" not in client.get(f"/with/{header}").headers.get("Cache-Control", "")
