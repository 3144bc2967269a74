"""The answer to crisis, harm, illness signs, pain and medicine; it holds before any model."""

import re

from core.chat.reply import CoachReplyDraft, EditDraft
from core.chat.situation import Situation
from core.formats import day as write_day
from core.goals.kind import GoalKind
from core.goals.language import is_english
from core.offline.chat.asked import cites_tasks, cites_week, named, one_line, when_due
from core.offline.chat.by_meaning.heart import is_of_the_heart, of_the_heart
from core.offline.chat.by_meaning.with_child import is_moment_with_child, with_child
from core.offline.chat.guides import NearGuide
from core.offline.chat.question.danger import assess_question
from core.offline.chat.question.of_the_aim import is_of_the_aim
from core.offline.chat.question.pausing import pause_named
from core.offline.chat.replies.emergency import (
    PAIN,
    is_emergency,
    is_painless,
    who_to_call,
    without_denied_pain,
)
from core.offline.chat.replies.medicine import of_medicine, step_ahead
from core.offline.chat.replies.withdrawal import (
    is_one_slip,
    is_withdrawal,
    warns_of_withdrawal,
)
from core.offline.chat.stated_facts import stated_facts
from core.offline.chat.topics import FoundTopic, Topic
from core.offline.chat.trouble import rest_while_ill
from core.offline.safety.concern import Concern
from core.offline.safety.harm import KIND_LINES, NOTES
from core.offline.signs.care_guide import guide_of
from core.offline.signs.sign import Sign
from core.offline.signs.sign_reader import find_signs
from core.offline.signs.subject import is_about_another, names_no_victim
from core.progress.task_state import SkipReason

_DOUBT = 0.79
"""The trained gate's share of danger from which a doubt is answered as one."""
_NO_WILL = frozenset({Topic.MOTIVATION, Topic.DOUBT, Topic.LIFE})
"""Topics in which a person may mean their life and not the plan."""
_SURELY = 0.5
_KNOWN = 0.6
"""Likeness from which a question is what a guide of the plan or the playbook is about."""
_LIKELY = 0.15
_SIGN_FROM = 0.8
"""Confidence from which a sign in a question is answered with its own guide."""
_SURE_SIGN = 0.97
"""The same for a question that is plainly about the calendar: "what is waiting for me"."""
_PLAINLY = 0.8
_SCHEDULE = {Topic.SKIP_WEEK, Topic.TODAY, Topic.WEEK, Topic.NEXT_WEEK, Topic.AWAY, Topic.WHEN_DONE}
_MOOD_FROM, _MOOD_WORDS = 0.9, 8
_HEAVY = frozenset({Sign.EATING, Sign.MOOD, Sign.VIOLENCE, Sign.DRINKING})
"""Signs whose answer names no task: the plan is not what matters then."""
_MEDICINE = re.compile(
    r"\b(?:medicat\w+|medicines?|dose|dosage|pills?|tablets?|pain ?killers?|ibuprofen|aspirin|"
    r"paracetamol|insulin|antidepressants?|beta ?blockers?|melatonin|sleeping (?:pills?|tablets?)|"
    r"prescri\w+|steroids?|patch(?:es)?)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:knees?|back|shoulders?|hips?|ankles?|wrists?|neck|foot|feet|shins?|calf|calves|legs?|"
    r"arms?|elbows?|head|heart|chest|stomach|joints?|muscles?|spine|toes?|fingers?|hands?|eyes?|"
    r"achilles|heels?|hamstrings?)\b",
    re.IGNORECASE,
)
_ILLNESS = re.compile(
    r"\b(?:a (?:bad |heavy |nasty |head )?cold|flu|fever|cough\w*|stomach bug|covid|ill|sick|"
    r"(?:sore|scratchy) throat|tonsillitis|bronchitis|migraine)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,.;:!?]|\b(?:and|but|because|so|while)\b", re.IGNORECASE)
_ALONE = re.compile(r"\b(?:dizz(?:y|iness)|light-?headed|sprain\w*|swelling)\b", re.IGNORECASE)
"""Words of the body that need no part of it beside them."""
_BODILY = frozenset({GoalKind.TRAINING, GoalKind.BODY, GoalKind.ROUTINE, None})
"""Kinds of goals whose tasks may well strain the body; one that is unknown may."""
_TRAINS = frozenset({GoalKind.TRAINING, GoalKind.BODY})
_NO_DIAGNOSIS = (
    "I can't diagnose that from here. If it lasts, gets worse or changes how you move, see a "
    "doctor or a physiotherapist."
)


def safe_answer(  # noqa: PLR0911 - one return for each kind of danger, the gravest first
    situation: Situation,
    found: FoundTopic,
    near: NearGuide | None = None,
    *,
    kind: GoalKind | None = None,
) -> CoachReplyDraft | None:
    """Return the answer that holds before any model, or None if the question is harmless."""
    text = situation.question
    concern, certain, danger = assess_question(text, situation.request.text)
    known = near is not None and near.likeness >= _KNOWN and not near.guide.cautious
    child = concern is not Concern.CRISIS and is_moment_with_child(text, situation.request.text)
    harmless = concern is Concern.UNCLEAR and (
        _is_about_the_plan(found) or known or names_no_victim(text) or is_of_the_aim(text)
    )
    substance = concern is Concern.SUBSTANCE and certain
    if is_withdrawal(text, situation.request.text, substance=substance):
        return warns_of_withdrawal(situation)
    if child:
        return with_child(situation, near)
    if concern is not None and (certain or concern is Concern.CRISIS) and not harmless:
        return _of_concern(concern, situation, certain=certain)
    if (urgent := _of_urgency(situation, kind)) is not None:
        return urgent
    sign = _find_sign(text, least=_SURE_SIGN if _is_about_the_plan(found) else _SIGN_FROM)
    if sign in _HEAVY:
        return _without_task(_of_sign(sign), situation)
    if sign is not None:
        return _of_body(situation, _of_sign(sign), kind)
    if _MEDICINE.search(text) and not PAIN.search(text):
        return of_medicine(situation, near)
    sore = near is not None and near.likeness >= _KNOWN and near.guide.cautious
    own = near is not None and known and near.guide.passage.id.startswith("if-then")
    medical = (sore or _is_medical(text, found)) and not (is_painless(text) or (own and not sore))
    if medical and not is_illness_of_another(text):
        return _of_illness(situation) if _is_ill(text) else _of_body(situation, "", kind)
    if concern is not None and danger >= _DOUBT and found.topic in _NO_WILL and not harmless:
        return _of_concern(concern, situation, certain=False)
    return None


