"""Whether a phrase of a person can stand where a task needs a thing that one can act on.

One begins a session with verbs or hills, not with one's hearing: what a person has of senses and
strength is near other such words in meaning. A phrase that goes over a verb is no thing at all.
Where a phrase does not fit, the task is left out.
"""

import re

from core.goals.kind import GoalKind
from core.learning.models import load_word_vectors
from core.offline.grammar.phrases import can_be_noun_phrase
from core.offline.particulars.values import Part, Particular
from core.offline.reading.clauses.tense import PAST_FORMS
from core.plans.verbs import VERBS

_FACULTIES = (
    "eyesight hearing memory concentration patience willpower confidence breathing mood energy "
    "sleep health appetite nerves rhythm stamina sense"
).split()
_THINGS = (
    "verbs hills chapter spelling roundabouts buttons chords hands songs sums essay water kitchen "
    "scales footwork"
).split()
_LEAST = 0.4
_BEGUN_WITH = frozenset({GoalKind.SKILL, GoalKind.EXAM, GoalKind.TRAINING, GoalKind.FEAR})
"""Kinds whose task goes about a weak point itself; elsewhere it is only decided about."""
_VERB_FORMS = PAST_FORMS | {"gone"}
_FAILS = frozenset({"crack", "fail", "leak", "slip", "snore", "sag"})
_MISSING = frozenset({Part.TO_GET, Part.LACK})
_CLAUSE_WORDS = 3


def can_be_acted_on(particular: Particular, kind: GoalKind) -> bool:
    """Return whether the task of a particular makes sense with its words."""
    words = particular.label.lower().split()
    if particular.part is not Part.QUOTED and not _is_thing(particular):
        return False
    stem = re.sub(r"s$", "", words[-1])
    if particular.part in _MISSING and words[0] == "your" and len(words) >= _CLAUSE_WORDS:
        return stem not in VERBS | _FAILS
    is_weak = particular.part is Part.WEAK and words[0] == "your"
    return not (is_weak and kind in _BEGUN_WITH and _is_a_faculty(words))


def _is_thing(particular: Particular) -> bool:
    """Return whether words name a thing: no verb among them, and no "lasted three days"."""
    words = particular.label.lower().split()
    is_clause = any(word in _VERB_FORMS for word in words[1:])
    went = particular.part is Part.TRIED and words[0].endswith("ed")
    return not is_clause and not went and can_be_noun_phrase(particular.label)


def _is_a_faculty(words: list[str]) -> bool:
    """Return whether a phrase means a sense or a strength: "your hearing", "your patience"."""
    vectors = load_word_vectors("words")
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    asked = vectors.text_vector([head])

    def nearest(others: list[str]) -> float:
        return max(float(vectors.text_vector([other]) @ asked) for other in others)

    near = nearest(_FACULTIES)
    return near >= _LEAST and near > nearest(_THINGS)
