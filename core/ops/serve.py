"""`rein serve`: serve the web application."""

import os
import sys

import click

from core.settings import ROOT, load_settings


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
    if settings.base_path:
        flags.append(f"--server.baseUrlPath={settings.base_path}")
    # The server replaces this process, so that signals and the exit code are its own.
    command = [sys.executable, "-m", "streamlit", "run", script, *flags]
    os.execv(sys.executable, command)  # noqa: S606 - a fixed program
