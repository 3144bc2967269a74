"""`rein export`: all goals of a person as a zip file, or a whole table of records as a file."""

from datetime import datetime
from pathlib import Path

import click

from core.accounts.viewer import LOCAL_VIEWER
from core.ops.session import open_rein
from core.usecases.goals.export_goals import export_goals
from core.usecases.records.export_records import (
    RecordFormat,
    RecordsAsked,
    RecordTable,
    export_records,
)

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.argument("table", type=click.Choice([str(table) for table in RecordTable]), required=False)
@click.option(
    "--out",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file to write.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice([str(format_) for format_ in RecordFormat]),
    default=str(RecordFormat.CSV),
    show_default=True,
    help="The format of a table.",
)
@click.option("--since", type=_DAY, help="First day of a table, in UTC.")
@click.option("--until", type=_DAY, help="Last day of a table, in UTC.")
@click.option("--sample", is_flag=True, help="The records of the sample.")
@click.option("--excel", is_flag=True, help="Begin a CSV file as Excel needs it (with a BOM).")
def export(
    table: str | None,
    file: Path,
    format_: str,
    since: datetime | None,
    until: datetime | None,
    *,
    sample: bool,
    excel: bool,
) -> None:
    """Write your goals to a zip file, or a whole TABLE of everyone's records to a file.

    Without TABLE: your goals with plans, scores and ratings, as JSON and CSV tables.
    """
    if table is None:
        if since or until or sample or excel or format_ != RecordFormat.CSV:
            raise click.UsageError("These options are about a TABLE, such as ratings.")
        with open_rein() as rein:
            count = export_goals(rein, viewer=LOCAL_VIEWER, file=file)
        click.echo(f"{file} holds {count} {'goal' if count == 1 else 'goals'}.")
        return
    asked = RecordsAsked(
        table=RecordTable(table),
        format=RecordFormat(format_),
        since=since.date() if since else None,
        until=until.date() if until else None,
        sample=sample,
        excel=excel,
    )
    with open_rein() as rein:
        count = export_records(rein, viewer=LOCAL_VIEWER, asked=asked, file=file)
    click.echo(f"{file} holds {count:,} {'record' if count == 1 else 'records'} of {table}.")
