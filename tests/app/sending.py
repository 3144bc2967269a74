"""Traces in each state of delivery, stored as the sender would; nothing is sent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app import services
from core.bootstrap import Rein
from core.exports.payload import ExportKind
from core.settings import OPIK
from core.store.exports.values import SinkHealth
from tests.fakes import NOW

NOWHERE = "http://127.0.0.1:9"
WORDS = "422 Unprocessable Entity: <b>name</b> must not be blank"


def set_up_opik(rein: Rein, monkeypatch: pytest.MonkeyPatch) -> Rein:
    """Let the pages work on the same Rein with Opik set up; nobody delivers."""
    with_opik = replace(rein, settings=rein.settings.model_copy(update={"opik_url": NOWHERE}))
    monkeypatch.setattr(services, "rein", lambda: with_opik)
    return with_opik


def queue(rein: Rein, trace_id: str, *kinds: ExportKind) -> None:
    with rein.database.begin() as work:
        for kind in kinds or (ExportKind.TRACE,):
            work.outbox.add(sink=OPIK, kind=kind, trace_id=trace_id, body={}, now=NOW)


def send(rein: Rein, trace_id: str, *kinds: ExportKind) -> None:
    """Queue deliveries that arrive."""
    queue(rein, trace_id, *kinds)
    for _ in kinds or (ExportKind.TRACE,):
        with rein.database.begin() as work:
            rows = work.deliveries.claim(OPIK, now=NOW, lease=timedelta(minutes=1), limit=9)
            work.deliveries.mark_sent((row.id, row.attempts) for row in rows)
            work.deliveries.save_sink_health(SinkHealth(name=OPIK))


def refuse(rein: Rein, trace_id: str, *kinds: ExportKind) -> int:
    """Queue deliveries of which the first is refused, and the others with it; returns that row."""
    queue(rein, trace_id, *kinds)
    with rein.database.begin() as work:
        (row,) = work.deliveries.claim(OPIK, now=NOW, lease=timedelta(minutes=1), limit=1)
        work.deliveries.mark_dead((row.id, row.attempts), reason=WORDS)
        work.deliveries.mark_followers_dead(row.id, reason="Its trace was refused.")
    return row.id


def hold_up(
    rein: Rein, *, reason: str, paused: bool, wait: timedelta = timedelta(minutes=5)
) -> None:
    """Let Opik be left alone for a while, as the sender does after a delivery that failed."""
    standing = SinkHealth(
        name=OPIK, failures=1, paused=paused, reason=reason, waits_since=NOW, waits_until=NOW + wait
    )
    with rein.database.begin() as work:
        work.deliveries.save_sink_health(standing)


def standing(rein: Rein) -> SinkHealth:
    with rein.database.begin() as work:
        return work.deliveries.sink_health(OPIK)
