"""Decide, before any plan is written, whether a text may be planned.

Only three things are stopped: harm, nothing at all, and a plain errand for an assistant. Whatever
is in doubt is a goal, and Rein asks instead; the language of a text is never a reason to decline.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from core.offline.reading.facts import GoalFacts
from core.offline.reading.phrases import is_english
from core.offline.reading.roles.gate_model import gate_shares, pieces_per_word
from core.offline.safety.concern import Concern
from core.offline.safety.errand_rules import reads_like_a_goal, reads_like_an_errand
from core.offline.safety.harm import KIND_LINES, NOTES, find_concerns, first_concern
from core.offline.safety.harm_structure import HarmSign, find_harm_signs

GOAL_EXAMPLE = "for example “run 5 km by the end of March” or “read 20 pages every evening”"
_NOT_A_GOAL = (
    "This does not read like a goal yet, so nothing was planned. Write what you want to reach, "
    f"{GOAL_EXAMPLE}."
)
_A_TASK = (
    "This reads like a question or a task for an assistant, so nothing was planned. Rein plans "
    f"goals: write what you want to reach, {GOAL_EXAMPLE}."
)
_MIN_LETTER_SHARE = 0.55
_PLAIN_NOISE = 0.5
"""From this share on the trained gate alone takes a text for noise."""
_ERRAND_FROM = {
    (True, False): 0.05,
    (True, True): 0.10,
    (False, False): 0.2,
    (False, True): 0.85,
}
"""From which share on a text is declined, by whether its words read like an errand, a goal."""
_FOREIGN_FROM = ((1.5, 0.85), (1.3, 0.6))
"""Mean pieces of an English vocabulary a word falls into, and the share of an errand needed then.

English words are one piece or a little more: 95 % of our goals lie below 1.3 and 99 % below 1.5; of
our texts in other languages 99 % lie above 1.3, and 95 % above 1.5."""
_A_FEW_WORDS = 3
_LONGEST_ERRAND_WORDS = 20
"""People write an assistant short errands; in a longer text only a high share counts."""
_DANGER_ALONE, _DANGER_WITH_DOUBT, _MAYBE_DANGER = 0.93, 0.75, 0.5


class GateDecision(StrEnum):
    """The gate's decision on a text."""

    GOAL = "goal"
    NOT_A_GOAL = "not_a_goal"
    NOTHING = "nothing"
    """No word at all: only marks, digits or pictures."""
    HARM = "harm"


@dataclass(frozen=True, slots=True, kw_only=True)
class GateResult:
    """The ruling, with the sentence that a person reads if the text is not planned."""

    ruling: GateDecision
    note: str = ""
    safe_alternative: str = ""
    """A safe goal, offered if the goal itself cannot be planned."""
    kind_line: str = ""
    """What the plan of a goal says first if harm is possible but not meant."""

    @property
    def is_goal(self) -> bool:
        return self.ruling == GateDecision.GOAL

    @property
    def holds_before_models(self) -> bool:
        """Whether the ruling holds before any model: harm, or nothing to read."""
        return self.ruling in {GateDecision.HARM, GateDecision.NOTHING}


def check_goal(facts: GoalFacts) -> GateResult:
    """Return the ruling on a goal text; safety comes first."""
    shares = gate_shares(facts.text)
    concern, certain = assess_danger(facts.text, danger=shares["danger"])
    if concern is not None and certain:
        answer = NOTES[concern]
        return GateResult(
            ruling=GateDecision.HARM, note=answer.note, safe_alternative=answer.safe_alternative
        )
    if not _has_words(facts.text):
        return GateResult(ruling=GateDecision.NOTHING, note=_NOT_A_GOAL)
    if shares["noise"] >= _PLAIN_NOISE or not _is_mostly_letters(facts.text):
        return GateResult(ruling=GateDecision.NOT_A_GOAL, note=_NOT_A_GOAL)
    if facts.english and _is_errand(facts, errand=shares["errand"] + shares["noise"]):
        return GateResult(ruling=GateDecision.NOT_A_GOAL, note=_A_TASK)
    plain = concern is Concern.UNCLEAR and _is_measured(facts)
    kind_line = KIND_LINES[concern] if concern is not None and not plain else ""
    return GateResult(ruling=GateDecision.GOAL, kind_line=kind_line)


def assess_danger(text: str, *, danger: float | None = None) -> tuple[Concern | None, bool]:
    """Return the gravest concern of a text, and whether it is certain enough to stop the plan.

    The structure of the words decides. The trained gate makes a doubtful finding certain or
    raises a doubt of its own; alone it stops a text only if it is very sure, because it would
    stop too many figures of speech, or if the structure of the language is not known.
    """
    share = gate_shares(text)["danger"] if danger is None else danger
    found = find_concerns(text)
    certain = first_concern(found, certain=True)
    if certain is not None:
        return certain, True
    doubtful = first_concern(found, certain=False)
    if doubtful is not None:
        tipped = doubtful in {Concern.CRISIS, Concern.SUBSTANCE, Concern.OTHERS}
        refused = HarmSign.SELF_SPARED in find_harm_signs(text)
        return doubtful, tipped and share >= (_DANGER_ALONE if refused else _DANGER_WITH_DOUBT)
    enough = _DANGER_ALONE if is_english(text) else _DANGER_WITH_DOUBT
    figurative = HarmSign.THING in find_harm_signs(text)  # "kill my fear of spiders"
    return (
        Concern.UNCLEAR if share >= _MAYBE_DANGER else None,
        share >= enough and not figurative,
    )


def _is_measured(facts: GoalFacts) -> bool:
    """Return whether a goal names its amount and its day; rules judge whether these are safe."""
    return facts.quantity is not None and facts.deadline is not None


def kind_line_for(text: str) -> str:
    """Return the line that the plan of a text says first for safety, or an empty text."""
    concern, certain = assess_danger(text)
    return KIND_LINES[concern] if concern is not None and not certain else ""


def _has_words(text: str) -> bool:
    """Return whether the text has a letter of any script."""
    return any(unicodedata.category(character).startswith("L") for character in text)


def _is_mostly_letters(text: str) -> bool:
    """Return whether letters outweigh marks, as they do in everything but code and noise."""
    letters = sum(c.isalpha() or unicodedata.category(c).startswith("M") for c in text)
    return letters >= _MIN_LETTER_SHARE * sum(not c.isspace() and not c.isdigit() for c in text)


def _least_errand(text: str) -> float:
    """Return the least share of an errand: more of a text that may be in another language."""
    pieces = pieces_per_word(text) if len(text.split()) >= _A_FEW_WORDS else 1.0
    return next((least for limit, least in _FOREIGN_FROM if pieces >= limit), 0.0)


def _is_errand(facts: GoalFacts, *, errand: float) -> bool:
    opinion = (reads_like_an_errand(facts), reads_like_a_goal(facts))
    if errand < _least_errand(facts.text):
        return False
    short = len(facts.text.split()) <= _LONGEST_ERRAND_WORDS
    return errand >= _ERRAND_FROM[opinion if short else (False, reads_like_a_goal(facts))]
