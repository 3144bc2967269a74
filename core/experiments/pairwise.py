"""A judge's comparison of two texts, asked twice with their places swapped.

Models prefer a place: many take the first of two texts, whatever it says (arXiv 2306.05685). So a
preference counts only if it is the same in both orders; what depends on the order is counted apart.
"""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field

from core.codec import Codec
from core.goals.draft import Draft
from core.ports import Prompt
from core.prompts.library import PromptLibrary
from core.quality.judge import is_quoted, normalize_quote, strip_injected_instructions

PROMPT = "compare"
UNPROVEN = "Its quote is not in the text that it prefers, so it counts as no preference."
MAX_REASON_CHARACTERS = 600


class Place(StrEnum):
    """Which of the two texts is better, as a judge sees them."""

    FIRST = "first"
    SECOND = "second"
    NEITHER = "neither"


class PreferenceDraft(Draft):
    """A judge's answer; the reason and the quote come before the choice that they are for."""

    reason: str = Field(description="One or two sentences: what settles it")
    evidence: str = Field(
        default="", description="For a preference: the words of the better answer, verbatim"
    )
    better: Place


class Side(StrEnum):
    """Which of the two variants is better."""

    BASELINE = "baseline"
    VARIANT = "variant"
    NEITHER = "neither"


class Order(StrEnum):
    """Which variant is shown in the first place."""

    BASELINE_FIRST = "baseline_first"
    VARIANT_FIRST = "variant_first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """What a judge preferred in one order."""

    side: Side
    reason: str


PREFERENCE_CODEC: Codec[Preference] = Codec(Preference)


class PairVerdict(StrEnum):
    """What both orders together say of the variant."""

    WIN = "win"
    LOSS = "loss"
    TIE = "tie"
    BY_ORDER = "by_order"
    """The two orders disagree: the place decided, not the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Couple:
    """Two texts for the same words of a person."""

    words: str
    baseline: str
    variant: str

    def shown(self, order: Order) -> tuple[str, str]:
        """Return the texts by their places, without sentences that address a judge."""
        texts = (self.baseline, self.variant)
        if order is Order.VARIANT_FIRST:
            texts = (self.variant, self.baseline)
        first, second = map(strip_injected_instructions, texts)
        return first, second


def compare_prompt(couple: Couple, order: Order, *, prompts: PromptLibrary) -> Prompt:
    """Return the prompt that shows both texts in an order."""
    first, second = couple.shown(order)
    words = strip_injected_instructions(couple.words)
    return prompts.render_live(PROMPT, {"words": words, "first": first, "second": second})


def read_preference(draft: PreferenceDraft, couple: Couple, order: Order) -> Preference:
    """Return the preferred variant; a preference whose quote is not in its text is none."""
    reason = " ".join(draft.reason.split())[:MAX_REASON_CHARACTERS]
    if draft.better is Place.NEITHER:
        return Preference(side=Side.NEITHER, reason=reason)
    place = 0 if draft.better is Place.FIRST else 1
    if not is_quoted(draft.evidence, normalize_quote(couple.shown(order)[place])):
        return Preference(side=Side.NEITHER, reason=f"{reason} ({UNPROVEN})")
    sides = (Side.BASELINE, Side.VARIANT)
    return Preference(
        side=sides[place if order is Order.BASELINE_FIRST else 1 - place], reason=reason
    )


def combine(one: Preference, other: Preference) -> PairVerdict:
    """Return the verdict of both orders; a preference counts only if they agree."""
    if one.side is not other.side:
        return PairVerdict.BY_ORDER
    return {
        Side.BASELINE: PairVerdict.LOSS,
        Side.VARIANT: PairVerdict.WIN,
        Side.NEITHER: PairVerdict.TIE,
    }[one.side]
