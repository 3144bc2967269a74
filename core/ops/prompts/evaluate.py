"""`rein evaluate`: compare variants on a dataset, and work, show, cancel or retry such a run."""

import json

import click

from core import formats
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.datasets.split import Split
from core.ops.session import open_rein
from core.usecases.datasets.list_datasets import VersionRecord, find_version, get_dataset_named
from core.usecases.evaluation_runs.change_evaluation_run import (
    cancel_evaluation_run,
    retry_evaluation_run,
)
from core.usecases.evaluation_runs.evaluation_run_json import report_json
from core.usecases.evaluation_runs.list_evaluation_runs import (
    Comparison,
    EvaluationReport,
    Paired,
    Progress,
    get_evaluation_run,
    list_evaluation_runs,
)
from core.usecases.evaluation_runs.pair_report import MARGIN, Compared
from core.usecases.evaluation_runs.plan_evaluation_run import BUDGET_USD, Asked, plan_evaluation_run
from core.usecases.evaluation_runs.start_evaluation_run import start_evaluation_run
from core.usecases.evaluation_runs.work_evaluation_run import work_evaluation_run

_SAMPLE = click.option("--sample", is_flag=True, help="The sample instead of real people.")


@click.group()
def evaluate() -> None:
    """Compare prompt versions, settings of the coach and models on the items of a dataset."""


@evaluate.command()
@click.argument("dataset")
@click.option(
    "--variant",
    "variants",
    multiple=True,
    required=True,
    metavar="VARIANT",
    help="“live”, or as in “defaults@v3” or “generate@v2,model=gemini”. The first one is compared "
    "with; one alone is compared with “live”.",
)
@click.option("--version", "number", type=click.IntRange(1), help="The newest one by default.")
@click.option("--split", type=click.Choice([split.value for split in Split]))
@click.option("--judge", help="Key of the model that scores, or “offline”.")
@click.option("--budget", default=BUDGET_USD, show_default=True, help="US dollars at most.")
@click.option("--note", default="", help="What you want to know.")
@click.option(
    "--pairs/--no-pairs",
    default=True,
    show_default=True,
    help="Let the judge also compare both texts of each item, in both orders.",
)
@click.option("--forecast", is_flag=True, help="Say what it would cost, and start nothing.")
@click.option("--queue", is_flag=True, help="Leave the work to a running server.")
@_SAMPLE
def start(  # noqa: PLR0913 - one argument an option
    dataset: str,
    *,
    variants: tuple[str, ...],
    number: int | None,
    split: str | None,
    judge: str | None,
    budget: float,
    note: str,
    pairs: bool,
    forecast: bool,
    queue: bool,
    sample: bool,
) -> None:
    """Let every variant write for each item of DATASET, and compare the scores in pairs."""
    asked = Asked(
        variants=variants,
        judge=judge,
        split=Split(split) if split else None,
        budget_usd=budget,
        note=note,
        pairwise=pairs,
    )
    with open_rein() as rein:
        found = get_dataset_named(rein, viewer=LOCAL_VIEWER, name=dataset, sample=sample)
        version = find_version(found, number)
        _print_forecast(rein, version, asked)
        if forecast:
            return
        run_id = start_evaluation_run(
            rein,
            viewer=LOCAL_VIEWER,
            version=version,
            asked=asked,
            sample=sample,
            queue_only=not queue,
        )
        click.echo(f"The evaluation run {run_id} is queued.")
        if not queue:
            _work(rein, run_id)


def _print_forecast(rein: Rein, version: VersionRecord, asked: Asked) -> None:
    plan = plan_evaluation_run(rein, viewer=LOCAL_VIEWER, version=version, asked=asked)
    cost = formats.money(plan.usd) if plan.usd is not None else "an unknown amount"
    click.echo(
        f"{formats.pluralize(plan.items, 'item')}, "
        f"{formats.pluralize(len(plan.variants), 'variant')}, judge {plan.judge}: "
        f"expected to cost {cost}. {plan.forecast.basis}"
        + (" Both texts of each item are compared in both orders." if plan.pairwise else "")
    )


