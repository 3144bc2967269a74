"""`rein scrub`: no file of the database holds what was deleted."""

import sys

import click

from core import formats
from core.accounts.viewer import LOCAL_VIEWER
from core.ops.session import open_rein
from core.usecases.retention.scrub import LogAccess, Scrubbed, ScrubPlan, plan_scrub, scrub

_RIGHTS = (
    "this account of PostgreSQL needs the role pg_checkpoint, and EXECUTE on pg_switch_wal() and "
    "pg_ls_waldir()"
)


@click.command("scrub")
@click.option("--check", is_flag=True, help="Change nothing, and print what would be done.")
def scrub_files(*, check: bool) -> None:
    """Remove the bytes of deleted words from all files of the database.

    Run it after something was deleted for good. On PostgreSQL it rewrites every table with its
    indexes, each of which is locked meanwhile, and overwrites the write-ahead log. Exits with 1 if
    something was left.
    """
    with open_rein() as rein:
        if check:
            _print_plan(plan_scrub(rein, viewer=LOCAL_VIEWER))
            return
        done = scrub(rein, viewer=LOCAL_VIEWER)
    for line in _left(done):
        click.echo(f"Left: {line}.", err=True)
    if done.log is not None:
        click.echo(f"{formats.pluralize(done.tables, 'table')} rewritten.")
        click.echo(_out_of_reach(done.log))
    if not done.complete:
        sys.exit(1)
    click.echo("No file of the database holds what was deleted.")


def _print_plan(plan: ScrubPlan | None) -> None:
    if plan is None:
        click.echo("SQLite overwrites what is deleted; a scrub repeats it for what was in use.")
        return
    click.echo(
        f"{formats.pluralize(plan.tables, 'table')} would be rewritten, {_megabytes(plan.size)} "
        "with their indexes. Each is locked for reading and writing meanwhile; the copy of the "
        f"largest needs {_megabytes(plan.largest)} on the disk."
    )
    if plan.log.may_overwrite:
        click.echo("The write-ahead log would be overwritten.")
    else:
        click.echo(f"The write-ahead log would be left: {_RIGHTS}.")
    click.echo(_out_of_reach(plan.log))


def _left(done: Scrubbed) -> list[str]:
    lines = [
        f"the table {name}, which is in use or belongs to another account" for name in done.left
    ]
    if done.readers:
        count = formats.pluralize(done.readers, "older transaction")
        lines.append(f"rows that {count} could still read; end them and run it again")
    if not done.samples:
        lines.append("samples of the planner; only an owner of the database can rewrite them")
    if done.log is not None and not done.log.may_overwrite:
        lines.append(f"the write-ahead log; {_RIGHTS}")
    if not done.freed:
        lines.append("old files, until the next checkpoint" if done.log else "the log, in use")
    if done.held:
        count = formats.pluralize(done.held, "segment")
        lines.append(f"{count} of the log that an archive, a replica or a setting holds")
    return lines


def _out_of_reach(log: LogAccess) -> str:
    places = ["backups", "the log of the server", "snapshots and free blocks of the disk"]
    if log.replicas or log.slots:
        places.insert(0, "the write-ahead logs of replicas")
    if log.archives:
        places.insert(0, "the archive of the write-ahead log")
    return f"Out of reach: {', '.join(places[:-1])} and {places[-1]}."


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
