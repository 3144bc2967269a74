"""(n) How long a tick on Today takes, from the tap to the drawn answer, with few and many long plans."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page
from sqlalchemy import Engine, event

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.goals.goal import Circumstances
from core.ids import new_id
from core.usecases.goals.submit import submit_goal
from core.usecases.plans.complete_task import complete_task
from core.usecases.plans.get_today import get_today
from core.usecases.runs.execute import execute_run
from tests.bench.figures import Figure, Report, interleave, median, p95
from tests.bench.pages import READY, chromium_browser
from tests.browser.serving import Server, serving
from tests.factories.lived_goals import INTO_WEEK_7, LONG_GOAL, living

MANY, FEW = 20, 2
PHONE = {"width": 390, "height": 844}
LIMIT_MS = 20_000
UNDO = '[data-testid="stMain"] button:has-text("Undo")'
_WATCH = """([undoOffered, limit]) => {
    const main = document.querySelector('[data-testid="stMain"]');
    const app = document.querySelector('[data-testid="stApp"]');
    const count = () => main.querySelector(".coach-tabular")?.textContent;
    const undo = () => [...main.querySelectorAll("button")].some(b => b.innerText.includes("Undo"));
    const frame = () => new Promise(requestAnimationFrame);
    const before = count();
    const drawn = () => count() !== before && undo() === undoOffered
        && app.dataset.testScriptState === "notRunning";
    window.drawn = new Promise((resolve, reject) => {
        addEventListener("pointerup", async event => {
            while (!drawn()) {
                if (performance.now() - event.timeStamp > limit) return reject(Error(count()));
                await frame();
            }
            await frame();
            resolve(performance.now() - event.timeStamp);
        }, { capture: true, once: true });
    });
}"""


@dataclass(slots=True, kw_only=True)
class Account:
    """A person's Today in a browser, and the CPU time that the server took for its ticks."""

    goals: int
    statements: int
    server: Server
    page: Page
    cpu_ms: list[float] = field(default_factory=list)

    def tick(self) -> float:
        """Tick the first task; return the milliseconds until that was drawn. It is taken back."""
        self.page.bring_to_front()
        used = self.server.cpu_seconds()
        box = self.page.get_by_role("checkbox", checked=False).first
        taken = self._tap(box.locator("xpath=ancestor::label"), undo_offered=True)
        self.cpu_ms.append(1_000 * (self.server.cpu_seconds() - used))
        self._tap(self.page.locator(UNDO), undo_offered=False)
        return taken

    def _tap(self, target: Locator, *, undo_offered: bool) -> float:
        """Return the milliseconds from a tap to the drawn answer."""
        self.page.evaluate(_WATCH, [undo_offered, LIMIT_MS])
        target.click()
        return float(self.page.evaluate("window.drawn"))

    def warm_up(self) -> None:
        for _number in range(3):  # caches and imports
            self.tick()
        self.cpu_ms.clear()


def measure(ticks: int, *, many: int = MANY, few: int = FEW) -> Report:
    with chromium_browser() as browser, ExitStack() as stack:
        accounts = {
            goals: stack.enter_context(_account(browser, goals=goals)) for goals in (many, few)
        }
        for account in accounts.values():
            account.warm_up()
        sides = {str(goals): account.tick for goals, account in accounts.items()}
        taken = {int(goals): times for goals, times in interleave(ticks, sides).items()}
    cpu = {goals: sum(account.cpu_ms) / ticks for goals, account in accounts.items()}
    return Report(
        title=f"(n) A tick on Today, from the tap to what is drawn, with {many} and {few} goals",
        figures=(
            *(figure for goals in accounts for figure in _times(goals, taken[goals])),
            _ratio("Tap to drawn", median(taken[many]) / median(taken[few]), many, few, ticks),
            *(_cpu(goals, used, ticks) for goals, used in cpu.items()),
            _ratio("CPU of the server", cpu[many] / cpu[few], many, few, ticks),
            *(_statements(account) for account in accounts.values()),
        ),
        remarks=(
            "Plans of 36 weeks in their seventh, none of their tasks done; each tick is taken back.",
            "In Chromium on a phone's screen, with the server on the same cores.",
            "Drawn: the week's count has changed, Undo is offered, the rerun has ended, a frame passed.",
        ),
    )


@contextmanager
def _account(browser: Browser, *, goals: int) -> Iterator[Account]:
    with tempfile.TemporaryDirectory(prefix="rein-bench-ticks-") as folder:
        with living(Path(folder), began=datetime.now(UTC) - INTO_WEEK_7) as (rein, clock):
            for _number in range(goals):
                _work_goal(rein)
            clock.advance(INTO_WEEK_7)
            statements = _count_statements(rein)
        with serving(Path(folder)) as server:
            page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
            page.goto(server.url)
            page.wait_for_selector(READY)
            page.get_by_role("checkbox").first.wait_for(state="attached")
            yield Account(goals=goals, statements=statements, server=server, page=page)


def _work_goal(rein: Rein) -> None:
    submitted = submit_goal(
        rein,
        viewer=LOCAL_VIEWER,
        text=LONG_GOAL,
        circumstances=Circumstances(hours_per_week=3),
        key=new_id(),
    )
    if not execute_run(rein, submitted.run_id):
        raise RuntimeError("the run of a goal was not worked")


def _count_statements(rein: Rein) -> int:
    """Return how many SQL statements store a tick and read the day that follows it."""
    one = get_today(rein, viewer=LOCAL_VIEWER).tasks[0]
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    def store(*, done: bool) -> None:
        complete_task(
            rein, viewer=LOCAL_VIEWER, goal_id=one.goal_id, task_id=one.task.id, done=done
        )

    event.listen(Engine, "before_cursor_execute", note)
    try:
        store(done=True)
        get_today(rein, viewer=LOCAL_VIEWER)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    store(done=False)
    return len(seen)


def _times(goals: int, taken: list[float]) -> tuple[Figure, Figure]:
    name, n = f"Tap to drawn, {goals} goals", len(taken)
    return (
        Figure(name=f"{name}, median", value=median(taken), unit="ms", n=n),
        Figure(name=f"{name}, p95", value=p95(taken), unit="ms", n=n, target="<= 350 ms"),
    )


def _cpu(goals: int, used: float, ticks: int) -> Figure:
    name = f"CPU of the server per tick, {goals} goals"
    return Figure(name=name, value=used, unit="CPU-ms", n=ticks, target="<= 250 CPU-ms")


def _statements(account: Account) -> Figure:
    name = f"SQL statements that store a tick and read the day, {account.goals} goals"
    return Figure(name=name, value=account.statements, unit="statements", n=1)


def _ratio(name: str, value: float, many: int, few: int, ticks: int) -> Figure:
    name = f"{name}, {many} goals / {few} goals"
    return Figure(name=name, value=value, unit="ratio", n=ticks)
