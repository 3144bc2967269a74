"""Answer what got in the way, by meaning: from the plan, else from what helps others."""

import re
from dataclasses import dataclass

from core.goals.goal import ClarifiedGoal
from core.offline.check_ins.subject import CheckInSubject
from core.offline.if_thens.meant_guide import find_obstacle_guide
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.any_obstacle import any_obstacle
from core.offline.playbooks.likeness import Wordings
from core.offline.playbooks.schema import ObstacleGuide, Playbook
from core.offline.writing.templates import fill_template, template_values
from core.plans.plan import Plan

ALIKE = 0.6
"""Least likeness, from -1 to 1, of an obstacle and a wording that speak of the same.

Of 36 things written for this, 17 find a fitting answer from here on and one a neighbour of it; what
nothing answers ("aliens took my bicycle") stays below 0.55."""
SURELY_ALIKE = 0.75
"""The same for a free line, which may speak of anything."""
_NOTHING = re.compile(
    r"^\W*(?:nothing(?: (?:really|special|much))?|none|no|nope|n/?a|not really|"
    r"all (?:good|fine))\W*$",
    re.IGNORECASE,
)
_SITUATION = re.compile(r"^If (?P<situation>.+?), (?:then )?I will ", re.IGNORECASE)
_STOPS = re.compile(
    r"(?:^|\bI will )(?:stop|rest|pause)\b(?=[^.]*\b(?:for today|at once|for (?:a|the|one) "
    r"(?:day|week)|end the session|another day|go on tomorrow|doctor|physio))"
    r"|(?:^|\bI will )(?:rest without|take the day off)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.;!]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ObstacleAnswer:
    """An if-then plan with where it comes from."""

    if_then: str
    source: str
    intro: str
    cautious: bool = False
    """Whether it is about pain or illness, so that rest comes first."""

    @property
    def stops(self) -> bool:
        """Return whether the advice is to stop or rest for now, so that no task is pushed."""
        return self.cautious or _STOPS.search(self.if_then) is not None


def named_obstacle(subject: CheckInSubject) -> str:
    """Return what got in the way; "nothing" is no obstacle."""
    obstacle = subject.report.obstacle
    return "" if _NOTHING.match(obstacle) else obstacle


def answer_obstacle(
    subject: CheckInSubject, parsed: ParsedGoal, goal: ClarifiedGoal
) -> ObstacleAnswer | None:
    """Return the answer to what got in the way, or to a free line that surely names something."""
    obstacle = named_obstacle(subject)
    if not obstacle:
        guide = _find_by_meaning(subject.report.note, parsed.playbook, SURELY_ALIKE)
        return None if guide is None else _of_guide(guide, subject, parsed, goal)
    own = _of_plan(obstacle, subject.plan)
    if own is not None and not _was_given(own.if_then, subject):
        return own
    guide = find_obstacle_guide(obstacle, parsed.playbook) or _find_by_meaning(
        obstacle, parsed.playbook, ALIKE
    )
    if guide is not None:
        return _of_guide(guide, subject, parsed, goal, own=own is not None)
    return own or _unknown(obstacle, subject, parsed, goal)


def _of_plan(obstacle: str, plan: Plan) -> ObstacleAnswer | None:
    """Return the contingency or the if-then of the plan that speaks of an obstacle."""
    answers = _answers_of(plan)
    named = tuple(answers)
    if not named:
        return None
    wanted = _plain(obstacle)
    found = next((trigger for trigger in named if _plain(trigger) == wanted), None)
    if found is None:
        number, likeness = _triggers(named).best(obstacle)
        found = named[number] if likeness >= ALIKE else None
    if found is None:
        return None
    return ObstacleAnswer(
        if_then=answers[found],
        source="your plan",
        intro=f"Your plan has an answer to “{obstacle}”:",
    )


def _answers_of(plan: Plan) -> dict[str, str]:
    """Return what the plan says to do, by the moment it is for."""
    found = {each.trigger: each.response for each in plan.contingencies}
    for if_then in dict.fromkeys(week.if_then for week in plan.weeks):
        match = _SITUATION.match(if_then)
        if match is not None:
            found.setdefault(match.group("situation"), if_then)
    return found


def _of_guide(
    guide: ObstacleGuide,
    subject: CheckInSubject,
    parsed: ParsedGoal,
    goal: ClarifiedGoal,
    *,
    own: bool = False,
) -> ObstacleAnswer:
    values = template_values(goal, parsed.facts, parsed.playbook)
    plans = [
        f"If {guide.situation}, then I will {fill_template(action, values)}."
        for action in guide.actions
    ]
    fresh = next((plan for plan in plans if not _was_given(plan, subject)), None)
    again = own or (fresh is not None and fresh != plans[0])
    intro = f"That sounds like “{guide.obstacle}”."
    if fresh is None:
        intro = f"{intro} You know the answers I have; this one is worth another go:"
    elif again:
        intro = f"{intro} It came up before, so here is another answer:"
    else:
        intro = f"{intro} This helps others:"
    return ObstacleAnswer(
        if_then=fresh or plans[0],
        source=f"what helps with “{guide.obstacle}”",
        intro=intro,
        cautious=guide.cautious,
    )


def _unknown(
    obstacle: str, subject: CheckInSubject, parsed: ParsedGoal, goal: ClarifiedGoal
) -> ObstacleAnswer:
    guide = any_obstacle(goal.kind or parsed.playbook.kinds[0])
    plans = [f"If it happens again, then I will {action}." for action in guide.actions]
    fresh = next((plan for plan in plans if not _was_given(plan, subject)), plans[0])
    return ObstacleAnswer(
        if_then=fresh,
        source="what fits most obstacles",
        intro=f"I do not know a proven answer to “{obstacle}”. What fits most obstacles:",
    )


def _was_given(if_then: str, subject: CheckInSubject) -> bool:
    return any(each.answer.if_then == if_then for each in subject.earlier)


def _find_by_meaning(sentence: str, playbook: Playbook, least: float) -> ObstacleGuide | None:
    """Return the guide most like a sentence; of two alike, that of the topic."""
    if not sentence.strip():
        return None
    found: tuple[ObstacleGuide | None, float] = (None, least)
    for guides in (playbook.obstacles, playbook.everyday):
        number, likeness = _wordings(guides).best(sentence) if guides else (0, 0.0)
        if likeness > found[1] or (found[0] is None and likeness >= least):
            found = (guides[number], likeness)
    return found[0]


def _wordings(guides: tuple[ObstacleGuide, ...]) -> Wordings:
    return Wordings([(guide.obstacle, guide.situation, *guide.examples) for guide in guides])


def _triggers(named: tuple[str, ...]) -> Wordings:
    return Wordings([(trigger,) for trigger in named])


def _plain(text: str) -> str:
    return _SENTENCE_END.sub("", " ".join(text.casefold().split()))
