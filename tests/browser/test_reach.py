"""Every page on a phone: all of it within the width of the screen, in one hand."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import visit
from tests.browser.conftest import Noticed
from tests.browser.serving import Server

PHONE = {"width": 390, "height": 844}
PAGES = (
    "",
    "overview",
    "feedback",
    "evaluations",
    "traces",
    "costs",
    "providers",
    "routing",
    "operations",
    "settings",
)


@pytest.fixture
def phone(browser: Browser, noticed: Noticed) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    context.on("page", noticed.watch)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def goal_id(browser: Browser, server: Server) -> str:
    """A goal with a result, so that the pages have something to show."""
    context = browser.new_context()
    page = context.new_page()
    visit.open_goals(page, server)
    visit.write_goal(page)
    visit.submit(page)
    found = visit.wait_for_goal_page(page)
    visit.wait_for_result(page)
    context.close()
    return found


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.usefixtures("goal_id")
def test_a_page_fits_a_phone_without_sideways_scroll(
    phone: Page, server: Server, name: str
) -> None:
    phone.goto(f"{server.url}/{name}")
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    visit.settle(phone)

    assert visit.sideways(phone) == 0


@pytest.mark.parametrize("name", ["costs", "costs/", "providers?sample=1"])
@pytest.mark.usefixtures("goal_id")
def test_a_link_to_a_page_finds_the_server_at_once_and_where_it_is(
    phone: Page, server: Server, name: str
) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(urlsplit(request.url).path))
    sockets: list[str] = []
    phone.on("websocket", lambda socket: sockets.append(urlsplit(socket.url).path))

    phone.goto(f"{server.url}/{name}")
    expect(phone.get_by_role("heading", level=1)).to_be_visible()

    assert set(sockets) == {"/_stcore/stream"}
    assert {path for path in asked if "_stcore" in path} == {
        "/_stcore/health",
        "/_stcore/host-config",
    }
    assert {path.split("/")[1] for path in asked if path.endswith((".js", ".css"))} == {"static"}


def test_a_result_fits_a_phone_without_sideways_scroll(
    phone: Page, server: Server, goal_id: str
) -> None:
    phone.goto(f"{server.url}/goal?id={goal_id}")
    visit.wait_for_result(phone)
    visit.settle(phone)

    assert visit.sideways(phone) == 0
