"""The offline coach, asked for an answer as a model is."""

from collections.abc import Callable, Mapping

from pydantic import BaseModel

from core.llm.providers.offline import OfflineModel
from core.llm.routing.fallback_chain import FallbackChain
from core.llm.wrappers.tracing import TracedModel
from core.offline.chat.answer import answer
from core.offline.chat.asked import Asked
from core.offline.coach import OfflineCoach
from core.ports import LanguageModel, Purpose
from core.quality.offline_scorer import OfflineScorer
from core.runs.goal_state import GoalRunState
from core.runs.judged_subject import subject_of
from core.runs.stages.evaluate import offline_verdicts


def offline_models(coach: OfflineCoach) -> FallbackChain:
    """Return a chain of the offline coach alone: no key, no network, no cost."""
    return FallbackChain((offline_answers(coach),))


def offline_model(coach: OfflineCoach) -> LanguageModel:
    """Return the offline coach as a model that records no span."""
    return OfflineModel(_offline_answers(coach))


def offline_answers(coach: OfflineCoach) -> LanguageModel:
    """Return the offline coach as a model whose answers are recorded as spans."""
    return TracedModel(offline_model(coach))


def _offline_answers(coach: OfflineCoach) -> Mapping[Purpose, Callable[[object], BaseModel]]:
    scorer = OfflineScorer(coach)

    def knowing(write: Callable[[GoalRunState], BaseModel]) -> Callable[[object], BaseModel]:
        def reply(subject: object) -> BaseModel:
            if not isinstance(subject, GoalRunState):
                raise TypeError(
                    f"The offline coach answers from a goal's state, not {type(subject).__name__}."
                )
            return write(subject)

        return reply

    def answered(subject: object) -> BaseModel:
        if not isinstance(subject, Asked):
            raise TypeError(
                f"The offline coach answers what was asked, not a {type(subject).__name__}."
            )
        return answer(subject)

    return {
        Purpose.COACH: answered,
        Purpose.PREPROCESS: knowing(lambda known: coach.draft_goal(known.request)),
        Purpose.GENERATE: knowing(
            lambda known: coach.draft_resolution(known.request, known.require_goal())
        ),
        Purpose.EVALUATE: knowing(
            lambda known: offline_verdicts(scorer.score(subject_of(known, coach=coach)))
        ),
        Purpose.PLAN: knowing(
            lambda known: coach.draft_plan(
                known.request, known.require_goal(), known.require_resolution()
            )
        ),
    }
