"""The rule-based coach: needs no API key, is deterministic, and is the fallback of every model."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from core.chat.situation import Situation
from core.goals.clarification import Answer
from core.goals.draft import GoalDraft
from core.goals.goal import ClarifiedGoal, GoalRequest, Target
from core.goals.normalize import normalize_goal
from core.goals.replies import Reply
from core.goals.usual import apply_usual
from core.offline.answering.reply import reply_to_questions
from core.offline.bedtime.with_bedtime import with_bedtime
from core.offline.chat.asked import Asked
from core.offline.chat.understand import understand
from core.offline.check_ins.answer import answer_check_in
from core.offline.check_ins.final_answer import answer_retrospective
from core.offline.check_ins.subject import CheckInSubject
from core.offline.circumstances.settled_steps import with_settled_steps
from core.offline.clarifying.answers import apply_answers
from core.offline.clarifying.card import Card, CardReader
from core.offline.clarifying.pace_check import PaceCheck
from core.offline.clarifying.reach_check import check_reach
from core.offline.fit.further import with_phases_ahead
from core.offline.grammar.drafts import with_grammar
from core.offline.kinds.choose import choose_playbook
from core.offline.kinds.goal_context import goal_context_of
from core.offline.kinds.paying.order_first import with_order_first
from core.offline.kinds.paying.reached_phases import with_reached_phases
from core.offline.kinds.steps.named_steps import with_named_steps
from core.offline.kinds.verdicts.first_week import with_verdict_first
from core.offline.limits.apply import within_limits
from core.offline.limits.changing_weeks import with_open_days
from core.offline.limits.own_part import with_own_part
from core.offline.named.begun import with_begun_phases
from core.offline.named.nearer import with_nearer_phases
from core.offline.named.part_phases import with_part_phases
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.library import PlaybookLibrary
from core.offline.playbooks.schema import Playbook
from core.offline.reading.domains import DomainRecogniser
from core.offline.reading.facts import GoalFacts
from core.offline.reading.goal_parser import GoalParser
from core.offline.reading.multiple_goals import MultipleGoals, find_multiple_goals
from core.offline.reading.roles.named_confidence import with_named_confidence
from core.offline.safety.gate import GateResult, check_goal
from core.offline.signs.under_care import under_care
from core.offline.writing.full_length_goal import FullLengthGoal, full_length_goal
from core.offline.writing.goal_writer import draft_goal
from core.offline.writing.plan_writer import draft_plan
from core.offline.writing.resolution_writer import draft_resolution
from core.plans.draft import PlanDraft
from core.plans.sense.goal_context import GoalContext
from core.progress.check_in import CoachAnswer, Retrospective
from core.resolutions.draft import ResolutionDraft
from core.resolutions.resolution import Resolution

_CACHED_REQUESTS = 128


class OfflineCoach:
    """Parses goals and drafts goal, resolution and plan with the playbooks it was given.

    It is immutable and safe to share between threads.
    """

    def __init__(self, *, playbooks: PlaybookLibrary) -> None:
        self._playbooks = playbooks
        self._parser = GoalParser(playbooks)
        self._cards = CardReader(parser=self._parser, playbooks=playbooks)
        self._facts_cached = lru_cache(maxsize=_CACHED_REQUESTS)(self._cards.facts)

    @property
    def known_hosts(self) -> frozenset[str]:
        """The hosts of what the playbooks cite and recommend."""
        return self._playbooks.hosts

    def warm(self) -> None:
        """Load the models that the first goal needs; 0.3 s, and 40 ms for every later text."""
        self._parser.parse("Run 5 km by May", today=date(2026, 1, 1))

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

    def number_named(self, text: str, target: Target | None, *, today: date) -> Target | None:
        """Return the number that a text names, as far as there is a target to compare it with."""
        found = self.parse_goal(text, today=today).quantity if target and text else None
        if target is None or found is None or found.per is not None:
            return None
        return replace(target, quantity=found.value, unit=found.unit)

    def check_goal(self, text: str, *, today: date) -> GateResult:
        """Return the gate's ruling: whether the text is a goal that may be planned."""
        return check_goal(self._parser.parse_by_rules(text, today=today))

    def facts_of(self, request: GoalRequest) -> GoalFacts:
        """Return the facts of a request; what the person set on its card replaces what was read.

        Give the request with its answers: `apply_answers` merges and removes them. Cached, because
        every stage asks for the same request.
        """
        return self._facts_cached(request)

    def read_card(
        self, request: GoalRequest, goal: ClarifiedGoal | None = None, *, by_model: bool = False
    ) -> Card:
        """Return what was understood, and the questions that would change the plan.

        `goal` is the goal as it was clarified, if it was; `by_model` if a model has read it.
        """
        clarified = goal or normalize_goal(self.draft_goal(request), apply_answers(request))
        return self._cards.read(request, clarified, by_model=by_model)

    def check_reach(self, request: GoalRequest) -> PaceCheck | None:
        """Return why a plan by rule would lead to less than was named, or None if it would not."""
        return check_reach(self._parse(request))

    def correct_goal(self, request: GoalRequest, goal: ClarifiedGoal) -> ClarifiedGoal:
        """Return a clarified goal that says what the person set on its card."""
        return self._cards.correct(request, goal)

    def accept_answers(
        self, request: GoalRequest, written: Mapping[str, str | None], *, today: date
    ) -> tuple[Answer, ...]:
        """Return answers ready to be stored. Raises InvalidInput, with the slot's name."""
        return self._cards.accept(request, written, today=today)

    def draft_goal(self, request: GoalRequest) -> GoalDraft:
        """Return the draft of a clarified goal."""
        return with_grammar(draft_goal(self._parse(request)))

    def draft_resolution(self, request: GoalRequest, goal: ClarifiedGoal) -> ResolutionDraft:
        """Return the draft of a resolution for a clarified goal."""
        return with_grammar(draft_resolution(self._parse(request, domain=goal.domain), goal))

    def draft_plan(
        self, request: GoalRequest, goal: ClarifiedGoal, resolution: Resolution
    ) -> PlanDraft:
        """Return the draft of a plan; the plan compiler adds dates and checks it."""
        parsed = self._parse(request, domain=goal.domain)
        drafted = with_grammar(draft_plan(parsed, goal, resolution))
        return with_open_days(with_verdict_first(drafted, parsed), parsed.facts)

    def reply_to_questions(self, request: GoalRequest, goal: ClarifiedGoal) -> tuple[Reply, ...]:
        """Return the answers to the questions in a request's text."""
        return reply_to_questions(self._parse(request, domain=goal.domain), goal)

    def answer_check_in(
        self, request: GoalRequest, goal: ClarifiedGoal, subject: CheckInSubject
    ) -> CoachAnswer:
        """Return the answer to a check-in."""
        return answer_check_in(subject, self._parse(request, domain=goal.domain), goal)

    def answer_retrospective(
        self, goal: ClarifiedGoal, subject: CheckInSubject, retrospective: Retrospective
    ) -> CoachAnswer:
        """Return the answer to the retrospective of a plan that ends."""
        return answer_retrospective(subject, goal, retrospective)

    def goal_context(
        self, request: GoalRequest, goal: ClarifiedGoal, *, by_model: bool = False
    ) -> GoalContext:
        """Return what the laws of sense hold a plan for this goal to."""
        parsed = self._parse(request, domain=goal.domain)
        return goal_context_of(parsed, goal, by_model=by_model)

    def understand(self, situation: Situation) -> Asked:
        """Return a question about a plan with what it is about and the texts that may answer it."""
        parsed = self._parse(situation.request, domain=situation.goal.domain)
        return understand(situation, parsed)

    def find_multiple_goals(self, request: GoalRequest) -> MultipleGoals | None:
        """Return the goals in a request's text, or None if there is only one."""
        facts = self.parse_goal(request.text, today=request.today)
        return find_multiple_goals(facts, request.answers)

    def full_length_goal(self, request: GoalRequest) -> FullLengthGoal | None:
        """Return a request that plans the whole goal, or None if the goal fits its time."""
        return full_length_goal(self._parse(request))

    def _parse(self, request: GoalRequest, *, domain: str | None = None) -> ParsedGoal:
        """Parse the text, apply the answers and what its signs ask; `domain` overrides its own."""
        facts = self.facts_of(request)
        playbook = choose_playbook(
            self._playbooks, facts, facts.domain if domain is None else domain
        )
        answered = apply_usual(with_named_confidence(apply_answers(request), facts))
        parsed = ParsedGoal(request=answered, facts=facts, playbook=playbook)
        parsed = with_phases_ahead(with_bedtime(under_care(parsed), self._playbooks))
        parsed = with_nearer_phases(
            with_begun_phases(with_part_phases(with_reached_phases(with_order_first(parsed))))
        )
        parsed = with_named_steps(with_settled_steps(parsed))
        return within_limits(with_own_part(parsed))
