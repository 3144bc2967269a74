"""`rein outcomes`: what people did with their plans."""

import json

import click

from core import formats
from core.accounts.viewer import LOCAL_VIEWER
from core.ops.session import open_rein
from core.quality.slice import Slice
from core.usecases.outcomes.get_outcomes import (
    OutcomeReport,
    OutcomeShare,
    get_outcomes,
)
from core.usecases.outcomes.outcomes_json import outcomes_json
from core.usecases.utc_days import last_days

_ROW = "{:<28}{:>7}{:>16}{:>18}{:>9}"


@click.command()
@click.option("--days", type=click.IntRange(1, 3_660), default=30, show_default=True)
@click.option("--model", help="Plans whose resolution this model wrote.")
@click.option("--prompt", "prompt_version", help="Version of a prompt, e.g. plan@v2.")
@click.option("--fingerprint", help="Fingerprint of prompts and models.")
@click.option("--kind", help="Kind of goal, e.g. training.")
@click.option("--tier", help="Tier of the account, e.g. basic.")
@click.option("--language", type=click.Choice(["english", "other"]))
@click.option("--offline/--model-written", default=None, help="Who wrote; else both.")
@click.option("--sample", is_flag=True, help="The sample instead of real people.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def outcomes(
    *,
    days: int,
    sample: bool,
    as_json: bool,
    fingerprint: str | None,
    offline: bool | None,
    **filters: str | None,
) -> None:
    """Show how people live with their plans: week 1, coming back, first edits, skips.

    A plan counts on the day on which a figure of it is final.
    """
    with open_rein() as rein:
        report = get_outcomes(
            rein,
            viewer=LOCAL_VIEWER,
            days=last_days(rein, days),
            sample=sample,
            within=Slice(
                prompt_version=filters["prompt_version"],
                model=filters["model"],
                tier=filters["tier"],
                kind=filters["kind"],
                language=filters["language"],
                offline=offline,
            ),
            fingerprint=fingerprint,
        )
    if as_json:
        click.echo(json.dumps(outcomes_json(report), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(report, days=days)))


def _lines(report: OutcomeReport, *, days: int) -> list[str]:
    now, before = report.now, report.before
    lines = [
        _ROW.format(f"Last {days} days", "share", "95 % interval", "out of", "before"),
        _line("Tasks of week 1 done", now.week_1, before.week_1, unit="task"),
        _line("Came back in week 2", now.returned, before.returned, unit="plan"),
        _line("Edited within a day", now.edited, before.edited, unit="plan"),
    ]
    skips = sorted(now.skips.items(), key=lambda item: (-item[1], item[0]))
    reasons = ", ".join(f"{reason.replace('_', ' ')} {n}" for reason, n in skips if n)
    lines.append(f"Skipped in the first two weeks: {reasons or 'nothing'}")
    return lines


def _line(name: str, now: OutcomeShare, before: OutcomeShare, *, unit: str) -> str:
    interval = "" if now.interval is None else formats.share_interval(now.interval)
    return _ROW.format(
        name,
        formats.share(now.share),
        interval,
        formats.pluralize(now.of, unit),
        formats.share(before.share),
    )
