"""The secrets of sessions and links: 256 random bits each, stored by their hash."""

from core.mail.secrets import new_secret
from core.usecases.tokens.tokens import digest_of

__all__ = ["MAX_SECRET_CHARACTERS", "digest_of", "new_secret"]

MAX_SECRET_CHARACTERS = 100
"""A longer one is none of ours, and is not hashed."""
