"""`rein experiment`: list, show, start and stop trials of versions on people."""

from collections.abc import Callable
from pathlib import Path

import click

from core import formats
from core.accounts.viewer import LOCAL_VIEWER
from core.errors import StorageUnavailable
from core.experiments.evidence import Evidence
from core.ops.prompts.replay import replay
from core.ops.session import open_rein
from core.usecases.trials import guardrail_text
from core.usecases.trials.automatic.advance_trials import OFF, advance_trials
from core.usecases.trials.list_trials import (
    ALPHA,
    ArmMeans,
    Guardrail,
    Trial,
    TrialReport,
    list_trials,
    show_trial,
)
from core.usecases.trials.primary_text import text_of
from core.usecases.trials.proof.write_proof import write_proof
from core.usecases.trials.propose_version import propose_version
from core.usecases.trials.start_trial import LEAST_N, MOST_N, WRITING, Plan, Primary, start_trial
from core.usecases.trials.stop_trial import stop_trial
from core.usecases.utc_days import last_days

_DAYS = 30


@click.group()
def experiment() -> None:
    """Try a prompt version on a share of people; a rule decides on stars or first weeks."""


experiment.add_command(replay)


@experiment.command("list")
def list_() -> None:
    """List all trials, newest first."""
    with open_rein() as rein:
        found = list_trials(rein, viewer=LOCAL_VIEWER)
    if not found:
        click.echo("There was no trial yet. Begin one with `rein experiment start`.")
    for trial in found:
        click.echo(f"{trial.id}  {_versions(trial)}  {trial.outcome}")


@experiment.command()
@click.argument("trial_id")
def show(trial_id: str) -> None:
    """Show what the trial TRIAL_ID has found."""
    with open_rein() as rein:
        report = show_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id)
    for line in _lines(report):
        click.echo(line)


@experiment.command()
@click.argument("prompt", type=click.Choice(WRITING))
@click.argument("version", type=click.IntRange(1))
@click.option("--reason", required=True, help="What should get better.")
@click.option(
    "--primary",
    type=click.Choice([one.value for one in Primary]),
    default=Primary.STARS.value,
    show_default=True,
    help="What decides: the stars of a person's first rating, or the tasks done of their week 1.",
)
@click.option("--share", default=50.0, help="Share of people who get the version, in percent.")
@click.option("--least", default=LEAST_N, help="People before a winner may be called.")
@click.option("--most", default=MOST_N, help="People after which it ends without a winner.")
@click.option(
    "--more-cost",
    type=float,
    help="How much more than usual a run may cost, in percent  [25; 200 for routes].",
)
@click.option("--more-time", default=25.0, help="How much longer a run may last, in percent.")
@click.option("--again", is_flag=True, help="Although this version was rolled back before.")
def start(  # noqa: PLR0913 - one parameter an option
    prompt: str,
    version: int,
    *,
    reason: str,
    primary: str,
    share: float,
    least: int,
    most: int,
    more_cost: float | None,
    more_time: float,
    again: bool,
) -> None:
    """Try VERSION of PROMPT against the live one."""
    plan = Plan(
        prompt=prompt,
        candidate=version,
        reason=reason,
        primary=Primary(primary),
        share=share / 100,
        least_n=least,
        most_n=most,
        more_cost=None if more_cost is None else more_cost / 100,
        more_time=more_time / 100,
        again=again,
    )
    with open_rein() as rein:
        trial_id = start_trial(rein, viewer=LOCAL_VIEWER, plan=plan)
    click.echo(f"The trial {trial_id} runs.")


@experiment.command()
@click.argument("trial_id")
@click.option("--reason", required=True, help="Why it is stopped.")
def stop(trial_id: str, *, reason: str) -> None:
    """Stop the trial TRIAL_ID; everybody gets the live version."""
    with open_rein() as rein:
        stop_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id, reason=reason)
    click.echo("The trial is stopped.")


