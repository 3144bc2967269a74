"""Read the state of the system and of its exports."""

import platform
from importlib import metadata

from app import auth, services
from app.operate.health import export_state, models_line, present
from app.operate.health.export_state import ExportsView
from app.operate.health.present import Line
from app.operate.shared.load_providers import load_providers
from core.usecases.calls import list_in_doubt_calls as in_doubt
from core.usecases.calls.list_in_doubt_calls import InDoubtCall
from core.usecases.checks.check import CheckStatus
from core.usecases.checks.external_services import CIRCUITS, SINK_HEALTH
from core.usecases.checks.get_health import get_health
from core.usecases.checks.run_check import CheckRun
from core.usecases.exports.list_exports import list_backlogs, list_rejected_deliveries

REJECTED_SHOWN = 20
_PACKAGES = ("rein", "streamlit", "sqlalchemy", "google-genai")


def load_health() -> tuple[Line, ...]:
    """Return the state of each part.

    The line about models says which circuits are open, and Export has a line for each receiver.
    """
    found = get_health(services.rein(), viewer=auth.current_viewer())
    lines = [present.check_line(check) for check in found.checks if not _has_other_line(check)]
    if (figures := found.figures) is not None:
        lines += [
            models_line.describe_models(load_providers().models),
            present.paid_calls_line(figures.in_doubt, figures.counts),
            present.records_line(figures.counts),
        ]
    versions = {name: metadata.version(name) for name in _PACKAGES}
    return (*lines, present.versions_line(versions, python=platform.python_version()))


def _has_other_line(check: CheckRun) -> bool:
    works = check.state is CheckStatus.OK
    return check.name == CIRCUITS.name or (check.name == SINK_HEALTH.name and works)


def list_in_doubt() -> tuple[InDoubtCall, ...]:
    """Return the newest calls in doubt."""
    return in_doubt.list_latest_in_doubt_calls(services.rein(), viewer=auth.current_viewer())


def load_exports() -> ExportsView:
    """Return each destination that is set up or has queued deliveries."""
    rein, viewer, now = services.rein(), auth.current_viewer(), services.now()
    backlogs = {backlog.sink: backlog for backlog in list_backlogs(rein, viewer=viewer)}
    set_up = (*rein.settings.sinks, *rein.settings.alert_sinks)
    names = (*set_up, *(name for name in backlogs if name not in set_up))
    lines = (
        export_state.sink_line(name, backlogs.get(name), now=now, set_up=name in set_up)
        for name in names
    )
    return ExportsView(
        sinks=tuple(line for line in lines if line is not None),
        rejected=list_rejected_deliveries(rein, viewer=viewer, limit=REJECTED_SHOWN),
    )
