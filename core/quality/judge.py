"""The judge: the prompt for a model that evaluates a text, and the validation of its answers.

The answers are verified. A yes counts only with a quote from the text; a missing item leaves its
dimension unscored; a strength must match an item answered yes; and sentences that address the judge
are removed from the text and are no evidence, so that a text cannot raise its own score. The order
of items is drawn from a seed, because order biases a judge (arXiv 2305.17926).
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from core.ports import Prompt
from core.prompts.library import PromptLibrary
from core.quality.judge_controls import (
    OBEYED,
    control_question,
    find_overused,
    follows_orders,
)
from core.quality.rubric import (
    DIMENSIONS,
    RUBRIC,
    Dimension,
    RubricItem,
    Scope,
    item_by_id,
    items_of,
)
from core.quality.rules.score_limit import with_limit
from core.quality.subject import JudgedText
from core.quality.verdict import (
    DimensionScore,
    Evaluation,
    ItemDraft,
    ItemVerdict,
    ScoredBy,
    VerdictsDraft,
    make_verdict,
    score_items,
)
from core.quality.verdict_consistency import strength_is_supported
from core.text import as_read, strip_misleading

PROMPT = "evaluate"
JUDGED = tuple(item for item in RUBRIC if item.scope != Scope.GOAL)
MAX_STRENGTHS = 3
MAX_SUGGESTIONS = 4
MIN_EVIDENCE_CHARACTERS = 3
"""Letters and digits; a shorter quote than “5 km” is no evidence."""
MAX_EVIDENCE_CHARACTERS = 400
"""A longer quote is rejected, because quoting the whole text is no evidence."""

_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]*")
_INJECTION = re.compile(
    r"\b(ignore|disregard|forget|override)\b.{0,40}"
    r"\b((previous|prior|above|earlier|all|your|these) (\w+ )?"
    r"(instruction|rule|prompt|guideline)s?|rubric)\b"
    r"|\b(give|rate|score|grade|mark|award)\b.{0,40}"
    r"(\b10\s*/\s*10\b|\bten out of ten\b|\b10 out of 10\b"
    r"|\bfull marks\b|\b(perfect|highest|top|maximum) (score|rating|marks?|grade)\b)"
    r"|\b(note|message|instruction|order)s? (to|for) (the|all|any|every)?\s*"
    r"(judge|grader|evaluator|reviewer|ai|model|assistant)s?\b"
    r"|\byou are (now )?(a|an|the) (judge|grader|evaluator|assistant|ai|language model|chatbot)\b"
    r"|\b(judge|grader|evaluator)s?\b.{0,40}\b(must|should|answers?|says?|gives?|scores?)\b"
    r"|\b(answer|say|respond|reply) (with )?(yes|true)\b.{0,30}\b(all|every|each|any)\b"
    r"|\b(all|every|each) (item|question|criterion|criteria)s?\b.{0,30}\b(yes|true|met|fulfilled)\b"
    r"|\bsystem prompt\b",
    re.IGNORECASE,
)
_UNIFORM_MARKS = str.maketrans(
    {**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛′`", "'"), **dict.fromkeys("–—−‐‑", "-")}
)


def judge_prompt(
    text: str,
    *,
    seed: str,
    prompts: PromptLibrary,
    words: str = "",
    goal: Mapping[str, object] | None = None,
) -> Prompt:
    """Return the judge's prompt for a text, with the items in the order of a seed.

    `words` is what the person wrote, and `goal` what was understood: what the text has to fit.
    """
    items = [{"id": item.id, "question": item.question} for item in shuffle_items(seed)]
    control = control_question(seed, words, text)
    items.insert(int(hashlib.sha256(seed.encode()).hexdigest(), 16) % len(items), control)
    return prompts.render_live(
        PROMPT,
        {
            "items": items,
            "words": strip_injected_instructions(words),
            "goal": goal or {},
            "text": strip_injected_instructions(text),
        },
    )


def shuffle_items(seed: str) -> tuple[RubricItem, ...]:
    """Return the items a judge answers, in an order that depends only on `seed`."""
    return tuple(
        sorted(JUDGED, key=lambda item: hashlib.sha256(f"{seed}\n{item.id}".encode()).digest())
    )


def score_verdicts(
    draft: VerdictsDraft, text: JudgedText, scored_by: ScoredBy, rubric_version: str
) -> Evaluation:
    """Return the evaluation: a yes needs its quotes, a score needs every answer.

    A yes quotes the judged text; a yes on fit also quotes the person's words. A judge's own
    confidence is not used: only the rules state one.
    """
    answers: dict[str, ItemDraft] = {}
    for answer in draft.items:
        answers.setdefault(answer.id.strip(), answer)
    by_rule = scored_by == ScoredBy.CODE
    if not by_rule and follows_orders(answers):
        return _unscored(scored_by, rubric_version)
    quotes = {name: normalize_quote(a.evidence) for name, a in answers.items() if a.yes}
    sides = _Sides(
        answer=normalize_quote(strip_injected_instructions(text.answer)),
        asked=normalize_quote(strip_injected_instructions(text.asked)),
        by_rule=by_rule,
        overused=frozenset() if by_rule else find_overused(quotes),
    )
    dimensions = tuple(_score_dimension(dimension, answers, sides) for dimension in DIMENSIONS)
    verdicts = tuple(verdict for dimension in dimensions for verdict in dimension.items)
    strengths = [line for line in draft.strengths if strength_is_supported(line, verdicts)]
    answered_yes = {verdict.item for verdict in verdicts if verdict.yes}
    suggestions = [s.text for s in draft.suggestions if s.item.strip() not in answered_yes]
    return Evaluation(
        dimensions=with_limit(dimensions),
        strengths=_clean_lines(strengths, MAX_STRENGTHS) or _from_rubric(dimensions, yes=True),
        suggestions=_clean_lines(suggestions, MAX_SUGGESTIONS)
        or _from_rubric(dimensions, yes=False),
        scored_by=scored_by,
        rubric_version=rubric_version,
    )


def _unscored(scored_by: ScoredBy, rubric_version: str) -> Evaluation:
    """Return the evaluation of a judge whose answers cannot be used."""
    dimensions = (DimensionScore(dimension=d, score=None, reason=OBEYED) for d in DIMENSIONS)
    return Evaluation(
        dimensions=tuple(dimensions),
        strengths=(),
        suggestions=(),
        scored_by=scored_by,
        rubric_version=rubric_version,
    )


def strip_injected_instructions(text: str) -> str:
    """Return `text` without sentences that address a judge or a model, and what hides them."""
    shown = strip_misleading(text)
    return "".join(s for s in _SENTENCE.findall(shown) if not _INJECTION.search(as_read(s))).strip()


def normalize_quote(text: str) -> str:
    """Return `text` with case, white space, quotation marks and dashes made uniform."""
    return " ".join(as_read(text).translate(_UNIFORM_MARKS).casefold().split())


def is_quoted(evidence: str, normalized_text: str) -> bool:
    """Return True if `evidence` is a quote from `normalized_text`."""
    quote = normalize_quote(evidence.replace("\\u003c", "<").replace("\\u003e", ">")).strip(
        " \"'.,;:"
    )
    long_enough = sum(c.isalnum() for c in quote) >= MIN_EVIDENCE_CHARACTERS
    return long_enough and len(quote) <= MAX_EVIDENCE_CHARACTERS and quote in normalized_text


@dataclass(frozen=True, slots=True)
class _Sides:
    """The two texts that quotes are taken from, normalized."""

    answer: str
    asked: str
    by_rule: bool
    overused: frozenset[str]
    """Items whose passage is the proof of too many others."""

    def prove(self, item: RubricItem, answer: ItemDraft) -> bool | None:
        """Return the answer, as far as its quotes prove it; None if it is not known."""
        if not answer.yes:
            return answer.yes
        if item.id in self.overused or not is_quoted(answer.evidence, self.answer):
            return False
        return item.scope != Scope.FIT or is_quoted(answer.asked, self.asked)


def _score_dimension(
    dimension: Dimension, answers: dict[str, ItemDraft], sides: "_Sides"
) -> DimensionScore:
    verdicts: list[ItemVerdict] = []
    unproven: list[str] = []
    expected = [item for item in items_of(dimension) if item.scope != Scope.GOAL]
    for item in expected:
        answer = answers.get(item.id)
        if answer is None:
            continue
        proven = sides.prove(item, answer)
        if answer.yes and not proven:
            why = "is for too many questions" if item.id in sides.overused else "is not in the text"
            unproven.append(f"“{item.question}” counts as no: its quote {why}.")
        verdicts.append(
            make_verdict(
                item,
                yes=proven,
                evidence=answer.evidence.strip(),
                asked=answer.asked.strip(),
                confidence=answer.confidence if sides.by_rule else 1.0,
                note=answer.note if sides.by_rule else "",
            )
        )
    if missing := len(expected) - len(verdicts):
        reason = (
            f"{missing} of {len(expected)} questions were left unanswered, so this is not scored."
        )
        return DimensionScore(dimension=dimension, score=None, items=tuple(verdicts), reason=reason)
    scored = score_items(dimension, tuple(verdicts))
    return DimensionScore(
        dimension=dimension, score=scored.score, items=scored.items, reason=" ".join(unproven)
    )


def _clean_lines(lines: list[str], limit: int) -> tuple[str, ...]:
    folded = (" ".join(line.split()) for line in lines)
    return tuple(line for line in folded if line and not _INJECTION.search(line))[:limit]


def _from_rubric(dimensions: tuple[DimensionScore, ...], *, yes: bool) -> tuple[str, ...]:
    verdicts = (v for d in dimensions for v in d.items if v.yes is yes)
    items = (item for item in (item_by_id(v.item) for v in verdicts) if item is not None)
    lines = tuple(item.strength if yes else item.suggestion for item in items)
    return lines[: MAX_STRENGTHS if yes else MAX_SUGGESTIONS]
