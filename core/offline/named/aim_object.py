"""What an aim acts on, in the person's own noun: "my PhD thesis is due" is about a thesis."""

from core.offline.grammar.phrases import can_be_noun_phrase
from core.offline.named.aids import as_yours
from core.offline.particulars.noun_phrases import Phrase, phrase_at
from core.offline.reading.facts import GoalFacts
from core.offline.safety.frames import is_person
from core.plans.verbs import first_word, starts_with_verb

_OWN = frozenset("my our".split())
_OPENS = _OWN | frozenset("a an the".split())
_IS = frozenset("be become get".split())
_BEHIND = frozenset("myself ourselves altogether completely properly sorted finished done".split())
_MOST_WORDS = 4


def aim_object(facts: GoalFacts) -> str:
    """Return the object of the aim's verb, or the writer's own subject of it; "" if unsure.

    A person is none: one does not work on a daughter.
    """
    aim = facts.aim.strip()
    if not facts.english or not aim:
        return ""
    if first_word(aim) in _IS:
        return ""
    if starts_with_verb(aim):
        found = phrase_at(aim, aim.index(" ") + 1) if " " in aim else None
    else:
        found = phrase_at(aim, 0) if first_word(aim) in _OWN else None
    if found is None or not _can_be_worked_on(found):
        return ""
    return as_yours(found.text)


def _can_be_worked_on(phrase: Phrase) -> bool:
    words = phrase.text.split()
    return (
        phrase.opens in _OPENS
        and 1 < len(words) <= _MOST_WORDS
        and phrase.names_a_thing
        and can_be_noun_phrase(phrase.text)
        and not is_person(phrase.head)
        and words[-1].lower() not in _BEHIND
        and not any(is_person(word[:-2].lower()) for word in words if word[-2:] in {"'s", "’s"})
    )
