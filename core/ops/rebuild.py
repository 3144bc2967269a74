"""`rein rebuild`: recompute the rollups."""

import time

import click

from core.ops.session import open_rein


@click.command()
def rebuild() -> None:
    """Recompute all rollups from traces, scores and ratings. The records are not changed."""
    began = time.perf_counter()
    with open_rein() as rein, rein.database.begin() as work:
        work.rebuild_rollups()
    click.echo(f"The daily sums are computed anew, in {time.perf_counter() - began:.1f} s.")
