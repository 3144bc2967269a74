"""The card of a goal: what was understood, what the person set, and what is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from core.errors import InvalidInput
from core.goals.clarification import Answer, AnswerKind, Question
from core.goals.goal import ClarifiedGoal, GoalRequest, clean_text
from core.goals.reading import Reading, Slot, SlotName
from core.goals.usual import apply_usual
from core.offline.clarifying.answers import (
    apply_answers,
    base_request,
    check_confidence,
    is_skipped,
)
from core.offline.clarifying.correct_goal import correct_goal
from core.offline.clarifying.correction import SlotContext
from core.offline.clarifying.corrections import (
    Corrections,
    apply_corrections,
    parse_corrections,
    slot_of,
    written_corrections,
)
from core.offline.clarifying.number_sides import without_doubtful_target
from core.offline.clarifying.plan_for import plan_choices, plan_slot
from core.offline.clarifying.questions import CARD, choose_questions
from core.offline.clarifying.read_back import read_back
from core.offline.kinds.choose import choose_playbook
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.library import GENERAL, PlaybookLibrary
from core.offline.reading.facts import GoalFacts
from core.offline.reading.goal_parser import GoalParser
from core.offline.recipes.found_recipe import NO_RECIPE
from core.offline.recipes.plan_choice import still_fits
from core.offline.signs.under_care import under_care

_NO_SLOT = frozenset({CARD.id, "goals", "confidence", "item"})
"""Questions whose answers are merged into text and circumstances."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What was understood of a goal, and the questions that would change its plan."""

    reading: Reading
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardReader:
    """Reads cards, and the facts of a request with what the person set on its card."""

    parser: GoalParser
    playbooks: PlaybookLibrary

    def facts(self, request: GoalRequest) -> GoalFacts:
        """Return the facts of a request; what the person set replaces what was read."""
        return self._facts(request, self._corrections(request))

    def read(self, request: GoalRequest, goal: ClarifiedGoal, *, by_model: bool) -> Card:
        """Return the card of a request and its clarified goal; `by_model` if a model read it."""
        corrections = self._corrections(request)
        facts, merged = self._facts(request, corrections), apply_answers(request)
        playbook = choose_playbook(self.playbooks, facts, goal.domain)
        about = merged.circumstances
        asked = under_care(ParsedGoal(request=apply_usual(merged), facts=facts, playbook=playbook))
        by_recipe = asked.playbook is playbook and (facts.recipe_set or not by_model)
        plan = self._plan(facts) if by_recipe and (facts.recipes or facts.recipe_set) else None
        reading = read_back(facts, playbook, goal, about, corrections, by_model=by_model, plan=plan)
        plans = plan_choices(facts, self.playbooks.recipe_titles) if plan is not None else ()
        # the recipe that was read may not be the one, so its own questions would be wrong
        guide = self.playbooks.get(GENERAL) if plans else asked.playbook
        questions = choose_questions(reading, asked.facts, guide, about, plans=plans)
        return Card(reading=reading, questions=questions)

    def _plan(self, facts: GoalFacts) -> Slot:
        playbook = choose_playbook(self.playbooks, facts, facts.domain)
        return plan_slot(facts, playbook, self.playbooks.recipe_titles)

    def correct(self, request: GoalRequest, goal: ClarifiedGoal) -> ClarifiedGoal:
        """Return a clarified goal that says what the person set, whatever its writer made of it."""
        return correct_goal(goal, self._corrections(request))

    def accept(
        self, request: GoalRequest, written: Mapping[str, str | None], *, today: date
    ) -> tuple[Answer, ...]:
        """Return answers ready to be stored; a date is stored as a day, for it is read again.

        Raises InvalidInput, with the name of the slot, if a value cannot be read.
        """
        slots: dict[SlotName, str] = {}
        others: dict[str, str | None] = {}
        for question_id, text in written.items():
            slot, cleaned = slot_of(question_id), " ".join(clean_text(text or "").split())
            if slot is None or is_skipped(cleaned, slot):
                others[question_id] = None if is_skipped(cleaned, slot) else cleaned
                _check(question_id, others[question_id])
            else:
                slots[slot] = cleaned
        parsed = parse_corrections(slots, self._context(request, today=today))
        for slot, correction in parsed.items():
            day = correction.value
            others[slot.value] = day.isoformat() if isinstance(day, date) else correction.quote
        if SlotName.AIM in parsed and SlotName.PLAN.value not in others:
            others |= self._plan_taken_back(request, parsed[SlotName.AIM].text, today=today)
        return tuple(_answer(question_id, others[question_id]) for question_id in others)

    def _plan_taken_back(
        self, request: GoalRequest, aim: str, *, today: date
    ) -> dict[str, str | None]:
        """Return that a plan chosen earlier no longer counts, if it does not fit the new aim."""
        chosen = self._corrections(request).get(SlotName.PLAN)
        if chosen is None:
            return {}
        named, before = self.parser.parse(aim, today=today), self.facts(request)
        fits = still_fits(str(chosen.value), named, before)
        return {} if fits else {SlotName.PLAN.value: None}

    def _fits_none(self, whole: str, part: str, today: date) -> bool:
        """Return whether "none of these" holds for the part of a text that was chosen as goal."""
        texts = (part, whole)
        named, before = (self.parser.parse(text, today=today) for text in texts)
        return part == whole or still_fits(NO_RECIPE, named, before)

    def _facts(self, request: GoalRequest, corrections: Corrections) -> GoalFacts:
        base = base_request(request)
        plan = corrections.get(SlotName.PLAN)
        recipe = None if plan is None else str(plan.value)
        if recipe == NO_RECIPE and not self._fits_none(request.text, base.text, base.today):
            recipe = None
        facts = self.parser.parse(base.text, today=base.today, recipe=recipe)
        playbook = choose_playbook(self.playbooks, facts, facts.domain)
        facts = without_doubtful_target(facts, playbook)
        if (aim := corrections.get(SlotName.AIM)) is not None:
            facts = self._with_topic_of(facts, aim.text, base.today, recipe)
        return apply_corrections(facts, corrections, text=apply_answers(request).text)

    def _with_topic_of(
        self, facts: GoalFacts, aim: str, today: date, chosen: str | None
    ) -> GoalFacts:
        """Return the facts with the topic of another aim; amounts it names count as well."""
        named = self.parser.parse(aim, today=today, recipe=chosen)
        return replace(
            facts,
            domain=named.domain,
            domain_span=named.domain_span,
            direction=named.direction,
            goal_type=named.goal_type,
            kind=named.kind,
            recipe=named.recipe,
            recipes=named.recipes,
            english=named.english,
            quantity=named.quantity or facts.quantity,
            deadline=named.deadline or facts.deadline,
            missing=named.missing,
        )

    def _corrections(self, request: GoalRequest) -> Corrections:
        """Return what the person set. An answer of an earlier version may have no readable value.

        Such an answer stays in the text.
        """
        written = written_corrections(request.answers)
        if not written:
            return {}
        context = self._context(request, today=request.today)
        readable = {name: text for name, text in written.items() if _readable(name, text, context)}
        return parse_corrections(readable, context)

    def _context(self, request: GoalRequest, *, today: date) -> SlotContext:
        base = base_request(request)
        facts = self.parser.parse(base.text, today=base.today)
        written = written_corrections(request.answers)
        domain = written.get(SlotName.DOMAIN, facts.domain)
        unit = self.playbooks.get(domain).unit if facts.quantity is None else facts.quantity.unit
        titles = {playbook.name: playbook.title for playbook in self.playbooks.playbooks}
        return SlotContext(
            today=today, unit=unit, domains=titles, plans=self.playbooks.recipe_titles
        )


def _readable(name: SlotName, text: str, context: SlotContext) -> bool:
    try:
        parse_corrections({name: text}, context)
    except InvalidInput:
        return False
    return True


def _check(question_id: str, text: str | None) -> None:
    """Raise InvalidInput if nothing is asked under this name, or its answer is out of range."""
    if slot_of(question_id) is None and question_id not in _NO_SLOT:
        names = ", ".join(SlotName)
        raise InvalidInput(
            f"“{question_id}” is nothing that can be set.",
            field=question_id,
            advice=f"Choose from: {names}.",
        )
    if question_id == "confidence" and text is not None:
        check_confidence(text)


def _answer(question_id: str, text: str | None) -> Answer:
    question = Question(
        id=question_id, text="", why="", kind=AnswerKind.TEXT, assumption="what was read"
    )
    return Answer(question=question, text=text)
