"""Turn the marks of a training text into one label for each token."""

from collections.abc import Sequence

from core.learning.marked_text import Mark
from core.learning.tokens import Token
from core.offline.reading.roles.roles import NO_LABEL, Role


def role_labels(tokens: Sequence[Token], marks: Sequence[Mark]) -> list[str]:
    """Return the role of each token's clause; a token between clauses goes with the one before."""
    found = [_tag_at(token, marks, depth=0) for token in tokens]
    current = next((tag for tag in found if tag), Role.CHAT.value)
    labels: list[str] = []
    for tag in found:
        current = tag or current
        labels.append(current)
    return labels


def slot_labels(tokens: Sequence[Token], marks: Sequence[Mark]) -> list[str]:
    """Return B-slot for the first token of a slot, I-slot for the others, and no label outside."""
    labels: list[str] = []
    before: Mark | None = None
    for token in tokens:
        mark = _mark_at(token, marks, depth=1)
        if mark is None:
            labels.append(NO_LABEL)
        else:
            labels.append(f"{'I' if mark is before else 'B'}-{mark.tag}")
        before = mark
    return labels


def _tag_at(token: Token, marks: Sequence[Mark], *, depth: int) -> str | None:
    mark = _mark_at(token, marks, depth=depth)
    return mark.tag if mark else None


def _mark_at(token: Token, marks: Sequence[Mark], *, depth: int) -> Mark | None:
    return next(
        (m for m in marks if m.depth == depth and m.start < token.end and token.start < m.end), None
    )
