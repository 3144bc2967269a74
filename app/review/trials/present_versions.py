"""Versions that can be tried and their replays, in words and as table rows."""

from app.review.shared import version_names
from app.review.trials.load import Choices
from app.ui.status_labels import Tone
from app.ui.table import Cell, Column
from core import formats, signed
from core.errors import ReinError
from core.usecases.evaluation_runs.list_evaluation_runs import Progress
from core.usecases.prompts.list_prompts import PromptVersion
from core.usecases.trials.replay_by_models import Planned
from core.usecases.trials.replay_version import Replay, Verdict

VERSION_COLUMNS = (
    Column(title="Version"),
    Column(title="Status"),
    Column(title="Why it was written", wide=True),
    Column(title="Replay against the live version", wide=True),
)
_VERDICTS = {
    Verdict.PASSED: ("Pass", Tone.GOOD),
    Verdict.FAILED: ("Fail", Tone.BAD),
    Verdict.UNDECIDED: ("Undecided", Tone.NONE),
}


def candidates(choices: Choices) -> tuple[PromptVersion, ...]:
    """Return the versions that are not live, of prompts without a running trial."""
    return tuple(
        one for one in choices.versions if not one.live and one.text.name not in choices.running
    )


def label(version: PromptVersion) -> str:
    """Return the name of a version, also of settings."""
    return f"{version.text.name}@v{version.text.version}"


def reason_text(error: ReinError) -> str:
    """Return why something cannot be done, and what to do."""
    return f"{error} {error.advice}".strip()


def forecast_text(plan: Planned) -> str:
    """Return what a replay with a model would do and cost."""
    cost = formats.money(plan.usd) if plan.usd is not None else "an unknown amount"
    writer, judge = map(version_names.model, (plan.variants[0].model, plan.judge))
    return (
        f"{formats.pluralize(plan.items, 'goal')} written twice by {writer}, scored by "
        f"{judge}. Expected to cost {cost}; it stops at a quarter more. "
        f"{plan.forecast.basis}"
    )


def live_version(choices: Choices, name: str) -> int | None:
    """Return the live version of a prompt."""
    return next(
        (one.text.version for one in choices.versions if one.live and one.text.name == name), None
    )


def replay_of(choices: Choices, version: PromptVersion) -> Replay | None:
    """Return the newest replay of a version against the live one."""
    name, live = version.text.name, live_version(choices, version.text.name)
    wanted = (name, live, version.text.version)
    return next(
        (one for one in choices.replays if (one.prompt, one.champion, one.candidate) == wanted),
        None,
    )


def version_cells(choices: Choices, version: PromptVersion) -> tuple[Cell, ...]:
    """Return a version that can be tried as a table row."""
    return (
        Cell(text=version_names.version(label(version)), note=label(version)),
        Cell(text=version.status.capitalize()),
        Cell(text=version.text.intent),
        _replay_cell(choices, version),
    )


def _replay_cell(choices: Choices, version: PromptVersion) -> Cell:
    """Return the newest replay of a version, with the way to its run if it has one."""
    under_way = choices.under_way.get(label(version))
    if under_way is not None:
        return Cell(
            text=f"Is replayed now: {far(under_way.progress)}",
            to=f"evaluation-runs?run={under_way.run.id}",
        )
    replay = replay_of(choices, version)
    if replay is None:
        return Cell(text="Not replayed", tone=Tone.NONE)
    verdict, tone = _VERDICTS[replay.verdict]
    run_id = replay.evaluation_run_id
    return Cell(
        text=verdict,
        note=replay_figures(replay),
        tone=tone,
        to=f"evaluation-runs?run={run_id}" if run_id else "",
    )


def far(progress: Progress) -> str:
    """Return how far a replay is."""
    return f"{formats.count(progress.ended)} of {formats.pluralize(progress.total, 'case')} ended"


def replay_figures(replay: Replay) -> str:
    """Return the gain of a replay with its interval and number of goals."""
    gain = replay.gain
    unit = "points" if "score" in replay.aim else "%"
    return (
        f"{replay.aim}: {signed.figure(gain.mean)} {unit} {signed.interval(gain)}, "
        f"{formats.pluralize(gain.n, 'goal')}"
    )
