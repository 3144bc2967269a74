"""A page of another site can neither show Rein nor speak to it."""

import http.client
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.serving import Server

OPEN_SOCKET = """url => new Promise(done => {
    const socket = new WebSocket(url, ["streamlit"]);
    socket.onopen = () => done("open");
    socket.onerror = () => done("refused");
})"""
FRAME = """url => new Promise(done => {
    const frame = document.createElement("iframe");
    frame.onload = done;
    frame.src = url;
    document.body.append(frame);
})"""


class Blank(BaseHTTPRequestHandler):
    """Another site on this machine: one empty page."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<body>")

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture
def foreign(browser: Browser) -> Iterator[Page]:
    """A page at another port, which is another origin."""
    site = ThreadingHTTPServer(("127.0.0.1", 0), Blank)
    Thread(target=site.serve_forever, daemon=True).start()
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{site.server_port}/")
    yield page
    context.close()
    site.shutdown()
    site.server_close()


def test_it_gets_no_websocket_and_our_own_page_does(foreign: Page, server: Server) -> None:
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"

    assert foreign.evaluate(OPEN_SOCKET, address) == "refused"
    foreign.goto(f"{server.url}/health/live")
    assert foreign.evaluate(OPEN_SOCKET, address) == "open"


def test_it_cannot_show_rein_in_a_frame(foreign: Page, server: Server) -> None:
    foreign.evaluate(FRAME, server.url)

    assert foreign.frames[1].url.startswith("chrome-error:")


def test_a_name_that_resolves_to_this_machine_is_not_answered(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", "/_stcore/health", headers={"Host": "rebound.example"})

    assert connection.getresponse().status == 421
    connection.close()


def test_streamlit_is_configured_to_trust_no_other_site(server: Server) -> None:
    answer = httpx.get(f"{server.url}/_stcore/host-config")

    assert answer.json()["allowedOrigins"] == []
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
