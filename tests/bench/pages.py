"""(d) What a rerun of each page costs the server's CPU with many goals stored; (e) the first page, and a reload."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.figures import Figure, Report, median
from tests.bench.stand import fresh_rein, goal_text, work_goal
from tests.browser import chromium
from tests.browser.serving import Server, serving, start, wait_until_ready

IDLE_S = 4.0
"""How long the server is watched doing nothing, to take that off each rerun."""

READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
RUNNING = '[data-testid="stApp"][data-test-script-state="running"]'


@contextmanager
def stored(goals: int) -> Iterator[tuple[Path, str, str]]:
    """Yield a data folder with that many goals worked and committed, and the last goal's id and its trace's."""
    with tempfile.TemporaryDirectory(prefix="rein-bench-pages-") as folder:
        with fresh_rein(REIN_DATA_DIR=folder) as rein:
            for number in range(goals):
                run_id = work_goal(rein, goal_text(number))
            with rein.database.begin() as work:
                run = work.runs.get(run_id)
        if run is None or run.goal_id is None:
            raise RuntimeError("The last run is not there.")
        yield Path(folder), run.goal_id, run.trace_id


@contextmanager
def chromium_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        yield browser
        browser.close()


def measure_reruns(goals: int, reruns: int) -> Report:
    with stored(goals) as (folder, goal_id, trace_id), serving(folder) as server, chromium_browser() as browser:
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
        page = browser.new_page()
        figures = [
            Figure(name=f"Rerun of {name}", value=_rerun_ms(page, server, address, reruns), unit="CPU-ms", n=reruns)
            for name, address in addresses.items()
        ]
        size = sum(path.stat().st_size for path in folder.glob("rein.db*"))
    return Report(
        title=f"(d) CPU of the server per rerun of a page, {goals} goals stored",
        figures=(*figures, Figure(name="Database per goal", value=size / goals / 1_000, unit="kB", n=goals)),
    )


def _rerun_ms(page: Page, server: Server, address: str, reruns: int) -> float:
    page.goto(f"{server.url}/{address}")
    _settle(page)
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
    page.evaluate("document.activeElement && document.activeElement.blur()")
    page.keyboard.press("r")
    page.wait_for_timeout(60)  # the run has been asked for; a short one may be over already
    _settle(page)


def _settle(page: Page) -> None:
    page.wait_for_selector(READY)


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
            Figure(name="Page in a browser that was never here", value=median(cold), unit="s", n=rounds),
            Figure(name="Reload", value=median(warm), unit="s", n=rounds),
            Figure(name="Reload / first visit", value=median(warm) / median(cold), unit="ratio", n=rounds),
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
