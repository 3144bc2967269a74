"""Who was shown what a person wrote, over HTTP."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import AccountReader
from app.api.parameters import Parameters
from core.accounts.user import Role
from core.usecases.audit.list_readings import list_readings

MAX_ID = 2**63 - 1

router = APIRouter(prefix="/api/v1", tags=["account"], route_class=ApiRoute)


class Older(Parameters):
    """Where the list goes on."""

    before: Annotated[int | None, Field(ge=1, le=MAX_ID)] = None


class OneReading(BaseModel):
    """A person was shown what you wrote."""

    id: int
    at: datetime
    reader: str | None = Field(description="null if their account is gone")
    role: Role | None = Field(description="At that time")
    what: str = Field(description="Such as traces, ratings, datasets or everything")
    goal_id: str | None = Field(description="null for a list of several, and for everything")
    masked: bool = Field(description="Whether personal data was left out")


class Readings(BaseModel):
    """At most 100, newest first; pass the last `id` as `before` for older ones."""

    readings: list[OneReading]


@router.get(
    "/me/readings",
    operation_id="listReadings",
    summary="List who was shown what you wrote",
)
def get_readings(older: Annotated[Older, Query()], viewer: AccountReader) -> Readings:
    """Return a line for all readings of one record within a quarter of an hour."""
    found = list_readings(services.rein(), viewer=viewer, before=older.before)
    lines = [OneReading.model_validate(one, from_attributes=True) for one in found]
    return Readings(readings=lines)
