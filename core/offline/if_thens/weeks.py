"""Put the if-then plans of a goal into its weeks.

An if-then plan works because it is one firm sentence (Gollwitzer and Sheeran 2006). Read for the
tenth time it is wallpaper. So each wording stands at most twice, where its moment can come; after
that a week only points back to it. Every second week belongs to the person's own moments.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.offline.if_thens.choose import ChosenIfThens, IfThen
from core.offline.playbooks.similarity import telling_stems
from core.offline.reading.numbers import NUMBER, parse_number
from core.plans.draft import WeekDraft

MOST = 2
"""How often the same sentence stands in a plan."""
_SPAN = re.compile(rf"\b(?P<n>an?|{NUMBER})[- ](?P<unit>weeks?|months?)\b", re.IGNORECASE)
_WEEKS_A_MONTH = 4
_BEST_SO_FAR = "use the answer that has worked best so far"
_SOME_WEEKS = 0.5
"""A moment that speaks of what at most this share of the weeks do belongs to these."""


@dataclass(slots=True)
class _Written:
    """What the weeks so far say."""

    sentences: list[str] = field(default_factory=list)
    last: str = ""
    """The moment of the week before."""
    of_moment: Counter[str] = field(default_factory=Counter)
    first_in: dict[str, list[int]] = field(default_factory=dict)
    """The weeks in which a moment has its answer in full."""


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
    for number in range(1, len(weeks) + 1):
        turn = chosen.own if number % 2 and chosen.own else chosen.usual or chosen.own
        rest = tuple(each for each in (*chosen.own, *chosen.usual) if each not in turn)
        groups = tuple([e for e in group if homes[e.situation] <= number] for group in (turn, rest))
        _write_week(written, number, groups)
    return tuple(written.sentences)


def _write_week(
    written: _Written,
    number: int,
    groups: Sequence[Sequence[IfThen]],
) -> None:
    """Add the sentence of a week: in full, else one that points back, of the group in turn."""
    for possible in groups:
        found = _in_full(written, possible) or _pointing_back(written, possible)
        if found is not None:
            break
    else:
        found = _any_of_before(number)
    moment, sentence, is_full = found
    written.sentences.append(sentence)
    written.last = moment
    written.of_moment[moment] += 1
    if is_full:
        written.first_in.setdefault(moment, []).append(number)


def _in_full(written: _Written, possible: Sequence[IfThen]) -> tuple[str, str, bool] | None:
    """Return the least used plan that may still stand in full, not the moment of last week."""
    uses = Counter(written.sentences)
    open_ = [each for each in possible if uses[each.sentence] < MOST]
    best = min(
        open_,
        key=lambda each: (uses[each.sentence], each.situation == written.last),
        default=None,
    )
    return None if best is None else (best.situation, best.sentence, True)


def _pointing_back(written: _Written, possible: Sequence[IfThen]) -> tuple[str, str, bool] | None:
    """Return a sentence that points back to a week with the answer in full, or None."""
    uses = Counter(written.sentences)
    moments = sorted(
        dict.fromkeys(each.situation for each in possible if each.situation in written.first_in),
        key=lambda moment: (moment == written.last, written.of_moment[moment]),
    )
    for moment in moments:
        for week in written.first_in[moment]:
            sentence = f"If {moment}, then I will do as in week {week}."
            if uses[sentence] < MOST:
                return moment, sentence, False
        sentence = f"If {moment}, then I will {_BEST_SO_FAR}."
        if uses[sentence] < MOST:
            return moment, sentence, False
    return None


def _any_of_before(number: int) -> tuple[str, str, bool]:
    """Return the sentence of a week that has nothing new: it points to the weeks before it."""
    sentence = f"If one of the moments of weeks 1 to {number - 1} comes, then I will do as there."
    return "", sentence, False


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
