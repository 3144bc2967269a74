"""`rein restore`: restore a backup of the database."""

from pathlib import Path

import click

from core.clock import SystemClock
from core.settings import load_settings
from core.usecases.backup.backup import restore_backup


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--force",
    is_flag=True,
    help="Also while a server uses the database: what it is writing now is lost.",
)
def restore(file: Path, *, force: bool) -> None:
    """Replace the database with the backup FILE. The previous database stays beside it."""
    done = restore_backup(load_settings(), file, clock=SystemClock(), force=force)
    click.echo(f"{done.file} is the database of {file} now.")
    if done.previous is not None:
        click.echo(f"The one before is kept as {done.previous}.")
