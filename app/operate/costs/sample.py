"""What the sample would have cost: its made-up calls are in traces and not in the ledger."""

from app import auth, services
from app.operate.shared import rows
from app.ui import empty, page_text
from app.ui.status_labels import Tone
from core import formats
from core.quality.slice import Slice
from core.usecases.samples.story import MODELS
from core.usecases.traces.get_trace_totals import OperationTotals, get_trace_totals
from core.usecases.utc_days import last_days

WINDOW_DAYS = 92
NOTHING_PAID = (
    "Nothing was paid: these are the prices that calls of these sizes have. Budgets, projections "
    "and the records of calls are those of your own figures only."
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
    rows.show(
        tuple(
            _row(name, totals)
            for name in MODELS
            if (
                totals := get_trace_totals(
                    rein, viewer=viewer, days=days, sample=True, within=Slice(model=name)
                )
            ).n
        )
    )


def _row(name: str, totals: OperationTotals) -> rows.Row:
    each = f"{formats.money(totals.cost_usd / totals.n)} a goal"
    median = f"median {formats.milliseconds(totals.p50_ms)}"
    failed = f"; {totals.errors} failed" if totals.errors else ""
    tone = Tone.WARN if totals.errors else Tone.NONE
    why = f"{formats.pluralize(totals.n, 'goal')}, {each}, {median}{failed}."
    return name, (formats.money(totals.cost_usd), tone), why
