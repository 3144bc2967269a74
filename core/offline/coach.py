"""The rule-based coach: needs no API key, is deterministic, and is the fallback of every model."""

from datetime import date

from core.goals.clarification import Question
from core.goals.draft import GoalDraft
from core.goals.goal import ClarifiedGoal, GoalRequest
from core.offline.clarifying.answers import apply_answers
from core.offline.clarifying.questions import next_questions
from core.offline.kinds.choose import choose_playbook
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.library import PlaybookLibrary
from core.offline.playbooks.schema import Playbook
from core.offline.reading.domains import DomainRecogniser
from core.offline.reading.facts import GoalFacts
from core.offline.reading.goal_parser import GoalParser
from core.offline.reading.multiple_goals import MultipleGoals, find_multiple_goals
from core.offline.safety.gate import GateResult, check_goal
from core.offline.writing.full_length_goal import FullLengthGoal, full_length_goal
from core.offline.writing.goal_writer import draft_goal
from core.offline.writing.plan_writer import draft_plan
from core.offline.writing.resolution_writer import draft_resolution
from core.plans.draft import PlanDraft
from core.resolutions.draft import ResolutionDraft
from core.resolutions.resolution import Resolution


class OfflineCoach:
    """Parses goals and drafts goal, resolution and plan with the playbooks it was given.

    It is immutable and safe to share between threads.
    """

    def __init__(self, *, playbooks: PlaybookLibrary) -> None:
        self._playbooks = playbooks
        self._parser = GoalParser(playbooks)

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains the coach has a playbook for, in matching order."""
        return self._playbooks.domains

    @property
    def recogniser(self) -> DomainRecogniser:
        """The recogniser of these domains."""
        return self._parser.recogniser

    def playbook_for(self, domain: str) -> Playbook:
        """Return the playbook of a domain, or the general one if the domain has none."""
        return self._playbooks.get(domain)

    def parse_goal(self, text: str, *, today: date) -> GoalFacts:
        """Return the facts in a goal text, with dates relative to `today`."""
        return self._parser.parse(text, today=today)

    def check_goal(self, text: str, *, today: date) -> GateResult:
        """Return the gate's ruling: whether the text is a goal that may be planned."""
        return check_goal(self.parse_goal(text, today=today))

    def next_questions(self, request: GoalRequest) -> tuple[Question, ...]:
        """Return the next round of clarifying questions; empty if the plan can be written."""
        facts = self.parse_goal(request.text, today=request.today)
        playbook = self.playbook_for(facts.domain)
        return next_questions(facts, playbook, request.circumstances, request.answers)

    def draft_goal(self, request: GoalRequest) -> GoalDraft:
        """Return the draft of a clarified goal."""
        return draft_goal(self._parse(request))

    def draft_resolution(self, request: GoalRequest, goal: ClarifiedGoal) -> ResolutionDraft:
        """Return the draft of a resolution for a clarified goal."""
        return draft_resolution(self._parse(request, domain=goal.domain), goal)

    def draft_plan(
        self, request: GoalRequest, goal: ClarifiedGoal, resolution: Resolution
    ) -> PlanDraft:
        """Return the draft of a plan; the plan compiler adds dates and checks it."""
        return draft_plan(self._parse(request, domain=goal.domain), goal, resolution)

    def find_multiple_goals(self, request: GoalRequest) -> MultipleGoals | None:
        """Return the goals in a request's text, or None if there is only one."""
        facts = self.parse_goal(request.text, today=request.today)
        return find_multiple_goals(facts, request.answers)

    def full_length_goal(self, request: GoalRequest) -> FullLengthGoal | None:
        """Return a request that plans the whole goal, or None if the goal fits its time."""
        return full_length_goal(self._parse(request))

    def _parse(self, request: GoalRequest, *, domain: str | None = None) -> ParsedGoal:
        """Merge the answers and parse the text; `domain` overrides the recognised one."""
        merged = apply_answers(request)
        facts = self.parse_goal(merged.text, today=merged.today)
        playbook = choose_playbook(
            self._playbooks, facts, facts.domain if domain is None else domain
        )
        return ParsedGoal(request=merged, facts=facts, playbook=playbook)
