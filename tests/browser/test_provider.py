"""Signing in by a provider of identities: a real one on this machine, the whole way in a real browser."""

import json
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import serving
from tests.browser.serving import Server

PHONE = {"width": 390, "height": 844}
ADA = {
    "email": "ada@example.org",
    "email_verified": True,
    "name": "Ada",
    "groups": ["staff", "rein-admins"],
}
EVE = {"email": "eve@evil.example", "email_verified": True, "name": "Eve"}


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of a provider that knows Ada and Eve."""
    port = serving.free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([*command, "--require-nonce"], stdout=quiet, stderr=quiet)
    issuer = f"http://localhost:{port}"
    try:
        wait_for(issuer, process)
        for name, claims in {"ada": ADA, "eve": EVE}.items():
            body = json.dumps(claims).encode()
            headers = {"Content-Type": "application/json"}
            address = f"{issuer}/users/{name}"
            asked = urllib.request.Request(address, body, headers, method="PUT")  # noqa: S310
            urllib.request.urlopen(asked).close()  # noqa: S310 - an address of ours
        yield issuer
    finally:
        process.terminate()
        process.wait(20)


def wait_for(issuer: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"{issuer}/.well-known/openid-configuration").close()  # noqa: S310
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the provider did not start")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, provider: str) -> Iterator[Server]:
    settings = {
        "REIN_AUTH": "oidc",
        "REIN_OIDC_ISSUER": provider,
        "REIN_OIDC_CLIENT_ID": "rein",
        "REIN_OIDC_CLIENT_SECRET": "a secret",
        "REIN_OIDC_NAME": "Example",
        "REIN_OIDC_ROLE_CLAIM": "groups",
        "REIN_OIDC_ADMINS": "rein-admins",
        "REIN_SIGN_UP": "open",
        "REIN_SIGN_UP_DOMAINS": "example.org",
    }
    with serving.serving(tmp_path_factory.mktemp("provider"), settings=settings) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A visitor on a phone; the pages of this provider want a style sheet from elsewhere, and get none."""
    context = browser.new_context(viewport=PHONE)
    context.route(re.compile(r"^https://"), lambda route: route.abort())
    yield context.new_page()
    context.close()


def sign_in(page: Page, name: str) -> None:
    page.get_by_role("link", name="Sign in with Example").click()
    page.get_by_placeholder("sub").fill(name)
    page.get_by_role("button", name="Authorize").click()


def test_from_a_link_to_a_page_over_the_provider_and_out_again(page: Page, served: Server) -> None:
    page.goto(f"{served.url}/people")
    sign_in(page, "ada")
    page.wait_for_url("**/people")
    expect(page.get_by_role("heading", name="People")).to_be_visible()  # the claim made an admin
    page.goto(f"{served.url}/you")
    expect(page.get_by_text("You are signed in as Ada.")).to_be_visible()
    expect(page.get_by_text("Change password")).to_have_count(0)

    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    page.get_by_role("link", name="Sign out of Example").click()
    page.get_by_role("button").first.click()
    expect(page.get_by_role("link", name="Sign in with Example")).to_be_visible()
    page.goto(f"{served.url}/goals")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_who_may_not_in_or_says_no_is_met_with_a_reason(page: Page, served: Server) -> None:
    page.goto(f"{served.url}/goals")
    sign_in(page, "eve")
    expect(page.get_by_text("There is no account for eve@evil.example.")).to_be_visible()
    page.get_by_role("link", name="Try again").click()
    page.get_by_role("link", name="Sign in with Example").click()
    page.get_by_role("button", name="Deny").click()
    expect(page.get_by_text("Example did not sign you in.")).to_be_visible()
