"""One file a stage, and the order in which they are shown."""

from core.runs.stage import Stage
from core.runs.stages.evaluate import EVALUATE
from core.runs.stages.generate import GENERATE
from core.runs.stages.plan import PLAN
from core.runs.stages.preprocess import PREPROCESS

STAGES: tuple[Stage, ...] = (PREPROCESS, GENERATE, EVALUATE, PLAN)
