"""JSON forms of what a person wrote and of what was understood of it."""

from core.codec import Codec
from core.goals.clarification import Question
from core.goals.goal import Circumstances, ClarifiedGoal
from core.goals.reading import Slot

CIRCUMSTANCES_CODEC: Codec[Circumstances] = Codec(Circumstances)
CLARIFIED_GOAL_CODEC: Codec[ClarifiedGoal] = Codec(ClarifiedGoal)
QUESTION_CODEC: Codec[Question] = Codec(Question)
SLOT_CODEC: Codec[Slot] = Codec(Slot)
