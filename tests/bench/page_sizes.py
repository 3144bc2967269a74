"""(r) Pages of the review room in a real Chromium, with few and with many records behind them."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench.figures import Figure, Report, interleave, median, p95
from tests.bench.many_records import fill
from tests.bench.pages import READY, chromium_browser
from tests.bench.stand import fresh_rein
from tests.browser.serving import Server, serving

PAGES = ("overview", "feedback", "evaluations", "ratings", "traces")
LIMIT_MS = 60_000
_DRAWN = f'{READY} [data-testid="stMain"] h1'


def measure(small: int, large: int, rounds: int) -> Report:
    """Visit each page with a new browser profile and again with a full cache, in turn."""
    figures: list[Figure] = []
    with chromium_browser() as browser, ExitStack() as stack:
        few = stack.enter_context(_served(small))
        many = stack.enter_context(_served(large))
        for page in PAGES:
            figures += _compare(browser, few, many, page, rounds)
        figures += [
            Figure(name=f"Memory of the server after all pages, {name}", value=size, unit="MB", n=1)
            for name, size in (("few", _resident_mb(few)), ("many", _resident_mb(many)))
        ]
    return Report(
        title=f"(r) Review pages in Chromium, {large:,} rated traces beside {small:,} (SQLite)",
        figures=tuple(figures),
        remarks=(
            "First visit: a browser profile that was never here. Reload: the same one again.",
            "Until the run of the page has ended and its title is drawn.",
            "Both servers share the cores with the browser and are visited in turn.",
        ),
    )


@contextmanager
def _served(records: int) -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="rein-bench-sizes-") as folder:
        with fresh_rein({"REIN_DATA_DIR": folder}) as rein:
            fill(rein, records)
        with serving(Path(folder)) as server:
            yield server


def _compare(browser: Browser, few: Server, many: Server, page: str, rounds: int) -> list[Figure]:
    reloads: dict[str, list[float]] = {"few": [], "many": []}

    def visit(side: str, server: Server) -> Callable[[], float]:
        def taken() -> float:
            first, again = _visit(browser, f"{server.url}/{page}")
            reloads[side].append(again)
            return first

        return taken

    sides = {"few": visit("few", few), "many": visit("many", many)}
    interleave(2, sides)
    for times in reloads.values():
        times.clear()
    firsts = interleave(rounds, sides)
    return [
        *_figures(f"{page}, first visit", firsts, rounds),
        *_figures(f"{page}, reload", reloads, rounds),
    ]


def _figures(name: str, times: dict[str, list[float]], rounds: int) -> Iterator[Figure]:
    for label, of, target in (("median", median, "<= 1.10"), ("p95", p95, "<= 1.25")):
        few, many = of(times["few"]), of(times["many"])
        yield Figure(
            name=f"{name}, {label} of many / few",
            value=many / few,
            unit="ratio",
            n=rounds,
            target=target,
            note=f"{1e3 * many:.0f} ms / {1e3 * few:.0f} ms",
        )


def _visit(browser: Browser, address: str) -> tuple[float, float]:
    """Return the seconds until a page is drawn, for a new profile and on a reload."""
    context = browser.new_context()
    context.set_default_timeout(LIMIT_MS)
    page = context.new_page()
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(_DRAWN)
    first = time.perf_counter() - began
    began = time.perf_counter()
    page.reload(wait_until="commit")
    page.wait_for_selector(_DRAWN)
    again = time.perf_counter() - began
    context.close()
    return first, again


def _resident_mb(server: Server) -> float:
    for line in Path(f"/proc/{server.process.pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1_000
    raise RuntimeError("the kernel gives no size of the server")
