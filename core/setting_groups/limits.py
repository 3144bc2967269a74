"""The settings of limits: what one person, token or address may do, and how much may wait."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, AliasChoices, Field

from core.quota import Quota, Use, parse_quota
from core.setting_groups.alerts import AlertSettings


def _check_quota(written: str) -> str:
    """Return a quota as it is written. Raises ValueError if it cannot be read."""
    parse_quota(written)
    return written


Written = Annotated[str, AfterValidator(_check_quota)]
"""A quota such as "30/hour, 100/day"."""


def _env(name: str) -> AliasChoices:
    return AliasChoices(name)


class LimitSettings(AlertSettings):
    """Limits of what a person may do. Admins, who set them, have no quota."""

    quota_goals: Annotated[Written, Field(validation_alias=_env("REIN_QUOTA_GOALS"))] = (
        "30/hour, 100/day"
    )
    quota_questions: Annotated[Written, Field(validation_alias=_env("REIN_QUOTA_QUESTIONS"))] = (
        "120/hour, 500/day"
    )
    quota_ratings: Annotated[Written, Field(validation_alias=_env("REIN_QUOTA_RATINGS"))] = (
        "120/hour, 600/day"
    )
    quota_check_ins: Annotated[Written, Field(validation_alias=_env("REIN_QUOTA_CHECK_INS"))] = (
        "60/hour, 200/day"
    )
    quota_changes: Annotated[Written, Field(validation_alias=_env("REIN_QUOTA_CHANGES"))] = (
        "300/hour, 1000/day"
    )
    quota_exports: Annotated[Written, Field(validation_alias=_env("REIN_QUOTA_EXPORTS"))] = (
        "60/hour, 300/day"
    )
    automatic_trials_usd: Annotated[
        float | None,
        Field(validation_alias=_env("REIN_AUTOMATIC_TRIALS_USD_PER_MONTH"), ge=0, le=100_000),
    ] = None
    """What trials that start by themselves may cost in a month; None if none may start."""
    max_queued: Annotated[int, Field(validation_alias=_env("REIN_MAX_QUEUED"), ge=1)] = 2_000
    """Most runs that wait, of all people."""
    max_queued_per_person: Annotated[
        int, Field(validation_alias=_env("REIN_MAX_QUEUED_PER_PERSON"), ge=1)
    ] = 50
    """Most runs of one person that wait."""
    requests_per_token: Annotated[
        int, Field(validation_alias=_env("REIN_REQUESTS_PER_MINUTE_PER_TOKEN"), ge=1)
    ] = 600
    """Most requests a minute with one token, at all replicas together."""
    requests_per_address: Annotated[
        int, Field(validation_alias=_env("REIN_REQUESTS_PER_MINUTE_PER_ADDRESS"), ge=1)
    ] = 3_000
    """Most requests a minute from one address, at all replicas together."""
    replicas: Annotated[int, Field(validation_alias=_env("REIN_REPLICAS"), ge=1, le=1_000)] = 1
    """How many processes serve; each lets through its share of the requests of a minute."""

    @property
    def quotas(self) -> Mapping[Use, Quota]:
        """Return how often a person may do what is counted."""
        return {use: parse_quota(getattr(self, f"quota_{use.value}")) for use in Use}
