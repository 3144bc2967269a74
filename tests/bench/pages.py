"""(d) What a rerun of each page costs the server's CPU with many goals stored; (e) the first page, and a reload."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from core.accounts.viewer import LOCAL_VIEWER
from core.clock import SystemClock
from core.quality.rating import Rating
from core.usecases.ratings.rate import rate
from tests.bench.figures import Figure, Report, median
from tests.bench.stand import fresh_rein, goal_text, work_goal
from tests.browser import chromium
from tests.browser.serving import Server, serving, start, wait_until_ready
from tests.fakes import FrozenClock

IDLE_S = 4.0
"""How long the server is watched doing nothing, to take that off each rerun."""

READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
COUNT_RERUNS = """() => {
    window.reruns = 0;
    const app = document.querySelector('[data-testid="stApp"]');
    const count = () => { window.reruns += app.getAttribute("data-test-script-state") === "notRunning" ? 1 : 0; };
    new MutationObserver(count).observe(app, { attributeFilter: ["data-test-script-state"] });
}"""

DAYS = 90
STARS = (5.0, 4.0, 4.5, 3.0, 5.0, 2.0, 4.0)
COMMENTS = ("Week one fits my evenings.", "", "Too much on Mondays.", "", "")


@contextmanager
def stored(goals: int) -> Iterator[tuple[Path, str, str]]:
    """Yield a data folder with that many goals of the last 90 days, most of them rated; the last goal and its trace."""
    step = timedelta(days=DAYS) / goals
    clock = FrozenClock(SystemClock().now() - timedelta(days=DAYS))
    with tempfile.TemporaryDirectory(prefix="rein-bench-pages-") as folder:
        with fresh_rein({"REIN_DATA_DIR": folder}, clock=clock) as rein:
            for number in range(goals):
                clock.advance(step)
                done = work_goal(rein, goal_text(number))
                if number % 3:
                    rating = Rating(
                        stars=STARS[number % len(STARS)],
                        clarity=number % 5 > 0,
                        usefulness=number % 4 > 0,
                        comment=COMMENTS[number % len(COMMENTS)],
                    )
                    rate(rein, viewer=LOCAL_VIEWER, trace_id=done.trace_id, rating=rating)
        yield Path(folder), done.goal_id, done.trace_id


@contextmanager
def chromium_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=list(chromium.FLAGS)
        )
        yield browser
        browser.close()


def measure_reruns(goals: int, reruns: int) -> Report:
    with (
        stored(goals) as (folder, goal_id, trace_id),
        serving(folder) as server,
        chromium_browser() as browser,
    ):
        addresses = {
            "goals": "",
            "goal": f"goal?id={goal_id}",
            "overview": "overview",
            "feedback": "feedback",
            "evaluations": "evaluations",
            "traces": "traces",
            "trace": f"trace?id={trace_id}",
            "operations": "operations",
            "settings": "settings",
        }
        page = browser.new_page(bypass_csp=True)  # waiting for a function evaluates its text
        figures = [
            Figure(
                name=f"Rerun of {name}",
                value=_rerun_ms(page, server, address, reruns),
                unit="CPU-ms",
                n=reruns,
            )
            for name, address in addresses.items()
        ]
        size = sum(path.stat().st_size for path in folder.glob("rein.db*"))
    return Report(
        title=f"(d) CPU of the server per rerun of a page, {goals} goals stored",
        figures=(
            *figures,
            Figure(name="Database per goal", value=size / goals / 1_000, unit="kB", n=goals),
        ),
        remarks=(
            "Goals of 90 days by the offline coach, two of three rated; the real server, pages rerun from Chromium.",
            "CPU time of the server process, less what it uses when nobody does anything.",
        ),
    )


def _rerun_ms(page: Page, server: Server, address: str, reruns: int) -> float:
    page.goto(f"{server.url}/{address}")
    page.wait_for_selector(READY)
    page.evaluate(COUNT_RERUNS)
    for _ in range(3):  # caches and imports
        _rerun(page)
    idle = server.cpu_seconds()
    time.sleep(IDLE_S)
    idle_share = (server.cpu_seconds() - idle) / IDLE_S
    began, used = time.perf_counter(), server.cpu_seconds()
    for _ in range(reruns):
        _rerun(page)
    elapsed = time.perf_counter() - began
    return 1_000 * max(0.0, server.cpu_seconds() - used - idle_share * elapsed) / reruns


def _rerun(page: Page) -> None:
    """Press the key by which Streamlit runs a page again, and wait until it has."""
    before = page.evaluate("window.reruns")
    page.evaluate("document.activeElement && document.activeElement.blur()")
    page.keyboard.press("r")
    page.wait_for_function("before => window.reruns > before", arg=before)


def measure_first_page(rounds: int) -> Report:
    ready: list[float] = []
    first: list[float] = []
    cold: list[float] = []
    warm: list[float] = []
    with chromium_browser() as browser:
        for _ in range(rounds):
            folder = Path(tempfile.mkdtemp(prefix="rein-bench-first-"))
            began = time.perf_counter()
            server = start(folder)
            try:
                wait_until_ready(server, every_s=0.02)
                ready.append(time.perf_counter() - began)
                _visit(browser, server)
                first.append(time.perf_counter() - began)
                times = _visit(browser, server)
                cold.append(times[0])
                warm.append(times[1])
            finally:
                server.stop()
                shutil.rmtree(folder)
    return Report(
        title="(e) The first page, in a real Chromium",
        figures=(
            Figure(name="Server start to ready", value=median(ready), unit="s", n=rounds),
            Figure(name="Server start to first page seen", value=median(first), unit="s", n=rounds),
            Figure(
                name="Page in a browser that was never here", value=median(cold), unit="s", n=rounds
            ),
            Figure(name="Reload", value=median(warm), unit="s", n=rounds),
            Figure(
                name="Reload / first visit",
                value=median(warm) / median(cold),
                unit="ratio",
                n=rounds,
            ),
        ),
        remarks=(
            "Seen means: the button that makes a plan is drawn. Server and browser share the cores.",
        ),
    )


def _visit(browser: Browser, server: Server) -> tuple[float, float]:
    """Return the seconds until the goals page is seen, in a fresh context and again on a reload."""
    context = browser.new_context()
    page = context.new_page()
    began = time.perf_counter()
    page.goto(server.url, wait_until="commit")
    page.get_by_role("button", name="Make my plan").wait_for()
    cold = time.perf_counter() - began
    began = time.perf_counter()
    page.reload(wait_until="commit")
    page.get_by_role("button", name="Make my plan").wait_for()
    warm = time.perf_counter() - began
    context.close()
    return cold, warm
