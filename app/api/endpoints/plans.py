"""Plans over HTTP: one of a goal as a PDF to print."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Response

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import GoalsReader
from app.api.parameters import NO_PARAMETERS, UUID_FORMAT
from app.api.problem import problem_responses
from core.usecases.plans.print_plan import MEDIA_TYPE, print_plan

router = APIRouter(
    prefix="/api/v1", tags=["goals"], route_class=ApiRoute, dependencies=[NO_PARAMETERS]
)


@router.get(
    "/goals/{id}/plan.pdf",
    operation_id="getPlanAsPdf",
    summary="Get the plan of a goal of yours as a PDF to print",
    response_class=Response,
    responses={
        HTTPStatus.OK.value: {
            "description": "A tagged PDF on A4 with its fonts inside",
            "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
        },
        **problem_responses(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
    },
)
def get_plan_as_pdf(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)], viewer: GoalsReader
) -> Response:
    """Raise a conflict before the goal has a plan."""
    pdf = print_plan(services.rein(), viewer=viewer, goal_id=goal_id)
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": 'attachment; filename="rein-plan.pdf"',
        "X-Content-Type-Options": "nosniff",
    }
    return Response(pdf, media_type=MEDIA_TYPE, headers=headers)
