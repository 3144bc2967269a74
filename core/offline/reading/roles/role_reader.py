"""Read a goal text with the trained models."""

from pathlib import Path

import numpy as np

from core.learning.evidence_model import EvidenceModel
from core.learning.linear_model import LinearModel
from core.learning.models import (
    MODEL_FOLDER,
    load_evidence_model,
    load_linear_model,
    load_sentence_encoder,
    load_sequence_tagger,
    load_word_vectors,
)
from core.learning.sentence_encoder import EncodedText, SentenceEncoder
from core.learning.sequence_tagger import SequenceTagger, TaggedTokens
from core.learning.text_features import TextFeatures, text_features
from core.learning.tokens import Token, split_tokens
from core.learning.word_vectors import WordVectors
from core.offline.reading.roles.clauses import clause_attributes, clause_features
from core.offline.reading.roles.role_reading import (
    FoundSlot,
    RoleReading,
    faint_slots,
    read_clauses,
    read_slots,
)
from core.offline.reading.roles.roles import HOMES, Role
from core.offline.reading.roles.settled_roles import settled_roles
from core.offline.reading.roles.token_features import (
    clause_bounds,
    role_attributes,
    sentence_starts,
    slot_attributes,
)

TOPIC_BUCKETS = 1 << 15
_AIM_WEIGHT = 1.5
_AT_HOME = 0.1
"""How probable a clause where the slot has a home must be."""


class RoleReader:
    """The models that read a goal; they never change, so threads may share them."""

    def __init__(  # noqa: PLR0913 - one for each model
        self,
        *,
        vectors: WordVectors,
        encoder: SentenceEncoder,
        clauses: LinearModel,
        roles: SequenceTagger,
        slots: SequenceTagger,
        domains: LinearModel,
        kinds: LinearModel,
        levels: LinearModel,
        judge: EvidenceModel,
    ) -> None:
        self.vectors = vectors
        self._encoder = encoder
        self.judge = judge
        self._clauses = clauses
        self._roles = roles
        self._slots = slots
        self._domains = domains
        self._kinds = kinds
        self._levels = levels

    def read(self, text: str) -> RoleReading:
        """Return clauses, slots, domain, kind and level of a text."""
        tokens = split_tokens(text)
        described = role_attributes(tokens, text, self.vectors)
        encoded = self._encoder.encode(text)
        features = clause_features(tokens, text, self.vectors, encoded)
        seen = clause_attributes(features, self._clauses)
        attributes = [[*own, *clause] for own, clause in zip(described, seen, strict=True)]
        roles = self._roles.tag(attributes)
        slot_tags = self._slots.tag(slot_attributes(described, roles.labels))
        settled = settled_roles(clause_bounds(tokens, text), roles)
        clauses = read_clauses(text, tokens, settled, set(sentence_starts(tokens, text)))
        aims = tuple(
            (clause.span.start, clause.span.end) for clause in clauses if clause.role is Role.AIM
        )
        topic = topic_features(text, aims, self.vectors, encoded)
        return RoleReading(
            text=text,
            tokens=tokens,
            roles=roles,
            slot_tags=slot_tags,
            clauses=clauses,
            slots=_slots(text, tokens, roles, slot_tags),
            domains=self._domains.probabilities(topic),
            kinds=self._kinds.probabilities(topic),
            levels=self._levels.probabilities(topic),
        )


def _slots(
    text: str, tokens: tuple[Token, ...], roles: TaggedTokens, tagged: TaggedTokens
) -> tuple[FoundSlot, ...]:
    """Return the slots found, and faint ones of the kinds that were found nowhere."""
    found = read_slots(text, tokens, roles.labels, tagged)
    kinds = {slot.slot for slot in found}
    faint = [
        slot for slot in faint_slots(text, tokens, roles.labels, tagged) if slot.slot not in kinds
    ]
    at = {token.start: place for place, token in enumerate(tokens)}
    return tuple(
        slot
        for slot in (*found, *faint)
        if slot.slot not in HOMES
        or sum(roles.shares[at[slot.span.start]].get(role.value, 0.0) for role in HOMES[slot.slot])
        >= _AT_HOME
    )


def topic_features(
    text: str, aims: tuple[tuple[int, int], ...], vectors: WordVectors, encoded: EncodedText
) -> TextFeatures:
    """Return the features of a text and, apart from them, those of its aim's ranges."""
    aim = " ".join(text[start:end] for start, end in aims)
    own = encoded.mean_of(*aims) if aims else encoded.mean()
    whole = text_features(text, buckets=TOPIC_BUCKETS // 2, vectors=vectors)
    part = text_features(aim or text, buckets=TOPIC_BUCKETS // 2, vectors=vectors)
    return TextFeatures(
        buckets=np.concatenate([whole.buckets, part.buckets + TOPIC_BUCKETS // 2]),
        weights=np.concatenate([whole.weights, part.weights * _AIM_WEIGHT]),
        dense=np.concatenate([whole.dense, part.dense * _AIM_WEIGHT, encoded.mean(), own]) * 2,
    )


def load_role_reader() -> RoleReader:
    """Return the reader with the models that ship with Rein."""
    return build_role_reader(MODEL_FOLDER)


def build_role_reader(folder: Path, *, judge: EvidenceModel | None = None) -> RoleReader:
    """Return a reader with the models of a folder; the training gives a judge of its own."""
    return RoleReader(
        vectors=load_word_vectors("words"),
        encoder=load_sentence_encoder(),
        clauses=load_linear_model("clauses", folder=folder),
        roles=load_sequence_tagger("roles", folder=folder),
        slots=load_sequence_tagger("slots", folder=folder),
        domains=load_linear_model("domains", folder=folder),
        kinds=load_linear_model("kinds", folder=folder),
        levels=load_linear_model("levels", folder=folder),
        judge=judge or load_evidence_model("certainty", folder=folder),
    )
