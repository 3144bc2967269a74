"""The arms of a trial, and how a person gets one."""

import hashlib
import hmac
from enum import StrEnum

_BITS = 53  # a float holds so many bits exactly


class Arm(StrEnum):
    """The version that a person gets."""

    CHAMPION = "champion"
    CANDIDATE = "candidate"


def position_of(key: bytes, trial_id: str, person_id: str) -> float:
    """Return the person's place in a trial, evenly spread over [0, 1).

    The keyed hash (HMAC-SHA256) makes arms of different trials independent and keeps anybody
    without the key from choosing an arm by choosing a name.
    """
    digest = hmac.new(key, f"{trial_id}\n{person_id}".encode(), hashlib.sha256).digest()
    return (int.from_bytes(digest[:8], "big") >> (64 - _BITS)) / (1 << _BITS)


def arm_at(position: float, share: float) -> Arm:
    """Return the arm at a place if the candidate has `share` of the people.

    A larger share only moves people from champion to candidate, never the other way.
    """
    return Arm.CANDIDATE if position < share else Arm.CHAMPION
