"""Choose the domain: the model's probabilities, with the playbooks' own words as a second vote."""

from collections.abc import Collection, Mapping

from core.offline.playbooks.library import GENERAL

_RULE_VOTE = 0.45
"""What a word of a playbook is worth beside a probability; found on the held-out writers."""
_LEAST = 0.12
"""Below this share no topic is better than a guess."""
_COVERED_BY = {
    "music": "music_and_craft",
    "drawing_and_art": "music_and_craft",
    "sewing_and_crafts": "music_and_craft",
    "long_writing": "writing",
}
"""Topics that an older playbook covers until they have one of their own."""


def choose_domain(
    shares: Mapping[str, float], by_rule: str, playbooks: Collection[str]
) -> tuple[str, float]:
    """Return a domain that has a playbook, and how sure it is; in doubt the general one."""
    votes: dict[str, float] = {}
    for name, share in shares.items():
        own = name if name in playbooks else _COVERED_BY.get(name, name)
        votes[own] = votes.get(own, 0.0) + share
    if by_rule != GENERAL:
        votes[by_rule] = votes.get(by_rule, 0.0) + _RULE_VOTE
    best = max(votes, key=lambda name: votes[name])
    whole = 1 + (_RULE_VOTE if by_rule != GENERAL else 0.0)
    sure = votes[best] / whole
    if votes[best] < _LEAST or best not in playbooks:
        return GENERAL, sure
    return best, sure
