"""What the sample would have cost: its made-up calls are in traces and not in the ledger."""

from urllib.parse import urlencode

from app import auth, services
from app.ui import empty, navigate, page_text, table
from app.ui.table import Cell, Column
from core import formats
from core.quality.slice import Slice
from core.usecases.providers.list_providers import OFFLINE_MODEL
from core.usecases.samples.story import MODELS
from core.usecases.traces.get_trace_totals import OperationTotals, get_trace_totals
from core.usecases.utc_days import last_days

WINDOW_DAYS = 92
NOTHING_PAID = (
    "Nothing was paid: these are the prices that calls of these sizes have. Budgets, projections "
    "and the records of calls are those of your own figures only."
)


FAILED_FIRST = "Costs nothing itself: paid for calls to models that failed before it wrote."
DIGITS = 4
COLUMNS = (
    Column(title="Model", wide=True),
    Column(title="Cost", right=True),
    Column(title="Goals", right=True),
    Column(title="Cost of a goal", right=True),
    Column(title="Median time", right=True),
    Column(title="Failed", right=True),
)


def show() -> None:
    """Draw the costs of the sample by the model that wrote, each with a way to its traces."""
    rein, viewer = services.rein(), auth.current_viewer()
    days = last_days(rein, WINDOW_DAYS)
    everything = get_trace_totals(rein, viewer=viewer, days=days, sample=True)
    if not everything.n:
        empty.show("The sample is not loaded", hint="Load it on Settings, or on Overview.")
        return
    goals = formats.pluralize(everything.n, "goal")
    page_text.lead(
        f"{formats.money(everything.cost_usd)} for {goals} in 90 days: "
        f"{formats.money(everything.cost_usd / everything.n)} a goal."
    )
    page_text.note(NOTHING_PAID)
    page_text.section("By the model that wrote")
    by_model = {
        name: get_trace_totals(
            rein, viewer=viewer, days=days, sample=True, within=Slice(model=name)
        )
        for name in MODELS
    }
    address = table.show(
        COLUMNS,
        tuple(_row(name, totals) for name, totals in by_model.items() if totals.n),
        caption="Costs of the sample by model",
        key="costs.sample",
    )
    if address is not None:
        navigate.open_address(address)


def _row(name: str, totals: OperationTotals) -> tuple[Cell, ...]:
    dearest = urlencode({"model": name, "order": "Most expensive first"})
    return (
        Cell(text=name, to=f"traces?{dearest}", note=FAILED_FIRST if name == OFFLINE_MODEL else ""),
        Cell(text=formats.dollars(totals.cost_usd, DIGITS)),
        Cell(text=formats.count(totals.n)),
        Cell(text=formats.dollars(totals.cost_usd / totals.n, DIGITS)),
        Cell(text=formats.milliseconds(totals.p50_ms)),
        Cell(text=formats.count(totals.errors)),
    )
