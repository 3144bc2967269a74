"""What `rein goal` prints for people names the parts as the page does."""

from dataclasses import replace

from app.coach.goal.goal_document import as_markdown
from core.goals.replies import Reply
from core.llm.providers.offline import OfflineModel
from core.ops.goals.goal_text import as_text
from core.runs.goal_state import StageName
from core.store.response_cache.read import CacheHit
from tests.app.coach.samples import make_goal, make_stage, make_view


def test_who_wrote_what_is_told_in_the_words_of_the_page() -> None:
    by_model = (make_stage(name) for name in StageName if name is not StageName.PLAN)
    view = make_view(
        stages=(*by_model, offline_plan()), cached_stages={"generate": CacheHit(at=None)}
    )

    said = as_text(view).splitlines()

    assert (
        "Who wrote it: understanding by gemini-3.8-flash, resolution by gemini-3.8-flash (from the cache), "
        "scores by gemini-3.8-flash, plan by the offline coach"
    ) in said
    assert not any(
        f"{name}:" in line for line in said for name in ("preprocess", "generate", "evaluate")
    )


def offline_plan():  # noqa: ANN201 - a stage
    return make_stage(
        "plan",
        model=OfflineModel.name,
        provider=OfflineModel.provider,
        because="all models were busy",
    )


def test_what_was_asked_is_answered_in_the_terminal_and_in_the_file() -> None:
    reply = Reply(
        question="Which first?", text="The cellar.", source="A study", url="https://x.org"
    )
    view = make_view(clarified=replace(make_goal(), replies=(reply,)))

    text, file = as_text(view), as_markdown(view)

    assert "  You asked: Which first?\n    The cellar. (A study)" in text
    assert "**Which first?**" in file
    assert "The cellar." in file
    assert "A study" in file
