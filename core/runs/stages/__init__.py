"""The stages of a goal's run, one file each, in the order in which pages show them."""

from core.runs.goal_state import GoalRunState
from core.runs.stage import Stage
from core.runs.stages.evaluate import EVALUATE
from core.runs.stages.generate import GENERATE
from core.runs.stages.plan import PLAN
from core.runs.stages.preprocess import PREPROCESS

STAGES: tuple[Stage[GoalRunState], ...] = (PREPROCESS, GENERATE, EVALUATE, PLAN)
