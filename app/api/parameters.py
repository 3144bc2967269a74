"""Parameters of addresses and headers that several operations share."""

import re
from dataclasses import fields
from datetime import date
from typing import Annotated, Literal

from fastapi import Depends, Header, Query, Request
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from app.api.problem import invalid_value
from core.ports import Tier
from core.quality.slice import Slice

MAX_KEY_CHARACTERS = 255
MAX_DAYS = 3_660


_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def _require_iso_date(value: object) -> object:
    """Refuse a bare number, which would be parsed as seconds since 1970."""
    if not (isinstance(value, str) and _ISO_DATE.fullmatch(value)):
        raise PydanticCustomError("date_format", "Write it as 2027-01-04")
    return value


Day = Annotated[date, Field(strict=False), BeforeValidator(_require_iso_date)]


class Parameters(BaseModel):
    """Query parameters. An unknown one is refused: a filter that is ignored misleads."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class NoParameters(Parameters):
    """No query parameters."""


class DayWindow(Parameters):
    """The last days, today included; a day begins at midnight UTC."""

    days: Annotated[int, Field(ge=1, le=MAX_DAYS)] = 30


HAS_WORD = r"[^\W_]"
WITH_WORD = Field(json_schema_extra={"pattern": HAS_WORD})
"""For the OpenAPI document: the text has a letter or a digit, which its use-case checks."""
ONE_LINE = r"^[^\x00-\x1f\x7f-\x9f]*[^\W_][^\x00-\x1f\x7f-\x9f]*$"
"""One line with a letter or a digit."""
NO_NUL = r"^[^\x00]*$"  # PostgreSQL cannot store a NUL in text
Text = Annotated[str | None, Field(max_length=200, pattern=NO_NUL)]


class SliceParameters(Parameters):
    """Which records count; every parameter narrows it."""

    prompt_version: Annotated[
        Text, Field(description="Of the resolution", examples=["generate@v1"])
    ] = None
    model: Annotated[Text, Field(description="Writer of the resolution")] = None
    tier: Annotated[Tier | None, Field(description="Of the person's account at the time")] = None
    kind: Annotated[Text, Field(description="Kind of goal, e.g. training")] = None
    language: Literal["english", "other"] | None = None
    offline: Annotated[
        bool | None,
        Field(description="true: written by the offline coach; false: written by a model"),
    ] = None

    def slice(self) -> Slice:
        """Return the parameters as a slice."""
        wanted = self.model_dump(include={each.name for each in fields(Slice)})
        return Slice(**wanted)


class SampleWindow(DayWindow):
    """The last days, of real people or of the sample."""

    sample: Annotated[bool, Field(description="The sample instead of real people")] = False


class SliceWindow(SampleWindow, SliceParameters):
    """The last days, and which records of them count."""


async def _refuse_parameters(_none: Annotated[NoParameters, Query()]) -> None:
    """Refuse every query parameter."""


NO_PARAMETERS = Depends(_refuse_parameters)


def check_parameters(request: Request) -> None:
    """Raise ProblemError if a query parameter is given twice or contains a NUL character."""
    seen = set()
    for name, value in request.query_params.multi_items():
        if name in seen:
            raise invalid_value("query", "Each parameter may be given once.")
        if "\x00" in name + value:
            raise invalid_value(name.replace("\x00", "?"), "A NUL character cannot be used here.")
        seen.add(name)


UUID_FORMAT = {"format": "uuid"}
"""For the OpenAPI document. An id of another form is not found, and no invalid value."""


def is_key(text: str) -> bool:
    """Return whether a text can be an idempotency key."""
    return 0 < len(text) <= MAX_KEY_CHARACTERS and text.isascii() and text.isprintable()


def _check_key(key: str | None) -> str | None:
    """Check all of a key at once, so that one message names every rule."""
    if key is None or is_key(key):
        return key
    raise PydanticCustomError(
        "idempotency_key", f"Use 1 to {MAX_KEY_CHARACTERS} printable ASCII characters"
    )


IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="Chosen by you for one submission, so that sending it twice submits once.",
        json_schema_extra={
            "minLength": 1,
            "maxLength": MAX_KEY_CHARACTERS,
            "pattern": "^[!-~]+$",
        },
    ),
    AfterValidator(_check_key),
]
