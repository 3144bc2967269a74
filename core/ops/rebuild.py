"""`rein rebuild`: recompute the rollups."""

import time

import click

from core.ops.session import open_rein


@click.command()
def rebuild() -> None:
    """Recompute all rollups and outcomes from their records, which are not changed."""
    began = time.perf_counter()
    with open_rein() as rein, rein.database.begin() as work:
        work.outcomes.recount()
        work.rebuild_rollups()
    click.echo(f"The daily sums are computed again, in {time.perf_counter() - began:.1f} s.")
