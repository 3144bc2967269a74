"""Everything that is stored about a person, over HTTP."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import AccountReader
from app.api.parameters import NO_PARAMETERS
from core.usecases.people.export_person import export_person_as_bytes

MEDIA_TYPE = "application/zip"

router = APIRouter(
    prefix="/api/v1", tags=["account"], route_class=ApiRoute, dependencies=[NO_PARAMETERS]
)


@router.get(
    "/me/export",
    operation_id="exportMe",
    summary="Download everything that is stored about you",
    response_class=Response,
    responses={
        HTTPStatus.OK.value: {
            "description": "A zip with a page to read and one JSON file for each part",
            "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
def export_me(viewer: AccountReader) -> Response:
    """Goals, plans, conversations, ratings, traces with prompts and replies, and all else."""
    content = export_person_as_bytes(services.rein(), viewer=viewer)
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": 'attachment; filename="rein-everything.zip"',
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=MEDIA_TYPE, headers=headers)
