"""Put the if-then plans of a goal into its weeks.

An if-then plan works because it is one firm sentence (Gollwitzer and Sheeran 2006). Read for the
tenth time it is wallpaper. So each wording stands at most twice, where its moment can come; then
the answers of a moment stand together, and after that a week names the answer and where it stood.
Every second week belongs to the person's own moments.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from core.offline.if_thens.choose import ChosenIfThens, IfThen
from core.offline.playbooks.similarity import telling_stems
from core.offline.reading.numbers import NUMBER, parse_number
from core.plans.draft import WeekDraft

MOST = 2
"""How often the same sentence stands in a plan."""
_SPAN = re.compile(rf"\b(?P<n>an?|{NUMBER})[- ](?P<unit>weeks?|months?)\b", re.IGNORECASE)
_WEEKS_A_MONTH = 4
_MOST_WORDS = 36
"""Words of a sentence with two answers; a longer one is no firm sentence."""
_SOME_WEEKS = 0.5
"""A moment that speaks of what at most this share of the weeks do belongs to these."""


@dataclass(slots=True)
class _Written:
    """What the weeks so far say."""

    sentences: list[str] = field(default_factory=list)
    last: str = ""
    """The moment of the week before."""
    of_moment: Counter[str] = field(default_factory=Counter)
    first_in: dict[IfThen, list[int]] = field(default_factory=dict)
    """The weeks in which an answer stands in full."""


def with_if_thens(weeks: Sequence[WeekDraft], chosen: ChosenIfThens) -> list[WeekDraft]:
    """Return the weeks of a draft with their if-then plans, which depend on what the weeks do."""
    words = [" ".join((week.focus, *(task.title for task in week.tasks))) for week in weeks]
    return [
        week.model_copy(update={"if_then": plan})
        for week, plan in zip(weeks, if_thens_by_week(chosen, words), strict=True)
    ]


def if_thens_by_week(chosen: ChosenIfThens, weeks: Sequence[str]) -> tuple[str, ...]:
    """Return the if-then plan of each week; `weeks` are the words of the weeks' tasks.

    Week 1 has the first plan, because the resolution announces it.
    """
    homes = _homes(chosen, weeks)
    written = _Written()
    own, usual = _with_both_answers(chosen.own), _with_both_answers(chosen.usual)
    for number in range(1, len(weeks) + 1):
        turn = own if number % 2 and own else usual or own
        rest = tuple(each for each in (*own, *usual) if each not in turn)
        groups = tuple([e for e in group if homes[e.situation] <= number] for group in (turn, rest))
        _write_week(written, number, groups)
    return tuple(written.sentences)


def _with_both_answers(plans: Sequence[IfThen]) -> tuple[IfThen, ...]:
    """Return the plans, then for each moment with two answers the one that has both."""
    answers: dict[str, list[str]] = {}
    for each in plans:
        answers.setdefault(each.situation, []).append(each.action)
    both = (
        IfThen(situation=moment, action=f"{one}; if that does not help, I will {other}")
        for moment, found in answers.items()
        for one, other in pairwise(found)
    )
    return (*plans, *(each for each in both if len(each.sentence.split()) <= _MOST_WORDS))


def _write_week(
    written: _Written,
    number: int,
    groups: Sequence[Sequence[IfThen]],
) -> None:
    """Add the sentence of a week: in full, else an answer with its week, of the group in turn."""
    moment, sentence = _any_of_before(number)
    for possible in groups:
        plan = _in_full(written, possible)
        if plan is not None:
            written.first_in.setdefault(plan, []).append(number)
            moment, sentence = plan.situation, plan.sentence
            break
        again = _again(written, possible)
        if again is not None:
            moment, sentence = again
            break
    written.sentences.append(sentence)
    written.last = moment
    written.of_moment[moment] += 1


def _in_full(written: _Written, possible: Sequence[IfThen]) -> IfThen | None:
    """Return the least used plan that may still stand in full, not the moment of last week."""
    uses = Counter(written.sentences)
    open_ = [each for each in possible if uses[each.sentence] < MOST]
    return min(
        open_,
        key=lambda each: (uses[each.sentence], each.situation == written.last),
        default=None,
    )


def _again(written: _Written, possible: Sequence[IfThen]) -> tuple[str, str] | None:
    """Return an answer that stood in full before, with the week in which it did, or None."""
    uses = Counter(written.sentences)
    known = sorted(
        (each for each in possible if each in written.first_in),
        key=lambda e: (e.situation == written.last, written.of_moment[e.situation]),
    )
    for each in known:
        plain = each.sentence.removesuffix(".")
        weeks = (f"{plain}, as in week {week}." for week in written.first_in[each])
        for sentence in (*weeks, f"{plain}, and note whether it helped."):
            if uses[sentence] < MOST:
                return each.situation, sentence
    return None


def _any_of_before(number: int) -> tuple[str, str]:
    """Return the sentence of a week that has nothing new: it points to the weeks before it."""
    sentence = f"If one of the moments of weeks 1 to {number - 1} comes, then I will do as there."
    return "", sentence


def _homes(chosen: ChosenIfThens, weeks: Sequence[str]) -> dict[str, int]:
    """Return the first week in which each moment can come.

    A moment of "four weeks without a change" takes four weeks. A usual one that speaks of what only
    some weeks do comes with the first of them; the person's own can come at any time.
    """
    stems = [telling_stems(words) for words in weeks]
    homes = {each.situation: 1 for each in chosen.own}
    for moment in dict.fromkeys(each.situation for each in chosen.usual):
        own = telling_stems(moment)
        shares = [n for n, of_week in enumerate(stems, start=1) if own & of_week]
        bound = 0 < len(shares) <= _SOME_WEEKS * len(weeks)
        homes.setdefault(moment, max(_weeks_named(moment) + 1, shares[0] if bound else 1))
    for each in (*chosen.own, *chosen.usual)[:1]:
        homes[each.situation] = 1
    return homes


def _weeks_named(moment: str) -> int:
    """Return how many weeks have to be over before a moment can come."""
    span = _SPAN.search(moment)
    if span is None:
        return 0
    count = 1.0 if span["n"].lower() in {"a", "an"} else parse_number(span["n"])
    return round(count * (_WEEKS_A_MONTH if span["unit"].lower().startswith("m") else 1))
