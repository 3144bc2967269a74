"""Items of datasets, whole ones and small ones."""

from dataclasses import replace
from datetime import date

from core.datasets.item import DatasetItem, ItemInput, ItemRating, ItemReply, scores_of
from core.goals.clarification import Answer
from core.goals.goal import Circumstances
from core.ids import new_id
from tests.factories.stored import make_evaluation, make_plan, make_question, make_resolution


def small_item(text: str = "Run 5 km", **changes: object) -> DatasetItem:
    """An item with a goal alone."""
    return replace(DatasetItem(input=ItemInput(text=text)), **changes)  # type: ignore[arg-type]


def whole_item(text: str = "Run 5 km without stopping", **changes: object) -> DatasetItem:
    """An item with a value in every field."""
    item = DatasetItem(
        input=ItemInput(
            text=text,
            circumstances=Circumstances(hours_per_week=3.5, constraints=("bad knee", "=1+1")),
            today=date(2027, 1, 4),
            answers=(Answer(question=make_question(), text="1 km"),),
        ),
        reply=ItemReply(resolution=make_resolution(), plan=make_plan()),
        scores=scores_of(make_evaluation(yes=3), judge="a-judge"),
        rating=ItemRating(stars=3.5, clarity=True, comment="Fine \U0001f3c3 \u2028 <b>"),
        prompt_version="generate@v1",
        model="a-model",
        trace_id=new_id(),
    )
    return replace(item, **changes)  # type: ignore[arg-type]
