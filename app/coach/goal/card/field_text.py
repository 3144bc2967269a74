"""What the field of a slot holds at first, and what the person has changed."""

import streamlit as st

from app.coach.goal.card.labels import LABELS
from core.goals.reading import Reading, SlotName, Source
from core.usecases.goals.get_card import CLEARABLE, Preview

NONE = "none"
"""What an emptied field means, if its slot may be empty."""


def stored_text(reading: Reading, slot: SlotName) -> str:
    """Return what the field of a slot begins with; what was only assumed is its placeholder."""
    found = reading.get(slot)
    if found is None or found.value is None or found.source is Source.ASSUMED:
        return ""
    if found.choices and found.text not in found.choices:
        return found.choices[-1] if found.source is Source.CORRECTED else ""
    if not reading.english and found.source is Source.STATED:
        return ""  # it is asked for in English
    return found.text


def written(stored: Reading, *, key: str) -> dict[str, str]:
    """Return what the person has changed on the card so far, by slot."""
    changed: dict[str, str] = {}
    for slot in LABELS:
        text = st.session_state.get(f"{key}.{slot}")
        if text is None or text.strip() == stored_text(stored, slot).strip():
            continue
        if text.strip():
            changed[slot.value] = text
        elif slot in CLEARABLE:
            changed[slot.value] = NONE
    return changed


def can_set(slot: SlotName, preview: Preview) -> bool:
    """Return whether a slot has a field; one that is chosen needs something to choose from."""
    found = preview.reading.get(slot)
    return slot is not SlotName.PLAN or (found is not None and bool(found.choices))


def put(key: str, slot: str, value: str) -> None:
    """Put a value into the field of a slot."""
    st.session_state[f"{key}.{slot}"] = value
