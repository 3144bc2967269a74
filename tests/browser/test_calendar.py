"""On a phone, below a base path: a private address is made, read by a calendar app, and revoked."""

import re
from collections.abc import Iterator

import pytest
import vobject
from playwright.sync_api import Browser, expect

from tests.browser import visit
from tests.browser.conftest import Noticed
from tests.browser.serving import Server, serving

BASE = "/team/rein"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = {"REIN_BASE_PATH": BASE, "REIN_LOG_LEVEL": "debug"}
    with serving(tmp_path_factory.mktemp("calendar"), settings=settings) as running:
        yield running


def test_an_address_is_made_read_and_revoked(
    browser: Browser, server: Server, noticed: Noticed
) -> None:
    phone = browser.new_context(
        viewport={"width": 390, "height": 844}, timezone_id="Pacific/Auckland"
    )
    page = phone.new_page()
    noticed.watch(page)
    page.goto(f"{server.url}{BASE}/goals")
    visit.settle(page)
    visit.write_goal(page, "Write one page every evening for 8 weeks")
    visit.submit(page)
    goal_id = visit.wait_for_goal_page(page)
    visit.wait_for_result(page)

    page.get_by_text("Put this plan in your calendar").click()
    page.get_by_role("button", name="Create private address").click()
    expect(page.get_by_text("It won't be shown again.")).to_be_visible()
    address = page.locator("code", has_text="/calendar/").inner_text().strip()
    page.get_by_role("combobox", name=re.compile("Time of day for tasks")).click()
    page.keyboard.type("18:00")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    visit.settle(page)

    read = phone.request.get(address)
    calendar = vobject.readOne(read.text())
    first = next(e for e in calendar.vevent_list if "duration" in e.contents)
    page.get_by_role("button", name="Revoke").click()
    expect(page.get_by_text("The address no longer works.")).to_be_visible()

    assert address.startswith(f"{server.url}{BASE}/calendar/")
    assert read.status == 200
    assert first.dtstart.value.hour == 18
    assert "DTSTART;TZID=Pacific/Auckland:" in read.text()
    assert first.url.value == f"{server.url}{BASE}/goal?id={goal_id}"
    assert phone.request.get(address).status == 404
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    secret = address.rpartition("/")[2].removesuffix(".ics")
    assert secret not in server.log.read_text(encoding="utf-8")
    assert noticed.errors == []
    phone.close()
