"""Takes the pictures of the documents from the running product: `make pictures`."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium, visit
from tests.browser.serving import serving

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
GOAL = "I want to run 5 km without stopping by the end of March"
SIZE = {"width": 1280, "height": 860}


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder)) as server,
        sync_playwright() as playwright,
        playwright.chromium.launch(
            executable_path=chromium.find(), args=list(chromium.FLAGS)
        ) as browser,
    ):
        page = browser.new_page(viewport=SIZE)
        visit.open_goals(page, server)
        visit.write_goal(page, GOAL)
        visit.submit(page)
        visit.wait_for_goal_page(page)
        visit.wait_for_result(page)
        visit.settle(page)
        page.get_by_role("heading", name="Your resolution").evaluate(
            "heading => heading.scrollIntoView()"
        )
        page.wait_for_timeout(800)  # what unfolds with a transition comes to rest
        IMAGES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=IMAGES / "goal.png")


if __name__ == "__main__":
    main()
