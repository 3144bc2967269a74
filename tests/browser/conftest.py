"""A real Chromium, a real server, and a visitor who also notices errors and requests."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

from tests.browser import chromium
from tests.browser.serving import Server, serving

LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", ""})
WAIT_MS = 30_000
SHOTS = Path(__file__).parent / "shots"
FAILED = pytest.StashKey[bool]()
expect.set_options(timeout=WAIT_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium for one file. Playwright's event loop counts as running in its thread for as long as Playwright is
    open, and a test of another file that starts a loop of its own would be refused.
    """
    path = chromium.find()
    if path is None:
        if chromium.required():
            pytest.fail("No Chromium found, and REIN_REQUIRE_BROWSER=1.")
        pytest.skip("No Chromium found (Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server a file of journeys, without a key: the offline coach answers."""
    with serving(tmp_path_factory.mktemp("served")) as running:
        yield running


LEFT_WHILE_LOADING = "Minified React error #306"
"""What Streamlit's client says where a page is left while a part of it still loads; a part that is missing for another
reason is missed by the journey that looks for it."""


@dataclass  # no slots: Playwright marks the object whose method listens
class Noticed:
    """What went wrong in a visitor's browser."""

    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("console", self._said)
        page.on("pageerror", lambda error: self._failed(str(error)))
        page.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        place = message.location.get("url", "")
        if message.type == "error":
            self._failed(f"{message.text} ({place})")

    def _failed(self, said: str) -> None:
        if LEFT_WHILE_LOADING not in said:
            self.errors.append(said)

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname not in LOCAL_HOSTS:
            self.elsewhere.append(request.url)


@pytest.fixture
def noticed() -> Iterator[Noticed]:
    """A journey fails on any error or on a request to another host."""
    seen = Noticed()
    yield seen
    assert seen.elsewhere == []
    assert seen.errors == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, default=False) or report.failed
    return report


@pytest.fixture
def visitor(
    browser: Browser, noticed: Noticed, request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    """A fresh browser on a desktop screen; a failed journey leaves pictures in shots/."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(WAIT_MS)
    context.on("page", noticed.watch)
    yield context
    if request.node.stash.get(FAILED, default=False):
        for number, page in enumerate(context.pages):
            page.screenshot(path=SHOTS / f"{request.node.name}-{number}.png", full_page=True)
    context.close()


@pytest.fixture
def page(visitor: BrowserContext) -> Page:
    return visitor.new_page()
