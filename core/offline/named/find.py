"""Which of the named things a plan has to take up, and what each of them is to the goal."""

import re
from functools import lru_cache

from core.goals.kind import GoalKind
from core.offline.circumstances.own_piece import own_piece
from core.offline.named.aids import used_tools
from core.offline.named.people import people_in
from core.offline.named.values import NamedThing, Sort
from core.offline.named.works import made_thing, works_in
from core.offline.parsed_goal import ParsedGoal
from core.offline.particulars.constructions import IN_THE_WAY
from core.offline.reading.facts import GoalFacts
from core.offline.reading.roles.begun_stock import find_begun
from core.offline.reading.roles.wished_role import towards_whom, wants_to_be_better
from core.offline.writing.sentences import item_name, language_named

_USUAL_VERBS = {"music": "play", "reading": "read"}
_OFFERS = re.compile(
    r"\b(?:offer(?:s|ed)|(?:says?|said) (?:I|she|he|they)(?: can|['’]d| would|['’]ll| will)|"
    r"will (?:help|come|sit|join|watch)|would help|helps me|teaches me|can (?:help|teach|show))\b"
)
_LETS_DOWN = re.compile(
    r"\b(?:(?:then|but|and) (?:never|doesn['’]?t|does not|won['’]?t|forgets|cancels|didn['’]?t)|"
    r"never (?:does|comes|shows)|lets? me down|no[- ]show)\b",
    re.IGNORECASE,
)
"""Who offers and does not come is an obstacle, not a helper."""
_PARTNERS = frozenset({"language", "language_at_work"})
_MAKING_KINDS = frozenset({GoalKind.SKILL, GoalKind.PROJECT, GoalKind.EVENT})
_CACHED_TEXTS = 256
_MOST_OF_A_SORT = 2


class NamedFinder:
    """Finds people and works in texts; it remembers them, because every week of a plan asks."""

    def __init__(self) -> None:
        self.people = lru_cache(maxsize=_CACHED_TEXTS)(people_in)
        self.works = lru_cache(maxsize=_CACHED_TEXTS)(_works)


def _works(text: str, usual_verb: str) -> tuple[NamedThing, ...]:
    return tuple(works_in(text, usual_verb))


_FINDER = NamedFinder()


def named_things(parsed: ParsedGoal) -> tuple[NamedThing, ...]:
    """Return the named things that the plan takes up, pieces first; none where it cannot be read.

    Of the people only those whom the goal is about, whom it is practised with, or who help.
    """
    facts = parsed.facts
    if not facts.english:
        return ()
    kind = parsed.playbook.kinds[0]
    works = list(_FINDER.works(facts.text, _USUAL_VERBS.get(facts.domain, "")))
    works += _language(parsed)
    found = [work for work in works if kind in _MAKING_KINDS or work.sort == Sort.TOOL]
    if not parsed.playbook.recipe:  # the plan of a topic names its item in its own tasks
        item = item_name(facts, parsed.playbook).lower()
        found = [work for work in found if work.label.lower() not in item]
    found += _makings(parsed, found)
    named = " ".join(work.label.lower() for work in works)
    found += [tool for tool in used_tools(facts.text) if tool.label.lower() not in named]
    people = [person for person in _FINDER.people(facts.text) if _matters(person, facts, kind)]
    found += _meant(people, facts.text)
    return _few_of_each(found)


def piece_of(parsed: ParsedGoal) -> str:
    """Return the piece that is to be performed, "The Swan", or nothing if none was named."""
    return next((t.label for t in named_things(parsed) if t.sort == Sort.PIECE), "")


def _language(parsed: ParsedGoal) -> list[NamedThing]:
    """Return the language that is to be spoken, if a recipe plans it and the text names one."""
    if parsed.facts.domain not in _PARTNERS or not parsed.playbook.recipe:
        return []
    name = language_named(parsed.facts)
    return [NamedThing(label=name, sort=Sort.SUBJECT, start=0, verb="learn")] if name else []


def _makings(parsed: ParsedGoal, known: list[NamedThing]) -> list[NamedThing]:
    """Return what is to be made, if the plan does not speak of it already."""
    if parsed.playbook.kinds[0] not in _MAKING_KINDS or own_piece(parsed) is not None:
        return []
    if any(thing.sort in {Sort.PIECE, Sort.MAKING} for thing in known):
        return []
    facts = parsed.facts
    begun = find_begun(facts.text)
    if begun is not None:
        label = f"the {begun.noun}"
        one = NamedThing(label=label, sort=Sort.MAKING, start=0, verb="finish", in_aim=True)
        return [one] if begun.count == 1 else []  # several have phases of their own
    made = made_thing(facts.aim, max(0, facts.text.find(facts.aim)))
    if made is None or made.label in parsed.playbook.goal:
        return []
    return [made]


def _matters(person: NamedThing, facts: GoalFacts, kind: GoalKind) -> bool:
    if kind == GoalKind.RELATING:
        return True
    if facts.domain in _PARTNERS:
        return IN_THE_WAY.search(_sentence_of(person, facts.text)) is None
    if kind == GoalKind.VAGUE:
        return wants_to_be_better(facts.text)
    own = any(span.start <= person.start < span.end for span in facts.methods)
    sentence = _sentence_of(person, facts.text)
    helps = own or _OFFERS.search(sentence) is not None
    return kind != GoalKind.MONEY and helps and not lets_down(person, facts.text)


def lets_down(person: NamedThing, text: str) -> bool:
    """Return whether a text says that a person offers and does not come."""
    return _LETS_DOWN.search(_sentence_of(person, text)) is not None


def _sentence_of(person: NamedThing, text: str) -> str:
    """Return what a sentence says of a person, from their name on: "Tom offered to come"."""
    return re.split(r"[.;!?\n]", text[person.start :], maxsplit=1)[0]


def _meant(people: list[NamedThing], text: str) -> list[NamedThing]:
    """Return those of the people to whom one wants to be better; all, if none is of that role.

    A better daughter is one to her parents, not to the husband who says so.
    """
    towards = towards_whom(text)
    meant = [p for p in people if towards and re.search(towards, p.label, re.IGNORECASE)]
    return meant or people


def _few_of_each(found: list[NamedThing]) -> tuple[NamedThing, ...]:
    chosen: list[NamedThing] = []
    for sort in Sort:
        of_sort = {thing.label.lower(): thing for thing in reversed(found) if thing.sort == sort}
        ordered = sorted(of_sort.values(), key=lambda thing: thing.start)
        chosen += ordered[:_MOST_OF_A_SORT]
    return tuple(chosen)
