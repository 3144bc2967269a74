"""Read a goal text with the tuned sentence model."""

from pathlib import Path

import numpy as np

from core.learning.best_path import best_path
from core.learning.evidence_model import EvidenceModel
from core.learning.models import MODEL_FOLDER, load_evidence_model, load_tuned_encoder
from core.learning.tagged_tokens import TaggedTokens
from core.learning.tokens import Token, split_tokens
from core.learning.tuned_encoder import Floats, Head, ReadText, TunedEncoder, piece_places
from core.offline.reading.facts import Span
from core.offline.reading.roles.clause_bounds import clause_bounds, sentence_starts
from core.offline.reading.roles.role_reading import (
    FoundSlot,
    RoleReading,
    faint_slots,
    read_clauses,
    read_slots,
)
from core.offline.reading.roles.roles import HOMES, Role
from core.offline.reading.roles.settled_roles import settled_roles

_AT_HOME = 0.1
"""How probable a clause where the slot has a home must be."""


class RoleReader:
    """The models that read a goal; they never change, so threads may share them."""

    def __init__(self, encoder: TunedEncoder, judge: EvidenceModel) -> None:
        self._encoder = encoder
        self.judge = judge

    def read(self, text: str) -> RoleReading:
        """Return clauses, slots, domain, kind and level of a text."""
        tokens = split_tokens(text)
        read = self._encoder.read(text)
        roles = _tagged(self._encoder.head("roles"), read, tokens)
        slot_tags = _tagged(self._encoder.head("slots"), read, tokens)
        settled = settled_roles(clause_bounds(tokens, text), roles)
        topic = topic_vectors(read, self._encoder.head("roles"))
        return RoleReading(
            text=text,
            tokens=tokens,
            roles=roles,
            slot_tags=slot_tags,
            clauses=read_clauses(text, tokens, settled, set(sentence_starts(tokens, text))),
            slots=_slots(text, tokens, roles, slot_tags),
            domains=self._whole("domains", topic),
            kinds=self._whole("kinds", topic),
            levels=self._whole("levels", topic),
        )

    def meaning(self, text: str) -> Floats:
        """Return the tuned model's mean of a text and of its aim, one behind the other."""
        return topic_vectors(self._encoder.read(text), self._encoder.head("roles"))

    def _whole(self, head: str, values: Floats) -> dict[str, float]:
        own = self._encoder.head(head)
        return _named(own, own.shares(values[None]))[0]


def topic_vectors(read: ReadText, roles: Head) -> Floats:
    """Return the mean of a text and that of its aim, one behind the other."""
    aim = roles.shares(read.states)[:, roles.labels.index(Role.AIM.value)]
    return np.concatenate([read.mean(), read.mean(aim)])


def _tagged(head: Head, read: ReadText, tokens: tuple[Token, ...]) -> TaggedTokens:
    if not tokens:
        return TaggedTokens(labels=(), shares=())
    places = piece_places(read.ends, [token.start for token in tokens])
    shares = head.shares(read.states[places])
    if head.transitions is None:
        best = shares.argmax(axis=1).tolist()
    else:
        best = best_path(shares, head.transitions)
    return TaggedTokens(
        labels=tuple(head.labels[at] for at in best),
        shares=tuple(_named(head, shares)),
    )


def _named(head: Head, shares: Floats) -> list[dict[str, float]]:
    return [dict(zip(head.labels, row, strict=True)) for row in shares.tolist()]


def _slots(
    text: str, tokens: tuple[Token, ...], roles: TaggedTokens, tagged: TaggedTokens
) -> tuple[FoundSlot, ...]:
    """Return the slots found, and faint ones elsewhere of the kinds that were not found."""
    found = read_slots(text, tokens, roles.labels, tagged)
    kinds = {slot.slot for slot in found}
    faint = [
        slot
        for slot in faint_slots(text, tokens, roles.labels, tagged)
        if slot.slot not in kinds and not any(_overlap(slot.span, own.span) for own in found)
    ]
    at = {token.start: place for place, token in enumerate(tokens)}
    return tuple(
        slot
        for slot in (*found, *faint)
        if slot.slot not in HOMES
        or sum(roles.shares[at[slot.span.start]].get(role.value, 0.0) for role in HOMES[slot.slot])
        >= _AT_HOME
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def load_role_reader() -> RoleReader:
    """Return the reader with the models that ship with Rein."""
    return build_role_reader(MODEL_FOLDER)


def build_role_reader(folder: Path, *, judge: EvidenceModel | None = None) -> RoleReader:
    """Return a reader with the models of a folder; the training gives a judge of its own."""
    return RoleReader(
        load_tuned_encoder("reader", folder=folder),
        judge or load_evidence_model("certainty", folder=folder),
    )
