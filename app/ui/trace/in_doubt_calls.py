"""Calls whose worker stopped before the reply was stored, so that they may have been paid for."""

from datetime import datetime

from markupsafe import Markup

from app.ui import html, labels, table
from app.ui.html import join
from app.ui.table import Cell, Column
from core import formats
from core.usecases.calls.list_in_doubt_calls import InDoubtCall
from core.usecases.providers.list_providers import OFFLINE_MODEL

_COLUMNS = (
    Column(title="Trace", mono=True),
    Column(title="Model"),
    Column(title="Step", wide=True),
    Column(title="Begun"),
    Column(title="Made again"),
    Column(title="May have cost", right=True),
)


def show(calls: tuple[InDoubtCall, ...], *, now: datetime) -> None:
    """Draw a box with one paragraph per call, or nothing without calls."""
    if calls:
        each = join(
            Markup('<div class="each"><p>{}</p><p class="rein-note">{}</p></div>').format(
                sentence(call, now=now), note(call, now=now)
            )
            for call in calls
        )
        html.draw(
            Markup('<div class="rein-call warn" role="status"><b>{} in doubt</b>{}</div>').format(
                formats.pluralize(len(calls), "call"), each
            )
        )


def show_table(calls: tuple[InDoubtCall, ...], *, now: datetime, key: str) -> str | None:
    """Draw the calls as a list that links to their traces. Return the chosen address."""
    return table.show(
        _COLUMNS,
        tuple(_cells(call, now=now) for call in calls),
        caption="Calls in doubt, newest first",
        key=key,
    )


def _cells(call: InDoubtCall, *, now: datetime) -> tuple[Cell, ...]:
    again = "no" if call.retried_at is None else formats.short_moment(call.retried_at, now=now)
    cost = "unknown" if call.cost_usd is None else f"about {formats.money(call.cost_usd)}"
    return (
        Cell(
            text=formats.short_id(call.trace_id or ""),
            to="" if call.trace_id is None else f"trace?id={call.trace_id}",
        ),
        Cell(text=call.model),
        Cell(text=labels.stage_title(call.stage, call.purpose)),
        Cell(text=formats.short_moment(call.started_at, now=now)),
        Cell(text=again),
        Cell(text=cost),
    )


def sentence(call: InDoubtCall, *, now: datetime) -> str:
    """Return what happened to a call."""
    return (
        f"One call to {call.model} was under way when its worker stopped. It may have been paid "
        f"for; {_again(call, now=now)}."
    )


def note(call: InDoubtCall, *, now: datetime) -> str:
    """Return which step a call belongs to, and what it may have cost."""
    cost = "What it may have cost is not known."
    if call.cost_usd is not None:
        amount = formats.money(call.cost_usd)
        cost = f"It may have cost about {amount}, which the figures of this trace leave out."
    begun = formats.short_moment(call.started_at, now=now)
    attempt = f", attempt {call.attempt}" if call.attempt > 1 else ""
    return f"{labels.stage_title(call.stage, call.purpose)}{attempt}, begun {begun}. {cost}"


def _again(call: InDoubtCall, *, now: datetime) -> str:
    if call.retried_at is None or call.retry_model is None:
        return "it was not made again"
    when = _at(call.retried_at, started_at=call.started_at, now=now)
    if call.retry_model == OFFLINE_MODEL:
        return f"the offline coach wrote this part instead {when}"
    if call.retry_model != call.model:
        return f"{call.retry_model} was asked instead {when}"
    return f"it was made again {when}"


def _at(moment: datetime, *, started_at: datetime, now: datetime) -> str:
    """Return "at 14:03", or the moment with its day if the call began on another day."""
    local, first = moment.astimezone(now.tzinfo), started_at.astimezone(now.tzinfo)
    if local.date() == first.date():
        return f"at {formats.clock_time(local)}"
    return f"on {formats.short_moment(moment, now=now)}"