def _of_urgency(situation: Situation, kind: GoalKind | None) -> CoachReplyDraft | None:
    """Return the answer to what may need help at once: a medicine, the heart, the breath."""
    text = situation.question
    too_much = _MEDICINE.search(text) is not None
    if not too_much and is_of_the_heart(text):
        return of_the_heart(situation, trains=kind in _TRAINS)
    return _of_body(situation, who_to_call(too_much=too_much), kind) if is_emergency(text) else None


def _is_about_the_plan(found: FoundTopic) -> bool:
    return found.topic in _SCHEDULE and found.share >= _PLAINLY


def _is_medical(text: str, found: FoundTopic) -> bool:
    text = without_denied_pain(text)
    if _ALONE.search(text) or (PAIN.search(text) and _BODY.search(text)):
        return True
    if pause_named(text) and not (
        PAIN.search(text) or _BODY.search(text) or _MEDICINE.search(text)
    ):
        return False
    likely = _LIKELY if PAIN.search(text) else _SURELY
    return found.topic is Topic.MEDICAL and found.share >= likely


def _is_ill(text: str) -> bool:
    """Return whether it is a common illness and no pain, for which the answer is rest."""
    return _ILLNESS.search(text) is not None and not (PAIN.search(text) or _BODY.search(text))


def is_illness_of_another(text: str) -> bool:
    """Return whether every clause about an illness is about another person: "my kids were sick"."""
    clauses = [clause for clause in _CLAUSE.split(text) if _ILLNESS.search(clause)]
    return bool(clauses) and _is_ill(text) and all(map(is_about_another, clauses))


def _of_illness(situation: Situation) -> CoachReplyDraft:
    facts = stated_facts(situation.question)
    return rest_while_ill(situation).model_copy(update={"remember": facts})


def _find_sign(text: str, *, least: float) -> Sign | None:
    """Return the gravest sign of an illness in the question, or None."""
    if not is_english(text):
        return None
    slip = is_one_slip(text)
    found = (
        each.sign
        for each in find_signs(text)
        if each.confidence >= _least(each.sign, text, least)
        and not (slip and each.sign is Sign.DRINKING)
    )
    return next(found, None)


def _of_sign(sign: Sign) -> str:
    """Return what a sign asks for: when to call for help first, and then the professional."""
    guide = guide_of(sign)
    emergency = f"{guide.emergency.trigger}: {one_line(guide.emergency.response)}"
    return f"{emergency} If it is not that: {one_line(guide.task)}"


def _least(sign: Sign, text: str, least: float) -> float:
    """Return the confidence from which a sign counts; a short sigh is no depression."""
    if sign is not Sign.MOOD:
        return least
    return _MOOD_FROM if len(text.split()) >= _MOOD_WORDS else 1.1


def _of_concern(concern: Concern, situation: Situation, *, certain: bool) -> CoachReplyDraft:
    text = NOTES[concern].note if certain else KIND_LINES[concern]
    return _without_task(text, situation)


def _without_task(text: str, situation: Situation) -> CoachReplyDraft:
    """Return an answer that asks for nothing of the plan."""
    text = (
        f"{text} Your plan can wait: nothing in week {situation.week.number} is more important "
        "than you are."
    )
    return CoachReplyDraft(answer=text, citations=[cites_week(situation.week)])


def _of_body(situation: Situation, first: str, kind: GoalKind | None) -> CoachReplyDraft:
    """Return the answer to pain, illness and medicine: no advice on them, and the task may wait."""
    step = step_ahead(situation)
    parts = [first] if first else []
    parts.append(_NO_DIAGNOSIS)
    edits = list[EditDraft]()
    citations = [cites_week(situation.week)]
    if step is not None:
        task = f"{named(step)} {when_due(step, situation.today)}"
        bodily = kind in _BODILY
        parts.append(
            f"Until then, leave out {task} and whatever else could make it worse; a skipped task "
            "costs nothing, and under “Change the plan” you can take a break."
            if bodily
            else f"Until then, leave out whatever makes it worse. If {task} does not, it can stay; "
            "if it does, a skipped task costs nothing."
        )
        edits.append(
            EditDraft(
                kind="skip",
                task_id=step.task.id,
                reason=SkipReason.ILL.value,
                note=f"Skip “{step.task.title}” of {write_day(step.day)}",
            )
        )
        citations += cites_tasks(step)
    else:
        parts.append(f"Nothing of week {situation.week.number} has to be done before that.")
    return CoachReplyDraft(
        answer=" ".join(parts),
        citations=citations,
        edits=edits,
        remember=stated_facts(situation.question),
    )
