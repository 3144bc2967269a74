"""Choose the domain: the model's probabilities, with the playbooks' own words as a second vote."""

from collections.abc import Collection, Mapping

from core.offline.playbooks.library import GENERAL

_RULE_VOTE, _RULE_VOTE_SHORT = 0.25, 0.6
"""What a word of a playbook is worth beside a probability: more in a short plain goal, where it
stands in the aim; found on the held-out writers."""
_SHORT = 14
_PLAIN = 30
"""In a longer text a single word of a playbook is mostly about something else."""
_LEAST_SURE = 0.45
"""Below this a topic is wrong more often than right, on the held-out writers: the plan of the
kind of goal, in the person's own words, is better than a sure plan for something else."""
_BACKED = 0.05
"""The share that the models must give the rules' domain where their own has no playbook yet."""

_BACKED_LONG = 0.1
"""The same in a longer text, where the rules' word may be about something else."""


def choose_domain(
    shares: Mapping[str, float], by_rule: str, playbooks: Collection[str], *, words: int
) -> tuple[str, float]:
    """Return a domain that has a playbook, and how sure it is; else the general one."""
    vote = _RULE_VOTE_SHORT if words <= _SHORT else _RULE_VOTE
    votes = dict(shares)
    if by_rule != GENERAL:
        votes[by_rule] = votes.get(by_rule, 0.0) + (vote if by_rule in shares else 1.0)
    best = max(votes, key=lambda name: votes[name])
    whole = 1 + (vote if by_rule != GENERAL else 0.0)
    sure = votes[best] / whole
    if best in playbooks and sure >= _LEAST_SURE:
        return best, sure
    backed = votes.get(by_rule, 0.0) - vote
    if backed >= (_BACKED if words <= _PLAIN else _BACKED_LONG):
        return by_rule, votes[by_rule] / whole
    return GENERAL, sure
