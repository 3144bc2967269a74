"""Behind a base path everything answers below it: pages, API, health and metrics."""

import http.client
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Noticed
from tests.browser.serving import Server, serving
from tests.browser.visit import settle

BASE = "/team/rein"
PROBLEM = "application/problem+json"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server below a path of two parts, written as people write it."""
    settings = {"REIN_BASE_PATH": "team/rein/"}
    with serving(tmp_path_factory.mktemp("below"), settings=settings) as running:
        yield running


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    kind: str
    text: str


def get(server: Server, path: str, *, method: str = "GET", **headers: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        kind = (answer.getheader("content-type") or "").partition(";")[0]
        return Answer(answer.status, kind, answer.read().decode())
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/health", "application/json"),
        ("/health/live", "application/json"),
        ("/health/ready", "application/json"),
        ("/health/startup", "application/json"),
        ("/metrics", "text/plain"),
        ("/api/v1/openapi.json", "application/json"),
    ],
)
@pytest.mark.parametrize("base", ["", BASE], ids=["root", "below"])
def test_probes_and_documents_answer_below_the_base_path_and_at_the_root(
    server: Server, base: str, path: str, kind: str
) -> None:
    answer = get(server, base + path)

    assert (answer.status, answer.kind) == (200, kind)


@pytest.mark.parametrize(
    "path",
    [
        "/health/alive",
        "/health/live/",
        "/health/ready/now",
        "/api",
        "/api/",
        "/api/v1",
        "/api/v1/goal",
        "/api/v2/goals",
        "/api/v1/openapi.yaml",
        "/api/v1/nothing%0Ahere",
        "/api/v1/evaluations",
        "/health/",
    ],
)
@pytest.mark.parametrize("base", ["", BASE], ids=["root", "below"])
def test_a_mistyped_address_is_a_problem_and_never_a_page(
    server: Server, base: str, path: str
) -> None:
    answer = get(server, base + path)

    assert (answer.status, answer.kind) == (404, PROBLEM)
    assert f"{base}/api/v1/openapi.json" in answer.text


def test_the_api_asks_for_a_token_below_the_base_path_too(server: Server) -> None:
    assert (get(server, f"{BASE}/api/v1/traces").status) == 401
    assert (get(server, f"{BASE}/api/v1/goals", method="DELETE").status) in {401, 405}


def test_the_document_names_the_base_path_as_its_server(server: Server) -> None:
    assert f'"servers":[{{"url":"{BASE}"}}]' in get(server, f"{BASE}/api/v1/openapi.json").text
    assert '"servers":[{"url":"/"}]' in get(server, "/api/v1/openapi.json").text


def test_bundles_are_compressed_below_the_base_path(server: Server, page: Page) -> None:
    with page.expect_response(lambda answer: answer.url.endswith(".js")) as found:
        page.goto(f"{server.url}{BASE}/")

    assert f"{BASE}/static/" in found.value.url
    assert found.value.all_headers()["content-encoding"] == "gzip"
    settle(page)


@pytest.mark.parametrize("path", ["/", "/goals", "/costs", ""])
def test_a_deep_link_below_the_base_path_opens_its_page(
    server: Server, page: Page, noticed: Noticed, path: str
) -> None:
    page.goto(f"{server.url}{BASE}{path}")

    name = "Costs" if path == "/costs" else "Goals"
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    assert noticed.errors == []
