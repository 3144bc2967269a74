"""Check a version before it is released or tried: its text, and what a call of it will cost."""

from collections.abc import Mapping

from pydantic import BaseModel

from core import formats
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.chat.reply import CoachReplyDraft
from core.errors import Conflict, NotFound
from core.goals.draft import GoalDraft
from core.llm.pricing.prices import cost_of
from core.llm.routing.first_models import ROUTES, parse_first_models
from core.plans.draft import PlanDraft
from core.ports import Purpose, Usage
from core.prompts.checks import Check, check_text, tokens_of
from core.prompts.known_texts import FIRST_WRITTEN
from core.prompts.library import PromptText
from core.quality.verdict import VerdictsDraft
from core.resolutions.draft import ResolutionDraft
from core.store.evaluation_runs.usage import Needed, mean_tokens
from core.usecases.access.allow import Access, allow, without_viewer
from core.usecases.evaluation_runs.forecast import ASSUMED, ENOUGH, RECENT
from core.usecases.evaluation_runs.plan_evaluation_run import first_model

__all__ = ["Check", "check_version", "require_checks"]

DEAREST = 1.5
"""A call may cost so many times as much as one of the live version."""

_DRAFTS: tuple[type[BaseModel], ...] = (
    GoalDraft,
    ResolutionDraft,
    PlanDraft,
    VerdictsDraft,
    CoachReplyDraft,
)
_REPLIES: Mapping[str, type[BaseModel]] = {one.__name__: one for one in _DRAFTS}


@allow(Access.REVIEWER)
def check_version(rein: Rein, *, viewer: Viewer, name: str, version: int) -> tuple[Check, ...]:
    """Return every check of a version. Raises NotAllowed below reviewer, and NotFound."""
    text = rein.prompts.texts.get((name, version))
    if text is None:
        raise NotFound(f"There is no prompt {name}@v{version}.")
    return _checks(rein, text)


@without_viewer(Access.PART, "the caller has checked the person")
def require_checks(rein: Rein, text: PromptText) -> None:
    """Raise Conflict, with what to do, unless a text that people wrote passes every check.

    Those of the program are checked by its tests, and were live with fewer values.
    """
    if text.version < FIRST_WRITTEN:
        return
    failed = failed_checks(rein, text)
    if failed:
        names = ", ".join(check.name.lower() for check in failed)
        raise Conflict(
            f"{text.name}@v{text.version} does not pass: {names}. {failed[0].found}",
            advice=failed[0].advice,
        )


@without_viewer(Access.PART, "the caller has checked the person")
def failed_checks(rein: Rein, text: PromptText) -> tuple[Check, ...]:
    """Return the checks that a text does not pass, stored or not."""
    return tuple(check for check in _checks(rein, text) if not check.passed)


@without_viewer(Access.PART, "reads the form of a reply, nothing of a person")
def fields_of_reply(text: PromptText) -> tuple[str, ...]:
    """Return the fields that the reply to a prompt has to have."""
    reply = _REPLIES.get(text.schema)
    return tuple(reply.model_fields) if reply is not None else ()


def _checks(rein: Rein, text: PromptText) -> tuple[Check, ...]:
    live = rein.prompts.find(text.name)
    given = {
        variable
        for (name, version), one in rein.prompts.texts.items()
        if name == text.name and version < FIRST_WRITTEN
        for variable in one.variables
    }
    found = check_text(text, live=live, given=given, fields=fields_of_reply(text))
    if text.name == ROUTES:
        return (*found, _models(rein, text))
    return found if text.settings else (*found, _cost(rein, text, live))


def _models(rein: Rein, text: PromptText) -> Check:
    """Return whether every model that is asked first can be called."""
    settings, label = rein.prompts.read_settings(text.name, text.version)
    wanted = sorted(set(parse_first_models(settings, label=label).values()))
    missing = [key for key in wanted if key not in rein.models.configured]
    known = ", ".join(sorted(rein.models.configured)) or "none: no model has a key"
    return Check(
        name="Models",
        passed=not missing,
        found=f"Not set up: {', '.join(missing)}." if missing else "Every model is set up.",
        advice=f"Name a model with a key; there is {known}." if missing else "",
    )


def _cost(rein: Rein, text: PromptText, live: PromptText) -> Check:
    """Return what a call is expected to cost, with the model that is called first."""
    key = first_model(rein, Purpose(text.purpose))
    model = rein.models.configured.get(key)
    if model is None:
        return Check(name="Cost", passed=True, found="No model is set up, so it costs nothing.")
    longer = tokens_of(text) - tokens_of(live)
    needed = _needed(rein, Purpose(text.purpose), model.name)
    before, after = (
        cost_of(
            model.provider,
            model.name,
            Usage(
                input_tokens=max(0, round(needed.input_tokens) + more),
                output_tokens=round(needed.output_tokens),
            ),
            at=rein.clock.now(),
        ).usd
        for more in (0, longer)
    )
    if before is None or after is None:
        found = f"The price of {model.name} is not known, so no cost is forecast."
        return Check(name="Cost", passed=True, found=found)
    passed = after <= DEAREST * before
    return Check(
        name="Cost",
        passed=passed,
        found=f"A call of {model.name} is expected to cost {formats.money(after)}; with "
        f"v{live.version} it costs {formats.money(before)}.",
        advice="" if passed else "Shorten the instructions.",
    )


def _needed(rein: Rein, purpose: Purpose, model: str) -> Needed:
    """Return the tokens of a call with the live version, measured or assumed."""
    with rein.database.read() as connection:
        measured = mean_tokens(connection, since=rein.clock.now() - RECENT)
    found = measured.get((purpose, model))
    if found is not None and found.runs >= ENOUGH:
        return found
    return ASSUMED.get(purpose, ASSUMED[Purpose.EVALUATE])
