"""Which safety notes of its topic a recipe takes beside its own."""

from core.goals.kind import GoalKind
from core.offline.playbooks.similarity import telling_stems

_NO_BODY = frozenset({GoalKind.CHANGE, GoalKind.EVENT, GoalKind.EXAM, GoalKind.MONEY})
"""Kinds whose tasks are talks, papers, money and books; a craft or a skill may hurt."""
_LEAST_SHARED = 2


def notes_of_topic(
    notes: tuple[str, ...], own: tuple[str, ...], about: str, kind: GoalKind
) -> tuple[str, ...]:
    """Return the notes of a topic; where no body is at work only those about what is done.

    `about` is all that the recipe says; what its `own` notes hold is not repeated.
    """
    if not own or kind not in _NO_BODY:
        return notes
    done, known_notes = telling_stems(about), [telling_stems(line) for line in own]
    return tuple(line for line in notes if _adds(telling_stems(line), done, known_notes))


def _adds(line: frozenset[str], about: frozenset[str], known_notes: list[frozenset[str]]) -> bool:
    again = any(2 * len(line & known) > min(len(line), len(known)) for known in known_notes)
    return len(line & about) >= _LEAST_SHARED and not again
