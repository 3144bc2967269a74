"""What the trained models read in a text: clauses with roles, slots, domain, kind, level."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from core.learning.tagged_tokens import TaggedTokens
from core.learning.tokens import Token
from core.offline.reading.facts import Span
from core.offline.reading.roles.roles import NO_LABEL, Role, Slot

_SHORT = 16
_FAINT = (
    Slot.TARGET, Slot.BASELINE, Slot.DEADLINE, Slot.HOURS, Slot.RATE, Slot.DAYS, Slot.PAYMENT,
)  # fmt: skip
_FAINTEST = 0.2
_WANTED = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    role: Role
    span: Span
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSlot:
    slot: Slot
    role: Role
    span: Span
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleReading:
    """The models' reading of one text; shares are probabilities from 0 to 1."""

    text: str
    tokens: tuple[Token, ...]
    roles: TaggedTokens
    slot_tags: TaggedTokens
    clauses: tuple[Clause, ...]
    slots: tuple[FoundSlot, ...]
    domains: Mapping[str, float]
    kinds: Mapping[str, float]
    levels: Mapping[str, float]

    def clauses_of(self, *roles: Role) -> tuple[Clause, ...]:
        """Return the clauses with one of these roles, in text order."""
        return tuple(clause for clause in self.clauses if clause.role in roles)

    def slots_of(self, *slots: Slot) -> tuple[FoundSlot, ...]:
        """Return the slots of these kinds, in text order."""
        return tuple(found for found in self.slots if found.slot in slots)

    def without(self, spans: Collection[Span], *slots: Slot) -> "RoleReading":
        """Return the reading without the slots inside these spans, or without those of a kind."""
        return replace(
            self,
            slots=tuple(
                found
                for found in self.slots
                if (slots and found.slot not in slots)
                or not any(s.start <= found.span.start < s.end for s in spans)
            ),
        )

    @property
    def is_short(self) -> bool:
        """Whether the text is about one plain sentence long."""
        return len(self.tokens) <= _SHORT

    def slot_share(self, span: Span, slots: Collection[Slot]) -> float:
        """Return how probable it is that the words of a span belong to one of these slots."""
        names = {f"{edge}-{slot.value}" for slot in slots for edge in "BI"}
        return self._share(span, names, self.slot_tags)

    def role_share(self, span: Span, roles: Collection[Role]) -> float:
        """Return how probable it is that the words of a span stand in a clause of these roles."""
        return self._share(span, {role.value for role in roles}, self.roles)

    def is_wanted(self, span: Span) -> bool:
        """Return whether a part of the text is an aim: by its role, or by its target and date."""
        inside = {s.slot for s in self.slots if span.start <= s.span.start < span.end}
        dated = {Slot.TARGET, Slot.DEADLINE} <= inside
        return dated or self.role_share(span, (Role.AIM, Role.MORE)) > _WANTED

    def all_role_shares(self, span: Span) -> dict[str, float]:
        """Return the share of every role in the words of a span."""
        return self._all_shares(span, self.roles)

    def all_slot_shares(self, span: Span) -> dict[str, float]:
        """Return the share of every slot in the words of a span, whether it begins or goes on."""
        found: dict[str, float] = {}
        for label, share in self._all_shares(span, self.slot_tags).items():
            name = label if label == NO_LABEL else label[2:]
            found[name] = found.get(name, 0.0) + share
        return found

    def _all_shares(self, span: Span, tagged: TaggedTokens) -> dict[str, float]:
        inside = [
            at
            for at, token in enumerate(self.tokens)
            if token.start < span.end and span.start < token.end
        ]
        found: dict[str, float] = {}
        for at in inside:
            for label, share in tagged.shares[at].items():
                found[label] = found.get(label, 0.0) + share / len(inside)
        return found

    def _share(self, span: Span, names: Collection[str], tagged: TaggedTokens) -> float:
        inside = [
            sum(share for label, share in tagged.shares[at].items() if label in names)
            for at, token in enumerate(self.tokens)
            if token.start < span.end and span.start < token.end
        ]
        return sum(inside) / len(inside) if inside else 0.0


def read_clauses(
    text: str, tokens: Sequence[Token], tagged: TaggedTokens, sentence_starts: Collection[int]
) -> tuple[Clause, ...]:
    """Join neighbouring tokens of one role; a new sentence starts a new clause."""
    found: list[Clause] = []
    start = 0
    for at in range(1, len(tokens) + 1):
        if (
            at < len(tokens)
            and at not in sentence_starts
            and tagged.labels[at] == tagged.labels[start]
        ):
            continue
        label = tagged.labels[start]
        shares = [tagged.shares[token][label] for token in range(start, at)]
        found.append(
            Clause(
                role=Role(label),
                span=_span(text, tokens[start].start, tokens[at - 1].end),
                confidence=sum(shares) / len(shares),
            )
        )
        start = at
    return tuple(clause for clause in found if any(c.isalnum() for c in clause.span.text))


def read_slots(
    text: str, tokens: Sequence[Token], roles: Sequence[str], tagged: TaggedTokens
) -> tuple[FoundSlot, ...]:
    """Join the tokens of one slot; a slot is as sure as its least sure token."""
    found: list[FoundSlot] = []
    at = 0
    while at < len(tokens):
        label = tagged.labels[at]
        if label == NO_LABEL:
            at += 1
            continue
        name, start = label[2:], at
        at += 1
        while at < len(tokens) and tagged.labels[at] == f"I-{name}":
            at += 1
        shares = [
            tagged.shares[token].get(f"B-{name}", 0.0) + tagged.shares[token].get(f"I-{name}", 0.0)
            for token in range(start, at)
        ]
        found.append(
            FoundSlot(
                slot=Slot(name),
                role=Role(roles[start]),
                span=_span(text, tokens[start].start, tokens[at - 1].end),
                confidence=min(shares),
            )
        )
    return tuple(found)


def faint_slots(
    text: str, tokens: Sequence[Token], roles: Sequence[str], tagged: TaggedTokens
) -> tuple[FoundSlot, ...]:
    """Return what could be a slot of a kind that was found nowhere, with its low confidence."""
    found: list[FoundSlot] = []
    for slot in _FAINT:
        shares = [
            t.get(f"B-{slot.value}", 0.0) + t.get(f"I-{slot.value}", 0.0) for t in tagged.shares
        ]
        best = max(range(len(shares)), key=lambda at: shares[at], default=0)
        if not shares or shares[best] < _FAINTEST:
            continue
        start = end = best
        while start > 0 and shares[start - 1] >= _FAINTEST:
            start -= 1
        while end + 1 < len(shares) and shares[end + 1] >= _FAINTEST:
            end += 1
        found.append(
            FoundSlot(
                slot=slot,
                role=Role(roles[best]),
                span=_span(text, tokens[start].start, tokens[end].end),
                confidence=min(shares[start : end + 1]),
            )
        )
    return tuple(found)


def _span(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=text[start:end])
