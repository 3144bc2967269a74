"""What a model says of each token of a text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedTokens:
    """The best label of each token, and the probability of every label at every token."""

    labels: tuple[str, ...]
    shares: tuple[dict[str, float], ...]
