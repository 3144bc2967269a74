"""`rein experiment replay`: write past goals again with a version and with the live one."""

import click

from core import formats
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.errors import NotFound
from core.ops.session import open_rein
from core.usecases.datasets.list_datasets import find_version, get_dataset_named
from core.usecases.evaluation_runs.work_evaluation_run import work_evaluation_run
from core.usecases.trials.replay_by_models import (
    BUDGET_USD,
    READ_BY_MODELS,
    ReplayAsked,
    forecast_replay,
    save_goals,
    start_replay,
)
from core.usecases.trials.replay_version import (
    USUAL_GOALS,
    Replay,
    list_replays,
    replay_version,
)
from core.usecases.trials.require_replay import write_verdict
from core.usecases.trials.start_trial import WRITING


@click.command()
@click.argument("prompt", type=click.Choice(WRITING))
@click.argument("version", type=click.IntRange(1))
@click.option("--goals", default=USUAL_GOALS, help="Goals to write again.")
@click.option("--dataset", help="Its items instead of past goals.")
@click.option("--model", help="Key of the model that writes; the first one by default.")
@click.option("--judge", help="Key of the model that scores, or “offline”.")
@click.option("--budget", default=BUDGET_USD, show_default=True, help="US dollars at most.")
@click.option("--forecast", is_flag=True, help="Say what it would cost, and start nothing.")
def replay(
    prompt: str,
    version: int,
    *,
    goals: int,
    dataset: str | None,
    model: str | None,
    judge: str | None,
    budget: float,
    forecast: bool,
) -> None:
    """Write past goals again with VERSION of PROMPT and with the live one, and judge them.

    A prompt that a model reads is replayed by an evaluation run, which is worked here.
    """
    with open_rein() as rein:
        if prompt not in READ_BY_MODELS:
            found = replay_version(
                rein, viewer=LOCAL_VIEWER, prompt=prompt, candidate=version, goals=goals
            )
            click.echo(write_verdict(found))
            return
        items = (
            find_version(get_dataset_named(rein, viewer=LOCAL_VIEWER, name=dataset), None)
            if dataset
            else None
        )
        asked = ReplayAsked(
            prompt=prompt,
            candidate=version,
            items=items,
            goals=goals,
            model=model,
            judge=judge,
            budget_usd=budget,
        )
        _print_forecast(rein, asked)
        if not forecast:
            click.echo(write_verdict(_work(rein, asked)))


def _print_forecast(rein: Rein, asked: ReplayAsked) -> None:
    plan = forecast_replay(rein, viewer=LOCAL_VIEWER, asked=asked)
    cost = formats.money(plan.usd) if plan.usd is not None else "an unknown amount"
    click.echo(
        f"{formats.pluralize(plan.items, 'goal')} written twice by {plan.variants[0].model}, judge "
        f"{plan.judge}: expected to cost {cost}. {plan.forecast.basis}"
    )


def _work(rein: Rein, asked: ReplayAsked) -> Replay:
    """Work a replay here, and return its verdict."""
    ready = save_goals(rein, viewer=LOCAL_VIEWER, asked=asked)
    run_id = start_replay(rein, viewer=LOCAL_VIEWER, asked=ready, queue_only=True)
    click.echo(f"The evaluation run {run_id} works it; `rein evaluate show {run_id}` has the rest.")
    work_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id)
    for one in list_replays(rein, viewer=LOCAL_VIEWER):
        if one.evaluation_run_id == run_id:
            return one
    raise NotFound("The goals of this replay were deleted meanwhile.")
