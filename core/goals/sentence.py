"""The sentence that says back what was understood, in pieces that name their slot."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.goals.reading import NO_PLAN, Reading, SlotName, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of the sentence; `slot` is None for the words between the slots."""

    text: str
    slot: SlotName | None = None


def sentence(reading: Reading) -> tuple[Piece, ...]:
    """Return "You want to <aim>, from <from> to <to>, by <by>, ..."; unknown slots are left out."""
    return tuple(_pieces(reading))


def _pieces(reading: Reading) -> Iterator[Piece]:
    yield Piece(text="Your goal: ")
    yield _slot(reading, SlotName.AIM, "not clear yet")
    for before, name in (
        (", from ", SlotName.FROM),
        (", to ", SlotName.TO),
        (", by ", SlotName.BY),
        (", for ", SlotName.EVENT),
    ):
        if _shown(reading, name):
            yield Piece(text=before)
            yield _slot(reading, name)
    yield from _practice(reading)
    plan = reading.get(SlotName.PLAN)
    if plan is not None and (plan.value != NO_PLAN or plan.source is Source.CORRECTED):
        yield Piece(text=" Plan for: ")
        yield _slot(reading, SlotName.PLAN)
        yield Piece(text=".")
    for before, name in (
        (" What gets in the way: ", SlotName.OBSTACLE),
        (" Your way: ", SlotName.METHOD),
        (" To respect: ", SlotName.CONSTRAINTS),
        (" Only background: ", SlotName.BACKGROUND),
        (" Needs care first: ", SlotName.CARE),
    ):
        if _shown(reading, name):
            yield Piece(text=before)
            yield _slot(reading, name)
            yield Piece(text=".")


def _practice(reading: Reading) -> Iterator[Piece]:
    """Return ": weekdays, 45 minutes each, 3 hours a week, paying 300 a month."."""
    shown = [
        name
        for name in (SlotName.DAYS, SlotName.MINUTES, SlotName.HOURS, SlotName.PAYMENT)
        if _shown(reading, name)
    ]
    for position, name in enumerate(shown):
        yield Piece(text=" · " if position else "; ")
        yield _slot(reading, name)
        if name is SlotName.MINUTES:
            yield Piece(text=" each")
    yield Piece(text=".")


def _shown(reading: Reading, name: SlotName) -> bool:
    slot = reading.get(name)
    return slot is not None and slot.value is not None


def _slot(reading: Reading, name: SlotName, missing: str = "") -> Piece:
    return Piece(text=reading.text(name) or missing, slot=name)
