"""The verdict of an outline: by the person's own pace, or by what a rule knows of the way."""

from dataclasses import replace

from core.offline.kinds.outline_values import Outline
from core.offline.kinds.verdicts.verdict import Verdict, pace_verdict
from core.offline.kinds.verdicts.way_verdict import way_verdict
from core.offline.parsed_goal import ParsedGoal
from core.offline.reading.pace.own_pace import own_pace
from core.offline.writing.two_choices import FeasibleTarget


def with_verdict(outline: Outline, parsed: ParsedGoal) -> Outline:
    """Return the outline with the sentence that says whether the goal works out, if one can."""
    if outline.verdict:
        return outline
    verdict = _of_own_pace(outline, parsed) or way_verdict(outline, parsed)
    if verdict is None:
        return outline
    reachable = outline.reachable
    if not verdict.fits and reachable is None:
        reachable = FeasibleTarget(
            target=outline.target, weeks_needed=verdict.weeks_needed, notes=(), reason=verdict.text
        )
    return replace(
        outline,
        verdict=verdict.text,
        notes=(verdict.text, *outline.notes),
        reachable=reachable,
    )


def _of_own_pace(outline: Outline, parsed: ParsedGoal) -> Verdict | None:
    pace, target = own_pace(parsed.facts), outline.requested
    if pace is None or target is None or target.unit != pace.unit:
        return None
    return pace_verdict(pace, target, outline.period)
