"""People sign in with an account: the whole way in a real browser, and out again."""

import http.client
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import serving
from tests.browser.serving import Server
from tests.browser.test_foreign_pages import Blank

ADA = "ada@example.org"
PASSWORD = "vivid-Turnip-42-orbit"
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    """A server with accounts, and the invitation of its first admin."""
    folder = tmp_path_factory.mktemp("accounts")
    settings = {"REIN_AUTH": "password"}
    server = serving.start(folder, settings=settings)
    try:
        serving.wait_until_ready(server)
        yield server, invite(folder, server)
    finally:
        server.stop()


def invite(folder: Path, server: Server) -> str:
    own = {
        "REIN_ENV_FILE": os.devnull,
        "REIN_DATA_DIR": str(folder),
        "REIN_AUTH": "password",
        "REIN_PORT": str(server.port),
    }
    command = [str(Path(sys.executable).with_name("rein")), "user", "add", ADA, "--admin"]
    done = subprocess.run(
        command, env={**os.environ, **own}, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()[-1]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


def test_from_the_invitation_to_the_sign_out(
    page: Page, browser: Browser, guarded: tuple[Server, str]
) -> None:
    server, invitation = guarded
    page.goto(f"{server.url}/goals")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto(invitation)
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(f"{server.url}/you")
    expect(page.get_by_text("You are signed in as Ada.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("You are signed in as Ada.")).to_be_visible()

    elsewhere = browser.new_context()
    other = elsewhere.new_page()
    other.goto(f"{server.url}/goals")
    other.get_by_label("E-mail address").fill(ADA)
    other.get_by_label("Password").fill(PASSWORD)
    other.get_by_label("Password").press("Enter")
    other.wait_for_url("**/goals")
    expect(other.get_by_role("heading", name="Goals")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Sign out everywhere else").click()
    expect(page.get_by_text("You are signed out everywhere else.")).to_be_visible()
    other.reload()
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()
    elsewhere.close()

    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.go_back()
    page.reload()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def enter(page: Page, server: Server, target: str = "goals") -> None:
    """Sign Ada in; the first journey has made her account."""
    page.goto(f"{server.url}/{target}")
    page.get_by_label("E-mail address").fill(ADA)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"**/{target}")


def test_an_open_page_says_so_when_its_session_ends_elsewhere(
    page: Page, guarded: tuple[Server, str]
) -> None:
    server, _ = guarded
    enter(page, server, "people")
    expect(page.get_by_role("heading", name="People")).to_be_visible()
    cookies = page.context.cookies()
    second = page.context.new_page()
    second.goto(f"{server.url}/you")
    second.get_by_role("button", name="Sign out", exact=True).click()
    expect(second.get_by_role("heading", name="Sign in")).to_be_visible()

    page.context.add_cookies(cookies)  # even with the old cookie
    page.get_by_label("Search").fill("ada")
    page.get_by_label("Search").press("Enter")

    expect(page.get_by_text("You are signed out.")).to_be_visible()


FORM = """address => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = address;
    document.body.append(form);
    form.submit();
}"""


def test_a_page_of_another_port_cannot_sign_a_visitor_out(
    page: Page, guarded: tuple[Server, str]
) -> None:
    """Another port of this machine is the same site, so its forms do carry the cookie."""
    server, _ = guarded
    enter(page, server)
    site = ThreadingHTTPServer(("127.0.0.1", 0), Blank)
    Thread(target=site.serve_forever, daemon=True).start()
    foreign = page.context.new_page()
    foreign.goto(f"http://127.0.0.1:{site.server_port}/")

    with foreign.expect_response("**/account/sign-out") as answer:
        foreign.evaluate(FORM, f"{server.url}/account/sign-out")

    assert answer.value.status == 403
    site.shutdown()
    site.server_close()
    page.reload()
    expect(page.get_by_role("heading", name="Goals", exact=True)).to_be_visible()


PATHS = (
    "/app/static/../../pyproject.toml",
    "/app/static/%2e%2e/%2e%2e/pyproject.toml",
    "/app/static/..%2f..%2fpyproject.toml",
    "/app/static/....//....//pyproject.toml",
    "/app/static//etc/passwd",
    "/static/../../../../../../../../etc/passwd",
    "/static/%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fetc/passwd",
    "/static/..%5c..%5cpyproject.toml",
    "/health/../app/static/../../pyproject.toml",
    "/account/../../pyproject.toml",
    "/shared/../../pyproject.toml",
    "/app/static/%00",
)
"""Addresses that pass without a session, with steps out of the folder."""


def test_no_path_leads_out_of_the_files_that_are_served(guarded: tuple[Server, str]) -> None:
    server, _ = guarded
    for path in PATHS:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        connection.request("GET", path, headers={"Accept": "text/html"})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        assert answer.status < 500, path
        assert b"build-system" not in body, path
        assert b"root:" not in body, path
