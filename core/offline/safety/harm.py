"""Recognise goals that are never planned: self-harm, eating disorders, substances, harm to others.

It runs before any model. What is certain is answered with support and a way to get help; what is
in doubt is planned with a kind line.
"""

from dataclasses import dataclass

from core.offline.safety.amounts import find_unsafe_amounts
from core.offline.safety.concern import Concern, Finding
from core.offline.safety.frames import FRAME_FILE, VocabularyFile, find_in_frames
from core.offline.safety.harm_structure import HarmSign, find_harm_signs
from core.offline.safety.withdrawal import of_the_writer, stops_something_else


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyNote:
    note: str
    safe_alternative: str = ""


_CRISIS = SafetyNote(
    note=(
        "I am glad that you wrote this down, and I am sorry that it is so hard. This is not "
        "something to plan alone. Please talk to somebody now: your local emergency number, a "
        "crisis line (988 in the US, 116 123 in the UK and Ireland, findahelpline.com "
        "elsewhere), a doctor, or a person you trust."
    ),
    safe_alternative="Call a person I trust today and tell them how I feel",
)
_EATING = SafetyNote(
    note=(
        "A plan like this can do your body real harm, so it is not written here. Please talk "
        "with a doctor or an eating-disorder helpline; they help without judging. If you like, "
        "Rein can plan regular, enough and enjoyable meals."
    ),
    safe_alternative="Eat three regular meals a day and talk to a doctor about my weight",
)
_EXTREME = SafetyNote(
    note=(
        "Losing weight that fast is not safe, so it is not planned. Half a kilogram to a "
        "kilogram a week is the range that lasts; a doctor can tell what fits you. Rein can "
        "plan a steady loss instead."
    ),
    safe_alternative="Lose half a kilogram a week for 12 weeks with regular meals",
)
_MEDICAL = SafetyNote(
    note=(
        "Decisions about medicine and treatment belong to you and your doctor or pharmacist, so "
        "Rein does not plan them. It can plan the questions for the appointment, or habits that "
        "go along with the treatment."
    ),
    safe_alternative="Prepare five questions for my doctor and book an appointment this month",
)
_SUBSTANCE = SafetyNote(
    note=(
        "Stopping from heavy drinking or from opioids or sedatives at once can be dangerous, so "
        "please see a doctor or a drug and alcohol service first. With their plan in hand, Rein "
        "can help with the days."
    ),
    safe_alternative="Talk to a doctor about stopping safely and write down my plan this week",
)
_OTHERS = SafetyNote(
    note=(
        "Rein does not plan anything that hurts people or breaks the law. If you are angry or "
        "in danger, talk to somebody you trust or a local helpline. If there is a goal behind "
        "this, write that one."
    ),
)
_UNCLEAR = SafetyNote(
    note=(
        "This sounds as if somebody could come to harm, you or another person, so it is not "
        "planned here. If things are hard, please talk to somebody now: a person you trust, a "
        "doctor, a crisis line (988 in the US, 116 123 in the UK and Ireland, findahelpline.com "
        "elsewhere). If you meant something else, say it in other words."
    ),
    safe_alternative="Call a person I trust today and tell them how I feel",
)
NOTES = {
    Concern.CRISIS: _CRISIS,
    Concern.EATING: _EATING,
    Concern.EXTREME_LOSS: _EXTREME,
    Concern.MEDICAL: _MEDICAL,
    Concern.SUBSTANCE: _SUBSTANCE,
    Concern.OTHERS: _OTHERS,
    Concern.UNCLEAR: _UNCLEAR,
}
"""What a person reads instead of a plan; the first concern found in this order is answered."""
KIND_LINES = {
    Concern.CRISIS: (
        "If things are harder than these words say, talk to somebody today: a person you trust, "
        "or a crisis line (988 in the US, 116 123 in the UK and Ireland, findahelpline.com)."
    ),
    Concern.EATING: (
        "Go gently with food: regular meals carry any plan, and if eating feels out of your "
        "hands, a doctor helps without judging."
    ),
    Concern.EXTREME_LOSS: "Half a kilogram to a kilogram a week is the range that lasts.",
    Concern.MEDICAL: "Leave medicine as it is until your doctor has agreed to a change.",
    Concern.SUBSTANCE: "If your body is used to it, see a doctor before you stop.",
    Concern.OTHERS: (
        "If it is about anger or fear at home, somebody who knows this work can help you and "
        "the other person: a counsellor or a local helpline."
    ),
    Concern.UNCLEAR: (
        "If something heavier is behind this, you need not carry it alone: a person you trust, a "
        "doctor or findahelpline.com is there."
    ),
}
"""What a plan says first if harm is possible but not meant as far as the words say."""
_FILE = VocabularyFile(FRAME_FILE)
_SIGNS = {
    HarmSign.SELF: Finding(Concern.CRISIS, certain=True),
    HarmSign.SELF_SPARED: Finding(Concern.CRISIS, certain=False),
    HarmSign.DEATH_WISH: Finding(Concern.CRISIS, certain=True),
    HarmSign.PERSON: Finding(Concern.OTHERS, certain=True),
    HarmSign.PERSON_SPARED: Finding(Concern.OTHERS, certain=False),
    HarmSign.RIVAL: Finding(Concern.OTHERS, certain=False),
}


def find_concerns(text: str) -> frozenset[Finding]:
    """Return every concern that the words, their frames and their amounts raise."""
    found = {_SIGNS[sign] for sign in find_harm_signs(text) if sign in _SIGNS}
    vocabulary = _FILE.vocabulary
    found |= find_in_frames(
        text, tuple(f for f in vocabulary.frames if f.concern is not Concern.SUBSTANCE)
    )
    lowered = f" {text.lower()} "
    if any(stem in lowered for stem in vocabulary.crisis_stems):
        found.add(Finding(Concern.CRISIS, certain=True))
    return frozenset(found | find_unsafe_amounts(text) | _of_substances(text))


def _of_substances(text: str) -> set[Finding]:
    """Return what a text holds of substances that are dangerous to take, or to stop at once."""
    own = of_the_writer(text)
    other_habit = stops_something_else(own)
    frames = (f for f in _FILE.vocabulary.frames if f.concern is Concern.SUBSTANCE)
    return find_in_frames(own, tuple(f for f in frames if not (f.withdrawal and other_habit)))


def first_concern(found: frozenset[Finding], *, certain: bool) -> Concern | None:
    """Return the gravest concern of this certainty, or None."""
    wanted = {finding.concern for finding in found if finding.certain is certain}
    return next((concern for concern in NOTES if concern in wanted), None)


def find_safety_note(text: str) -> SafetyNote | None:
    """Return the supportive answer to a goal that must not be planned, or None."""
    concern = first_concern(find_concerns(text), certain=True)
    return NOTES[concern] if concern is not None else None
