"""A rewrite of a prompt by a model that sees what went wrong with it, in the manner of GEPA.

One reflective step: the model reads the instructions beside complaints and failed questions, names
the cause and writes the next version (arXiv 2507.19457). What is sent with each call is not
rewritten, so the values and the place of people's words stay as they are.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ConfigDict, Field

from core.goals.draft import Draft
from core.prompts.checks import LONGEST, MATERIAL, tokens_of
from core.prompts.library import PromptText

PROMPT = "rewrite"
MAX_INSTRUCTIONS_CHARACTERS = 40_000
MAX_COMMENTS = 6
MAX_FAILURES = 4
MAX_EXAMPLES = 2
MAX_EXAMPLE_CHARACTERS = 500
_QUOTED_WORDS = 6
"""So many words in a row are a quote; fewer are how everybody speaks."""


class RewriteDraft(Draft):
    """A model's rewrite; what is wrong comes before the text that mends it."""

    model_config = ConfigDict(str_max_length=MAX_INSTRUCTIONS_CHARACTERS)

    diagnosis: str = Field(description="Which words of the instructions cause what went wrong")
    reason: str = Field(description="One sentence: what is changed and what should get better")
    instructions: str = Field(description="The complete new instructions")


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedQuestion:
    """A question of the rubric that results often fail, with what was missed."""

    question: str
    no: int
    known: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weaknesses:
    """What went wrong with the results of a prompt, without personal data."""

    complaint: str = ""
    """The label of the strongest certain complaint."""
    complaint_n: int = 0
    comments: tuple[str, ...] = ()
    failures: tuple[FailedQuestion, ...] = ()
    people: frozenset[str] = field(default_factory=frozenset)
    """Those whose words are in it; each of them agreed to the model."""

    @property
    def known(self) -> bool:
        """Return whether there is anything to learn from."""
        return bool(self.comments or self.failures)


def rewrite_values(
    text: PromptText, found: Weaknesses, *, fields: Collection[str]
) -> Mapping[str, Any]:
    """Return the values of the prompt that asks for a rewrite."""
    now = tokens_of(text)
    return {
        "job": {"name": text.name, "intent": text.intent, "reply": text.schema},
        "instructions": text.system,
        "message": text.user,
        "complaint": {
            "about": found.complaint,
            "people": found.complaint_n,
            "comments": list(found.comments),
        }
        if found.comments
        else {},
        "failures": [
            {
                "question": one.question,
                "no": one.no,
                "results": one.known,
                "missed": list(one.examples),
            }
            for one in found.failures
        ],
        "limits": [
            f"At most {int(LONGEST * now):,} tokens with the message; it has {now:,} now.",
            f"The words “{MATERIAL}” stand in it, about the data block.",
            f"Every field of the reply is named: {', '.join(sorted(fields))}. JSON is asked for.",
            "It names no value with a dollar sign, and no words of a comment or an example.",
        ],
    }


def quotes_people(instructions: str, found: Weaknesses) -> bool:
    """Return whether instructions hold some words in a row of a comment or an example."""
    text = " ".join(instructions.casefold().split())
    return any(
        " ".join(words[place : place + _QUOTED_WORDS]) in text
        for written in (*found.comments, *(one for each in found.failures for one in each.examples))
        if (words := written.casefold().split())
        for place in range(max(1, len(words) - _QUOTED_WORDS + 1))
        if len(words) >= _QUOTED_WORDS
    )
