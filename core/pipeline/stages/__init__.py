"""One file a stage, and the order in which they are shown."""

from core.pipeline.stage import Stage
from core.pipeline.stages.evaluate import EVALUATE
from core.pipeline.stages.generate import GENERATE
from core.pipeline.stages.plan import PLAN
from core.pipeline.stages.preprocess import PREPROCESS

STAGES: tuple[Stage, ...] = (PREPROCESS, GENERATE, EVALUATE, PLAN)
