"""Which obstacle of a playbook a sentence means, if one surely does."""

from core.offline.if_thens.blocking import CUT_SHORT
from core.offline.if_thens.clause_words import CUE, first_clause
from core.offline.playbooks.any_obstacle import any_obstacle
from core.offline.playbooks.meant import (
    EXACTLY,
    SURFACE,
    is_meant,
    meant_everyday,
    meant_of_topic,
)
from core.offline.playbooks.schema import ObstacleGuide, Playbook

NOTICED = "I notice that"
"""How the moment of an obstacle begins that has no moment of its own."""


def find_obstacle_guide(obstacle: str, playbook: Playbook) -> ObstacleGuide | None:
    """Return the guide of the playbook, or of the bank, that resembles an obstacle, or None."""
    return playbook.obstacle_named(obstacle) or playbook.find_obstacle(obstacle)


def topic_guide(sentence: str, playbook: Playbook) -> ObstacleGuide | None:
    """Return the topic's own answer to a sentence; the everyday ones come after circumstances."""
    guide = find_obstacle_guide(sentence, playbook)
    own = guide in playbook.obstacles
    if guide is not None and is_meant(sentence, guide, SURFACE if own else EXACTLY):
        return guide if own else None
    found = None if CUT_SHORT.search(sentence) else meant_of_topic(sentence, playbook)
    if found is None or found.cautious:
        return found
    clause = first_clause(CUE.sub("", sentence.strip())).strip(" .,;!")
    moment = any_obstacle(playbook.kinds[0], clause)
    own = moment.situation.startswith(NOTICED)
    return found.model_copy(update={"situation": moment.situation}) if own else found


def meant_guide(sentence: str, playbook: Playbook) -> ObstacleGuide | None:
    """Return the guide that a sentence means: one that only shares a word with it is none.

    Pain and illness are answered on one telling word.
    """
    guide = find_obstacle_guide(sentence, playbook)
    if guide is not None and guide.cautious:
        return guide
    found = topic_guide(sentence, playbook)
    if found is None and not (playbook.gives_up_something or CUT_SHORT.search(sentence)):
        found = meant_everyday(sentence, playbook)
    if found is None and guide is not None and is_meant(sentence, guide):
        return guide
    return found
