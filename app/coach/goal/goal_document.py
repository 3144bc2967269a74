"""A goal as a file: Markdown for people, JSON for programs, both with escaped texts."""

import json
from collections.abc import Iterator

from app.coach.goal.check_in.result_document import result_lines
from app.coach.goal.plan.plan_document import plan_lines
from app.coach.goal.result.score_labels import checked_by_rules
from app.ui.text import in_markdown_file as safe
from core.goals.goal import ClarifiedGoal
from core.goals.reading import Reading
from core.progress.check_in import CheckIn
from core.quality.verdict import Evaluation, ScoredBy
from core.resolutions.resolution import Resolution
from core.resolutions.sections import Entry, sections_of
from core.usecases.goals.get_goal import GoalView
from core.usecases.goals.goal_json import to_json
from core.usecases.traces.list_traces import TraceRow


def as_json(view: GoalView, trace: TraceRow | None, reading: Reading | None = None) -> str:
    """Return the goal as JSON, the same object that the command line prints."""
    text = json.dumps(to_json(view, trace, reading), ensure_ascii=False, indent=2)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def as_markdown(view: GoalView, final: CheckIn | None = None) -> str:
    """Return the goal as Markdown, without parts that are not written yet.

    `final` is the check-in that finished it.
    """
    title = view.resolution.title if view.resolution is not None else "Goal"
    lines = [f"# {safe(title)}", "", f"> {safe(view.text)}", ""]
    if view.clarified is not None:
        lines += _understood(view.clarified)
    if view.resolution is not None:
        lines += _resolution(view.resolution)
    if view.evaluation is not None:
        lines += _scores(view.evaluation)
    if view.plan is not None:
        lines += _section("Plan", plan_lines(view.plan, view.done_tasks))
    if final is not None and final.retrospective is not None and view.clarified is not None:
        lines += _section("How it went", result_lines(final, final.retrospective, view.clarified))
    return "\n".join(lines).rstrip() + "\n"


def _section(title: str, lines: Iterator[str]) -> list[str]:
    return [f"## {title}", "", *lines, ""]


def _understood(goal: ClarifiedGoal) -> list[str]:
    smart = goal.smart

    def lines() -> Iterator[str]:
        yield safe(goal.statement)
        yield ""
        yield f"- Specific: {safe(smart.specific)}"
        yield f"- Measurable: {safe(smart.measurable)}"
        yield f"- Achievable: {safe(smart.achievable)}"
        yield f"- Relevant: {safe(smart.relevant)}"
        yield f"- Time-bound: {safe(smart.time_bound)}"
        for assumption in goal.assumptions:
            about, assumed = safe(assumption.about), safe(assumption.assumed)
            yield f"- Assumed for {about}: {assumed} {safe(assumption.why)}".rstrip()
        for note in goal.notes:
            yield f"- Note: {safe(note)}"
        for reply in goal.replies:
            yield from ("", f"**{safe(reply.question)}**", "", safe(reply.text))
            if reply.source:
                yield f"Source: {safe(f'{reply.source} {reply.url}'.strip())}"

    return _section("What was understood", lines())


def _resolution(resolution: Resolution) -> list[str]:
    def lines() -> Iterator[str]:
        yield from (
            safe(resolution.description),
            "",
            safe(resolution.smart_statement),
            "",
            safe(resolution.rationale),
        )
        for section in sections_of(resolution):
            yield from ("", f"### {section.title}", "", *map(_entry, section.entries))

    return _section("Resolution", lines())


def _entry(entry: Entry) -> str:
    name, text = safe(entry.name), safe(entry.text)
    if entry.target:
        return f"- {name}: {safe(entry.target)}. {text}"
    return f"- {entry.weeks}, {name}: {text}" if entry.weeks else f"- {name}: {text}"


def _scores(evaluation: Evaluation) -> list[str]:
    def lines() -> Iterator[str]:
        for score in evaluation.dimensions:
            value = "not scored" if score.score is None else f"{score.score:.1f} of 10"
            yield f"- {score.dimension.value.capitalize()}: {value}"
        overall = "not scored" if evaluation.overall is None else f"{evaluation.overall:.1f} of 10"
        if evaluation.scored_by is ScoredBy.CODE:
            yield f"- {checked_by_rules(evaluation)}"
        else:
            yield f"- Overall: {overall}, {evaluation.status.lower()}"
        yield from (f"- To improve: {safe(suggestion)}" for suggestion in evaluation.suggestions)

    return _section("Scores", lines())
