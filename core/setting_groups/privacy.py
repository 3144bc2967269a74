"""The settings of privacy: whether people are asked, and what is taken out of texts that leave."""

from enum import StrEnum
from typing import Annotated

from pydantic import AliasChoices, BaseModel, Field


class ConsentMode(StrEnum):
    """Whether a person is asked before their words go to a model."""

    ASK = "ask"
    ASSUMED = "assumed"
    """The operator has asked them in another way."""


class PrivacySettings(BaseModel):
    """What leaves this machine about a person."""

    model_consent: Annotated[
        ConsentMode, Field(validation_alias=AliasChoices("REIN_MODEL_CONSENT"))
    ] = ConsentMode.ASK
    redact: Annotated[bool, Field(validation_alias=AliasChoices("REIN_REDACT"))] = True
    """Whether addresses, numbers and keys are replaced in what goes to models and exports."""
