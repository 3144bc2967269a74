"""`rein verify`: compute the result of a trial again from its proof."""

from pathlib import Path

import click

from core import formats
from core.errors import StorageUnavailable
from core.experiments.evidence import Evidence
from core.usecases.trials.primary_text import TEXTS
from core.usecases.trials.proof.verify_proof import verify_proof


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def verify(file: Path) -> None:
    """Check FILE, the proof of a trial, and compute its estimate, sequence and decision again.

    It needs no database. A file with a changed byte fails and says which member was changed.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise StorageUnavailable(f"{file} cannot be read ({error.strerror}).") from error
    found = verify_proof(content)
    text = TEXTS[found.primary]
    primary, estimate = found.result["primary"], found.result["estimate"]
    click.echo(f"{found.label}, {formats.pluralize(found.people, 'person', 'people')}")
    if primary["difference"] is not None:
        click.echo(
            f"{text.choice}: {text.mean(estimate['champion'])} -> "
            f"{text.mean(estimate['candidate'])}, difference {text.difference(Evidence(**primary))}"
            f" (n = {primary['n']})"
        )
    points = formats.pluralize(len(found.result["sequence"]), "point")
    click.echo(f"The sequence has {points}, and each was computed again.")
    decision = found.result["decision"]
    click.echo(f"By the rule: {decision['outcome']}. {decision['reason']}")
    if not found.agrees:
        click.echo(
            f"Recorded when it ended: {found.recorded}. It was stopped by hand, or what people "
            "did was changed, withdrawn or deleted since."
        )
    if not found.same_code:
        click.echo("It was written by another version of the code; the result is the same.")
    click.echo("The proof holds.")
