"""Find workers that died during a stage, from spans without an end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from core.llm.providers.offline import OFFLINE
from core.store.calls.tables import llm_calls
from core.store.calls.values import CallStatus
from core.store.runs.values import StageRow
from core.store.traces.tables import spans
from core.tracing.names import STAGE_OF_SPAN


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeover:
    """A run that another worker continued."""

    stage: str
    """Stage during which the last worker died."""
    at: datetime
    """When another worker restarted that stage."""
    first_starts: Mapping[str, datetime]
    """First start of each stage during which a worker died."""
    in_doubt: int
    """Calls in flight when the worker died, which may have been billed."""


def find_takeover(
    connection: Connection, trace_id: str, stages: Mapping[str, StageRow]
) -> Takeover | None:
    """Return how a run was taken over, or None if no worker died during a stage."""
    open_steps = select(spans.c.name, func.min(spans.c.started_at)).where(
        spans.c.trace_id == trace_id, spans.c.duration_us.is_(None), spans.c.name.in_(STAGE_OF_SPAN)
    )
    firsts = {
        stage: first
        for name, first in connection.execute(open_steps.group_by(spans.c.name))
        if (stage := STAGE_OF_SPAN[name].value) in stages and first < stages[stage].started_at
    }
    if not firsts:
        return None
    last = max(firsts, key=lambda stage: stages[stage].started_at)
    doubts = select(func.count()).where(
        llm_calls.c.trace_id == trace_id,
        llm_calls.c.status == CallStatus.IN_DOUBT,
        llm_calls.c.provider != OFFLINE,
    )
    in_doubt = connection.execute(doubts).scalar_one()
    return Takeover(stage=last, at=stages[last].started_at, first_starts=firsts, in_doubt=in_doubt)