@evaluate.command("list")
@_SAMPLE
def list_(*, sample: bool) -> None:
    """List the newest runs."""
    with open_rein() as rein:
        found = list_evaluation_runs(rein, viewer=LOCAL_VIEWER, sample=sample)
    if not found:
        click.echo("There was no evaluation run yet. Begin one with `rein evaluate start`.")
    for one in found:
        labels = " | ".join(variant.label for variant in one.run.variants)
        click.echo(
            f"{one.run.id}  {one.run.dataset} v{one.run.number}  {labels}  {_far(one.progress)}"
        )


@evaluate.command()
@click.argument("run_id")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def show(run_id: str, *, as_json: bool) -> None:
    """Show what the run RUN_ID has found until now."""
    with open_rein() as rein:
        report = get_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id)
    if as_json:
        click.echo(json.dumps(report_json(report)))
        return
    for line in _lines(report):
        click.echo(line)


@evaluate.command()
@click.argument("run_id")
def resume(run_id: str) -> None:
    """Work what is not finished of the run RUN_ID, in this process."""
    with open_rein() as rein:
        _work(rein, run_id)


@evaluate.command()
@click.argument("run_id")
def cancel(run_id: str) -> None:
    """Cancel what is not finished of the run RUN_ID."""
    with open_rein() as rein:
        cancel_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id)
    click.echo("The run is cancelled. What is finished stays.")


@evaluate.command()
@click.argument("run_id")
def retry(run_id: str) -> None:
    """Work the cases again that failed or were cancelled in the run RUN_ID."""
    with open_rein() as rein:
        queued = retry_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id)
        click.echo(f"{formats.pluralize(queued, 'case')} queued again.")
        _work(rein, run_id)


def _work(rein: Rein, run_id: str) -> None:
    """Work a run here, with a line for each tenth of it, and print what it found."""
    shown = -1

    def report(progress: Progress) -> None:
        nonlocal shown
        tenth = 10 * progress.ended // max(1, progress.total)
        if tenth > shown:
            shown = tenth
            click.echo(_far(progress), err=True)

    get_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id)
    work_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id, on_progress=report)
    found = get_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id)
    for line in _lines(found):
        click.echo(line)


def _far(progress: Progress) -> str:
    parts = ", ".join(f"{n} {status}" for status, n in sorted(progress.cases.items()))
    pairs = sum(progress.pairs.values())
    compared = f", {progress.compared} of {pairs} pairs compared" if pairs else ""
    return f"{progress.ended} of {progress.total} cases ended ({parts}){compared}"


def _lines(report: EvaluationReport) -> list[str]:
    run = report.run
    lines = [f"{run.dataset} v{run.number}, judge {run.judge}: {_far(report.progress)}"]
    for one in report.totals:
        lines.append(
            f"{one.label} by {one.model}: {one.done} done, {one.unscored} of them unscored, "
            f"{one.failed} failed, {formats.money(one.spent_usd, known=not one.unpriced)}"
        )
        lines += [f"  {times} times: {error}" for error, times in one.errors.items()]
    both = zip(run.variants[1:], report.comparisons, report.compared, strict=True)
    for variant, found, compared in both:
        lines += _compared(f"{variant.label} against {run.variants[0].label}", found)
        lines.append(f"  {_preferred(compared)}")
    return lines


def _compared(title: str, found: Comparison) -> list[str]:
    lines = [f"{title}: {found.pairs} pairs, {found.unpaired} items without one"]
    return lines + [f"  {name}: {_difference(one)}" for name, one in found.scores.items()]


def _preferred(found: Compared) -> str:
    counts = found.counts
    how = "Compared by the judge" if found.by_judge else f"By scores (margin {MARGIN:g})"
    text = f"{how}: {counts.wins} better, {counts.ties} alike, {counts.losses} worse"
    if counts.by_order:
        text += f", {counts.by_order} decided by the order"
    share, interval = counts.win_share, counts.win_interval
    if share is not None and interval is not None:
        text += f"; wins {formats.share(share)} of {counts.decided}"
        text += f", between {formats.share(interval.low)} and {formats.share(interval.high)}"
    return text


def _difference(one: Paired) -> str:
    return (
        f"{one.before:.2f} -> {one.after:.2f}, difference {one.difference:+.2f}, between "
        f"{one.interval.low:+.2f} and {one.interval.high:+.2f} (n = {one.n})"
    )
