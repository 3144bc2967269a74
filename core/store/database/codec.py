"""Convert domain values to JSON and back, with one adapter for each type stored as a whole."""

from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from core.goals.clarification import Question
from core.goals.goal import Circumstances, ClarifiedGoal
from core.plans.plan import Contingency, Repair, Resource
from core.progress.check_in import CoachAnswer
from core.resolutions.resolution import Resolution

T = TypeVar("T")


class Codec(Generic[T]):
    """Converts one type to JSON values and back.

    The adapter is built on first use, because building it is slow.
    """

    def __init__(self, type_: Any) -> None:  # noqa: ANN401 - a type form such as tuple[Week, ...]
        self._type = type_
        self._adapter: TypeAdapter[T] | None = None

    def dump(self, value: T) -> Any:  # noqa: ANN401 - JSON is anything
        """Return `value` as plain JSON values."""
        return self._built().dump_python(value, mode="json")

    def load(self, stored: Any) -> T:  # noqa: ANN401 - JSON is anything
        """Return the value that `dump` stored."""
        return self._built().validate_python(stored)

    def _built(self) -> TypeAdapter[T]:
        if self._adapter is None:
            self._adapter = TypeAdapter(self._type)
        return self._adapter


circumstances: Codec[Circumstances] = Codec(Circumstances)
clarified_goal: Codec[ClarifiedGoal] = Codec(ClarifiedGoal)
resolution: Codec[Resolution] = Codec(Resolution)
resources: Codec[tuple[Resource, ...]] = Codec(tuple[Resource, ...])
contingencies: Codec[tuple[Contingency, ...]] = Codec(tuple[Contingency, ...])
question: Codec[Question] = Codec(Question)
repairs: Codec[tuple[Repair, ...]] = Codec(tuple[Repair, ...])
coach_answer: Codec[CoachAnswer] = Codec(CoachAnswer)
