"""A real Chromium, a real server, and a visitor who also notices errors and requests."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
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
from tests.browser.lived import Lived, serving_lived_goals
from tests.browser.serving import Server, put_back, serving
from tests.browser.shared import Shared

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


SHARED = Shared()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Generator[None, object, object]:
    """Close what the journeys share after the last of them."""
    try:
        return (yield)
    finally:
        if nextitem is None or Path(__file__).parent not in nextitem.path.parents:
            SHARED.close()


@pytest.fixture(scope="module")
def browser() -> Browser:
    path = chromium.find()
    if path is None:
        if chromium.required():
            pytest.fail("No Chromium found, and REIN_REQUIRE_BROWSER=1.")
        pytest.skip("No Chromium found (Debian: apt-get install chromium).")
    return SHARED.get("browser", lambda: launched(path))


@contextmanager
def launched(path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def any_server(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Server]:
    """Returns a server without a key, where the offline coach answers; it holds what earlier files left."""
    folder = tmp_path_factory.mktemp("served")
    return lambda: SHARED.get("server", lambda: serving(folder))


@pytest.fixture(scope="module")
def server(any_server: Callable[[], Server], migrated_database: Path) -> Server:
    """A server that is empty at the beginning of each file of journeys."""
    running = any_server()
    put_back(running, migrated_database)
    return running


@pytest.fixture(scope="session")
def lived_server(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], tuple[Lived, Path]]:
    """Returns a server of lived goals, with a copy of its database from before the first visit."""
    folder, before = tmp_path_factory.mktemp("lived"), tmp_path_factory.mktemp("before")
    return lambda: SHARED.get("lived", lambda: serving_lived_goals(folder, before))


@pytest.fixture(scope="module")
def lived(lived_server: Callable[[], tuple[Lived, Path]]) -> Lived:
    """Lived goals as they were before any journey."""
    running, before = lived_server()
    put_back(running.server, before)
    return running


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


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """A browser on a desktop screen; what it loaded once it does not load for the next journey of a file."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(WAIT_MS)
    yield context
    context.close()


@pytest.fixture
def visitor(
    desk: BrowserContext, noticed: Noticed, request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    """A browser without cookies or stored words; a failed journey leaves pictures in shots/."""
    desk.on("page", noticed.watch)
    yield desk
    desk.remove_listener("page", noticed.watch)
    if request.node.stash.get(FAILED, default=False):
        for number, page in enumerate(desk.pages):
            page.screenshot(path=SHOTS / f"{request.node.name}-{number}.png", full_page=True)
    forget(desk)


def forget(context: BrowserContext) -> None:
    """Close all pages of a browser and remove what they stored."""
    for page in context.pages:
        if page.url.startswith("http"):
            page.evaluate("localStorage.clear()")
        page.close()  # with it goes its session storage
    context.clear_cookies()
    context.clear_permissions()


@pytest.fixture
def page(visitor: BrowserContext) -> Page:
    return visitor.new_page()
