"""Drafts of a clarified goal, as a model or the offline coach returns them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from core.goals.coercion import coerce_fields
from core.goals.goal import GoalType
from core.goals.kind import GoalKind

MAX_TEXT_CHARACTERS = 2_500
"""No text of a draft is longer: three screens. A goal in the person's own words has 2,000."""
MAX_ENTRIES = 600
"""No list of a draft is longer: ten years of weeks have 520."""


MAX_NAME_CHARACTERS = 300
"""A longer name, title or unit is cut: it stands in headings, chips and charts."""


def _shortened_name(name: str) -> str:
    if len(name) <= MAX_NAME_CHARACTERS:
        return name
    whole_words = name[:MAX_NAME_CHARACTERS].rpartition(" ")[0]
    return f"{whole_words or name[: MAX_NAME_CHARACTERS - 1]}…"


Name = Annotated[str, AfterValidator(_shortened_name)]
"""What something is called. The limit is not in the schema, which not every provider accepts."""


class Draft(BaseModel):
    """Base of all drafts: unknown keys are ignored, because models add them; numbers are finite.

    A value whose meaning is clear is coerced to its field ("20 min" to 20) before it is validated.
    Texts and lists are bounded, because a model that does not stop would fill a page.
    """

    model_config = ConfigDict(
        extra="ignore", frozen=True, allow_inf_nan=False, str_max_length=MAX_TEXT_CHARACTERS
    )

    @model_validator(mode="before")
    @classmethod
    def _coerce(cls, data: object) -> object:
        coerced = coerce_fields(cls.model_fields, data)
        if isinstance(coerced, Mapping):
            for name in cls.model_fields.keys() & coerced.keys():
                if isinstance(coerced[name], list) and len(coerced[name]) > MAX_ENTRIES:
                    raise ValueError(f"{name} has more than {MAX_ENTRIES} entries")
        return coerced


class AssumedField(StrEnum):
    """The field of the goal that holds the value of an assumption."""

    HOURS = "hours_per_week"
    DEADLINE = "deadline"
    START = "baseline"
    OTHER = "other"


class TargetDraft(Draft):
    metric: Name = Field(description="What is counted, e.g. 'distance run without stopping'")
    quantity: float = Field(description="The number to reach")
    unit: Name = Field(description="Unit of that number, e.g. 'km'")
    baseline: float | None = Field(
        default=None, description="The number today, if the person told it"
    )


class AssumptionDraft(Draft):
    about: str = Field(description="What the person did not say, e.g. 'starting point'")
    assumed: str = Field(description="What you took instead")
    why: str = Field(default="", description="Why that is a sensible default")
    field: AssumedField | None = Field(
        default=None, description="The field that holds the assumed value, 'other' if none does"
    )


class GoalDraft(Draft):
    """The clarified goal."""

    statement: str = Field(description="The goal in one clear sentence, in the person's own terms")
    specific: str
    measurable: str
    achievable: str
    relevant: str
    time_bound: str
    domain: Name = Field(description="One of the domain names given, or 'general'")
    goal_type: GoalType
    target: TargetDraft | None = None
    deadline: str | None = Field(
        default=None, description="Last day of the plan as YYYY-MM-DD: named, or assumed"
    )
    deadline_stated: bool | None = Field(
        default=None, description="True if the person named that time, false if you assumed it"
    )
    event_on: str | None = Field(
        default=None,
        description="Day of the event as YYYY-MM-DD (exam, race, quit date), if there is one",
    )
    hours_per_week: float | None = Field(
        default=None, description="Hours a week: told by the person, or assumed"
    )
    hours_stated: bool | None = Field(
        default=None, description="True if the person told those hours, false if you assumed them"
    )
    kind: GoalKind | None = Field(default=None, description="Which kind of goal it is")
    constraints: list[str] = Field(
        default_factory=list,
        description="What must hold in every week, in the person's words: days, minutes, money, "
        "body, people",
    )
    obstacle: str = Field(default="", description="The obstacle most likely to stop this person")
    assumptions: list[AssumptionDraft] = Field(default_factory=list)
    notes: list[str] = Field(
        default_factory=list, description="Anything the person must be told honestly"
    )
