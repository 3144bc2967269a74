"""The answer to a check-in that speaks of danger or of something for a doctor: no coaching then."""

import re

from core.offline.reading.phrases import is_english
from core.offline.safety.concern import Concern
from core.offline.safety.gate import assess_danger
from core.offline.safety.harm import KIND_LINES, NOTES
from core.offline.signs.care_guide import guide_of
from core.offline.signs.sign import Sign
from core.offline.signs.sign_reader import find_signs
from core.progress.check_in import CoachAnswer

_SURE = 0.5
"""The probability of a sign from which a check-in is answered with it."""
_SURE_OF_INJURY = 0.75
"""The same for an injury; below it, the everyday answer to pain is the better one."""
_HELP = (
    "a doctor, a person you trust, or a crisis line (988 in the US, 116 123 in the UK and "
    "Ireland, findahelpline.com elsewhere)"
)
_NOTES = {
    Concern.CRISIS: NOTES[Concern.CRISIS].note,
    Concern.EATING: (
        "Going without food, or making up for it, can do your body real harm. Please leave the "
        "plan for now, eat regularly, and talk with a doctor or an eating-disorder helpline; they "
        "help without judging."
    ),
    Concern.EXTREME_LOSS: (
        "That is faster than is safe. Please slow down: half a kilogram to a kilogram a week is "
        "the range that lasts, and a doctor can say what fits you."
    ),
    Concern.MEDICAL: (
        "Decisions about medicine and treatment belong to you and your doctor or pharmacist, so "
        "I say nothing about them. Please ask there before you go on with the plan."
    ),
    Concern.SUBSTANCE: (
        "Please talk to a doctor or a drug and alcohol service before you go on: stopping or "
        "mixing such things alone can be dangerous. Withdrawal with shaking, a fit or confusion "
        "is an emergency (112, 999 or 911)."
    ),
    Concern.OTHERS: (
        "If somebody could get hurt, or you are in danger, please put the plan aside and talk to "
        f"{_HELP}; in danger call the emergency number. If it was a figure of speech, check in "
        "again in other words."
    ),
    Concern.UNCLEAR: (
        "This sounds as if you or another person could come to harm. Please put the plan aside "
        f"and talk to {_HELP}. If you meant something else, check in again in other words."
    ),
}
_ALARM = re.compile(
    r"\b(?:(?:pain|pressure|tight\w*|stabbing|burning) (?:in|on|across) (?:my |the )?"
    r"(?:chest|left arm|jaw)|chest (?:pains?|pressure|tight\w*|hurts?)"
    r"|(?:can(?:no|')?t|couldn't|could not|hard to) breathe"
    r"|short(?:ness)? of breath (?:at rest|lying)|cough\w* up (?:some )?blood"
    r"|passed out|fainted|blacked out|collapsed"
    r"|(?:face|arm|leg)s? (?:went|gone|is|are|feels?) numb|numb(?:ness)? in my (?:face|arm|leg)s?"
    r"|(?:can(?:no|')?t|could not|couldn't) (?:feel|move) my (?:\w+ )?(?:face|arm|leg|hand)s?"
    r"|blood in (?:my|the) (?:stool|urine|vomit))\b",
    re.IGNORECASE,
)
_DOCTORS_WORD = re.compile(
    r"\b(?:doctor|gp|physio\w*|surgeon|midwife|cardiologist|dietitian)\b (?:\w+ ){0,3}?"
    r"(?:said|says|told|tells|want(?:s|ed)?|advise[sd]|order(?:s|ed)|forbade|forbids|stopped)\b"
    r"|\b(?:doctor'?s orders|on medical advice|signed off sick)\b",
    re.IGNORECASE,
)
_ALL_IS_WELL = re.compile(
    r"\b(?:fine|ok|okay|all clear|go ahead|healthy|nothing serious|may (?:run|train|go on))\b",
    re.IGNORECASE,
)
_HARDLY_ATE = re.compile(
    r"\b(?:only|nothing but|just) (?:ate|had|eaten|drank|ate only)? ?(?:an?|one|two|half an?)? ?"
    r"(?:apple|salad|banana|coffee|water|egg|yogh?urt|cracker)s? "
    r"(?:today|all day|yesterday|for (?:\w+ )?days|this week)\b",
    re.IGNORECASE,
)
_ALARM_NOTE = (
    "What you describe (“{quote}”) needs a doctor before anything else. Stop training and do not "
    "test it. If it is there now, gets worse or comes with chest pain, fainting or trouble "
    "breathing, call the emergency number at once (112, 999 or 911); otherwise see a doctor today."
)
_DOCTORS_NOTE = (
    "What your doctor or therapist says comes before this plan. Leave out what they ruled out, ask "
    "what is allowed and from which day, and pause the plan until then. Nothing is lost by it."
)


def safe_answer(text: str) -> CoachAnswer | None:
    """Return the answer that puts help before the plan, or None if nothing asks for it."""
    note = _find_note(text) if text.strip() else ""
    return CoachAnswer(lines=(note,), urgent=True) if note else None


def _find_note(text: str) -> str:
    concern, certain = assess_danger(text)
    alarm = _ALARM.search(text)
    if concern is not None and certain and (concern is Concern.CRISIS or alarm is None):
        return _NOTES[concern]
    if alarm is not None:
        return _ALARM_NOTE.format(quote=alarm.group())
    if _HARDLY_ATE.search(text):
        return _NOTES[Concern.EATING]
    ruled = _DOCTORS_WORD.search(text) and not _ALL_IS_WELL.search(text)
    return _find_sign(text) or (_DOCTORS_NOTE if ruled else "")


def kind_line(text: str) -> str:
    """Return a line for a text that may be about a kind of harm, or an empty text.

    A doubt of no kind is passed over: "blister on my heel" and "I could murder a pizza" raise it.
    """
    concern, certain = assess_danger(text) if text.strip() else (None, False)
    if concern is None or certain or concern is Concern.UNCLEAR:
        return ""
    return KIND_LINES[concern]


def _find_sign(text: str) -> str:
    """Return the advice for the gravest sign in a text, or an empty text."""
    if not is_english(text):
        return ""
    for found in find_signs(text):
        if found.confidence >= (_SURE_OF_INJURY if found.sign is Sign.RECOVERY else _SURE):
            guide = guide_of(found.sign)
            trigger = guide.emergency.trigger
            return (
                f"What you wrote (“{found.quote}”) comes before the plan. {guide.task}. "
                f"{trigger}: {guide.emergency.response}"
            )
    return ""
