"""How the machine stands, as lines a person can act on."""

import shutil
import sys
from dataclasses import dataclass
from importlib import metadata
from urllib.parse import urlsplit

from app.widgets import formats
from app.widgets.words import Tone
from core.bootstrap import Rein
from core.errors import ReinError
from core.read import operations

LOW_DISK = 1_000_000_000
VERY_LOW_DISK = 100_000_000
STUCK_AFTER_S = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One part of the machine: a word, the reason, and the next step where there is one."""

    part: str
    word: str
    tone: Tone
    why: str


def load_health(rein: Rein) -> tuple[Line, ...]:
    """Return every part, even while the database is gone."""
    database = _database(rein)
    if database.tone is Tone.BAD:
        return (database, _worker(rein), _disk(rein), _versions())
    counts = operations.find_counts(rein.database)
    return (
        database,
        _worker(rein),
        _queue(rein, counts),
        _calls(counts),
        _outbox(counts),
        _disk(rein),
        _records(counts),
        _versions(),
    )


def _database(rein: Rein) -> Line:
    try:
        rein.database.ping()
    except ReinError as error:
        return Line(part="Database", word="Not reachable", tone=Tone.BAD, why=str(error))
    return Line(
        part="Database", word="Works", tone=Tone.GOOD, why=f"{rein.database.address}, at this version's migrations."
    )


def _worker(rein: Rein) -> Line:
    if rein.jobs.running:
        why = f"Works up to {formats.counted(rein.settings.workers, 'run')} at the same time in this process."
        return Line(part="Worker", word="Works", tone=Tone.GOOD, why=why)
    why = "Submitted goals wait until a server or `rein worker` runs on this database. Restart the server."
    return Line(part="Worker", word="Not running", tone=Tone.BAD, why=why)


def _queue(rein: Rein, counts: operations.Counts) -> Line:
    waiting = sum(counts.runs.values())
    said = ", ".join(f"{n} {status.replace('_', ' ')}" for status, n in counts.runs.items() if n)
    if waiting == 0 or counts.oldest_waiting is None:
        return Line(part="Runs", word="Nothing waits", tone=Tone.GOOD, why="Every submitted run has ended.")
    age = (rein.clock.now() - counts.oldest_waiting).total_seconds()
    why = f"{said}; the oldest for {formats.milliseconds(age * 1_000)}."
    if age > STUCK_AFTER_S:
        return Line(
            part="Runs", word="Slow", tone=Tone.WARN, why=f"{why} Open it from the traces, or restart the server."
        )
    return Line(part="Runs", word="Working", tone=Tone.GOOD, why=why)


def _calls(counts: operations.Counts) -> Line:
    doubtful, flying = counts.calls.get("in_doubt", 0), counts.calls.get("in_flight", 0)
    if doubtful:
        why = (
            f"{formats.counted(doubtful, 'model call')} may have been paid for without an answer that was stored, "
            "because the process ended in between. Compare with the provider's bill; nothing is repeated on its own."
        )
        return Line(part="Paid calls", word="In doubt", tone=Tone.WARN, why=why)
    under_way = f" {formats.counted(flying, 'call')} under way." if flying else ""
    return Line(part="Paid calls", word="All accounted for", tone=Tone.GOOD, why=f"Every answer is stored.{under_way}")


def _outbox(counts: operations.Counts) -> Line:
    dead, pending = counts.outbox.get("dead", 0), counts.outbox.get("pending", 0)
    if dead:
        why = f"{formats.counted(dead, 'delivery', 'deliveries')} were refused for good; the rest goes on."
        return Line(part="Exports", word="Some refused", tone=Tone.WARN, why=why)
    if pending:
        why = f"{formats.counted(pending, 'delivery', 'deliveries')} on the way."
        return Line(part="Exports", word="Working", tone=Tone.GOOD, why=why)
    return Line(part="Exports", word="Nothing waits", tone=Tone.GOOD, why="Nothing is to leave this machine.")


def _disk(rein: Rein) -> Line:
    folder = rein.settings.data_dir
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        why = f"The data folder {folder} cannot be read ({error.strerror})."
        return Line(part="Disk", word="Unknown", tone=Tone.WARN, why=why)
    why = f"{formats.size(free)} free at {folder}."
    if free < VERY_LOW_DISK:
        return Line(part="Disk", word="Full soon", tone=Tone.BAD, why=f"{why} Free some space now; writes will fail.")
    if free < LOW_DISK:
        return Line(part="Disk", word="Low", tone=Tone.WARN, why=f"{why} Free some space.")
    return Line(part="Disk", word="Enough", tone=Tone.GOOD, why=why)


def _records(counts: operations.Counts) -> Line:
    said = ", ".join(
        (
            formats.counted(counts.goals, "goal"),
            formats.counted(counts.traces, "trace"),
            formats.counted(counts.ratings, "rating"),
        )
    )
    why = f"{said}, without the sample; {formats.size(counts.size_bytes)} in all."
    return Line(part="Records", word="Counted", tone=Tone.NONE, why=why)


def _versions() -> Line:
    named = ", ".join(
        f"{name} {metadata.version(name)}" for name in ("rein", "streamlit", "sqlalchemy", "google-genai")
    )
    python = ".".join(str(part) for part in sys.version_info[:3])
    return Line(part="Versions", word="Installed", tone=Tone.NONE, why=f"{named}, Python {python}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting as it may be shown: never a key."""

    name: str
    variable: str
    value: str


def load_settings(rein: Rein) -> tuple[Setting, ...]:
    """Return what is configured."""
    settings = rein.settings
    return (
        Setting(name="Address", variable="REIN_HOST, REIN_PORT", value=f"{settings.host}:{settings.port}"),
        Setting(name="Accounts", variable="REIN_AUTH", value="None: one person on this machine, as admin"),
        Setting(name="Database", variable="REIN_DATABASE_URL", value=rein.database.address),
        Setting(name="Data folder", variable="REIN_DATA_DIR", value=str(settings.data_dir)),
        Setting(name="Runs at the same time", variable="REIN_WORKERS", value=str(settings.workers)),
        Setting(name="Longest model call", variable="REIN_CALL_DEADLINE_S", value=f"{settings.call_deadline_s:g} s"),
        Setting(name="Log level", variable="REIN_LOG_LEVEL", value=settings.log_level.value),
        Setting(name="Gemini key", variable="GEMINI_API_KEY", value="set" if settings.gemini_api_key else "not set"),
        Setting(name="Gemini model", variable="REIN_GEMINI_MODEL", value=settings.gemini_model),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A host that data goes to, what goes there, and why."""

    host: str
    what: str


GEMINI_HOST = "generativelanguage.googleapis.com"


def load_destinations(rein: Rein) -> tuple[Destination, ...]:
    """Return every host that data leaves for; empty where nothing does."""
    settings = rein.settings
    if settings.gemini_api_key is None:
        return ()
    host = urlsplit(settings.gemini_base_url).hostname if settings.gemini_base_url else GEMINI_HOST
    what = f"Goal texts and what you say about yourself, to be worked on by {settings.gemini_model}."
    return (Destination(host=host or settings.gemini_base_url or GEMINI_HOST, what=what),)
