"""`rein doctor`: what works, what does not, and what to do about it, one line each."""

import sys
from collections.abc import Iterator

import click

from core.clock import SystemClock
from core.settings import load_settings
from core.store.database.engine import Database
from core.usecases.checks import DOCTOR
from core.usecases.checks.check import CheckContext, CheckStatus
from core.usecases.checks.run_check import CheckRun, run_check
from core.usecases.checks.storage import DATABASE

_SIGNS = {
    CheckStatus.OK: ("ok  ", "green"),
    CheckStatus.WARNING: ("look", "yellow"),
    CheckStatus.FAILED: ("fail", "red"),
}


@click.command()
def doctor() -> None:
    """Check everything Rein needs, change nothing, and exit with 1 if a check fails."""
    settings = load_settings()
    database = Database.open(settings.resolved_database_url)
    subject = CheckContext(settings=settings, database=database, clock=SystemClock())
    well = True
    try:
        for found in _examined(subject):
            sign, colour = _SIGNS[found.state]
            click.echo(f"{click.style(sign, fg=colour)}  {found.name:<11} {found.line}")
            well = well and found.state is not CheckStatus.FAILED
    finally:
        database.close()
    if not well:
        sys.exit(1)


def _examined(subject: CheckContext) -> Iterator[CheckRun]:
    """Yield the results; checks that need the database are skipped if it does not answer."""
    readable = run_check(DATABASE, subject).state is CheckStatus.OK
    for check in DOCTOR:
        if readable or not check.reads:
            yield run_check(check, subject)
