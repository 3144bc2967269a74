"""`rein serve`: serve the web application."""

import os
import sys
from urllib.parse import urlsplit

import click

from core.settings import ROOT, Settings, load_settings

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@click.command()
@click.option("--host", help="Address to listen on (default 127.0.0.1, or REIN_HOST).")
@click.option("--port", type=click.IntRange(1, 65_535), help="Port (default 8501, or REIN_PORT).")
def serve(host: str | None, port: int | None) -> None:
    """Serve Rein in the browser."""
    settings = load_settings()
    host, port = host or settings.host, port or settings.port
    os.environ["REIN_HOST"], os.environ["REIN_PORT"] = host, str(port)
    os.chdir(ROOT)  # Streamlit reads .streamlit/config.toml from the working directory
    click.echo(f"Rein is starting on http://{host}:{port}{settings.base_path}")
    sys.stdout.flush()
    script = str(ROOT / "app" / "server.py")
    flags = [f"--server.address={host}", f"--server.port={port}"]
    flags += [f"--server.allowedHosts={name}" for name in _host_names(host, settings)]
    if settings.base_path:
        flags.append(f"--server.baseUrlPath={settings.base_path}")
    # The server replaces this process, so that signals and the exit code are its own.
    command = [sys.executable, "-m", "streamlit", "run", script, *flags]
    os.execv(sys.executable, command)  # noqa: S606 - a fixed program


def _host_names(host: str, settings: Settings) -> tuple[str, ...]:
    """Return the names that the server answers to."""
    given = [name.strip() for name in settings.allowed_hosts.split(",")]
    public = urlsplit(settings.public_url or "").hostname or ""  # links in mails lead there
    return (*_LOOPBACK, *(name for name in (host, public, *given) if name))