@experiment.command()
@click.argument("trial_id")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def proof(trial_id: str, file: Path) -> None:
    """Write the proof of the ended trial TRIAL_ID to FILE; `rein verify FILE` checks it."""
    with open_rein() as rein:
        content = write_proof(rein, viewer=LOCAL_VIEWER, trial_id=trial_id)
    try:
        file.write_bytes(content)
    except OSError as error:
        raise StorageUnavailable(
            f"{file} cannot be written ({error.strerror}).", advice="Choose another place."
        ) from error
    click.echo(f"{file} holds the proof. `rein verify {file}` computes its result again.")


@experiment.command()
def propose() -> None:
    """Say which settings of the offline coach to try next, and why."""
    with open_rein() as rein:
        found = propose_version(rein, viewer=LOCAL_VIEWER, days=last_days(rein, _DAYS))
    if found is None:
        click.echo(f"Nothing in the last {_DAYS} days points to other settings.")
    else:
        click.echo(f"defaults@v{found.version}: {found.reason}")


@experiment.command()
def advance() -> None:
    """Take proposals one step on, as a server does every ten minutes; off without a budget."""
    with open_rein() as rein:
        done = advance_trials(rein)
    if done == OFF:
        click.echo("Automatic trials are off: REIN_AUTOMATIC_TRIALS_USD_PER_MONTH is not set.")
    else:
        click.echo(f"{done[:1].upper()}{done[1:]}.")


def _versions(trial: Trial) -> str:
    return f"{trial.label} against v{trial.champion}"


def _lines(report: TrialReport) -> list[str]:
    trial, primary = report.trial, report.findings.primary
    text = text_of(trial.scale)
    known = "not known yet" if primary.difference is None else text.difference(primary)
    lines = [
        f"{_versions(trial)}: {trial.outcome}",
        f"Why: {trial.reason}",
        f"{text.choice}, {formats.pluralize(primary.n, 'person', 'people')}: {known}",
        (
            f"Evidence for v{trial.candidate}: {primary.for_candidate:.2f}, against it: "
            f"{primary.for_champion:.2f}; decided at {2 / ALPHA:g}."
        ),
        *(_guardrail(one, report.guardrails[one.label]) for one in trial.rule.guardrails),
        f"Cost of a run: {_beside(report.costs, formats.money)}",
        f"Time of a run: {_beside(report.seconds, formats.seconds)}",
        *(
            f"{one.measure.label}: {_describe(one.evidence)}{', differs' if one.differs else ''}"
            for one in report.secondary
        ),
        *(
            f"At a share of {formats.share(each.share)}: {each.champion:,} people with "
            f"v{trial.champion}, {each.candidate:,} with v{trial.candidate}"
            for each in report.people
        ),
    ]
    if trial.decision:
        lines.append(f"Ended: {trial.decision}")
    elif report.people_needed is not None:
        lines.append(f"If it goes on like this, about {report.people_needed:,} people decide it.")
    if trial.watch_note:
        lines.append(f"Since the promotion: {trial.watch}. {trial.watch_note}")
    return lines


def _beside(one: ArmMeans, written: Callable[[float], str]) -> str:
    """Return a figure of both arms; its 95 % interval holds at this look alone."""
    before, after, between = one.champion, one.candidate, one.interval
    if before.mean is None or after.mean is None:
        return "not known yet"
    text = (
        f"{written(before.mean)} (n = {before.n:,}) with the champion, {written(after.mean)} "
        f"(n = {after.n:,}) with the candidate"
    )
    if between is None or one.difference is None:
        return text
    low, difference, high = (
        f"{'-' if usd < 0 else '+'}{written(abs(usd))}"
        for usd in (between.low, one.difference, between.high)
    )
    return f"{text}; difference {difference}, 95 % between {low} and {high}"


def _guardrail(one: Guardrail, found: Evidence) -> str:
    known = guardrail_text.difference_text(one, found)
    people = formats.pluralize(found.n, "person", "people")
    state = "WORSE" if one.is_broken(found) else "no sign of harm"
    between = f" {guardrail_text.range_text(one, found)}" if found.n else ""
    accepted = f"accepted {guardrail_text.accepted_text(one)}"
    return f"{one.label.capitalize()}, {people}: {known}{between}, {accepted}; {state}"


def _describe(one: Evidence) -> str:
    if one.difference is None:
        return "not known yet"
    return f"difference {one.difference:+.2f}, between {one.low:+.2f} and {one.high:+.2f}"
