"""Trials over HTTP: list, look at, start, stop, promote, roll back and take back."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import ReviewReader, ReviewWriter
from app.api.endpoints.trials.trial_schema import (
    TrialList,
    TrialReportJson,
    report_json,
    trial_json,
)
from app.api.json_body import JsonBody
from app.api.parameters import NO_PARAMETERS, UUID_FORMAT, WITH_WORD
from app.api.problem import BODY_PROBLEMS, by_rule, problem_responses
from core.accounts.viewer import Viewer
from core.experiments.decision import Outcome
from core.usecases.trials.change_trial import (
    promote_candidate,
    roll_back_candidate,
    take_back_ending,
)
from core.usecases.trials.list_trials import Trial, list_trials, show_trial
from core.usecases.trials.start_trial import (
    LARGEST_MORE,
    LEAST_N,
    MAX_REASON_CHARACTERS,
    MORE_TIME,
    MOST_N,
    WRITING,
    Plan,
    Primary,
    start_trial,
)
from core.usecases.trials.stop_trial import stop_trial
from core.usecases.trials.trial_state import TrialState, state_of

Reason = Annotated[str, Field(min_length=1, max_length=MAX_REASON_CHARACTERS), WITH_WORD]


class NewTrial(JsonBody):
    """A version to try against the live one; its newest replay has to be a pass."""

    prompt: Annotated[str, Field(json_schema_extra={"enum": list(WRITING)})]
    version: Annotated[int, Field(ge=1)]
    reason: Reason
    primary: Annotated[Primary, Field(strict=False, description="What decides")] = Primary.STARS
    share: Annotated[float, Field(ge=0.01, le=0.99, strict=False)] = 0.5
    least_n: Annotated[int, Field(ge=1)] = LEAST_N
    most_n: Annotated[int, Field(ge=1)] = MOST_N
    more_cost: Annotated[
        float | None,
        Field(gt=0, le=LARGEST_MORE, strict=False, description="Share; 0.25, of routes 2, if null"),
    ] = None
    more_time: Annotated[float, Field(gt=0, le=LARGEST_MORE, strict=False)] = MORE_TIME
    again: Annotated[bool, Field(description="Although it was rolled back before")] = False


class WithReason(JsonBody):
    """Why a step is made."""

    reason: Reason


class Nothing(JsonBody):
    """No field."""


router = APIRouter(prefix="/api/v1", tags=["trials"], route_class=ApiRoute)


@router.get(
    "/trials", operation_id="listTrials", summary="List all trials", dependencies=[NO_PARAMETERS]
)
def get_trials(viewer: ReviewReader) -> TrialList:
    """Needs the role of a reviewer."""
    found = list_trials(services.rein(), viewer=viewer)
    return TrialList(trials=[trial_json(one, _ended_state(one)) for one in found])


@router.get(
    "/trials/{id}",
    operation_id="getTrial",
    summary="Get a trial with what it has found",
    responses=problem_responses(HTTPStatus.NOT_FOUND),
    dependencies=[NO_PARAMETERS],
)
def get_trial(
    trial_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)], viewer: ReviewReader
) -> TrialReportJson:
    """Needs the role of a reviewer. It may be looked at at any time."""
    return _report(viewer, trial_id)


_CHANGE = problem_responses(*BODY_PROBLEMS, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)


@router.post(
    "/trials",
    operation_id="startTrial",
    summary="Try a version on people",
    status_code=HTTPStatus.CREATED,
    responses=_CHANGE | by_rule("a `least_n` above `most_n`"),
    dependencies=[NO_PARAMETERS],
)
def post_trial(new: NewTrial, viewer: ReviewWriter) -> TrialReportJson:
    """Needs the role of an admin, and a passed replay."""
    plan = Plan(
        prompt=new.prompt,
        candidate=new.version,
        reason=new.reason,
        primary=new.primary,
        share=new.share,
        least_n=new.least_n,
        most_n=new.most_n,
        more_cost=new.more_cost,
        more_time=new.more_time,
        again=new.again,
    )
    return _report(viewer, start_trial(services.rein(), viewer=viewer, plan=plan))


@router.post(
    "/trials/{id}/stop",
    operation_id="stopTrial",
    summary="End a trial without a winner",
    responses=_CHANGE,
    dependencies=[NO_PARAMETERS],
)
def post_stop(
    trial_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    why: WithReason,
    viewer: ReviewWriter,
) -> TrialReportJson:
    """Needs the role of an admin."""
    stop_trial(services.rein(), viewer=viewer, trial_id=trial_id, reason=why.reason)
    return _report(viewer, trial_id)


@router.post(
    "/trials/{id}/promote",
    operation_id="promoteCandidate",
    summary="Release the candidate of a running trial",
    responses=_CHANGE,
    dependencies=[NO_PARAMETERS],
)
def post_promote(
    trial_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    why: WithReason,
    viewer: ReviewWriter,
) -> TrialReportJson:
    """Needs the role of an admin. The version is watched since."""
    promote_candidate(services.rein(), viewer=viewer, trial_id=trial_id, reason=why.reason)
    return _report(viewer, trial_id)


@router.post(
    "/trials/{id}/roll-back",
    operation_id="rollBackCandidate",
    summary="Roll a promoted candidate back",
    responses=_CHANGE,
    dependencies=[NO_PARAMETERS],
)
def post_roll_back(
    trial_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    why: WithReason,
    viewer: ReviewWriter,
) -> TrialReportJson:
    """Needs the role of an admin."""
    roll_back_candidate(services.rein(), viewer=viewer, trial_id=trial_id, reason=why.reason)
    return _report(viewer, trial_id)


@router.post(
    "/trials/{id}/take-back",
    operation_id="takeBackEnding",
    summary="Take the last step of a trial back",
    responses=_CHANGE,
    dependencies=[NO_PARAMETERS],
)
def post_take_back(
    trial_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    _nothing: Nothing,
    viewer: ReviewWriter,
) -> TrialReportJson:
    """Needs the role of an admin: a stop, a promotion by hand or a rollback is undone."""
    take_back_ending(services.rein(), viewer=viewer, trial_id=trial_id)
    return _report(viewer, trial_id)


def _report(viewer: Viewer, trial_id: str) -> TrialReportJson:
    return report_json(show_trial(services.rein(), viewer=viewer, trial_id=trial_id))


def _ended_state(trial: Trial) -> TrialState | None:
    return None if trial.outcome is Outcome.RUNNING else state_of(trial, n=0)
