"""`rein worker`: work on submitted runs without serving pages."""

import signal
import threading
from types import FrameType

import click

from core.bootstrap import build
from core.logs import configure_logging
from core.settings import load_settings
from core.usecases.runs.background_workers import start_working, stop_working
from core.usecases.settings.note_settings import StartedAs, note_settings


@click.command()
def worker() -> None:
    """Work on submitted goals until SIGTERM or Ctrl-C; unfinished ones resume elsewhere."""
    stop = threading.Event()

    def ask_to_stop(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask_to_stop)
    settings = load_settings()
    configure_logging(settings.log_level)  # a worker is a server, so its log events matter
    rein = build(settings)
    note_settings(rein, StartedAs.WORKER)
    rein.warm()  # before the first run is claimed, so that no run waits for imports
    start_working(rein)
    click.echo("Rein is working submitted goals.")
    stop.wait()
    stop_working(rein)
    rein.database.close()
