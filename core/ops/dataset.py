"""`rein dataset`: list, export and import datasets of saved cases."""

import json
import sys
from pathlib import Path
from typing import BinaryIO

import click

from core import formats
from core.accounts.viewer import LOCAL_VIEWER
from core.datasets.split import Split
from core.errors import InvalidInput, StorageUnavailable
from core.ops.session import open_rein
from core.usecases.datasets.dataset_json import dataset_json
from core.usecases.datasets.export_lines import export_lines
from core.usecases.datasets.import_lines import MAX_BYTES, BadLines, Target, import_lines
from core.usecases.datasets.list_datasets import (
    VersionRecord,
    find_version,
    get_dataset_named,
    list_datasets,
)

_SAMPLE = click.option("--sample", is_flag=True, help="The sample instead of real people.")


@click.group()
def dataset() -> None:
    """List, export and import datasets: saved goals with their replies, scores and ratings."""


@dataset.command("list")
@_SAMPLE
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines.")
def list_(*, sample: bool, as_json: bool) -> None:
    """List all datasets with their versions, newest first."""
    with open_rein() as rein:
        found = list_datasets(rein, viewer=LOCAL_VIEWER, sample=sample)
    if as_json:
        for one in found:
            click.echo(json.dumps(dataset_json(one), ensure_ascii=False))
        return
    if not found:
        click.echo("There are no datasets. Save one on the Traces page, or `rein dataset import`.")
    for one in found:
        click.echo(one.name)
        for version in one.versions:
            click.echo(f"  {_describe(version)}")


@dataset.command()
@click.argument("name")
@click.option("--version", "number", type=click.IntRange(1), help="The newest one by default.")
@click.option("--split", type=click.Choice([split.value for split in Split]))
@click.option("--out", "file", type=click.Path(path_type=Path, dir_okay=False), help="FILE.jsonl.")
@_SAMPLE
def export(
    name: str, *, number: int | None, split: str | None, file: Path | None, sample: bool
) -> None:
    """Write a version of the dataset NAME as JSON lines, to a file or to standard output."""
    with open_rein() as rein:
        found = get_dataset_named(rein, viewer=LOCAL_VIEWER, name=name, sample=sample)
        lines = export_lines(
            rein,
            viewer=LOCAL_VIEWER,
            version=find_version(found, number),
            split=Split(split) if split else None,
        )
        if file is None:
            for line in lines:
                sys.stdout.write(line)
            return
        try:
            with file.open("w", encoding="utf-8", newline="\n") as stream:
                count = sum(bool(stream.write(line)) for line in lines)
        except OSError as error:
            raise StorageUnavailable(
                f"{file} cannot be written ({error.strerror}).", advice="Choose another place."
            ) from error
    click.echo(f"{file} holds {formats.pluralize(count, 'item')}.")


@dataset.command("import")
@click.argument("file", type=click.File("rb"))
@click.option("--name", required=True, help="The dataset; it is made if there is none.")
@click.option("--note", default="", help="What the items are, for the list of versions.")
@click.option("--keep", is_flag=True, help="Add to the items of the newest version.")
@click.option("--skip-bad", is_flag=True, help="Store the good lines although some are bad.")
@_SAMPLE
def import_(
    *, file: BinaryIO, name: str, note: str, keep: bool, skip_bad: bool, sample: bool
) -> None:
    """Store FILE (JSON lines, or - for stdin) as a new version of a dataset.

    If a line is bad, nothing is stored and all bad lines are named, unless --skip-bad.
    """
    target = Target(name=name, note=note, keep=keep, sample=sample)
    with open_rein() as rein:
        try:
            done = import_lines(
                rein,
                viewer=LOCAL_VIEWER,
                target=target,
                content=file.read(MAX_BYTES + 1),
                skip_bad=skip_bad,
            )
        except BadLines as error:
            for line in error.lines:
                click.echo(f"line {line.number}: {line.reason}", err=True)
            raise InvalidInput(
                f"{formats.pluralize(len(error.lines), 'line')} cannot be read; "
                "nothing was stored.",
                advice="Correct them, or give --skip-bad to store the others.",
            ) from error
    for line in done.bad:
        click.echo(f"line {line.number}: {line.reason}", err=True)
    state = "" if done.saved.added else " (unchanged)"
    click.echo(f"{done.saved.dataset.name}: {_describe(done.saved.version)}{state}")


def _describe(version: VersionRecord) -> str:
    """Return a version in one line."""
    parts = [
        f"version {version.number}",
        formats.pluralize(version.left, "item"),
        version.created_at.date().isoformat(),
        version.left_hash[:12],
    ]
    if version.removed:
        parts.append(
            f"{formats.pluralize(version.removed, 'item')} removed at the person's request"
        )
    return ", ".join(parts) + (f": {version.note}" if version.note else "")
