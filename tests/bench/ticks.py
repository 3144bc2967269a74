"""How long a tick on Today takes, from the tap to the drawn answer, with many long plans."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page

from tests.bench.figures import Figure, Report, median, p95
from tests.bench.pages import READY, chromium_browser
from tests.browser.serving import serving
from tests.factories.lived_goals import INTO_WEEK_7, LONG_GOAL, living, start_goal

GOALS = 20
PHONE = {"width": 390, "height": 844}
_TICK = """async () => {
    const text = () => document.querySelector('[data-testid="stMain"] .coach-tabular').textContent;
    const app = document.querySelector('[data-testid="stApp"]');
    const box = document.querySelector('[data-testid="stMain"] input[type="checkbox"]:not(:checked)');
    const before = text(), began = performance.now();
    box.closest("label").click();
    const frame = () => new Promise(requestAnimationFrame);
    while (text() === before || app.dataset.testScriptState !== "notRunning") await frame();
    await frame();
    return performance.now() - began;
}"""


def measure(ticks: int, *, goals: int = GOALS) -> Report:
    with tempfile.TemporaryDirectory(prefix="rein-bench-ticks-") as folder:
        with living(Path(folder), began=datetime.now(UTC) - INTO_WEEK_7) as (rein, _):
            for _number in range(goals):
                start_goal(rein, LONG_GOAL)
        with serving(Path(folder)) as server, chromium_browser() as browser:
            page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
            page.goto(server.url)
            page.wait_for_selector(READY)
            page.get_by_role("checkbox").first.wait_for(state="attached")
            for _number in range(3):  # caches and imports
                _tick(page)
            used = server.cpu_seconds()
            taken = [_tick(page) for _number in range(ticks)]
            cpu = 1_000 * (server.cpu_seconds() - used) / ticks
    return Report(
        title=f"(n) A tick on Today, {goals} goals of 36 weeks in their seventh week",
        figures=(
            Figure(name="Tap to drawn, median", value=median(taken), unit="ms", n=ticks),
            Figure(
                name="Tap to drawn, p95", value=p95(taken), unit="ms", n=ticks, target="<= 350 ms"
            ),
            Figure(name="CPU of the server", value=cpu, unit="CPU-ms", n=ticks),
        ),
        remarks=(
            "In Chromium on a phone's screen, server and browser on the same cores.",
            "Drawn: the week's count has changed, the run has ended and a frame was painted.",
        ),
    )


def _tick(page: Page) -> float:
    return float(page.evaluate(_TICK))
