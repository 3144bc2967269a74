"""Read the state of the system and of its exports."""

import platform
from importlib import metadata

from app import auth, services
from app.operate.health import export_state, present
from app.operate.health.export_state import ExportsView
from app.operate.health.present import Line
from app.operate.shared.load_providers import load_providers
from app.ui.status_labels import Tone
from core.usecases.calls import list_in_doubt_calls as in_doubt
from core.usecases.calls.list_in_doubt_calls import InDoubtCall
from core.usecases.checks import HEALTH
from core.usecases.checks.check import Subject
from core.usecases.checks.external_services import BREAKERS, STANDINGS
from core.usecases.checks.run_check import examine
from core.usecases.exports.list_exports import list_backlogs, list_rejected_deliveries
from core.usecases.metrics.get_system_metrics import get_queue_counts

REJECTED_SHOWN = 20
_PACKAGES = ("rein", "streamlit", "sqlalchemy", "google-genai")


def load_health() -> tuple[Line, ...]:
    """Return the state of each part.

    Parts that read the database are left out while it is broken.
    """
    rein, viewer = services.rein(), auth.current_viewer()
    subject = Subject(
        settings=rein.settings, database=rein.database, clock=rein.clock, working=rein.jobs.running
    )
    lines: list[Line] = []
    for check in HEALTH:
        if check is BREAKERS:  # the line about models says which circuits are open
            continue
        if check.reads and _broken(lines):
            continue
        line = present.check_line(examine(check, subject))
        if not (check is STANDINGS and line.tone is Tone.GOOD):  # Export has a line per receiver
            lines.append(line)
    if not _broken(lines):
        counts = get_queue_counts(rein, viewer=viewer)
        summary = in_doubt.get_in_doubt_summary(rein, viewer=viewer)
        lines += [
            present.models_line(load_providers().models),
            present.paid_calls_line(summary, counts),
            present.records_line(counts),
        ]
    versions = {name: metadata.version(name) for name in _PACKAGES}
    return (*lines, present.versions_line(versions, python=platform.python_version()))


def _broken(lines: list[Line]) -> bool:
    return any(line.tone is Tone.BAD for line in lines)


def list_in_doubt() -> tuple[InDoubtCall, ...]:
    """Return the newest calls in doubt."""
    return in_doubt.list_latest_in_doubt_calls(services.rein(), viewer=auth.current_viewer())


def load_exports() -> ExportsView:
    """Return each destination that is set up or has queued deliveries."""
    rein, viewer, now = services.rein(), auth.current_viewer(), services.now()
    backlogs = {backlog.sink: backlog for backlog in list_backlogs(rein, viewer=viewer)}
    set_up = rein.settings.sinks
    names = (*set_up, *(name for name in backlogs if name not in set_up))
    lines = (
        export_state.sink_line(name, backlogs.get(name), now=now, set_up=name in set_up)
        for name in names
    )
    return ExportsView(
        sinks=tuple(line for line in lines if line is not None),
        rejected=list_rejected_deliveries(rein, viewer=viewer, limit=REJECTED_SHOWN),
    )
