"""`rein demo`: load or remove the sample."""

import click

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import build
from core.settings import load_settings
from core.usecases.samples.sample import load_sample, remove_sample


@click.command()
@click.option("--remove", is_flag=True, help="Remove the sample instead.")
def demo(*, remove: bool) -> None:
    """Load a marked sample of goals and ratings, separate from real ones."""
    rein = build(load_settings())
    try:
        if remove:
            remove_sample(rein, viewer=LOCAL_VIEWER)
            click.echo("The sample is removed. Real goals and figures were never touched.")
            return
        with click.progressbar(length=100, label="Writing the sample") as bar:
            count = load_sample(
                rein,
                viewer=LOCAL_VIEWER,
                on_progress=lambda done, total: bar.update(100 * done // total - bar.pos),
            )
        click.echo(
            f"{count} sample goals are in. Open Overview and choose “Look at the sample”; "
            "`rein demo --remove` takes them out."
        )
    finally:
        rein.database.close()
