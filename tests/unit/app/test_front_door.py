"""Between network and pages: compressed bundles, the branded index, safe addresses."""

import asyncio
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from app import auth, compression, index_html
from app.compression import CompressedBundles
from app.index_html import BrandedIndex
from core.errors import ConfigurationError
from core.settings import Settings, load_settings

BUNDLE = "export default 1;\n" * 2_000
SHELL = """<html><head><link rel="shortcut icon" href="./favicon.png" />
<link
  rel="preload"
  href="./static/media/SourceSansVF-Upright.ttf.BsWL4Kly.woff2"
  as="font"
/><title>Streamlit</title></head></html>"""


class Inside:
    """What Streamlit would answer, and how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def bundle(self, request: Request) -> Response:
        del request
        self.asked += 1
        return PlainTextResponse(BUNDLE, headers={"etag": "e", "cache-control": "immutable"})

    def missing(self, request: Request) -> Response:
        del request
        return PlainTextResponse("no such file", status_code=404)

    def page(self, request: Request) -> Response:
        del request
        return HTMLResponse(SHELL, headers={"etag": "e"})

    def stream(self, request: Request) -> Response:
        del request
        return StreamingResponse(iter(["one,", "two"]), media_type="text/csv")

    async def echo(self, socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text(await socket.receive_text())
        await socket.close()

    def routes(self) -> list[Route | WebSocketRoute]:
        return [
            Route("/static/js/index.js", self.bundle),
            Route("/static/js/gone.js", self.missing),
            Route("/api/stream", self.stream),
            WebSocketRoute("/_stcore/stream", self.echo),
            Route("/{path:path}", self.page),
        ]


@pytest.fixture
def inside() -> Inside:
    return Inside()


@pytest.fixture
def client(inside: Inside) -> TestClient:
    return TestClient(CompressedBundles(BrandedIndex(Starlette(routes=inside.routes()))))


def test_a_bundle_is_compressed_once_and_kept(client: TestClient, inside: Inside) -> None:
    first, second = client.get("/static/js/index.js"), client.get("/static/js/index.js")

    assert first.text == second.text == BUNDLE
    assert first.headers["content-encoding"] == "gzip"
    assert int(first.headers["content-length"]) < len(BUNDLE) / 10
    assert first.headers["cache-control"] == "immutable"
    assert "accept-encoding" in first.headers["vary"].lower()
    assert inside.asked == 1


def test_who_cannot_read_gzip_gets_the_plain_bundle(client: TestClient) -> None:
    answer = client.get("/static/js/index.js", headers={"accept-encoding": "identity"})

    assert "content-encoding" not in answer.headers
    assert answer.text == BUNDLE


@pytest.mark.parametrize("header", ["range", "if-none-match", "if-modified-since"])
def test_a_question_about_a_part_or_a_change_is_answered_by_streamlit(
    client: TestClient, header: str
) -> None:
    assert (
        "content-encoding" not in client.get("/static/js/index.js", headers={header: "e"}).headers
    )


def test_what_is_missing_stays_missing_and_is_not_kept(client: TestClient) -> None:
    assert [client.get("/static/js/gone.js").status_code for _ in range(2)] == [404, 404]


def test_cached_bundles_never_exceed_their_limit(
    inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compression, "MAX_CACHED_BYTES", 10)
    client = TestClient(CompressedBundles(Starlette(routes=inside.routes())))

    answers = [client.get("/static/js/index.js").text for _ in range(2)]

    assert answers == [BUNDLE, BUNDLE]
    assert inside.asked == 2


def test_websockets_and_streams_pass_through_untouched(client: TestClient) -> None:
    with client.websocket_connect("/_stcore/stream") as socket:
        socket.send_text("hello")
        assert socket.receive_text() == "hello"

    assert client.get("/api/stream").text == "one,two"


@pytest.mark.parametrize("path", ["/", "/feedback", "/goal"])
def test_every_page_begins_with_our_name_mark_and_font(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert "<title>Rein</title>" in answer.text
    assert "app/static/mark.svg" in answer.text
    assert "Streamlit" not in answer.text
    assert "SourceSans" not in answer.text
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert "etag" not in answer.headers


def test_a_shell_that_is_worded_differently_is_left_as_it_is() -> None:
    page = "<html><title>Something else</title></html>"
    client = TestClient(BrandedIndex(Starlette(routes=[Route("/", lambda _: HTMLResponse(page))])))

    assert client.get("/").text == page


def test_a_document_in_parts_is_put_together_before_it_is_changed() -> None:
    sent: list[Any] = []

    async def streamlit(scope: object, receive: object, send: Any) -> None:
        del scope, receive
        await send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": [(b"content-type", b"text/html")],
            }
        )
        await send({"type": "http.response.body", "body": b"<title>Stream", "more_body": True})
        await send({"type": "http.response.body", "body": b"lit</title>"})

    async def keep(message: object) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "headers": []}
    asyncio.run(BrandedIndex(streamlit)(scope, keep, keep))  # type: ignore[arg-type]

    start, document = sent
    assert "body" not in start
    assert document["body"].startswith(b"<title>Rein</title>")


@pytest.mark.parametrize("sent", [{"accept-encoding": "gzip"}, {"if-none-match": '"kept"'}])
def test_a_browser_gets_our_document_although_streamlit_would_compress_it_or_keep_it(
    sent: dict[str, str],
) -> None:
    def page(request: Request) -> Response:
        if "if-none-match" in request.headers:
            return Response(status_code=304)
        return HTMLResponse(SHELL + " " * 1_000)

    compressing = GZipMiddleware(Starlette(routes=[Route("/costs", page)]))

    answer = TestClient(BrandedIndex(compressing)).get(
        "/costs", headers={"accept": "text/html,*/*;q=0.8", **sent}
    )

    assert "<title>Rein</title>" in answer.text


def test_every_page_says_where_the_server_is_so_that_nobody_looks_for_it_below_the_page(
    client: TestClient,
) -> None:
    document = client.get("/costs").text

    place = document.index('BACKEND_BASE_URL:new URL("./",location.href).href')
    assert document.index("<script>") < place < document.index("</head>")


@pytest.mark.parametrize(
    ("asked", "led_to"), [("/today", "./"), ("/today?sample=1", "./?sample=1")]
)
def test_the_front_page_is_found_by_its_name_too(asked: str, led_to: str) -> None:
    client = TestClient(Starlette(routes=[*index_html.ROUTES]), follow_redirects=False)

    assert client.get(asked).headers["location"] == led_to


def settings(**changes: object) -> Settings:
    return Settings.model_validate({"REIN_HOST": "127.0.0.1"} | changes)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_on_this_machine_alone_no_account_is_needed(address: str) -> None:
    auth.require_safe_binding(settings(), address)


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "::", "192.168.1.5", "example.org"])  # noqa: S104
def test_listening_to_others_without_accounts_is_refused_with_what_to_set(
    address: str | None,
) -> None:
    with pytest.raises(ConfigurationError) as refused:
        auth.require_safe_binding(settings(), address)

    assert "REIN_HOST=127.0.0.1" in refused.value.advice


def test_a_host_setting_that_others_reach_is_refused_even_when_the_server_hides_it() -> None:
    with pytest.raises(ConfigurationError, match=r"192\.168\.1\.5"):
        auth.require_safe_binding(settings(REIN_HOST="192.168.1.5"), "127.0.0.1")


def test_with_accounts_the_server_listens_anywhere() -> None:
    auth.require_safe_binding(settings(REIN_AUTH="password", REIN_HOST="192.168.1.5"), None)


def oidc(**changes: object) -> Settings:
    provider = {"REIN_OIDC_ISSUER": "https://login.example.org", "REIN_OIDC_CLIENT_ID": "rein"}
    return settings(REIN_AUTH="oidc", **provider, **changes)


def test_a_provider_is_an_account_for_everybody_and_needs_to_know_where_to_come_back_to() -> None:
    auth.require_safe_binding(oidc(), "127.0.0.1")
    auth.require_safe_binding(
        oidc(REIN_HOST="192.168.1.5", REIN_PUBLIC_URL="https://rein.example.org"), None
    )
    with pytest.raises(ConfigurationError, match="not set") as refused:
        auth.require_safe_binding(oidc(REIN_HOST="192.168.1.5"), None)

    assert "REIN_PUBLIC_URL" in refused.value.advice


@pytest.mark.parametrize(
    "changes",
    [
        {"REIN_OIDC_ISSUER": None},
        {"REIN_OIDC_CLIENT_ID": None},
        {"REIN_OIDC_ISSUER": "http://login.example.org"},
        {"REIN_OIDC_ISSUER": "https://user@login.example.org"},
        {"REIN_OIDC_ISSUER": "login.example.org"},
        {"REIN_OIDC_SCOPES": "email"},
        {"REIN_OIDC_ADMINS": "staff"},
    ],
)
def test_a_provider_that_cannot_be_used_is_refused_at_the_start(changes: dict[str, object]) -> None:
    given = {
        "REIN_AUTH": "oidc",
        "REIN_OIDC_ISSUER": "https://login.example.org",
        "REIN_OIDC_CLIENT_ID": "rein",
    }
    with pytest.raises(ConfigurationError):
        load_settings(**(given | changes))
