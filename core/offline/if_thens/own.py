"""What gets in the person's way, in their own words."""

from core.goals.goal import GoalRequest
from core.offline.if_thens.blocking import (
    CUT_SHORT,
    blocking_clause,
    has_own_subject,
    surely_blocking,
    with_its_sentence,
)
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import GoalFacts


def own_obstacles(request: GoalRequest, facts: GoalFacts, playbook: Playbook) -> tuple[str, ...]:
    """Return the obstacles in the person's words, or the constraints they set if they named none.

    What a text says of hours, rooms and other people bounds a plan; it is no moment to answer,
    unless it says what ends too soon ("my hand gets tired after ten minutes").
    """
    named = named_obstacles(facts, playbook)
    if not named:
        cut = (span for span in facts.constraints if CUT_SHORT.search(span.text))
        named = tuple(clause for span in cut if (clause := blocking_clause(span.text)))
    found = named or request.circumstances.constraints
    return found or _beside_the_goal(facts, playbook)


def named_obstacles(facts: GoalFacts, playbook: Playbook) -> tuple[str, ...]:
    """Return the clauses that block in what was read as obstacles."""
    spans = facts.obstacles or ((facts.obstacle,) if facts.obstacle else ())
    clauses = (_what_blocks(span.text, playbook) for span in spans)
    return tuple(clause for clause in clauses if clause)


def _what_blocks(sentence: str, playbook: Playbook) -> str | None:
    """Return the clause that blocks; pain and illness count whatever the form of the sentence."""
    clause = with_its_sentence(sentence)
    guide = playbook.find_obstacle(sentence)
    if guide is None or not guide.cautious:
        return clause
    return clause if clause and playbook.find_obstacle(clause) == guide else sentence


def _beside_the_goal(facts: GoalFacts, playbook: Playbook) -> tuple[str, ...]:
    """Return what a text speaks of in passing that surely blocks, and that a guide answers.

    A clause without a subject of its own is named by its guide.
    """
    if not facts.english:
        return ()
    for clause in surely_blocking(facts.text):
        guide = playbook.find_obstacle(clause)
        if guide is not None:
            return (clause if has_own_subject(clause) else guide.obstacle,)
    return ()
