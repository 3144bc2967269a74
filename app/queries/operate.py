"""How the machine stands and what is set, as lines a person can act on."""

import platform
from dataclasses import dataclass
from datetime import timedelta
from importlib import metadata

from app.queries.exports import DOUBT_DAYS
from app.queries.providers import load_providers
from app.widgets import formats
from app.widgets.words import Tone
from core.bootstrap import Rein
from core.store.calls.in_doubt import InDoubtSummary, summarize_in_doubt_calls
from core.store.calls.values import CallStatus
from core.store.metrics.queue_counts import QueueCounts, find_queue_counts
from core.usecases.checks import HEALTH
from core.usecases.checks.check import Check, State, Subject
from core.usecases.checks.external_services import BREAKERS, STANDINGS
from core.usecases.checks.run_check import examine

DATABASE = "Database"
_PARTS = {
    "database": DATABASE,
    "migrations": "Tables",
    "queue": "Runs",
    "exports": "Exports",
    "sinks": "Receivers",
    "disk": "Disk",
}
_STATES = {
    State.OK: ("Works", Tone.GOOD),
    State.WARNING: ("Look at it", Tone.WARN),
    State.FAILED: ("Broken", Tone.BAD),
}
_PACKAGES = ("rein", "streamlit", "sqlalchemy", "google-genai")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One part of the machine: a word, the reason, and the next step where there is one."""

    part: str
    word: str
    tone: Tone
    why: str


def load_health(rein: Rein) -> tuple[Line, ...]:
    """Return how every part stands; what reads the database says nothing while that is gone."""
    subject = Subject(
        settings=rein.settings, database=rein.database, clock=rein.clock, working=rein.jobs.running
    )
    lines: list[Line] = []
    for check in HEALTH:
        if check is BREAKERS:  # one line speaks of models, and says which of them rests
            continue
        broken = any(line.tone is Tone.BAD for line in lines)
        if broken and check.reads:
            continue
        line = _line(check, subject)
        if not (
            check is STANDINGS and line.tone is Tone.GOOD
        ):  # each receiver has its line under Export
            lines.append(line)
    if not any(line.tone is Tone.BAD for line in lines):
        counts = find_queue_counts(rein.database)
        lines += [_models(rein), _paid_calls(rein, counts), _records(counts)]
    return (*lines, _versions())


def _line(check: Check, subject: Subject) -> Line:
    found = examine(check, subject)
    word, tone = _STATES[found.state]
    return Line(
        part=_PARTS.get(found.name, found.name.capitalize()), word=word, tone=tone, why=found.line
    )


def _models(rein: Rein) -> Line:
    """Say how all models stand together; each for itself stands on Providers."""
    models = [model for provider in load_providers(rein).providers for model in provider.models]
    if not models:
        why = "No key is set; the offline coach writes everything."
        return Line(part="Models", word="Not set up", tone=Tone.NONE, why=why)
    ill = sorted(
        (m for m in models if m.state.tone in {Tone.BAD, Tone.WARN}),
        key=lambda m: m.state.tone is Tone.WARN,
    )
    well = [model.name for model in models if model.state.tone is Tone.GOOD]
    if ill:
        worst, more = ill[0], len(ill) - 1
        instead = (
            f"{_listed(well)} {'answers' if len(well) == 1 else 'answer'}"
            if well
            else "the offline coach writes"
        )
        need = "needs" if more == 1 else "need"
        others = f" {formats.counted(more, 'more model')} {need} a look." if more else ""
        why = f"{worst.name}: {worst.state.why} {worst.state.step} Meanwhile {instead}.{others} Providers shows each."
        return Line(part="Models", word=worst.state.word, tone=worst.state.tone, why=why)
    if not well:
        return Line(
            part="Models", word="Not called yet", tone=Tone.NONE, why="The next goal calls one."
        )
    return Line(
        part="Models",
        word="Answering",
        tone=Tone.GOOD,
        why=f"The last call worked: {_listed(well)}.",
    )


def _listed(names: list[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1]) if len(names) > 1 else names)


def _paid_calls(rein: Rein, counts: QueueCounts) -> Line:
    doubts = summarize_in_doubt_calls(
        rein.database, since=rein.clock.now() - timedelta(days=DOUBT_DAYS)
    )
    flying = counts.calls.get(CallStatus.IN_FLIGHT, 0)
    if doubts.n:
        why = (
            f"{formats.counted(doubts.n, 'model call')} may have been paid for in the last {DOUBT_DAYS} days without "
            f"an answer that was stored, because the worker stopped in between. {_possible_cost(doubts)} "
            "Compare with the provider's bill; the calls stand below."
        )
        return Line(part="Paid calls", word="In doubt", tone=Tone.WARN, why=why)
    under_way = f" {formats.counted(flying, 'call')} under way." if flying else ""
    why = f"Every answer that came is stored.{under_way}"
    return Line(part="Paid calls", word="Accounted for", tone=Tone.GOOD, why=why)


def _possible_cost(doubts: InDoubtSummary) -> str:
    if doubts.unpriced == doubts.n:
        return "What that may have cost is unknown."
    left_out = (
        f", and of {formats.counted(doubts.unpriced, 'call')} it is unknown"
        if doubts.unpriced
        else ""
    )
    return (
        f"That may have cost about {formats.money(doubts.cost_usd)} beyond the figures{left_out}."
    )


def _records(counts: QueueCounts) -> Line:
    goals, traces = formats.counted(counts.goals, "goal"), formats.counted(counts.traces, "trace")
    ratings, size = formats.counted(counts.ratings, "rating"), formats.size(counts.size_bytes)
    why = f"{goals}, {traces}, {ratings}, without the sample; {size} in all."
    return Line(part="Records", word="Counted", tone=Tone.NONE, why=why)


def _versions() -> Line:
    named = ", ".join(f"{name} {metadata.version(name)}" for name in _PACKAGES)
    why = f"{named}, Python {platform.python_version()}."
    return Line(part="Versions", word="Installed", tone=Tone.NONE, why=why)
