"""`rein backup`: a copy of the database, while it is in use."""

from pathlib import Path

import click

from core.settings import load_settings
from core.usecases.backup.backup import take_backup


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write a consistent copy of the database to FILE, while it is in use.

    Keys saved on Settings or with `rein key` are not part of it.
    """
    size = take_backup(load_settings(), file)
    click.echo(
        f"{file} holds everything as of now ({size / 1e6:,.1f} MB). "
        f"`rein restore {file}` puts it back. Keys of model providers are not in it."
    )
