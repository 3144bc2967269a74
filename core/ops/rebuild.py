"""`rein rebuild`: the daily sums, computed anew from the facts."""

import time

import click

from core.ops.session import opened


@click.command()
def rebuild() -> None:
    """Compute all daily sums anew from the traces, scores and ratings. Charts read them; facts are never changed."""
    began = time.perf_counter()
    with opened() as rein, rein.database.begin() as work:
        work.rebuild_rollups()
    click.echo(f"The daily sums are computed anew, in {time.perf_counter() - began:.1f} s.")
