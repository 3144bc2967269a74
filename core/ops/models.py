"""`rein models`: whether your words may go to language models."""

import click

from core.accounts.viewer import LOCAL_VIEWER
from core.ops.session import open_rein
from core.usecases.consents.consents import ConsentState, ModelChoice, decide, get_consent


@click.command()
@click.option("--agree", is_flag=True, help="Your words may go to the hosts that are listed.")
@click.option("--offline-only", is_flag=True, help="Only the offline coach writes for you.")
def models(*, agree: bool, offline_only: bool) -> None:
    """Show where your words go, and decide whether they may.

    Until you decide, the offline coach writes everything and nothing is sent.
    """
    if agree and offline_only:
        raise click.UsageError("Choose one of --agree and --offline-only.")
    with open_rein() as rein:
        if agree or offline_only:
            choice = ModelChoice.MODELS if agree else ModelChoice.OFFLINE
            shown = get_consent(rein, viewer=LOCAL_VIEWER).hosts
            decide(rein, viewer=LOCAL_VIEWER, choice=choice, shown=shown)
        state = get_consent(rein, viewer=LOCAL_VIEWER)
    click.echo(_sentence(state))


def _sentence(state: ConsentState) -> str:
    if not state.hosts:
        return "No language model is set up; nothing you write is sent anywhere."
    hosts = ", ".join(state.hosts)
    if state.needs_answer:
        return (
            f"Your words would go to {hosts}. Nothing is sent until you decide: "
            "`rein models --agree` or `rein models --offline-only`."
        )
    if state.uses_models:
        return f"Your words go to {hosts}. `rein models --offline-only` ends that."
    return f"Only the offline coach writes for you; nothing goes to {hosts}."
