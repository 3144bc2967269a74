"""The first week of a plan says whether the goal works out, with the sum."""

from core.offline.kinds.outline import outline_of
from core.offline.parsed_goal import ParsedGoal
from core.plans.draft import PlanDraft


def with_verdict_first(draft: PlanDraft, parsed: ParsedGoal) -> PlanDraft:
    """Return a plan whose first focus ends with the verdict, if there is one."""
    verdict = outline_of(parsed).verdict
    if not verdict or not draft.weeks:
        return draft
    first = draft.weeks[0]
    stated = first.model_copy(update={"focus": f"{first.focus} {verdict}"})
    return draft.model_copy(update={"weeks": [stated, *draft.weeks[1:]]})
