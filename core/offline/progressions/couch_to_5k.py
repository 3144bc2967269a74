"""Couch to 5K: the runs and walks of each session, as the NHS publishes them, in whole steps."""

import re

from core.offline.reading.facts import GoalFacts

# One tuple per session: the durations of its runs in seconds.
C25K: tuple[tuple[tuple[int, ...], ...], ...] = (
    ((60,) * 8,) * 3,
    ((90,) * 6,) * 3,
    ((90, 180, 90, 180),) * 3,
    ((180, 300, 180, 300),) * 3,
    ((300, 300, 300), (480, 480), (1200,)),
    ((300, 480, 300), (600, 600), (1500,)),
    ((1500,),) * 3,
    ((1680,),) * 3,
    ((1800,),) * 3,
)
C25K_WEEKS = len(C25K)
_ORDINALS = {
    word: number
    for number, words in enumerate(
        "one first|two second|three third|four fourth|five fifth|six sixth|seven seventh|"
        "eight eighth".split("|"),
        start=1,
    )
    for word in words.split()
}
_WEEK_DONE = re.compile(
    rf"\bweek (\d|{'|'.join(_ORDINALS)})\b|\b({'|'.join(_ORDINALS)}) week\b", re.IGNORECASE
)
_FINISHED = re.compile(r"\b(?:finished|done|completed|did|through|behind me)\b", re.IGNORECASE)
C25K_WALKS: tuple[dict[int, int], ...] = (
    {60: 90},
    {90: 120},
    {90: 90, 180: 180},
    {180: 90, 300: 150},
    {300: 180, 480: 300},
    {300: 180, 480: 180, 600: 180},
    {},
    {},
    {},
)
"""For each week, the seconds of walking after a run of so many seconds."""
_WARM_UP_MINUTES = 5


def weeks_done(facts: GoalFacts) -> int:
    """Return the weeks of a beginner's plan that are behind the person ("finished week 3")."""
    behind = tuple(span for span in facts.background if _FINISHED.search(span.text))
    for span in (*facts.starting_points, *behind):
        match = _WEEK_DONE.search(span.text)
        if match is not None:
            word = (match.group(1) or match.group(2)).lower()
            return int(word) if word.isdecimal() else _ORDINALS.get(word, 0)
    return 0


def session_title(session: tuple[int, ...], walks: dict[int, int]) -> str:
    """Return a session in the steps of the method: whole seconds or minutes, never a mean."""
    ends = f"walk {_WARM_UP_MINUTES} minutes before and after"
    if len(session) == 1:
        return f"Run {_format_seconds(session[0])} without stopping ({ends})"
    between = [walks[run] for run in session[:-1]]
    if len(set(session)) == 1:
        return (
            f"Run {_format_seconds(session[0])} and walk {_format_seconds(between[0])}, "
            f"{len(session)} times ({ends})"
        )
    if len(set(between)) == 1:
        runs = ", ".join(_format_seconds(run) for run in session)
        return f"Run {runs} with {_format_seconds(between[0])} of walking in between ({ends})"
    half = session[: len(session) // 2]
    times = ", twice" if half * 2 == session else ""
    steps = ", ".join(
        f"run {_format_seconds(run)}, walk {_format_seconds(walks[run])}"
        for run in (half if times else session)
    )
    return f"{steps[0].upper()}{steps[1:]}{times} ({ends})"


def _format_seconds(seconds: int) -> str:
    """Return 90 as "90 seconds", 180 as "3 minutes" and 150 as "2 minutes 30"."""
    minutes, rest = divmod(seconds, 60)
    if seconds < 120:
        return f"{seconds} seconds"
    return f"{minutes} minutes {rest}" if rest else f"{minutes} minutes"


def session_minutes(session: tuple[int, ...], walks: dict[int, int]) -> int:
    """Return how long a session takes with its walks before, between and after the runs."""
    walked = sum(walks[run] for run in session[:-1])
    return round((sum(session) + walked) / 60) + 2 * _WARM_UP_MINUTES
