"""A link is made on the goal's page, read in a browser without a session, and revoked."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import visit
from tests.browser.conftest import Noticed
from tests.browser.serving import Server


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found]


def test_a_plan_is_shared_read_by_a_stranger_and_taken_back(
    browser: Browser, page: Page, server: Server, noticed: Noticed
) -> None:
    visit.open_goals(page, server)
    visit.write_goal(page, "I want to run a 5K by the end of Q1. My boss is watching me.")
    visit.submit(page)
    visit.wait_for_goal_page(page)
    visit.wait_for_result(page)
    title = page.get_by_role("heading", level=1).inner_text()
    page.get_by_text("Share this plan").click()
    make = page.get_by_role("button", name="Make a link")
    expect(make).to_be_visible()
    visit.press(make, shows=page.get_by_text("It won't be shown again."))
    address = page.locator("code", has_text="/shared/").inner_text().strip()

    for scheme, width in (("light", 390), ("dark", 1280)):
        stranger = browser.new_context(
            viewport={"width": width, "height": 844},
            color_scheme=scheme,  # type: ignore[arg-type]
            bypass_csp=True,  # for axe alone, which puts its script into the page
        )
        reader = stranger.new_page()
        noticed.watch(reader)
        requests: list[str] = []
        reader.on("request", lambda request, asked=requests: asked.append(request.url))
        answer = reader.goto(address)
        assert answer is not None
        assert answer.status == 200
        expect(reader.get_by_role("heading", level=1)).to_have_text(title)
        expect(reader.get_by_text(re.compile(r"^0 of \d+ tasks done$"))).to_be_visible()
        assert "boss is watching" not in reader.content()
        assert [url for url in requests if not url.endswith("/favicon.ico")] == [address]
        assert stranger.cookies() == []
        assert reader.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(reader) == []
        stranger.close()

    strict = browser.new_context()  # with the policy of the page in force
    reader = strict.new_page()
    noticed.watch(reader)
    reader.goto(address)
    brand = reader.locator("h3").first.evaluate("e => getComputedStyle(e).color")
    assert brand == "rgb(11, 93, 78)"  # the style sheet is the one that the policy names

    page.get_by_role("button", name="Revoke").click()
    expect(page.get_by_text("The link no longer works.")).to_be_visible()
    gone = strict.request.get(address)

    assert gone.status == 404
    assert "There is no plan here" in gone.text()
    assert gone.text() == strict.request.get(f"{server.url}/shared/unknown").text()
    assert noticed.errors == []
    strict.close()
