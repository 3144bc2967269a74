"""`rein rebuild`: recompute the rollups, and index the replies of earlier versions."""

import time

import click

from core.ops.session import open_rein
from core.usecases.traces.index_texts import index_batch


@click.command()
def rebuild() -> None:
    """Recompute all rollups and outcomes from their records, which are not changed.

    Then index the replies and comments of traces that a search does not find by them yet.
    """
    began = time.perf_counter()
    with open_rein() as rein:
        with rein.database.begin() as work:
            work.outcomes.recount()
            work.rebuild_rollups()
            sealed = work.count_sealed_days()
        click.echo(f"The daily sums are computed again, in {time.perf_counter() - began:.1f} s.")
        if sealed:
            days = "1 day" if sealed == 1 else f"{sealed:,} days"
            click.echo(f"Those of {days} are left: some of their records were removed by age.")
        done = 0
        while count := index_batch(rein):
            done += count
            click.echo(f"{done} traces are searched by their replies now.")
