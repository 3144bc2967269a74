"""The plan's own answer to a moment: its if-thens and contingencies come before all else."""

import re
from dataclasses import replace

from core.chat.reply import CoachReplyDraft
from core.formats import day as write_day
from core.learning.models import load_sentence_encoder
from core.offline.chat.asked import (
    Asked,
    cites_passage,
    cites_tasks,
    cites_week,
    named,
    one_line,
    when_due,
)
from core.offline.chat.guides import Guide, NearGuide, nearest_guide
from core.offline.chat.meaning import NEAR, guided
from core.offline.chat.message.parts import Message, Part
from core.offline.chat.trouble import obstacle
from core.offline.playbooks.similarity import telling_stems

_WHEN = re.compile(
    r"\b(?:when(?:ever)?|if|while|once|because|cos|at|during|i keep)\b(?P<moment>[^?!]{6,})",
    re.IGNORECASE,
)
_OWN = ("if-then", "contingency")
_LEAST, SURELY, _PLAINLY = 0.42, 0.5, 0.36
_ASKS_WHAT = re.compile(
    r"\bwhat (?:do|should|can|shall) i (?:do|say)\b[^?!]*\bwhen\b", re.IGNORECASE
)
_OF_A_STEM, _MOST_STEMS = 0.07, 3
_BETTER = 0.15
"""By how much a passage of the playbook has to be nearer than the plan's own."""
_SAME = 0.6


def moment(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer what to do in a moment by the plan's own if-then, or None if it has none for it."""
    now, near = asked.situation, own_guide(asked, message.text)
    found = _WHEN.search(message.text)
    other = asked.near
    if found is not None:
        of_moment = nearest_guide(found["moment"], asked.guides)
        other = max((o for o in (other, of_moment) if o is not None), key=_likeness, default=None)
    if near is None:
        soft = _SOFT.search(message.text) is not None
        if other is None or soft or other.likeness < NEAR:
            return obstacle(asked) if message.has(Part.DAYS) and not soft else None
        return guided(replace(asked, near=other))
    nearer = other is not None and other.likeness >= near.likeness + _BETTER
    if nearer and other is not None and not _is_own(other.guide):
        return guided(replace(asked, near=other))
    passage = near.guide.passage
    parts = [f"Your plan has this for it: {one_line(passage.text)}"]
    citations = [cites_passage(passage)]
    if other is not None and _adds(other, near):
        parts.append(f"Beside it: {one_line(other.guide.passage.text)}")
        citations.append(cites_passage(other.guide.passage))
    parts += _on_its_day(asked, message)
    step = now.next_open
    citations.append(cites_week(now.week))
    if step is not None:
        parts.append(f"Next is {named(step)}, {when_due(step, now.today)}.")
        citations += cites_tasks(step)
    return CoachReplyDraft(answer=" ".join(parts), citations=citations)


def may_have(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer whether what is given up may be had at an event: by the plan's own rule for it."""
    if not asked.playbook.gives_up_something or not _HAVE.search(message.text):
        return None
    draft = moment(asked, message)
    if draft is None:
        return None
    text = f"That is yours to decide; the plan is made for without. {draft.answer}"
    return draft.model_copy(update={"answer": text})


_HAVE = re.compile(r"\b(?:have|drink|smoke|eat|buy|take)\b", re.IGNORECASE)
_SOFT = re.compile(r"\bwhat now\b|\bhelp\W*$|\bany (?:tips|advice|ideas?)\b", re.IGNORECASE)
"""Questions that name no moment as such: only the plan's own words answer them from here."""


def own_guide(asked: Asked, text: str) -> NearGuide | None:
    """Return the if-then or contingency of the plan that a text is about, or None."""
    found = _WHEN.search(text)
    texts = [text, *([found["moment"]] if found is not None else [])]
    encoder = load_sentence_encoder()
    vectors = [encoder.whole(each) for each in texts]
    stems = telling_stems(text)
    best: NearGuide | None = None
    for guide in filter(_is_own, asked.guides):
        moments = [encoder.whole(each) for each in guide.own_asks]
        alike = max((float(a @ b) for a in vectors for b in moments), default=0.0)
        shared = len(stems & telling_stems(guide.passage.text))
        likeness = alike + _OF_A_STEM * min(shared, _MOST_STEMS)
        if best is None or likeness > best.likeness:
            best = NearGuide(guide=guide, likeness=likeness)
    least = _PLAINLY if found is not None and _ASKS_WHAT.search(text) else _LEAST
    return best if best is not None and best.likeness >= least else None


def _likeness(near: NearGuide) -> float:
    return near.likeness


def _is_own(guide: Guide) -> bool:
    return guide.passage.id.startswith(_OWN)


def _adds(other: NearGuide, near: NearGuide) -> bool:
    """Return whether guidance of the playbook says something that the plan's own does not."""
    if _is_own(other.guide) or other.likeness < SURELY:
        return False
    own, new = telling_stems(near.guide.passage.text), telling_stems(other.guide.passage.text)
    return bool(new) and len(own & new) / len(new) < _SAME


def _on_its_day(asked: Asked, message: Message) -> list[str]:
    """Return what the plan has on the day of the moment, if the message names one."""
    now = asked.situation
    days = [p.first for p in message.periods if p.first == p.last and p.first >= now.today]
    if not days:
        return []
    day = days[0]
    due = [each for each in now.tasks if each.open and each.day == day]
    when = write_day(day, today=now.today)
    if due:
        return [f"On that day, {when}, the plan also has {named(due[0])}."]
    week = next((w for w in now.plan.weeks if w.starts_on <= day <= now.plan.last_day_of(w)), None)
    of = f", in week {week.number}," if week is not None else ""
    return [f"On that day, {when}{of} nothing else is due: read the sentence once before you go."]
