"""`rein export`: all goals of a person as a zip file."""

from pathlib import Path

import click

from core.accounts.viewer import LOCAL_VIEWER
from core.ops.session import open_rein
from core.usecases.goals.export_goals import export_goals


@click.command()
@click.option(
    "--out",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="FILE.zip to write.",
)
def export(file: Path) -> None:
    """Write your goals with plans, scores and ratings to a zip file, as JSON and CSV tables."""
    with open_rein() as rein:
        count = export_goals(rein, viewer=LOCAL_VIEWER, file=file)
    click.echo(f"{file} holds {count} {'goal' if count == 1 else 'goals'}.")
